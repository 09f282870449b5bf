"""Sentences that are kept: they are said in English, and told in the language of whoever reads them.

What is stored, or compared by scripts, must not depend on who was there when it was made. The catalogue knows the
message of such a sentence, so what was filled in can be found in it again, in sentences of earlier years too.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from string import Formatter

from babel.messages.mofile import read_mo

from rostering.language.counts import recounted
from rostering.language.formats import listed, number, short_day
from rostering.language.speech import SOURCE, spoken
from rostering.language.words import catalogue_of, p_

KEPT = "kept"
"""The context of these messages in the catalogues."""
DATES = ("day", "first", "last", "again", "back", "today")
NUMBERS = (
    "number",
    "hours",
    "days",
    "points",
    "limit",
    "year",
    "following",
    "needed",
    "away",
    "empty",
    "seats",
    "minutes",
    "code",
)
LISTS = ("dates", "roles", "occasions", "periods")
"""What a sentence's `{name}`s stand for, where that is not a text."""
_PEOPLE = ("consultant", "other_consultant", "giver", "taker")
_PATTERNS = {
    "notes": ".+",
    **dict.fromkeys(_PEOPLE, r"(?:(?!; |: |\. ).)+?"),  # else one might begin with the sentence before
    **dict.fromkeys(("name", "giver_name", "duty"), "[^,;:]+?"),
    "when": r"\d{4}\S*",
    **dict.fromkeys(DATES, r"\d{4}-\d\d-\d\d"),
    **dict.fromkeys(NUMBERS, r"[-+]?\d+"),
}
_TEXT = "(?:(?!; |: ).)+?"
_BOUNDARY = re.compile(r"(?<=\.) |: |; |, ")

_CATALOGUE = "da"
"""Whose messages tell what English sentences are made of, as English has no catalogue."""
_ABBREVIATED = re.compile(r"\.\.(?=\s|$)")
"""Where a sentence ends with an abbreviated month, one full stop is enough."""

Names = Callable[[str, str], str | None]
"""How something is called: what it is in the sentence, such as `consultant`, and its id; None where nobody knows."""


def said(message: str, /, **values: object) -> str:
    """A sentence to keep, its `{name}`s filled in: English whatever is spoken."""
    return message.format(**values)


def heard(message: str) -> str:
    """The message of a sentence that others say, in English: it is collected here, so that `told` knows it."""
    return message


def told(sentence: str, names: Names = lambda _kind, _id: None) -> str:
    """A kept sentence, or several, in the language that is spoken; one that is not known stays as it is."""
    return sentence if spoken() == SOURCE else _told(sentence, names) or sentence


def named(sentence: str, names: Names) -> str:
    """A kept sentence as people read it on a page: told, and in English, too, with names for ids and short dates."""
    return _told(sentence, names) or sentence


@dataclass(frozen=True)
class _Template:
    message: str
    pattern: re.Pattern[str]
    plain: int
    """How many letters stand in it by themselves; of two that fit the one with more is meant."""
    word: str
    """The longest of what stands in it by itself: looked for first, as that is quick."""


def _told(text: str, names: Names) -> str | None:
    """A sentence that is known, or several in a row or parts of one, of which at least the first is known."""
    if whole := _known(text, names):
        return whole
    for part in reversed(list(_BOUNDARY.finditer(text))):
        if first := _known(text[: part.start()], names):
            return first + part[0] + named(text[part.end() :], names)
    return None


def _known(text: str, names: Names) -> str | None:
    """One sentence, or a part of one that begins or ends as sentences do."""
    if found := _matched(text, names):
        return found
    if found := _matched(text.removesuffix("."), names):
        return f"{found}."
    small = text[:1].lower() + text[1:]
    found = _matched(small, names) or _matched(small.removesuffix("."), names)
    return found and found[0].upper() + found[1:] + "." * (text.endswith(".") and not found.endswith("."))


def _matched(text: str, names: Names) -> str | None:
    found = _found(text, _CATALOGUE if spoken() == SOURCE else spoken())
    if found is None:
        return None
    message, values = found
    filled = {name: _value(name, value, names) for name, value in values}
    return _ABBREVIATED.sub(".", p_(KEPT, message, **filled))


@lru_cache(maxsize=1 << 13)
def _found(text: str, language: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """The message of a sentence, and what was filled in; pages say the same sentences again and again."""
    for template in _templates(language):
        if template.word in text and (found := template.pattern.fullmatch(text)):
            return template.message, tuple(found.groupdict().items())
    return None


def _value(name: str, value: str, names: Names) -> str:
    if name in LISTS:
        return listed(_value(name[:-1], one, names) for one in re.split(r" and of | and |, ", value))
    if called := names(name.removeprefix("other_"), value):
        return called
    if re.fullmatch(rf"{_PATTERNS['day']}(\.\.{_PATTERNS['day']})?", value):
        return " – ".join(short_day(date.fromisoformat(day)) for day in value.split(".."))
    if re.fullmatch(r"\d+\.\d+", value):
        return number(float(value), 1)
    return recounted(value) or _told(value, names) or value


@cache
def _templates(language: str) -> tuple[_Template, ...]:
    with catalogue_of(language, "mo").open("rb") as file:
        found = [_template(str(message.id)) for message in read_mo(file) if _is_kept(message.context)]
    return tuple(sorted(found, key=lambda template: (-template.plain, template.message)))


def _is_kept(context: object) -> bool:
    """Babel reads a context as bytes, though it says that it were text."""
    return context in (KEPT, KEPT.encode())


def _template(message: str) -> _Template:
    parsed = list(Formatter().parse(message))
    pattern = "".join(_pieces(parsed))
    plain = [each for each, *_ in parsed]
    return _Template(message, re.compile(pattern), sum(map(len, plain)), max(plain, key=len, default=""))


def _pieces(parsed: list[tuple[str, str | None, str | None, str | None]]) -> Iterator[str]:
    for plain, name, _format, _conversion in parsed:
        yield re.escape(plain)
        if name is not None:
            yield f"(?P<{name}>{_PATTERNS.get(name, _TEXT)})"
