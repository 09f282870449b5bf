"""Tickets read from a CSV file: all of it or nothing; those known before are as the new file has them."""

from datetime import datetime

from rostering.answers.service_reports import TicketsRead
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import FaultyInput
from rostering.folder.ticket_maps import ticket_map
from rostering.folder.tickets import read_ticket_rows
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.opening import existing_store


def read_tickets(
    url: str, actor: Actor, name: str, data: bytes, profile: str = "plain", at: datetime | None = None
) -> TicketsRead:
    """Keep the tickets of a file, read as a profile says.

    Raises Forbidden, NoInputs, NoTicketProfile, FaultyInput with all that is wrong.
    """
    require(actor, Action.KEEP_SERVICE_REPORTS)
    how = ticket_map(profile)
    with existing_store(url).transaction() as tx:
        customers = {one.id: one.name for one in tx.inputs().customers}
        rows = read_ticket_rows(name, data, how, customers)
        if rows.faults:
            raise FaultyInput(rows.faults)
        known = tx.tickets.all()
        fresh = [ticket for ticket in rows.tickets if known.get(ticket.id) != ticket]
        new = sum(ticket.id not in known for ticket in fresh)
        read = TicketsRead(new, len(fresh) - new, len(rows.tickets) - len(fresh), rows.ignored)
        if fresh:
            tx.tickets.keep(fresh)
            told = f"{read.new} new, {read.changed} changed"
            tx.log(actor.name, "read tickets", "tickets", None, told, at=at or now())
        return read
