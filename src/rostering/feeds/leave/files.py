"""A file with leave: a calendar or a table, by what stands in it."""

import re

from rostering.domain.proposals import FoundLeave
from rostering.feeds.leave.guard import read_guarded
from rostering.feeds.leave.leave_tables import read_table
from rostering.feeds.leave.reading import Frame

_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?(?:sep=|\s*[\"']?(?:from|to|fra|til|kind)[\"']?[ ]*[,;\t])", re.IGNORECASE)
_TABLES = (".csv", ".tsv", ".txt")


def read_leave(name: str, data: bytes, frame: Frame) -> FoundLeave:
    """What a file proposes. Raises FaultyInput; `name` is what its faults call the file."""
    begins = data[:100].removeprefix(b"\xef\xbb\xbf").lstrip().upper().startswith(b"BEGIN:")
    if not begins and (_HEADER.match(data) or name.lower().endswith(_TABLES)):
        return read_table(name, data, frame.looked)
    return read_guarded(name, data, frame)
