"""Fair shares: what everyone weighs in each role by date and FTE, and the points of each pool shared out by that."""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import date

from rostering.domain.apportionment import apportion
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Consultant, LeaveKind
from rostering.domain.seats import Seat
from rostering.spans import Period

Able = Sequence[tuple[Consultant, int]]
"""Those who have a role, with their weights in it."""


def weights_of(inputs: Inputs, period: Period) -> dict[str, dict[str, int]]:
    """By consultant and role: dates employed, not on leave and with the role, times FTE, split over the roles held."""
    away: dict[str, set[date]] = defaultdict(set)
    for leave in inputs.leave:
        if leave.kind is LeaveKind.LEAVE and leave.period.overlaps(period):
            away[leave.consultant].update(day for day in leave.period if day in period)
    return {consultant.id: _weights(consultant, away[consultant.id], period) for consultant in inputs.consultants}


def _weights(consultant: Consultant, away: Container[date], period: Period) -> dict[str, int]:
    dates: Counter[tuple[str, ...]] = Counter()
    for day in period:
        if consultant.employed(day) and day not in away:
            dates[tuple(role for role in consultant.roles if consultant.has(role, day))] += 1
    weights: Counter[str] = Counter()
    for roles, present in dates.items():
        for role in roles:
            weights[role] += present * int(consultant.fte * 1000) * _SPLIT // len(roles)
    return weights


_SPLIT = 60
"""Divisible by every number of roles that one person is likely to have."""


def points_of(seat: Seat) -> int:
    """What a seat is worth where points are shared out."""
    return seat.points


def targets_of(seats: Iterable[Seat], able: Able, worth: Callable[[Seat], int] = points_of) -> dict[str, int]:
    """Share out what one role's seats are worth by pool and weight; everybody able has a target, of 0 or more.

    What a pool's seats are worth is its members', or where it has none, theirs who may be lent to it. Whoever is in
    several pools brings an even part of their weight into each, and all of it into what is everybody's.
    """
    by_pool: Counter[str | None] = Counter()
    for seat in seats:
        by_pool[seat.pool] += worth(seat)
    by_members: Counter[tuple[str, ...]] = Counter()
    for pool, points in by_pool.items():
        by_members[_members(pool, able)] += points
    return _shared_out(by_members, {who.id: weight for who, weight in able})


def _members(pool: str | None, able: Able) -> tuple[str, ...]:
    own = tuple(who.id for who, _ in able if who.belongs(pool))
    return own or tuple(who.id for who, _ in able if who.is_lent(pool))


def _shared_out(by_members: Mapping[tuple[str, ...], int], weights: Mapping[str, int]) -> dict[str, int]:
    targets = Counter(dict.fromkeys(weights, 0))
    everybody = tuple(weights)
    pools = Counter(who for members, points in by_members.items() if points and members != everybody for who in members)
    for members, points in by_members.items():
        parts = {who: weights[who] // (1 if members == everybody else pools[who] or 1) for who in members}
        targets.update(apportion(points, parts))
    return targets
