"""Where an unproven stage may still be cheaper: what its roster pays, by rule, in the weeks where it is paid."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from rostering.domain.findings import Breach, OpenPenalty
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.plan.stage_orders import name_of
from rostering.solver.plan.stages import Plan
from rostering.solver.plan.task import Task

_MOST = 3
"""Rules that are named."""

_WEEKS = 4
"""Weeks of a rule that are named, those first in which most is paid."""


def told_gaps(task: Task, made: Plan) -> Plan:
    """The plan whose unproven stages say which rules their gap hangs on, and in which weeks: all else is proven.

    What a roster does not pay cannot be saved, so the gap lies within what the stage's rules charge.
    """
    rules = {name_of(group): task.penalised(group) for group in task.order}
    stages = [
        stage if stage.proven else replace(stage, hangs_on=hinges(made.roster, rules.get(stage.name, ())))
        for stage in made.stages
    ]
    return replace(made, stages=tuple(stages))


def hinges(roster: Roster, rules: Sequence[Rule]) -> tuple[OpenPenalty, ...]:
    """What some rules charge for a roster, the dearest first."""
    paid = {rule.name: list(rule.check(roster)) for rule in rules}
    sums = Counter({name: sum(breach.penalty or 0 for breach in breaches) for name, breaches in paid.items()})
    return tuple(
        OpenPenalty(name, penalty, _weeks(roster, paid[name])) for name, penalty in sums.most_common(_MOST) if penalty
    )


def _weeks(roster: Roster, breaches: Iterable[Breach]) -> tuple[str, ...]:
    """The ISO weeks in which most is paid, in order of time; a breach that is of no date belongs to none."""
    paid: Counter[str] = Counter()
    for breach in breaches:
        weeks = {f"{day.isocalendar().year}-W{day.isocalendar().week:02d}" for day in _days(roster, breach)}
        for week in sorted(weeks)[:1]:
            paid[week] += breach.penalty or 0
    return tuple(sorted(week for week, _ in paid.most_common(_WEEKS)))


def _days(roster: Roster, breach: Breach) -> list[date]:
    seats = [roster.problem.seat[seat].day for seat in breach.seats if seat in roster.problem.seat]
    return seats or [date.fromisoformat(about) for about in breach.about if _is_date(about)]


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
