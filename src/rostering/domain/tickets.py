"""Tickets of the incident system, as far as reports count them; the system itself stays outside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rostering.language import _, marked
from rostering.spans import Period


class TicketKind(StrEnum):
    """What a ticket is for."""

    INQUIRY = "inquiry"
    INCIDENT = "incident"
    SERVICE_REQUEST = "service_request"
    CHANGE = "change"
    PATCH_ASSESSED = "patch_assessed"
    """A security patch was looked at."""
    PATCH_APPLIED = "patch_applied"

    @property
    def words(self) -> str:
        """What people call several of them."""
        return _(_WORDS[self])


_WORDS = {
    TicketKind.INQUIRY: marked("Inquiries"),
    TicketKind.INCIDENT: marked("Incidents"),
    TicketKind.SERVICE_REQUEST: marked("Service requests"),
    TicketKind.CHANGE: marked("Changes"),
    TicketKind.PATCH_ASSESSED: marked("Patches assessed"),
    TicketKind.PATCH_APPLIED: marked("Patches applied"),
}
PATCHES = frozenset({TicketKind.PATCH_ASSESSED, TicketKind.PATCH_APPLIED})


@dataclass(frozen=True)
class Ticket:
    """A ticket as the last file had it."""

    id: str
    """As the incident system calls it."""
    customer: str
    kind: TicketKind
    opened: date
    closed: date | None = None
    """None: it is open."""


@dataclass(frozen=True)
class TicketCount:
    """Tickets of one kind over a period."""

    kind: TicketKind
    opened: int
    closed: int
    left: int
    """Those that were open at its end."""


def counts_of(tickets: Iterable[Ticket], period: Period) -> tuple[TicketCount, ...]:
    """How many tickets there were over a period, by kind."""
    known = tuple(tickets)
    return tuple(_count(kind, [each for each in known if each.kind is kind], period) for kind in TicketKind)


def _count(kind: TicketKind, tickets: list[Ticket], period: Period) -> TicketCount:
    last = period.last
    return TicketCount(
        kind,
        opened=sum(each.opened in period for each in tickets),
        closed=sum(each.closed is not None and each.closed in period for each in tickets),
        left=sum(each.opened <= last and (each.closed is None or each.closed > last) for each in tickets),
    )
