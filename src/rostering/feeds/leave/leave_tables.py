"""Leave as a table: `from,to` or `fra;til` with a header, and a `kind` where there are wishes too."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import cast

from rostering.domain.parties import LeaveKind
from rostering.domain.proposals import FoundLeave, Skipped, SkipReason
from rostering.feeds.leave.dates_only import MOST_BYTES, MOST_EVENTS
from rostering.feeds.leave.stretches import Mark, stretches
from rostering.folder.encoded_texts import decoded
from rostering.folder.notes import Misread, Notes, quoted
from rostering.folder.sheets import SheetForm, SheetRow, read_records
from rostering.language import _
from rostering.spans import Period

Entry = tuple[Period, LeaveKind]
LONGEST_LINE = 2_000
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_SEPARATORS = ",;\t"
_SAID_SEPARATOR = re.compile(r"sep=([^\r\n]*)(?:\r\n?|\n|\Z)", re.IGNORECASE)
"""The line by which spreadsheets tell each other what separates cells."""
_NAMES = {"from": "from", "fra": "from", "to": "to", "til": "to", "kind": "kind"}
_DANISH = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})", re.ASCII)


def read_table(name: str, data: bytes, looked: Period) -> FoundLeave:
    """What a table proposes between two dates. Raises FaultyInput; `name` is what its faults call the file."""
    notes = Notes((name,))
    _check_size(notes, name, data)
    text, separators = _told(decoded(notes, name, data))
    _check_header(notes, name, text or "", separators)
    entries = read_records(notes, _form(name, separators), text).values
    notes.settle()
    return _found(entries, looked)


def _check_size(notes: Notes, name: str, data: bytes) -> None:
    lengths = [len(line) for line in data.splitlines()]
    if len(data) > MOST_BYTES:
        notes.fault(name, _("is too large"), _("at most {number} MiB", number=MOST_BYTES >> 20))
    elif len(lengths) > MOST_EVENTS + 1:
        notes.fault(name, _("has more than {number} rows", number=MOST_EVENTS), _("leave out what is over"))
    elif max(lengths, default=0) > LONGEST_LINE:
        notes.fault(
            name,
            _("has a line of more than {number} signs", number=LONGEST_LINE),
            _("two dates a line are enough"),
        )
    notes.settle()


def _told(text: str | None) -> tuple[str | None, str]:
    """A text without the line that says what separates its cells, which stays empty; and what may separate them."""
    match = _SAID_SEPARATOR.match(text or "")
    return (text, _SEPARATORS) if text is None or not match else ("\n" + text[match.end() :], match[1] or _SEPARATORS)


def _check_header(notes: Notes, name: str, text: str, separators: str) -> None:
    """Say what is in the place of a header that is known; of one that has dates it is said elsewhere."""
    lines = enumerate(text.splitlines(), 1)
    number, head = next(((number, line) for number, line in lines if line.strip(f"{_SEPARATORS} ")), (1, ""))
    cells = [cell.strip(' "') for cell in head.split(max(separators, key=head.count))]
    if separators not in _SEPARATORS:
        notes.fault(
            f"{name}:1",
            _("its cells are separated by {separators}", separators=quoted(separators)),
            _("use comma, semicolon or tab"),
        )
    elif head and not re.search(r"\d", head) and not any(cell.casefold() in _NAMES for cell in cells):
        names = ", ".join(quoted(cell) for cell in cells[:8])
        hint = _("call the columns from and to, or fra and til, with a comma, semicolon or tab between them")
        notes.fault(f"{name}:{number}", _("no column is called from or to, but {names}", names=names), hint)
    notes.settle()


def _found(entries: list[Entry], looked: Period) -> FoundLeave:
    leave = [period for period, kind in entries if kind == LeaveKind.LEAVE]
    seen = [period for period in leave if period.overlaps(looked)]
    counts = {SkipReason.OUTSIDE: len(leave) - len(seen), SkipReason.WISH: len(entries) - len(leave)}
    skipped = tuple(Skipped(reason, count) for reason, count in counts.items() if count)
    days = sorted({day for period in seen for day in _shared(period, looked)})
    return FoundLeave(looked, stretches((day, Mark()) for day in days), skipped)


def _shared(period: Period, looked: Period) -> Iterator[date]:
    return iter(Period(max(period.first, looked.first), min(period.last, looked.last)))


def _form(name: str, separators: str) -> SheetForm[Entry]:
    return SheetForm(
        name,
        columns=("from", "to", "kind"),
        key=("from", "to"),
        read=_entry,
        write=lambda entry: (str(entry[0].first), str(entry[0].last), entry[1]),
        optional=("kind",),
        other_names=_NAMES,
        separators=separators,
    )


def _entry(row: SheetRow) -> Entry:
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
    raise Misread(_("is not a date"), _("write it as 2026-12-24 or 24-12-2026"))


def _kind(text: str) -> LeaveKind:
    with suppress(ValueError):
        return LeaveKind(text)
    raise Misread(_("is not one of {kinds}", kinds=", ".join(LeaveKind)), _("or leave the column out"))
