"""Call-outs as rows of a table: read from a CSV file, or from the fields of one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from rostering.domain.callouts import Call, SaidCall
from rostering.errors import Fault
from rostering.folder.cells import as_is, identifier, seat_name
from rostering.folder.encoded_texts import decoded
from rostering.folder.instants import instant_in, instants_in
from rostering.folder.notes import Misread, Notes
from rostering.folder.sheets import SheetForm, SheetRow, read_records
from rostering.language import _

COLUMNS = ("customer", "seat", "who", "called", "answered", "updates", "ended", "priority", "what")
MOST_LETTERS = 500
"""Of what a call-out was about."""
MOST_BYTES = 1 << 20
_DANISH = {
    "kunde": "customer",
    "plads": "seat",
    "hvem": "who",
    "konsulent": "who",
    "kaldt": "called",
    "besvaret": "answered",
    "opdateringer": "updates",
    "afsluttet": "ended",
    "prioritet": "priority",
    "hvad": "what",
}
"""What Danes call the columns."""


@dataclass(frozen=True)
class Known:
    """What call-outs may name, and by whose clock they are written."""

    zone: ZoneInfo
    customers: frozenset[str]
    consultants: frozenset[str]

    def tell(self, notes: Notes) -> None:
        """Let the notes know it."""
        for thing, ids in (("customer", self.customers), ("consultant", self.consultants)):
            notes.open(thing)
            for id_ in ids:
                notes.declare(thing, id_, "")


def read_callouts(name: str, data: bytes, known: Known) -> tuple[list[tuple[str, SaidCall]], tuple[Fault, ...]]:
    """What the readable rows of a CSV file say, each with its place, and all that is wrong with any."""
    notes = Notes((name,))
    if len(data) > MOST_BYTES:
        notes.fault(name, _("is too large"), _("at most {number} MiB", number=MOST_BYTES >> 20))
        return [], notes.found()
    known.tell(notes)
    records = read_records(notes, _form(name, known.zone), decoded(notes, name, data))
    return [(row.place, said) for row, said in records.found], notes.found()


def read_callout(cells: Mapping[str, str], known: Known) -> tuple[SaidCall | None, tuple[Fault, ...]]:
    """What one call-out's cells say, where they can be read; the place of each fault is the name of its cell."""
    notes = Notes(())
    known.tell(notes)
    row = SheetRow(notes, "", {column: cells.get(column, "").strip() for column in COLUMNS})
    said = _said(row, known.zone)
    return None if notes.count else said, tuple(map(_beside, notes.found()))


def cells_of(call: Call, zone: ZoneInfo) -> dict[str, str]:
    """A call-out as it would be written; times with their offset, which is never in doubt."""
    return {
        "customer": call.customer,
        "seat": call.seat or "",
        "who": call.consultant,
        "called": _written(call.called, zone),
        "answered": _written(call.answered, zone),
        "updates": " ".join(_written(update, zone) for update in call.updates),
        "ended": _written(call.ended, zone),
        "priority": call.priority,
        "what": call.what,
    }


def _beside(fault: Fault) -> Fault:
    message = fault.message.removeprefix(f"{fault.column}: ")
    return Fault(fault.column, message, fault.hint, fault.column)


def _written(at: datetime | None, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat() if at else ""


def _form(name: str, zone: ZoneInfo) -> SheetForm[SaidCall]:
    return SheetForm(
        name,
        columns=COLUMNS,
        key=("who", "called"),
        read=lambda row: _said(row, zone),
        write=lambda said: tuple(_cells(said, zone)),
        optional=("seat", "who", "answered", "updates", "ended"),
        other_names={**{column: column for column in COLUMNS}, **_DANISH},
    )


def _cells(said: SaidCall, zone: ZoneInfo) -> Iterable[str]:
    call = Call(
        said.customer, said.who or "", said.called, said.priority, said.what, said.seat, "", said.answered,
        said.updates, said.ended,
    )  # fmt: skip
    return cells_of(call, zone).values()


def _said(row: SheetRow, zone: ZoneInfo) -> SaidCall:
    instant = instant_in(zone)
    if not (row.cells.get("seat") or row.cells.get("who")):
        row.fault(_("neither who was called nor a seat is said"), _("write the id of a consultant"), "who")
    return SaidCall(
        customer=row.required("customer", as_is, names="customer"),
        called=row.required("called", instant),
        priority=(row.required("priority", identifier) or "").lower(),
        what=row.required("what", _what),
        seat=row.optional("seat", seat_name, None),
        who=row.optional("who", as_is, None, names="consultant"),
        answered=row.optional("answered", instant, None),
        updates=row.optional("updates", instants_in(zone), ()),
        ended=row.optional("ended", instant, None),
    )


def _what(text: str) -> str:
    if len(text) > MOST_LETTERS:
        raise Misread(
            _("it has {number} characters", number=len(text)), _("write at most {number}", number=MOST_LETTERS)
        )
    return text
