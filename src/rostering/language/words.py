"""Words: messages in the language that is spoken here and now, by gettext."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LANGUAGES = ("en", "da")
SOURCE = "en"
"""The language in which messages are written, and which needs no catalogue."""
LOCALES = Path(__file__).parent / "locale"
DOMAIN = "rostering"
_spoken: ContextVar[str] = ContextVar("language", default=SOURCE)


def spoken() -> str:
    """The language that is spoken here and now."""
    return _spoken.get()


@contextmanager
def speaking(wanted: str) -> Iterator[None]:
    """Speak a language for a while, in this task or thread alone; one that is not known is English."""
    token = _spoken.set(wanted if wanted in LANGUAGES else SOURCE)
    try:
        yield
    finally:
        _spoken.reset(token)


def speak(wanted: str) -> None:
    """Speak a language from here on, until what is spoken around this ends; one that is not known is English."""
    _spoken.set(wanted if wanted in LANGUAGES else SOURCE)


def _(message: str, /, **values: object) -> str:
    """A message in the language that is spoken, its `{name}`s filled in."""
    return _filled(_catalogue(spoken()).gettext(message), values)


def n_(one: str, many: str, number: int, /, **values: object) -> str:
    """The message for so many of something; `{number}` is filled in too."""
    return _filled(_catalogue(spoken()).ngettext(one, many, number), {"number": number, **values})


def p_(context: str, message: str, /, **values: object) -> str:
    """A message whose one English word means several things; the context, never shown, says which."""
    return _filled(_catalogue(spoken()).pgettext(context, message), values)


def marked(message: str) -> str:
    """A message of a constant: it is collected here, and translated by `_` where it is shown."""
    return message


def catalogue_of(wanted: str, ending: str) -> Path:
    """Where a language's catalogue stands; it ends in `po` for people and in `mo` for programs."""
    return LOCALES / wanted / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


@cache
def _catalogue(wanted: str) -> NullTranslations:
    if wanted == SOURCE:
        return NullTranslations()
    with catalogue_of(wanted, "mo").open("rb") as file:
        return GNUTranslations(file)


def _filled(text: str, values: dict[str, object]) -> str:
    return text.format(**values) if values else text
