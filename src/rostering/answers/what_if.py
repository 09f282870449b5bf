"""A what-if: two rosters of a period side by side, with today's inputs and with changed ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rostering.answers.figures import change_of, largest_deviation, penalty_changes, sum_of_squares
from rostering.domain.seats import Seat
from rostering.money import Ore
from rostering.rosters.version import Version
from rostering.spans import Period


@dataclass(frozen=True)
class Break:
    """The first date with an empty seat, its empty seats, and what is missing then, in sentences."""

    day: date
    seats: tuple[str, ...]
    shortages: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """One roster of the period and what it comes to."""

    version: Version
    breaks: Break | None
    readiness: Ore | None
    """What its booked readiness costs the customers; None where it cannot be billed, for the reasons given."""
    unbillable: tuple[str, ...] = ()
    searched: bool = True
    """Whether a search came to all of it; else it is, somewhere, as the seats were first filled."""

    @property
    def seats(self) -> int:
        """How many seats there are to fill."""
        return len(self.version.duties)

    @property
    def empty_seats(self) -> int:
        """How many of them nobody fills."""
        return len(self.version.empty)

    @property
    def penalty(self) -> int:
        """What all breaches cost together."""
        return sum(self.version.penalty_by_rule.values())

    @property
    def largest_deviation(self) -> int:
        """How far the one who is furthest is from the fair share, in points."""
        return largest_deviation(self.version.ledger)

    @property
    def sum_of_squares(self) -> int:
        """All deviations squared."""
        return sum_of_squares(self.version.ledger)

    @property
    def deviations(self) -> dict[tuple[str, str], int]:
        """How far each account is from the fair share, by consultant and role."""
        return {(account.consultant, account.role): account.deviation for account in self.version.ledger}

    @property
    def proven(self) -> bool:
        """Whether there is no better one."""
        return all(stage.proven for stage in self.version.stages)


@dataclass(frozen=True)
class Shift:
    """An account whose deviation differs; None on a side that has no such account."""

    consultant: str
    role: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Addition:
    """Seats of one team on one date that only one side has: the first of them, and how many of which role."""

    seat: Seat
    roles: Mapping[str, int]


@dataclass(frozen=True)
class Comparison:
    """A period planned with the inputs as they are and with changes, and as it is published, if all of it is."""

    period: Period
    changes: tuple[str, ...]
    before: Side
    after: Side
    published: Side | None

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that cost something on either side."""
        return tuple(dict.fromkeys((*self.before.version.penalty_by_rule, *self.after.version.penalty_by_rule)))

    @property
    def penalty_changes(self) -> dict[str, int]:
        """What each rule's penalty changes by; rules that cost the same are left out."""
        return penalty_changes(self.before.version.penalty_by_rule, self.after.version.penalty_by_rule)

    @property
    def readiness_change(self) -> Ore | None:
        """What booked readiness costs the customers more; None where a side cannot be billed."""
        return change_of(self.before.readiness, self.after.readiness)

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """The accounts that come out otherwise, by consultant and role."""
        before, after = self.before.deviations, self.after.deviations
        shifts = (Shift(*key, before.get(key), after.get(key)) for key in sorted({**before, **after}))
        return tuple(shift for shift in shifts if shift.before != shift.after)

    @property
    def added(self) -> tuple[Addition, ...]:
        """The windows with seats that the changes bring, by date and team."""
        return _additions(self.before, self.after)

    @property
    def removed(self) -> tuple[Addition, ...]:
        """The windows with seats that the changes take away, by date and team."""
        return _additions(self.after, self.before)


def _additions(one: Side, other: Side) -> tuple[Addition, ...]:
    """What only the other side has."""
    known = {duty.seat.id for duty in one.version.duties}
    first: dict[tuple[date, str], Seat] = {}
    roles: dict[tuple[date, str], dict[str, int]] = {}
    for seat in (duty.seat for duty in other.version.duties if duty.seat.id not in known):
        key = seat.day, seat.team
        first.setdefault(key, seat)
        roles.setdefault(key, {})[seat.role] = roles.get(key, {}).get(seat.role, 0) + 1
    return tuple(Addition(first[key], roles[key]) for key in sorted(first))
