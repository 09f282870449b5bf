"""Leave as a table: `from,to` with a header, and a `kind` where there are wishes too."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import cast

from rostering.domain.parties import LeaveKind
from rostering.domain.proposals import Found, Reason, Skipped
from rostering.feeds.leave.sieve import MOST_BYTES, MOST_EVENTS
from rostering.feeds.leave.stretches import Mark, stretches
from rostering.folder.notes import Misread, Notes
from rostering.folder.sheets import Form, Row, read_records
from rostering.folder.texts import decoded
from rostering.spans import Period

Entry = tuple[Period, LeaveKind]
LONGEST_LINE = 2_000
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_DANISH = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})", re.ASCII)


def read_table(name: str, data: bytes, looked: Period) -> Found:
    """What a table proposes between two dates. Raises FaultyInput; `name` is what its faults call the file."""
    notes = Notes((name,))
    lengths = [len(line) for line in data.splitlines()]
    if len(data) > MOST_BYTES:
        notes.fault(name, "is too large", f"at most {MOST_BYTES >> 20} MiB")
    elif len(lengths) > MOST_EVENTS + 1:
        notes.fault(name, f"has more than {MOST_EVENTS} rows", "leave out what is over")
    elif max(lengths, default=0) > LONGEST_LINE:
        notes.fault(name, f"has a line of more than {LONGEST_LINE} signs", "two dates a line are enough")
    notes.settle()
    entries = read_records(notes, _form(name), decoded(notes, name, data)).values
    notes.settle()
    return _found(entries, looked)


def _found(entries: list[Entry], looked: Period) -> Found:
    leave = [period for period, kind in entries if kind == LeaveKind.LEAVE]
    seen = [period for period in leave if period.overlaps(looked)]
    counts = {Reason.OUTSIDE: len(leave) - len(seen), Reason.WISH: len(entries) - len(leave)}
    skipped = tuple(Skipped(reason, count) for reason, count in counts.items() if count)
    days = sorted({day for period in seen for day in _shared(period, looked)})
    return Found(looked, stretches((day, Mark()) for day in days), skipped)


def _shared(period: Period, looked: Period) -> Iterator[date]:
    return iter(Period(max(period.first, looked.first), min(period.last, looked.last)))


def _form(name: str) -> Form[Entry]:
    return Form(
        name,
        columns=("from", "to", "kind"),
        key=("from", "to"),
        read=_entry,
        write=lambda entry: (str(entry[0].first), str(entry[0].last), entry[1]),
        optional=("kind",),
    )


def _entry(row: Row) -> Entry:
    first: date | None = row.required("from", _day)
    last = row.optional("to", _day, first)
    kind = row.optional("kind", _kind, LeaveKind.LEAVE)
    in_order = row.notes.order(row.place, first, last)
    return (Period(first, last) if in_order and first and last else cast("Period", None)), kind


def _day(text: str) -> date:
    """A date as ISO or as Danes write it; what else stands there is not repeated."""
    danish, iso = _DANISH.fullmatch(text), _ISO.fullmatch(text)
    parts = danish.groups()[::-1] if danish else iso.groups() if iso else ()
    with suppress(ValueError):
        if parts:
            return date(*map(int, parts))
    raise Misread("is not a date", "write it as 2026-12-24 or 24-12-2026")


def _kind(text: str) -> LeaveKind:
    with suppress(ValueError):
        return LeaveKind(text)
    raise Misread(f"is not one of {', '.join(LeaveKind)}", "or leave the column out")
