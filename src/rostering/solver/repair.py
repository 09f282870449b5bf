"""Repairs: different ways to mend a roster that no longer holds, each with as few changes as its aim allows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from rostering.audit.judgement import judge
from rostering.domain.findings import StageResult
from rostering.errors import BadCall
from rostering.rules.difference import Difference
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.orders import FAIREST, FEWEST_CHANGES, Order
from rostering.solver.planner import NoRoster, Plan, plan
from rostering.solver.search import Limits, Watch
from rostering.spans import Period

_REACH = timedelta(days=14)
"""How far around what has to change a repair looks, unless that leaves a seat empty."""


@dataclass(frozen=True)
class Repair:
    """A mended roster; `aim` is what it was chosen for: `fewest_changes`, `fairest` or `other_people`."""

    aim: str
    roster: Roster
    part: Roster
    """The dates that were planned anew, the others given."""
    stages: tuple[StageResult, ...]
    interrupted: bool


class NothingToRepair(BadCall):
    """A roster that holds as it is."""

    def __init__(self) -> None:
        super().__init__("nothing is to be repaired: every seat that can be filled is, and nothing forbidden is broken")


def repairs(roster: Roster, rules: Sequence[Rule], limits: Limits, watch: Watch) -> tuple[Repair, ...]:
    """Up to three ways to mend a roster whose problem has a reference, the one with the fewest changes first.

    Dates before the reference's today stay as they are. A further way is left out where there is none that differs
    without leaving more seats empty. Raises NothingToRepair, NoRoster, NothingFound, Disagreement.
    """
    tail = _from_today(roster)
    hurt = hurt_seats(tail, rules)
    if not hurt:
        raise NothingToRepair
    part = tail.within(_around(tail, hurt))
    first = plan(part.problem, rules, limits, watch, FEWEST_CHANGES)
    if _empty(first.roster) and part.problem.period != tail.problem.period:
        part = tail
        first = plan(part.problem, rules, limits, watch, FEWEST_CHANGES)
    made = [("fewest_changes", first)]
    for aim, order in (("fairest", FAIREST), ("other_people", FEWEST_CHANGES)):
        if other := _other(part, rules, limits, watch, order, [one for _, one in made], hurt):
            made.append((aim, other))
    return tuple(_repair(roster, aim, one) for aim, one in made)


def hurt_seats(roster: Roster, rules: Iterable[Rule]) -> tuple[str, ...]:
    """The seats that must change: empty ones, and those whose holder breaks what is forbidden; in order of time."""
    forbidding = [rule for rule in rules if rule.price is None]
    broken = {seat for judged in judge(roster, forbidding).breaches for seat in judged.breach.seats}
    return tuple(seat.id for seat in roster.problem.seats if seat.id in broken or seat.id not in roster.holders)


def _from_today(roster: Roster) -> Roster:
    reference, period = roster.problem.reference, roster.problem.period
    if reference is None or reference.today <= period.first:
        return roster
    return roster.within(Period(reference.today, period.last))


def _around(tail: Roster, hurt: Sequence[str]) -> Period:
    days, whole = [tail.problem.seat[seat].day for seat in hurt], tail.problem.period
    return Period(max(whole.first, min(days) - _REACH), min(whole.last, max(days) + _REACH))


def _other(
    part: Roster,
    rules: Sequence[Rule],
    limits: Limits,
    watch: Watch,
    order: Order,
    earlier: Sequence[Plan],
    hurt: Sequence[str],
) -> Plan | None:
    """A way that fills the seats in question with other people than each earlier one, with no more seats empty."""
    for share in _shares(len(hurt)):
        told = [*rules, *(Difference(taken=_takers(one.roster, hurt), least=share) for one in earlier)]
        try:
            found = plan(part.problem, told, limits, watch, order)
        except NoRoster:
            continue
        if len(_empty(found.roster)) <= len(_empty(earlier[0].roster)):
            return found
    return None


def _shares(hurt: int) -> Iterator[int]:
    """How many seats are to differ: half of them, and if that cannot be, one."""
    yield from dict.fromkeys(((hurt + 1) // 2, 1))


def _takers(roster: Roster, hurt: Sequence[str]) -> dict[str, str]:
    return {seat: roster.holders[seat] for seat in hurt if seat in roster.holders}


def _empty(roster: Roster) -> list[str]:
    return [seat.id for seat in roster.problem.seats if seat.id not in roster.holders]


def _repair(whole: Roster, aim: str, made: Plan) -> Repair:
    return Repair(aim, whole.merged(made.roster), made.roster, made.stages, made.interrupted)
