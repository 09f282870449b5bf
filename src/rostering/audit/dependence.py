"""Single points of failure: roles and weeks of a roster that hang on one person, or on two."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rostering.audit.bench import Backing
from rostering.demand.problem import Problem
from rostering.domain.parties import LeaveKind
from rostering.domain.seats import Seat
from rostering.language import _

FEW = 2
"""A role with no more people than this is a single point of failure."""


@dataclass(frozen=True)
class SinglePoint:
    """A role that few people have, or a week of a role in which a person has nobody to step in."""

    kind: str
    """`role` or `week`."""
    role: str
    consultants: tuple[str, ...]
    """On whom it hangs."""
    seats: tuple[str, ...]
    """The seats that it puts at risk."""
    text: str


def single_points_of(problem: Problem, backings: Sequence[Backing]) -> tuple[SinglePoint, ...]:
    """The roles that two people or fewer have, then the weeks in order in which seats hang on one person."""
    return (*_thin_roles(problem, backings), *_lone_weeks(problem, backings))


def _thin_roles(problem: Problem, backings: Iterable[Backing]) -> Iterator[SinglePoint]:
    pools: dict[tuple[str, tuple[str, ...]], list[Seat]] = {}
    for seat in (backing.seat for backing in backings):
        pools.setdefault((seat.role, _members(problem, seat.role, seat.pool)), []).append(seat)
    for (role, members), seats in sorted(pools.items()):
        days = {seat.day for seat in seats}
        people = tuple(who for who in members if any(_is_there(problem, who, role, day) for day in sorted(days)))
        if len(people) <= FEW:
            pool = seats[0].pool if members != _members(problem, role, None) else None
            yield SinglePoint("role", role, people, _ids(seats), _thin(problem, role, pool, people, days))


def _members(problem: Problem, role: str, pool: str | None) -> tuple[str, ...]:
    """Those with the role who belong to a pool or may be lent to it."""
    able = [who for who in problem.consultants if role in who.roles]
    return tuple(who.id for who in able if who.belongs(pool) or who.is_lent(pool))


def _is_there(problem: Problem, who: str, role: str, day: date) -> bool:
    consultant = problem.consultant[who]
    away = problem.asked(who, day, LeaveKind.LEAVE)
    return consultant.has(role, day) and consultant.employed(day) and not away


def _thin(problem: Problem, role: str, pool: str | None, people: Sequence[str], days: Collection[date]) -> str:
    names = _(" and ").join(_name(problem, who) for who in people)
    where = problem.names.get(role, role)
    if pool:
        where = _("{role} in the team {team}", role=where, team=pool)
    when = {"where": where, "first": min(days), "last": max(days)}
    if not people:
        return _("{where}: nobody has the role, {first} to {last}.", **when)
    if len(people) == 1:
        return _("{where}: only {names} has the role, {first} to {last}.", names=names, **when)
    return _("{where}: only {names} have the role, {first} to {last}.", names=names, **when)


def _lone_weeks(problem: Problem, backings: Iterable[Backing]) -> Iterator[SinglePoint]:
    lone: dict[tuple[tuple[int, int], str, str], list[Seat]] = {}
    for backing in backings:
        if backing.holder and backing.exposed:
            key = backing.seat.day.isocalendar()[:2], backing.seat.role, backing.holder
            lone.setdefault(key, []).append(backing.seat)
    for ((year, week), role, who), seats in sorted(lone.items(), key=lambda item: item[0]):
        days = ", ".join(str(day) for day in sorted({seat.day for seat in seats}))
        text = _(
            "{role} in week {week} of {year} hangs on {name}: nobody could step in on {days}.",
            role=problem.names.get(role, role),
            week=week,
            year=year,
            name=_name(problem, who),
            days=days,
        )
        yield SinglePoint("week", role, (who,), _ids(seats), text)


def _name(problem: Problem, who: str) -> str:
    return problem.consultant[who].name


def _ids(seats: Iterable[Seat]) -> tuple[str, ...]:
    return tuple(seat.id for seat in seats)
