"""Call-outs: somebody is called to work, mostly during a duty; what is known of it, and every earlier word on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from rostering.spans import Span

SECOND = timedelta(seconds=1)
"""By which times are kept."""
LONGEST = timedelta(hours=24)
"""From the call to the end; whoever works longer was relieved, or forgot to say when it ended."""
OUTSIDE = "outside"
"""The kind of a call-out that no duty was on for."""


class CalloutAct(StrEnum):
    """What an entry about a call-out does."""

    ADDED = "added"
    ANSWERED = "answered"
    UPDATED = "updated"
    """The customer was told how it goes."""
    ENDED = "ended"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Call:
    """Who was called for whom, when, and why; instants are zoned."""

    customer: str
    consultant: str
    called: datetime
    priority: str
    """Of what the customer called about, such as `p1`; in small letters."""
    what: str
    seat: str | None = None
    """The duty during which it was; None: outside any duty."""
    kind: str = OUTSIDE
    """The kind of that duty."""
    answered: datetime | None = None
    """When somebody competent began on it."""
    updates: tuple[datetime, ...] = ()
    """When the customer was told how it goes, in order."""
    ended: datetime | None = None
    """None: the work goes on."""

    @property
    def is_outside(self) -> bool:
        """Whether it was outside any duty."""
        return self.seat is None

    @property
    def role(self) -> str | None:
        """The role in which the duty was held."""
        return self.seat.split(":")[2] if self.seat else None

    @property
    def span(self) -> Span | None:
        """The hours of the work, once it has ended."""
        return Span(self.called, self.ended) if self.ended else None

    @property
    def facts(self) -> tuple[object, ...]:
        """What was said of it, without what follows from the rosters of then."""
        times = self.called, self.answered, self.updates, self.ended
        return self.customer, self.consultant, times, self.priority, self.what

    def meets(self, other: "Call") -> bool:
        """Whether the same person would have worked on both at once; what goes on has no end yet."""
        same = self.consultant == other.consultant
        return same and not (_is_over(self, other.called) or _is_over(other, self.called))


@dataclass(frozen=True, order=True)
class Worked:
    """Hours that somebody worked on a call-out."""

    consultant: str
    span: Span


@dataclass(frozen=True)
class SaidCall:
    """What somebody says of a call-out, before anybody has looked whether it can be so."""

    customer: str
    called: datetime
    priority: str
    what: str
    seat: str | None = None
    who: str | None = None
    """The consultant; None: whoever held the seat."""
    answered: datetime | None = None
    updates: tuple[datetime, ...] = ()
    ended: datetime | None = None


def _is_over(call: Call, at: datetime) -> bool:
    return call.ended is not None and call.ended <= at


@dataclass(frozen=True)
class CalloutEntry:
    """One entry about a call-out: it takes the place of the one before, which stays to be read."""

    version: int
    """From 1 on; an entry replaces that of the number before."""
    at: datetime
    by: str
    act: CalloutAct
    call: Call
    reason: str = ""


@dataclass(frozen=True)
class CalloutPolicy:
    """What the firm makes of call-outs."""

    points: Mapping[str, int] = field(default_factory=dict)
    """By the kind of the duty during which it was, or `outside`; those of other kinds are 0."""


@dataclass(frozen=True)
class Callout:
    """A call-out with all its entries, of which the last holds."""

    number: int
    entries: tuple[CalloutEntry, ...]

    def __str__(self) -> str:
        """How the log names it; what follows the colon is whose it is."""
        return f"call-out {self.number}:"

    @property
    def last(self) -> CalloutEntry:
        """The entry that holds."""
        return self.entries[-1]

    @property
    def call(self) -> Call:
        """What holds."""
        return self.last.call

    @property
    def is_withdrawn(self) -> bool:
        """Whether it counts no more."""
        return self.last.act is CalloutAct.WITHDRAWN

    @property
    def is_running(self) -> bool:
        """Whether the work goes on."""
        return not self.is_withdrawn and self.call.ended is None


def worked_on(callouts: Iterable[Callout]) -> tuple[Worked, ...]:
    """The hours of those that count and have ended, in order."""
    calls = (callout.call for callout in that_count(callouts))
    return tuple(sorted(Worked(call.consultant, call.span) for call in calls if call.span))


def that_count(callouts: Iterable[Callout]) -> tuple[Callout, ...]:
    """Those that were not withdrawn."""
    return tuple(callout for callout in callouts if not callout.is_withdrawn)
