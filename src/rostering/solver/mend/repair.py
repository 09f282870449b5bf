"""Repairs: minimal perturbation (El Sakkout and Wallace 2000), up to three ways to mend a roster."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from rostering.audit.judgement import judge, penalty_of
from rostering.domain.findings import Breach, StageResult
from rostering.errors import BadCall
from rostering.language import said
from rostering.rules.difference import OtherPeople
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, Stage, that_forbid
from rostering.solver.model.budget import Budget
from rostering.solver.plan.planner import Infeasible, NothingFound, Plan, plan
from rostering.solver.plan.stage_orders import FAIREST, FEWEST_CHANGES
from rostering.solver.plan.task import Task
from rostering.spans import Period

_OTHERS = ("other_people", "still_others")
FIRST = "fewest_changes"
"""The aim of the first way."""
_WAYS = 3
"""How many ways to mend a roster are offered."""

_REACH = timedelta(days=14)
"""How far around what has to change a repair looks, unless that leaves a seat empty."""


@dataclass(frozen=True)
class Repair:
    """A mended roster; `aim` is what it was chosen for, and no two ways to mend a roster have the same.

    It is `fewest_changes`, `fairest`, `cheapest`, `other_people` or `still_others`.
    """

    aim: str
    roster: Roster
    part: Roster
    """The dates that were planned anew, the others given."""
    stages: tuple[StageResult, ...]
    interrupted: bool
    searched: bool
    """Whether any search came to a result; else these are the greedy changes."""


WayFound = Callable[[str, Roster, bool], None]
"""Is told of a way: what it was chosen for, the whole roster, and whether it is ready or may still get better."""


def untold(_aim: str, _roster: Roster, _ready: bool) -> None:
    """Tell nobody."""


class NothingToRepair(BadCall):
    """A roster that holds as it is."""

    def __init__(self) -> None:
        super().__init__(
            said("nothing is to be repaired: every seat that can be filled is, and nothing forbidden is broken")
        )


def repairs(roster: Roster, rules: Sequence[Rule], budget: Budget, found: WayFound = untold) -> tuple[Repair, ...]:
    """Up to three ways to mend a roster whose problem has a reference, the one with the fewest changes first.

    Dates before the reference's today stay as they are. A further way is left out where there is none that differs
    without leaving more seats empty, or no time for it. The time of a budget is shared out, its effort counts for each
    way. `found` is told of each way as soon as it is ready, and of the first one each time it gets better. Raises
    NothingToRepair, Infeasible, NothingFound, Miscounted.
    """
    tail = _from_today(roster)
    hurt = hurt_seats(tail, rules)
    if not (hurt or _gone(roster) or _broken(tail, rules)):
        raise NothingToRepair
    part = tail.within(_around(tail, hurt)) if hurt else tail
    first = plan(Task(part.problem, rules, FEWEST_CHANGES), _share(budget, 3), _better(roster, found))
    if _empty(first.roster) and not first.interrupted and part.problem.period != tail.problem.period:
        part, first = _wider(part, tail, rules, budget, first)
    if not _gone(roster) and _stands(part, first):
        raise NothingToRepair
    made: list[Repair] = []
    for aim, one in _ways(part, rules, budget, first, hurt):
        made.append(_repair(roster, aim, one))
        found(aim, made[-1].roster, True)
    return tuple(made)


def _better(whole: Roster, found: WayFound) -> Callable[[Roster], None]:
    """Tells of the first way as it gets better."""
    return lambda part: found(FIRST, whole.merged(part), False)


def _wider(part: Roster, tail: Roster, rules: Sequence[Rule], budget: Budget, first: Plan) -> tuple[Roster, Plan]:
    """The first way sought on all dates to come; the one that was there, if no better one was found before a stop."""
    wider = plan(Task(tail.problem, rules, FEWEST_CHANGES), _share(budget, 3))
    if wider.interrupted and len(_empty(wider.roster)) >= len(_empty(first.roster)):
        return part, first
    return tail, wider


def _ways(
    part: Roster, rules: Sequence[Rule], budget: Budget, first: Plan, hurt: Sequence[str]
) -> Iterator[tuple[str, Plan]]:
    """Each way with what it was chosen for, as soon as it is ready."""
    made = [(FIRST, first)]
    yield made[0]
    if not budget.stopped and (fairer := _fairer(part, rules, _share(budget, 2), first)):
        made += fairer
        yield made[-1]
    while len(made) < _WAYS and not budget.stopped:
        if not (other := _others(part, rules, _share(budget, 1), [one for _, one in made], hurt)):
            return
        made.append((_OTHERS[sum(aim in _OTHERS for aim, _ in made)], other))
        yield made[-1]


def hurt_seats(roster: Roster, rules: Iterable[Rule]) -> tuple[str, ...]:
    """The seats that must change: empty ones, and those whose holder breaks what is forbidden; in order of time.

    Where no one duty is to blame, such as for too many weekends, any of the person's may be.
    """
    hurt = {seat for breach in _broken(roster, rules) for seat in breach.seats or _duties(roster, breach)}
    return tuple(seat.id for seat in roster.problem.seats if seat.id in hurt or seat.id not in roster.holders)


def _broken(roster: Roster, rules: Iterable[Rule]) -> list[Breach]:
    """What is forbidden and done."""
    return [judged.breach for judged in judge(roster, that_forbid(rules)).breaches]


def _duties(roster: Roster, breach: Breach) -> list[str]:
    return [seat.id for who in breach.about if who in roster.own for seat in roster.own[who]]


def _gone(roster: Roster) -> bool:
    """Whether the roster before fills seats that nothing asks for any more, or that are asked for at other hours."""
    reference, seats = roster.problem.reference, roster.problem.seat
    return reference is not None and (not reference.holders.keys() <= seats.keys() or bool(reference.moved))


def _stands(part: Roster, made: Plan) -> bool:
    """Whether a plan leaves everything as it was before."""
    known = part.problem.reference.holders if part.problem.reference else part.holders
    before = {seat: known[seat] for seat in part.problem.seat if seat in known}
    return (made.roster.holders, made.roster.days_off) == (before, part.days_off)


def _share(budget: Budget, waiting: int) -> Budget:
    """A fair share of the time that is left for the ways that have not begun."""
    return budget.share(seconds=budget.seconds / waiting)


def _from_today(roster: Roster) -> Roster:
    reference, period = roster.problem.reference, roster.problem.period
    if reference is None or reference.today <= period.first:
        return roster
    return roster.within(Period(reference.today, period.last))


def _around(tail: Roster, hurt: Sequence[str]) -> Period:
    days, whole = [tail.problem.seat[seat].day for seat in hurt], tail.problem.period
    return Period(max(whole.first, min(days) - _REACH), min(whole.last, max(days) + _REACH))


def _fairer(part: Roster, rules: Sequence[Rule], budget: Budget, first: Plan) -> list[tuple[str, Plan]]:
    """The way that is fairest, if it is fairer than the first one; or cheaper in what else counts, if it is that."""
    found = plan(Task(part.problem, rules, FAIREST), budget)
    if len(_empty(found.roster)) > len(_empty(first.roster)):
        return []
    if _unfairness(found) < _unfairness(first):
        return [("fairest", found)]
    return [("cheapest", found)] if _wishes(found, rules) < _wishes(first, rules) else []


def _unfairness(made: Plan) -> list[int]:
    return [stage.penalty for stage in made.stages if stage.name in _FAIRNESS]


_FAIRNESS = (Stage.LARGEST_UNFAIRNESS.name.lower(), Stage.UNFAIRNESS.name.lower())


def _wishes(made: Plan, rules: Sequence[Rule]) -> int:
    """What a roster costs apart from its changes."""
    lasting = [rule for rule in rules if rule.stage not in (Stage.NOTICE, Stage.STABILITY)]
    return penalty_of(made.roster, lasting)


def _others(
    part: Roster, rules: Sequence[Rule], budget: Budget, earlier: Sequence[Plan], hurt: Sequence[str]
) -> Plan | None:
    """A way that asks other people than each earlier one, or at least than the one most asked; no more seats empty."""
    asked = [_asked(part, one, hurt) for one in earlier]
    everybody = frozenset(who for people in asked for who in people)
    most = frozenset(who for people in asked for who, _ in people.most_common(1))
    for people in dict.fromkeys((everybody, most)) if everybody else ():
        barred = OtherPeople(seats=frozenset(hurt), people=people)
        try:
            found = plan(Task(part.problem, [*rules, barred], FEWEST_CHANGES), budget)
        except (Infeasible, NothingFound):
            continue
        if len(_empty(found.roster)) <= len(_empty(earlier[0].roster)):
            return found
    return None


def _asked(part: Roster, made: Plan, hurt: Sequence[str]) -> Counter[str]:
    """Who takes how many of the seats in question that were not theirs."""
    known = part.problem.reference.holders if part.problem.reference else part.holders
    takers = ((made.roster.holders.get(seat), known.get(seat)) for seat in hurt)
    return Counter(taker for taker, before in takers if taker and taker != before)


def _empty(roster: Roster) -> list[str]:
    return [seat.id for seat in roster.problem.seats if seat.id not in roster.holders]


def _repair(whole: Roster, aim: str, made: Plan) -> Repair:
    return Repair(aim, whole.merged(made.roster), made.roster, made.stages, made.interrupted, made.searched)
