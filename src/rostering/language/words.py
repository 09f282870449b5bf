"""Words: messages in the language that is spoken here and now, by gettext."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from rostering.language.dates import written
from rostering.language.speech import SOURCE, spoken

LOCALES = Path(__file__).parent / "locale"
DOMAIN = "rostering"


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
    return text.format(**{name: written(value) for name, value in values.items()}) if values else text
