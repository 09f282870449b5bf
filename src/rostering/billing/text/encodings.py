"""The letters of a text file: its encoding, and what stands for letters that the encoding lacks."""

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rostering.billing.text.texts import plain_letter
from rostering.errors import BadCall
from rostering.language import _

ENCODINGS = ("utf-8", "cp1252", "iso-8859-1")
_BY_CODEC = {codecs.lookup(name).name: name for name in ENCODINGS}


class UnknownEncoding(BadCall):
    """An encoding that files of charges cannot have."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("charges cannot be encoded as '{name}'; known: {known}", name=name, known=", ".join(ENCODINGS))
        )


@dataclass(frozen=True)
class TextEncoding:
    """How a text file is encoded; a byte order mark goes before UTF-8 only."""

    encoding: str = "utf-8"
    bom: bool = True

    def fitted(self, text: str) -> tuple[str, int]:
        """The text in letters that the encoding has, as many as before at most; and how many were replaced."""
        if self._has(text):
            return text, 0
        letters = unicodedata.normalize("NFC", text)
        fitted = [letter if self._has(letter) else self._instead(letter) for letter in letters]
        return "".join(fitted), sum(old != new for old, new in zip(letters, fitted, strict=True))

    def encoded(self, text: str) -> bytes:
        """The bytes of a text that fits."""
        mark = codecs.BOM_UTF8 if self.bom and self.encoding == "utf-8" else b""
        return mark + text.encode(self.encoding)

    def _instead(self, letter: str) -> str:
        plain = plain_letter(letter)
        return plain if self._has(plain) else "?"

    def _has(self, text: str) -> bool:
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True


@dataclass(frozen=True)
class Separation:
    """How the cells and lines of a table are parted."""

    delimiter: str = ";"
    line_end: str = "\r\n"
    trailing: bool = False
    """A delimiter ends each line, too."""


DANISH = TextEncoding()
"""UTF-8 with BOM, which Danish Excel opens right."""
LINES = Separation()


def encoding_named(name: str) -> str:
    """The encoding of that name, as `windows-1252` is cp1252. Raises UnknownEncoding."""
    try:
        return _BY_CODEC[codecs.lookup(name).name]
    except (LookupError, ValueError):
        raise UnknownEncoding(name) from None


def written_table(
    rows: Iterable[Sequence[str]], text_encoding: TextEncoding, separation: Separation = LINES
) -> tuple[bytes, int]:
    """A table's bytes, and how many of its letters were replaced as the encoding lacks them."""
    text, replaced = io.StringIO(newline=""), 0
    writer = csv.writer(text, delimiter=separation.delimiter, lineterminator=separation.line_end)
    for row in rows:
        fitted = [text_encoding.fitted(cell) for cell in row]
        writer.writerow([cell for cell, _ in fitted] + [""] * separation.trailing)
        replaced += sum(count for _, count in fitted)
    return text_encoding.encoded(text.getvalue()), replaced
