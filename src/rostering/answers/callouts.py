"""What is said of call-outs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from rostering.domain.callouts import Callout
from rostering.domain.response_times import AllowanceUse, KeptResponse, Measured
from rostering.domain.seats import Seat
from rostering.spans import Period


@dataclass(frozen=True)
class CalloutNames:
    """What those are called that call-outs name, and by whose clock."""

    zone: ZoneInfo
    consultants: Mapping[str, str]
    customers: Mapping[str, str]

    def consultant(self, id_: str) -> str:
        """Somebody's name, or the id of whoever is not known any more."""
        return self.consultants.get(id_, id_)

    def name_of(self, kind: str, key: str) -> str | None:
        """How something is called in sentences that were kept."""
        return {"consultant": self.consultants, "customer": self.customers}.get(kind, {}).get(key)

    def customer(self, id_: str) -> str:
        """A customer's name likewise."""
        return self.customers.get(id_, id_)


@dataclass(frozen=True)
class CalloutList:
    """Call-outs of a period, by when they were called."""

    period: Period | None
    callouts: tuple[Callout, ...]
    names: CalloutNames

    @property
    def worked(self) -> timedelta:
        """How long they took together, as far as they have ended and count."""
        spans = (each.call.span for each in self.callouts if not each.is_withdrawn)
        return sum((span.end - span.start for span in spans if span), timedelta())


@dataclass(frozen=True)
class CalloutDone:
    """A call-out after something was said of it."""

    callout: Callout
    names: CalloutNames


@dataclass(frozen=True)
class MarkedCallout:
    """A call-out, with what whoever changes it sends back."""

    done: CalloutDone
    version: str


@dataclass(frozen=True)
class OwnCallouts:
    """What one consultant sees of their call-outs, and what they can say of a new one."""

    consultant: str
    running: Callout | None
    recent: tuple[Callout, ...]
    """The newest that are over, the last one first."""
    served: tuple[str, ...]
    """The customers of the duty that is on now."""
    customers: tuple[str, ...]
    """All others, by name."""
    priorities: tuple[str, ...]
    version: str
    """What whoever ends the one that runs sends back."""
    names: CalloutNames


@dataclass(frozen=True)
class CalloutLooked:
    """One call-out, looked at; `cells` are as a form shows them."""

    callout: Callout
    cells: Mapping[str, str]
    customers: tuple[str, ...]
    consultants: tuple[str, ...]
    version: str
    """What whoever changes it sends back."""
    names: CalloutNames


@dataclass(frozen=True)
class LateStart:
    """A working day that begins later, as somebody was called out."""

    consultant: str
    day: date
    time: str | None
    """By the clock on the wall, at the soonest; None: not within the ordinary hours."""
    text: str
    """The rule's own sentence."""


@dataclass(frozen=True)
class ShortRest:
    """A published duty that begins after less rest than is due."""

    consultant: str
    seat: Seat
    rest: timedelta
    missing: timedelta
    make_up_by: date
    """The last date on which the rest that is missing is made up for."""
    forbidden: bool
    """Whether it is shorter than any agreement allows."""


@dataclass(frozen=True)
class RestAfter:
    """What call-outs mean for the days of a period."""

    period: Period
    late: tuple[LateStart, ...]
    short: tuple[ShortRest, ...]
    names: CalloutNames


@dataclass(frozen=True)
class CalloutsRead:
    """What came of reading a file."""

    added: tuple[Callout, ...]
    known: int
    """Rows that were told before."""
    names: CalloutNames
    outside: int = field(default=0)
    """How many of those added were outside any duty."""


@dataclass(frozen=True)
class Response:
    """A call-out for which a time of response was promised, and how it was kept."""

    callout: Callout
    first: Measured
    updates: tuple[Measured, ...]

    @property
    def broken(self) -> bool:
        """Whether anything of it was too late."""
        return any(each.kept is KeptResponse.BROKEN for each in (self.first, *self.updates))


@dataclass(frozen=True)
class CalloutReport:
    """What was promised about the call-outs of a period, and how it was kept."""

    period: Period
    responses: tuple[Response, ...]
    without: int
    """Call-outs for whose priority nothing was promised."""
    used: tuple[AllowanceUse, ...]
    names: CalloutNames

    @property
    def broken(self) -> bool:
        """Whether anything was too late."""
        return any(each.broken for each in self.responses)
