"""What must fit between rows, once each can be read: no row twice, no id of another thing, roles that are held."""

from typing import TypeVar

from rostering.domain.parties import Balance, Booking, Consultant
from rostering.folder.notes import Notes, quoted
from rostering.folder.sheets import Form, Records, Row

Value = TypeVar("Value")


def refuse_twins(form: Form[Value], records: Records[Value]) -> None:
    """Of the rows with the same key, all but the first are faults."""
    first: dict[tuple[str, ...], Row] = {}
    for row, value in records.found:
        twin = first.setdefault(form.key_of(value), row)
        if twin is not row:
            row.fault(f"has the same {', '.join(form.key)} as {twin.place}", "delete one of them")


def refuse_team_ids(bookings: Records[Booking], notes: Notes) -> None:
    """A booking's id is no team's: seats are called by either."""
    for row, booking in bookings.found:
        if notes.knows("team", booking.id):
            row.fault(f"id {quoted(booking.id)} is a team's id", "call the booking otherwise")


def refuse_balances(balances: Records[Balance], consultants: Records[Consultant], notes: Notes) -> None:
    """A balance is kept in a role that the consultant has."""
    roles = {consultant.id: consultant.roles for consultant in consultants.values}
    for row, balance in balances.found:
        held = roles.get(balance.consultant)
        if held is not None and balance.role not in held and not notes.lacks("role", balance.role):
            message = f"consultant {quoted(balance.consultant)} does not have the role {quoted(balance.role)}"
            row.fault(message, f"roles: {', '.join(held)}")
