"""Traces of somebody in what is kept: ids, names and addresses, found in texts and values, and replaced there."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"[\w.-]+(?:@[\w.-]+)?")
"""A word, an id, or a whole address."""
_PEOPLE_KEYS = frozenset(
    {
        *("consultant", "consultants", "giver", "taker", "to", "holder", "about", "by", "who", "asked_by"),
        *("account_manager", "subject_id", "mates", "people", "stop_asked_by"),
    }
)
"""Columns and keys of JSON that hold people and nothing else."""
_LONG = 3
"""Letters from which a single word is looked for in capitals and small letters alike."""


@dataclass(frozen=True)
class Traces:
    """What tells somebody apart: an id, and all names, addresses and other texts that are theirs alone."""

    id: str
    names: tuple[str, ...]
    """Of one word or more; what is longer is looked for first."""
    emails: tuple[str, ...] = ()
    strange_ids: frozenset[str] = frozenset()
    """Ids and addresses of others with a dot in them, which are no place to look for this one."""
    is_common: bool = False
    """Whether the id is also that of something else, or a word: then it is one only where people stand."""

    def in_text(self, text: str) -> bool:
        """Whether a text holds any of it."""
        return self.replaced(text, "\0", "\0") != text

    def replaced(self, text: str, key: str, name: str) -> str:
        """A text with an id for the id, a name for names, and the name for addresses."""
        if not self.may_hold(text):
            return text
        for pattern in self._emails:
            text = pattern.sub(name, text)
        for pattern in self._names:
            text = pattern.sub(lambda _found: name, text)
        return text if self.is_common else _TOKEN.sub(lambda found: self._token(found[0], key), text)

    def value(self, value: Any, key: str, name: str, place: str = "") -> Any:
        """The same of a value of JSON, whole values first; `place` is the column or key that it stands under."""
        if isinstance(value, str):
            return self._text(value, key, name, place)
        if isinstance(value, Mapping):
            return {
                self._text(each, key, name, place): self.value(inner, key, name, each) for each, inner in value.items()
            }
        if isinstance(value, list | tuple):
            return [self.value(inner, key, name, place) for inner in value]
        return value

    def holds(self, value: Any, place: str = "") -> bool:
        """Whether a value of JSON holds any of it."""
        return bool(self.value(value, "\0", "\0", place) != _plain(value))

    def part(self, value: Any, place: str = "") -> Any:
        """Of a value of JSON what is about them: of many things those that hold a trace, one thing whole."""
        if isinstance(value, str):
            return _within(value, lambda inner: self.part(inner, place)) or value
        if isinstance(value, Mapping):
            return self._part_of_mapping(value, place)
        if isinstance(value, list | tuple):
            return [self.part(inner, place) for inner in value if self.holds(inner, place)]
        return value

    def _part_of_mapping(self, value: Mapping[str, Any], place: str) -> dict[str, Any]:
        keyed = {each: inner for each, inner in value.items() if self.holds(each, place)}
        if keyed:
            return keyed
        simple = {each: inner for each, inner in value.items() if not isinstance(inner, Mapping | list | tuple)}
        if any(self.holds(inner, each) for each, inner in simple.items() if not _is_json(inner)):
            return dict(value)
        return {each: self.part(inner, each) for each, inner in value.items() if self.holds(inner, each)}

    def _text(self, text: str, key: str, name: str, place: str) -> str:
        folded = text.casefold()
        if folded == self.id and (place in _PEOPLE_KEYS or not self.is_common):
            return key
        if folded in self._folded_names:
            return name
        if folded in self._folded_emails:
            return ""
        if not self.may_hold(text):
            return text
        inside = _within(text, lambda inner: self.value(inner, key, name, place))
        return self.replaced(text, key, name) if inside is None else inside

    def may_hold(self, text: str) -> bool:
        """Whether a text is worth a closer look; what is escaped in it is."""
        if "\\u" in text:
            return True
        folded = text.casefold()
        return any(each in folded for each in self._needles)

    def _token(self, token: str, key: str) -> str:
        body = token.rstrip(".-")
        if not body or body.casefold() in self.strange_ids:
            return token
        box, at, firm = body.partition("@")
        parts = [key if self._is_id(part) else part for part in ([box] if at else box.split("."))]
        whole = key if self._is_id(box) else ".".join(parts)
        return whole + at + firm + token[len(body) :]

    def _is_id(self, word: str) -> bool:
        return (word.casefold() if len(self.id) >= _LONG else word) == self.id

    @cached_property
    def _needles(self) -> tuple[str, ...]:
        said = (*self._folded_names, *self._folded_emails)
        return tuple({self.id, *(found[0] if (found := _WORD.search(text)) else text for text in said)})

    @cached_property
    def _folded_names(self) -> frozenset[str]:
        return frozenset(name.casefold() for name in self.names)

    @cached_property
    def _folded_emails(self) -> frozenset[str]:
        return frozenset(email.casefold() for email in self.emails)

    @cached_property
    def _names(self) -> tuple[re.Pattern[str], ...]:
        return tuple(map(_name_pattern, sorted(self.names, key=len, reverse=True)))

    @cached_property
    def _emails(self) -> tuple[re.Pattern[str], ...]:
        return tuple(
            re.compile(rf"(?<![\w.+-]){re.escape(email)}(?![\w-]|\.\w)", re.IGNORECASE) for email in self.emails
        )


def _name_pattern(name: str) -> re.Pattern[str]:
    """A name with any blanks between its words, in the genitive, too."""
    words = name.split()
    flags = re.IGNORECASE if len(words) > 1 or len(name) > _LONG else 0
    body = r"\s+".join(map(re.escape, words))
    return re.compile(rf"(?<!\w){body}(?=s?(?!\w))", flags)


def _is_json(value: Any) -> bool:
    return isinstance(value, str) and value[:1] in {"{", "["}


def _within(text: str, change: Callable[[Any], Any]) -> str | None:
    """A text of JSON with what it says changed, as it was written otherwise; None for another text."""
    if not _is_json(text):
        return None
    try:
        value = json.loads(text)
    except ValueError:
        return None
    changed = change(value)
    if changed == value:
        return text
    return json.dumps(changed, ensure_ascii="\\u" in text, separators=_separators(text))


def _separators(text: str) -> tuple[str, str]:
    return (", ", ": ") if '": ' in text else (",", ":")


def _plain(value: Any) -> Any:
    """Lists for tuples, so that values compare."""
    if isinstance(value, Mapping):
        return {each: _plain(inner) for each, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def told_apart(texts: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Of somebody's texts those that nobody else has, whatever capitals."""
    strange = {text.casefold() for text in others}
    return tuple(dict.fromkeys(text for text in texts if text.strip() and text.casefold() not in strange))
