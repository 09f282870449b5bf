"""The catalogues of `language`: every message of the sources and templates, merged with what is translated already."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from rostering.language.sentences import KEPT
from rostering.language.speech import LANGUAGES, SOURCE
from rostering.language.words import DOMAIN, catalogue_of

SOURCES = Path(__file__).parents[1] / "src" / "rostering"
_METHODS = [("**.py", "python"), ("**.html", "jinja2")]
_OPTIONS = {"**.html": {"silent": "false"}}
"""A template that cannot be read is a fault, not a template without messages."""
_KEYWORDS = {"_": None, "marked": None, "n_": (1, 2), "p_": ((1, "c"), 2)}
_KEPT = {"said": None, "heard": None}
"""What is said to be kept, or heard of others, has a context of its own."""
TRANSLATED = tuple(language for language in LANGUAGES if language != SOURCE)


class _Timeless(Catalog):
    """A catalogue whose header says what programs need, and neither when nor by what it was made."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header's lines."""
        return [("Content-Type", "text/plain; charset=utf-8"), ("Plural-Forms", self.plural_forms)]


def messages() -> Catalog:
    """All messages that the code has, without a translation."""
    found = Catalog(domain=DOMAIN)
    for keywords, usual in ((_KEYWORDS, None), (_KEPT, KEPT)):
        for _file, _line, message, _comments, context in extract_from_dir(SOURCES, _METHODS, _OPTIONS, keywords):
            found.add(message, context=context or usual)
    return found


def catalogue(language: str) -> Catalog:
    """What is translated, as it is kept."""
    path = catalogue_of(language, "po")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def renewed(language: str) -> Catalog:
    """The catalogue with new messages, to be translated, and without those that nobody says any more."""
    kept = catalogue(language)
    kept.update(messages(), no_fuzzy_matching=True)
    kept.obsolete.clear()
    for message in kept:
        message.flags.clear()  # a line that all share would confuse merging
    return kept


def text_of(kept: Catalog) -> bytes:
    """A catalogue for people: sorted, a message to a line, nothing in it that changes by itself."""
    file = BytesIO()
    write_po(file, kept, width=0, no_location=True, omit_header=True, sort_output=True)
    return file.getvalue()


def compiled(kept: Catalog) -> bytes:
    """A catalogue for programs, the same bytes whenever it is made."""
    timeless, file = _Timeless(kept.locale, DOMAIN), BytesIO()
    for message in kept:
        if message.id:
            timeless[message.id] = message
    write_mo(file, timeless)
    return file.getvalue()


def untranslated(kept: Catalog) -> Iterator[str]:
    """The messages that lack a translation, or a form of it."""
    for message in kept:
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not (all(forms) and not message.fuzzy):
            yield message.id if isinstance(message.id, str) else message.id[0]
