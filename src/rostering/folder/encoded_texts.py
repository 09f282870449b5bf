"""The text of a file: UTF-8 with lines that end in LF, or a fault that says so."""

import codecs

from rostering.folder.notes import Notes
from rostering.language import _

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decoded(notes: Notes, file: str, data: bytes) -> str | None:
    """The file's text without a byte order mark and with LF for CR LF; None, and a fault, when it is not UTF-8.

    Editors and version control change both on their own, and neither makes another text.
    """
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        form = "UTF-16" if data.startswith(_UTF16) else _("another encoding, such as Windows-1252")
        notes.fault(f"{file}:{line}", _("is not UTF-8 text but {form}", form=form), _("save the file as UTF-8"))
        return None
