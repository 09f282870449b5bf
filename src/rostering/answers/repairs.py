"""Ways to mend a roster, side by side: what each changes, costs and brings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rostering.answers.figures import change_of, largest_deviation, penalty_changes, sum_of_squares
from rostering.domain.seats import Pin
from rostering.money import Ore
from rostering.rosters.changes import Changes
from rostering.rosters.version import Version


@dataclass(frozen=True)
class Option:
    """One way to mend the roster, saved as a draft, and what it changes."""

    version: Version
    aim: str
    changes: Changes
    penalty_before: Mapping[str, int]
    """What the roster that it mends costs by rule, judged by the same inputs."""
    readiness: Ore | None
    """What booked readiness brings in the period, None while a penalty is missing."""
    let_go: tuple[Pin, ...] = ()
    """Pins that held before and hold no more, by seat: whom they name has fallen ill or left."""

    @property
    def penalty_by_rule(self) -> Mapping[str, int]:
        """Of the whole roster."""
        return self.version.penalty_by_rule

    @property
    def penalty_changes(self) -> dict[str, int]:
        """What each rule's penalty changes by, sorted by rule; rules that cost the same are left out."""
        return dict(sorted(penalty_changes(self.penalty_before, self.penalty_by_rule).items()))

    @property
    def penalty_change(self) -> int:
        """What the penalty changes by in all."""
        return sum(self.penalty_changes.values())

    @property
    def largest_deviation(self) -> int:
        """How far the one who is furthest is from the fair share, in points."""
        return largest_deviation(self.version.ledger)

    @property
    def squared_deviations(self) -> int:
        """All deviations squared."""
        return sum_of_squares(self.version.ledger)


@dataclass(frozen=True)
class Repaired:
    """The options, and the roster that they mend."""

    before: Version
    today: date
    options: tuple[Option, ...]
    readiness: Ore | None
    interrupted: bool
    searched: bool
    """Whether each option comes from a search; else the time was too short for one."""

    def readiness_change(self, option: Option) -> Ore | None:
        """What booked readiness brings more with an option; None while a penalty is missing."""
        return change_of(self.readiness, option.readiness)
