"""What is said of a roster: breaches, stages, empty seats, fixes, alternatives, days off, accounts of the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Breach:
    """A broken rule. `penalty` None: the rule forbids it; else what the breach costs in the plan."""

    rule: str
    about: tuple[str, ...]
    """What it is about, in the rule's own order: a consultant, a date, a seat, a role ..."""
    amount: int
    penalty: int | None
    seats: tuple[str, ...] = ()


@dataclass(frozen=True)
class JudgedBreach:
    """A breach with the sentence that explains it."""

    breach: Breach
    text: str


@dataclass(frozen=True)
class OpenPenalty:
    """What a rule charges in a stage that is not proven, and the ISO weeks, such as 2026-W51, in which most is paid."""

    rule: str
    penalty: int
    weeks: tuple[str, ...]
    """In order of time; empty where it is of no date, as fairness is."""


@dataclass(frozen=True)
class StageResult:
    """How one stage of a plan ended; `bound` is the least penalty still possible, `seconds` are wall time."""

    name: str
    penalty: int
    bound: int
    proven: bool
    seconds: float
    hangs_on: tuple[OpenPenalty, ...] = ()
    """Where an unproven stage may still be cheaper, the dearest rule first."""


@dataclass(frozen=True)
class Candidate:
    """Someone who could be asked to take a seat, and what rules them out."""

    consultant: str
    reason: str


@dataclass(frozen=True)
class Fix:
    """One change that fills an empty seat, solved again with it where it is `proven`.

    `change` is for scripts: `move:SEAT:->anna SEAT:anna>bo off:bo:DATE work:bo:DATE`, `caps.weekends:anna=7`,
    `wish:anna:FROM..TO`, `leave:anna:FROM..TO`, `lend:anna:TEAM`, `role:anna:pim` or `hire:pim:DATE`. `penalty` is what
    the whole roster's penalty changes by.
    """

    change: str
    text: str
    proven: bool
    penalty: int


@dataclass(frozen=True)
class Alternative:
    """Someone who holds a seat or could hold it, all else as it is, and what that changes; `days_off` go with it.

    `penalty` is what the whole roster's penalty changes by, None where something forbidden would be broken.
    """

    consultant: str
    ok: bool
    reason: str
    penalty: int | None
    penalty_by_rule: Mapping[str, int]
    days_off: tuple[date, ...] = ()
    breaches: tuple[JudgedBreach, ...] = ()
    """What would be broken and is not: of what is forbidden where it is ruled out, else of what costs."""


@dataclass(frozen=True)
class EmptySeat:
    """A seat that nobody fills, with everyone who has been considered, and what would fill it."""

    seat: str
    candidates: tuple[Candidate, ...]
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True)
class CompensatingDay:
    """A weekday off, planned so that a consultant gets the weekly rest; `seats` are the duties it makes up for."""

    consultant: str
    day: date
    seats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Account:
    """A consultant's fairness points in one role over one period."""

    consultant: str
    role: str
    opening: int
    target: int
    earned: int = 0

    @property
    def deviation(self) -> int:
        """Points above (positive) or below the fair share; it is the next period's opening."""
        return self.opening + self.earned - self.target


DATE = 1000
"""A whole date, as shares of big days are counted: in thousandths."""


@dataclass(frozen=True)
class BigDayAccount:
    """A consultant's big days over one period, in thousandths of a date: carried in, the fair share, and held."""

    consultant: str
    opening: int
    target: int
    earned: int = 0

    @property
    def deviation(self) -> int:
        """Dates above (positive) or below the fair share, those of earlier periods included."""
        return self.opening + self.earned - self.target
