"""Swaps: a consultant gives a published duty away, or trades it for another's; what was done about it, step by step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from rostering.language import _, marked


class Approval(StrEnum):
    """Which swaps wait for an ops lead once they are taken."""

    LEAD = "lead"
    """All of them."""
    PENALISED = "penalised"
    """Those that break a rule which costs something; the others take effect at once."""
    NONE = "none"
    """None: a swap takes effect as soon as it is taken."""


@dataclass(frozen=True)
class LeadTime:
    """How long before something begins; days are counted by the clock on the wall."""

    days: int = 0
    hours: int = 0

    @property
    def in_hours(self) -> int:
        """How many hours that is, with days of 24."""
        return self.days * 24 + self.hours

    def before(self, instant: datetime, zone: ZoneInfo) -> datetime:
        """The instant that lies so long before another."""
        same_time = instant.astimezone(zone) - timedelta(days=self.days)  # arithmetic in one zone is that of the wall
        return same_time.astimezone(instant.tzinfo) - timedelta(hours=self.hours)


@dataclass(frozen=True)
class SwapPolicy:
    """How a firm swaps."""

    approval: Approval = Approval.LEAD
    notice: LeadTime = LeadTime(hours=24)
    """Until how long before its beginning consultants may offer and take a duty."""


class Act(StrEnum):
    """What somebody did about a swap."""

    OFFERED = "offered"
    TAKEN = "taken"
    LET_GO = "let go"
    """Whoever had taken it let go of it again."""
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    PASSED = "passed"
    """It took effect without anybody's approval, as the policy has it."""
    REFUSED = "refused"
    ENDED = "ended"
    """It ended by itself, as the roster had changed."""


class SwapState(StrEnum):
    """Where a swap stands."""

    OPEN = "open"
    TAKEN = "taken"
    """Somebody took it, and an ops lead has yet to approve."""
    DONE = "done"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    ENDED = "ended"


LIVE = frozenset({SwapState.OPEN, SwapState.TAKEN})
"""The states of swaps that something may still come of."""
_STATES = {
    Act.OFFERED: SwapState.OPEN,
    Act.TAKEN: SwapState.TAKEN,
    Act.LET_GO: SwapState.OPEN,
    Act.WITHDRAWN: SwapState.WITHDRAWN,
    Act.APPROVED: SwapState.DONE,
    Act.PASSED: SwapState.DONE,
    Act.REFUSED: SwapState.REFUSED,
    Act.ENDED: SwapState.ENDED,
}


_WORDS = {
    SwapState.OPEN: marked("nobody has taken swap {number}"),
    SwapState.TAKEN: marked("swap {number} has been taken, and waits for an ops lead"),
    SwapState.DONE: marked("swap {number} has taken effect"),
    SwapState.REFUSED: marked("swap {number} was not approved by {name}"),
    SwapState.WITHDRAWN: marked("swap {number} was taken back by {name}"),
    SwapState.DECLINED: marked("swap {number} was declined by {name}"),
    SwapState.ENDED: marked("swap {number} has ended"),
}


@dataclass(frozen=True)
class SwapStep:
    """One thing that was done about a swap; steps are only ever added."""

    number: int
    """From 1 on."""
    at: datetime
    by: str
    """Who did it, as the log names them."""
    act: Act
    consultant: str | None = None
    """For whom it was done."""
    reason: str = ""
    """Why, where somebody or something says so."""
    rosters: tuple[int, ...] = ()
    """The rosters that were published by it."""


@dataclass(frozen=True)
class Swap:
    """A duty on offer, maybe in return for another, with all that was done about it."""

    number: int
    """0 until the store has numbered it."""
    giver: str
    seat: str
    to: str | None
    """To whom it is offered; None: to everybody who could lawfully take it."""
    in_return: str | None
    """The seat of the duty that the giver takes for it."""
    note: str
    """What the giver says to it."""
    steps: tuple[SwapStep, ...] = ()

    def __str__(self) -> str:
        """How the log names it; what follows the colon of other entries about it is the seat."""
        return f"swap {self.number}:"

    @property
    def state(self) -> SwapState:
        """Where it stands after its steps."""
        state = SwapState.OPEN
        for step in self.steps:
            if step.act is not Act.DECLINED:
                state = _STATES[step.act]
            elif self.to is not None:
                state = SwapState.DECLINED
        return state

    @property
    def is_live(self) -> bool:
        """Whether something may still come of it."""
        return self.state in LIVE

    @property
    def taker(self) -> str | None:
        """Who has taken it."""
        takers = [step.consultant for step in self.steps if step.act in {Act.TAKEN, Act.LET_GO}]
        is_held = self.state in {SwapState.TAKEN, SwapState.DONE, SwapState.REFUSED}
        return takers[-1] if takers and is_held else None

    @property
    def declined_by(self) -> frozenset[str]:
        """Who said no for themselves."""
        return frozenset(step.consultant for step in self.steps if step.act is Act.DECLINED and step.consultant)

    @property
    def last(self) -> SwapStep:
        """What was done last."""
        return self.steps[-1]

    @property
    def words(self) -> str:
        """Where it stands, in a sentence."""
        return _(_WORDS[self.state], number=self.number, name=self.last.by)

    @property
    def seats(self) -> tuple[str, ...]:
        """The seats that change hands."""
        return (self.seat,) if self.in_return is None else (self.seat, self.in_return)

    def moves(self, taker: str) -> dict[str, str]:
        """Who would hold which seat if this consultant took it."""
        return {self.seat: taker} | ({self.in_return: self.giver} if self.in_return else {})

    def concerns(self, consultant: str) -> bool:
        """Whether it is of this consultant, offered to them by name, or taken by them."""
        return consultant in {self.giver, self.to, self.taker}


def live(swaps: Iterable[Swap]) -> tuple[Swap, ...]:
    """Those of which something may still come."""
    return tuple(swap for swap in swaps if swap.is_live)
