"""Tickets as the last files had them: reports count them, and keep what they counted."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Field, Session, col, select

from rostering.domain.tickets import Ticket, TicketKind
from rostering.store.columns import TableRow


class TicketRow(TableRow, table=True):
    """A ticket. It refers to no input, so that all of them may change."""

    id: str = Field(primary_key=True)
    customer: str
    kind: str
    opened: date
    closed: date | None

    @classmethod
    def of(cls, ticket: Ticket) -> "TicketRow":
        """The row of a domain value."""
        return cls(**{**vars(ticket), "kind": ticket.kind.value})

    def value(self) -> Ticket:
        """The domain's value."""
        return Ticket(self.id, self.customer, TicketKind(self.kind), self.opened, self.closed)


class Tickets:
    """All tickets that were ever read."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> dict[str, Ticket]:
        """Every ticket by its id."""
        return {row.id: row.value() for row in self._session.exec(select(TicketRow).order_by(col(TicketRow.id)))}

    def of(self, customer: str) -> tuple[Ticket, ...]:
        """Those of one customer."""
        rows = select(TicketRow).where(col(TicketRow.customer) == customer).order_by(col(TicketRow.id))
        return tuple(row.value() for row in self._session.exec(rows))

    def keep(self, tickets: Iterable[Ticket]) -> None:
        """Keep tickets, those that are there already as they are now."""
        for ticket in tickets:
            self._session.merge(TicketRow.of(ticket))
        self._session.flush()
