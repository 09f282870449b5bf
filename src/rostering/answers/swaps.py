"""Swaps as people look at them: what one would change, who could take a duty, what waits for whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from rostering.domain.findings import JudgedBreach
from rostering.domain.parties import Consultant
from rostering.domain.seats import Duty
from rostering.domain.swaps import Act, Swap, SwapPolicy, SwapState, SwapStep
from rostering.rosters.version import Directory

DayOff = tuple[str, date]
"""A consultant and a date."""
Names = Directory
"""What everything in an answer is called."""


@dataclass(frozen=True)
class Prospect:
    """What a swap would change, by the audit's own judgement of the roster after it."""

    forbidden: tuple[JudgedBreach, ...]
    """What it would break of what is forbidden."""
    penalised: tuple[JudgedBreach, ...]
    """What it would break that costs something."""
    penalty_by_rule: Mapping[str, int]
    """What each rule's penalty changes by, where it does."""
    days_off: tuple[DayOff, ...] = ()
    """Compensating days that come with it."""
    days_back: tuple[DayOff, ...] = ()
    """Compensating days that go with it."""
    charges: tuple[str, ...] = ()
    """What it changes of closed months, in sentences."""

    @property
    def is_lawful(self) -> bool:
        """Whether it breaks nothing that is forbidden."""
        return not self.forbidden

    @property
    def penalty(self) -> int:
        """What the whole roster's penalty changes by."""
        return sum(self.penalty_by_rule.values())

    @property
    def mark(self) -> str:
        """What a form carries that shows this, so that nobody agrees to something else."""
        broken = [one.text for one in (*self.forbidden, *self.penalised)]
        offs = [f"{who} {day}" for who, day in (*self.days_off, *self.days_back)]
        return sha256("\n".join([f"{self.penalty:+d}", *broken, *offs]).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class SwapView:
    """A swap with its duties as they are published."""

    swap: Swap
    duty: Duty | None
    """What is given; None: no published roster has the seat."""
    in_return: Duty | None
    over: str = ""
    """Why it has ended by itself, though nobody has noted that yet."""
    is_late: bool = False
    """Whether it is too late for consultants to take it."""
    prospect: Prospect | None = None
    """What it changes; None where that was not asked, or is over."""

    @property
    def state(self) -> SwapState:
        """Where it stands, by the roster of now."""
        return SwapState.ENDED if self.over else self.swap.state

    @property
    def is_live(self) -> bool:
        """Whether something may still come of it."""
        return self.swap.is_live and not self.over

    @property
    def why(self) -> str:
        """Why it ended, was refused or ended by itself."""
        said = [step.reason for step in self.swap.steps if step.act in {Act.REFUSED, Act.ENDED, Act.DECLINED}]
        return self.over or (said[-1] if said and not self.is_live else "")

    @property
    def rosters(self) -> tuple[int, ...]:
        """The rosters that were published by it."""
        return self.swap.last.rosters

    @property
    def steps(self) -> tuple[SwapStep, ...]:
        """What was done about it, the latest first."""
        return tuple(reversed(self.swap.steps))


@dataclass(frozen=True)
class OwnSwaps:
    """The swaps that concern one consultant."""

    who: Consultant
    at: datetime
    """In the firm's zone."""
    to_me: tuple[SwapView, ...]
    """Offers that they can answer: those to them by name first."""
    by_me: tuple[SwapView, ...]
    """Offers of theirs that are live, and what they have taken and is not approved yet."""
    over: tuple[SwapView, ...]
    """What came of others, the latest first."""
    offers: Mapping[str, int]
    """By the seats of theirs that are on offer, in which swap."""
    policy: SwapPolicy
    directory: Directory

    @property
    def waiting(self) -> int:
        """How many offers wait for an answer of theirs."""
        return len(self.to_me)


@dataclass(frozen=True)
class LookedAt:
    """One swap for whoever looks at it."""

    view: SwapView
    reader: str | None
    """The consultant who looks, or for whom an ops lead does."""
    able: tuple[str, ...]
    """Who could lawfully take an offer to everybody, by id."""
    policy: SwapPolicy
    directory: Directory
    at: datetime
    version: str
    """What a form that changes it is to carry."""

    @property
    def may_take(self) -> bool:
        """Whether the reader could take it now."""
        swap, prospect = self.view.swap, self.view.prospect
        is_free = self.view.is_live and swap.state is SwapState.OPEN and self.reader not in {None, swap.giver}
        return is_free and swap.to in {None, self.reader} and prospect is not None and prospect.is_lawful


@dataclass(frozen=True)
class Return:
    """A duty that could be taken in return, and what the trade would change."""

    duty: Duty
    prospect: Prospect


@dataclass(frozen=True)
class Choices:
    """To whom a duty can be offered, and in return for what."""

    who: Consultant
    duty: Duty
    able: tuple[str, ...]
    """Who could lawfully take it, by name."""
    traders: tuple[str, ...]
    """Who has duties to trade, by name."""
    trader: str | None
    """Whose duties are looked at."""
    returns: tuple[Return, ...]
    """Theirs, by date."""
    until: datetime
    """When it will be too late to take it."""
    is_late: bool
    policy: SwapPolicy
    directory: Directory
    version: str


@dataclass(frozen=True)
class AllSwaps:
    """The swaps of the firm, as an ops lead looks at them."""

    waiting: tuple[SwapView, ...]
    """Those that wait for approval, the nearest duty first."""
    open: tuple[SwapView, ...]
    """Those that nobody has taken yet."""
    over: tuple[SwapView, ...]
    """The others, the latest first."""
    policy: SwapPolicy
    directory: Directory
    at: datetime = field(compare=False)

    @property
    def all(self) -> tuple[SwapView, ...]:
        """Every one of them."""
        return (*self.waiting, *self.open, *self.over)


@dataclass(frozen=True)
class SwapDone:
    """What became of a swap by an act."""

    view: SwapView
    directory: Directory
    announced: int | None = None
    """How many mails wait to be sent; None while notices are off."""
