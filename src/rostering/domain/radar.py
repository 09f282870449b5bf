"""What the radar looks for: duties that cannot be served or that nothing asks for, and months closed otherwise."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from rostering.domain.seats import Duty
from rostering.spans import Period


class ClashReason(StrEnum):
    """Why a holder cannot serve a duty, or need not."""

    LEAVE = "leave"
    NOT_EMPLOYED = "not_employed"
    LOST_ROLE = "lost_role"
    CALLED_OUT = "called_out"
    """It begins too soon after a call-out."""
    MEETING = "meeting"
    """Its holder holds something for a customer at fixed hours then."""
    BOOKING_CANCELLED = "booking_cancelled"
    NOT_ASKED_FOR = "not_asked_for"
    """Heads were taken off, or dates moved."""
    OTHER_HOURS = "other_hours"
    """It is asked for on its date at other hours."""
    BILLED = "billed"
    """A closed month has it, and its booking asks for it no more."""
    NOT_IN_ROSTER = "not_in_roster"
    """A booking asks for it in a closed month, and no roster has it."""
    OTHER_PART = "other_part"
    """In a closed month, the roster has another part of the day than is asked for."""


@dataclass(frozen=True)
class Clash:
    """The published duties of one consultant, or of a booking or team, in one roster that a reason stands against."""

    consultant: str
    """Empty where it is about a booking or team."""
    roster: int
    reason: ClashReason
    leave: Period | None
    """The days of leave without a gap, where it is leave."""
    held: Period
    """The dates without a gap that the roster holds around the duties."""
    duties: tuple[Duty, ...]
    """By start, then seat."""
    late_start: datetime | None = field(default=None, compare=False)
    """When whoever was called out may begin the first of them after their rest, if it goes on then."""

    @property
    def team(self) -> str:
        """The booking or pooled team of the first duty; all of them have it where it is about one."""
        return self.duties[0].seat.team

    @property
    def seats(self) -> tuple[str, ...]:
        """The duties' seats."""
        return tuple(duty.seat.id for duty in self.duties)

    @property
    def identity(self) -> tuple[str, int, tuple[str, ...]]:
        """What makes it the same clash whenever somebody looks."""
        return self.consultant, self.roster, self.seats

    def since(self, first: date) -> tuple[Duty, ...]:
        """The duties on this date or later."""
        return tuple(duty for duty in self.duties if duty.seat.day >= first)


@dataclass(frozen=True)
class Discrepancy:
    """What a booking asks for on a date, otherwise than the roster or the closed lines have it."""

    booking: str
    day: date
    role: str
    roster: int
    """The one that holds the date."""
    reason: ClashReason
    text: str
    """A sentence for people, in their language."""

    @property
    def place(self) -> tuple[str, date, str]:
        """What it is about: booking, date and role."""
        return self.booking, self.day, self.role

    @property
    def about(self) -> str:
        """The same as a text."""
        return ":".join(map(str, self.place))

    @property
    def identity(self) -> tuple[str, int, tuple[str, ...]]:
        """What makes it the same whenever somebody looks."""
        return "", self.roster, (self.about,)


@dataclass(frozen=True)
class RepairProposal:
    """How a case might be mended: the drafts that were saved for it, or why there are none."""

    drafts: tuple[int, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class RadarCase:
    """A clash or discrepancy that somebody has to see to, from when it was first seen until it is there no more."""

    number: int
    """0 until the store has numbered it."""
    consultant: str
    roster: int
    reason: ClashReason
    leave: Period | None
    seats: tuple[str, ...]
    opened: datetime
    proposal: RepairProposal
    closed: datetime | None = None

    @property
    def identity(self) -> tuple[str, int, tuple[str, ...]]:
        """The identity of its clash or discrepancy."""
        return self.consultant, self.roster, self.seats
