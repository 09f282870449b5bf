"""Tickets as rows of a CSV file that an incident system has exported, read as a profile says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from rostering.domain.tickets import Ticket, TicketKind
from rostering.errors import Fault
from rostering.folder.cells import as_is
from rostering.folder.encoded_texts import decoded
from rostering.folder.notes import Misread, Notes, nearest, quoted
from rostering.folder.sheets import SheetForm, SheetRow, read_records
from rostering.folder.ticket_maps import TicketMap
from rostering.language import _

MOST_BYTES = 1 << 24
_LONGEST_ID = 100


@dataclass(frozen=True)
class TicketRows:
    """What a file says: its tickets, how many of its rows no report counts, and what is wrong with any."""

    tickets: tuple[Ticket, ...]
    ignored: int
    faults: tuple[Fault, ...]


def read_ticket_rows(name: str, data: bytes, how: TicketMap, customers: Mapping[str, str]) -> TicketRows:
    """Read a file; `customers` are the firm's names by id."""
    notes = Notes((name,))
    if len(data) > MOST_BYTES:
        notes.fault(name, _("is too large"), _("at most {number} MiB", number=MOST_BYTES >> 20))
        return TicketRows((), 0, notes.found())
    records = read_records(notes, _form(name, how, customers), _text(notes, name, data, how.encoding))
    _refuse_twice([(row, ticket.id) for row, ticket in records.found if ticket], how.columns["id"])
    tickets = tuple(ticket for ticket in records.values if ticket)
    return TicketRows(tickets, len(records.values) - len(tickets), notes.found())


def _text(notes: Notes, name: str, data: bytes, encoding: str) -> str | None:
    if encoding == "utf-8":
        return decoded(notes, name, data)
    return data.decode(encoding, "replace").replace("\r\n", "\n")


def _refuse_twice(rows: list[tuple[SheetRow, str]], column: str) -> None:
    places: dict[str, str] = {}
    for row, id_ in rows:
        if id_ in places:
            said = _("{column}: {text} stands in {place} already", column=column, text=quoted(id_), place=places[id_])
            row.fault(said, _("keep one of them"), column)
        places.setdefault(id_, row.place)


def _form(name: str, how: TicketMap, customers: Mapping[str, str]) -> SheetForm[Ticket | None]:
    columns = tuple(how.columns.values())
    optional = tuple(how.columns[each] for each in ("closed",) if each in how.columns)
    return SheetForm(
        name,
        columns=columns,
        key=(how.columns["id"],),
        read=lambda row: _ticket(row, how, _customer_in(how, customers)),
        write=_never_written,
        optional=optional,
        other_names={column.casefold(): column for column in columns},
        separators=",;\t",
        others=True,
    )


def _never_written(_ticket: Ticket | None) -> tuple[str, ...]:
    return ()


def _ticket(row: SheetRow, how: TicketMap, customer: Callable[[str], str]) -> Ticket | None:
    """The ticket of a row; None where its kind is one that no report counts."""
    columns = how.columns
    word = row.cells.get(columns["kind"], "").casefold()
    if word in how.kinds and how.kinds[word] is None:
        return None
    opened: date | None = row.required(columns["opened"], how.day)
    closed = row.optional(columns["closed"], how.day, None) if "closed" in columns else None
    if opened and closed and closed < opened:
        said = _("{column}: it lies before {other}", column=columns["closed"], other=columns["opened"])
        row.fault(said, _("swap the dates or correct one"), columns["closed"])
    return Ticket(
        id=row.required(columns["id"], _id),
        customer=row.required(columns["customer"], customer),
        kind=row.required(columns["kind"], _kind_in(how)),
        opened=cast("date", opened),
        closed=closed,
    )


def _id(text: str) -> str:
    if len(text) > _LONGEST_ID:
        raise Misread(
            _("it has {number} characters", number=len(text)), _("write at most {number}", number=_LONGEST_ID)
        )
    return as_is(text)


def _kind_in(how: TicketMap) -> Callable[[str], TicketKind]:
    def read(text: str) -> TicketKind:
        found = how.kinds.get(text.casefold())
        if found is None:
            hint = nearest(text, how.kinds) or _("add it to [kinds] of the profile")
            raise Misread(_("{text} is no kind of tickets that the profile knows", text=quoted(text)), hint)
        return found

    return read


def _customer_in(how: TicketMap, customers: Mapping[str, str]) -> Callable[[str], str]:
    by_name = {name.casefold(): id_ for id_, name in customers.items()}

    def read(text: str) -> str:
        found = how.customers.get(text.casefold()) or (text if text in customers else by_name.get(text.casefold()))
        if found not in customers:
            hint = nearest(text, customers) or _("add it to [customers] of the profile")
            raise Misread(_("unknown customer {text}", text=quoted(text)), hint)
        return str(found)

    return read
