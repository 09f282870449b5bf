"""What opens from the board: a seat with its reasons, a person with their duties and balances, two rosters compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rostering.answers.figures import change_of, largest_deviation, penalty_changes, sum_of_squares
from rostering.answers.what_if import Shift
from rostering.domain.findings import Account, Alternative, BigDayAccount, CompensatingDay, EmptySeat, Fix
from rostering.domain.seats import Duty, Seat
from rostering.money import Ore
from rostering.rosters.changes import Changes
from rostering.rosters.ledger import Chapter, KindLine
from rostering.rosters.version import Directory, Status, Version
from rostering.spans import Period


@dataclass(frozen=True)
class SeatReasons:
    """A seat of a roster, who holds it, who else could and who could not, and what would fill it."""

    roster: int
    status: Status
    seat: Seat
    consultant: str | None
    beside: tuple[Duty, ...]
    """The other seats of the same window."""
    alternatives: tuple[Alternative, ...]
    """By the inputs of today: the holder first, then by penalty; who is ruled out comes last."""
    kept: EmptySeat | None
    """What was found out about the empty seat when the roster was made."""
    fixes: tuple[Fix, ...] | None
    """What would fill the seat; None while nobody has searched for it."""
    directory: Directory
    is_asked: bool = True
    """Whether anything asks for the seat any more."""
    successor: int | None = None
    """The roster that is published for the seat's date now, where this one was and is no longer."""
    is_over: bool = False
    """Whether its date lies before today."""
    mark: str = ""
    """What a form about it is made from, for those who may change rosters."""
    newer: int | None = None
    """For them too: the newest draft that was made from the roster."""

    @property
    def is_open(self) -> bool:
        """Whether it may be given to somebody else in a new draft."""
        return bool(self.mark) and self.is_asked and self.successor is None and self.status is not Status.DISCARDED


@dataclass(frozen=True)
class RoleBalance:
    """A consultant's points in one role: over the published periods, and among those who share the role."""

    role: str
    chapters: tuple[tuple[Chapter, Account], ...]
    """The periods in order, each with the account after it."""
    kinds: tuple[KindLine, ...]
    """The lines of the newest period."""
    others: tuple[Account, ...]
    """The accounts of everybody in the role after the newest period, who did the most first."""
    reach: int
    """How far anybody in the role ever was from the fair share."""

    @property
    def account(self) -> Account:
        """As it stands after the newest period."""
        return self.chapters[-1][1]


@dataclass(frozen=True)
class PersonOnBoard:
    """Somebody's duties and balances."""

    consultant: str
    name: str
    roles: tuple[str, ...]
    period: Period
    duties: tuple[Duty, ...]
    """Those that are published, by time."""
    days_off: tuple[CompensatingDay, ...]
    balances: tuple[RoleBalance, ...]
    big_days: BigDayAccount | None
    directory: Directory


@dataclass(frozen=True)
class ComparedSide:
    """One of two rosters, on the dates that both have."""

    number: int | None
    """None: what is published."""
    status: Status
    version: Version
    readiness: Ore | None
    """What its booked readiness costs the customers; None where it cannot be billed, or is not for whoever asks."""

    @property
    def empty(self) -> int:
        """How many seats nobody holds."""
        return sum(duty.consultant is None for duty in self.version.duties)

    @property
    def penalty(self) -> int:
        """What all breaches cost together."""
        return sum(self.version.penalty_by_rule.values())

    @property
    def hard(self) -> int:
        """How many breaches are of what is forbidden."""
        return sum(judged.breach.penalty is None for judged in self.version.breaches)

    @property
    def largest_deviation(self) -> int:
        """How far the one who is furthest is from the fair share."""
        return largest_deviation(self.version.ledger)

    @property
    def sum_of_squares(self) -> int:
        """All deviations squared."""
        return sum_of_squares(self.version.ledger)


@dataclass(frozen=True)
class RostersCompared:
    """Two rosters side by side, on the dates that both have."""

    period: Period
    before: ComparedSide
    after: ComparedSide
    changes: Changes
    directory: Directory

    @property
    def penalty_changes(self) -> Mapping[str, int]:
        """What each rule's penalty changes by."""
        return penalty_changes(self.before.version.penalty_by_rule, self.after.version.penalty_by_rule)

    @property
    def readiness_change(self) -> Ore | None:
        """What booked readiness costs the customers more; None where a side cannot be billed."""
        return change_of(self.before.readiness, self.after.readiness)

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """The accounts that come out otherwise, the largest change first."""
        before, after = _deviations(self.before.version), _deviations(self.after.version)
        shifts = [Shift(*key, before.get(key), after.get(key)) for key in sorted({**before, **after})]
        return tuple(sorted((one for one in shifts if one.before != one.after), key=_size))


def _deviations(version: Version) -> dict[tuple[str, str], int]:
    return {(account.consultant, account.role): account.deviation for account in version.ledger}


def _size(shift: Shift) -> int:
    return -abs((shift.after or 0) - (shift.before or 0))


def day_of_seat(seat: str) -> date | None:
    """The date that stands in a seat's id; None where none does."""
    for part in seat.split(":")[1:]:
        try:
            return date.fromisoformat(part)
        except ValueError:
            continue
    return None
