"""Stages that end unproven, once more by lines (Dantzig and Wolfe 1960): better bounds, and better rosters."""

from collections.abc import Iterator
from dataclasses import replace

from rostering.audit.judgement import is_lawful
from rostering.rules.roster import Roster
from rostering.solver.lines.line_stage import MOST_CHOICES, LineStage, by_lines
from rostering.solver.model.budget import Budget
from rostering.solver.plan.stages import (
    LOOK_AHEAD,
    Found,
    Infeasible,
    Miscounted,
    NothingFound,
    Plan,
    StagedSearch,
    Step,
    steps_of,
    unheard,
)
from rostering.solver.plan.task import Task
from rostering.spans import DAY, Period

_SECONDS, _EFFORT = 0.4, 0.6
"""What lines may take for a stage: of the time that is left, and besides the effort of all else so much more."""

_SETTING_UP = 1e-3
"""What it takes to set lines up for a stage, as effort for each choice: with no more than that they are not begun."""

_MANY = 2
"""So many times as many choices, with the weeks ahead, are too many whatever is ruled out: no board is built."""

_END = 13 * DAY
"""How far before the end of a period its duties may hinder those after it."""

_JOINING = 2.0
"""The effort that joining a roster with the weeks after it may take."""


def with_lines(task: Task, made: Plan, budget: Budget, found: Found = unheard) -> Plan:
    """The plan with what lines show: stages that they prove, and a roster that is better."""
    choices = sum(task.choices.values())
    if choices > _MANY * MOST_CHOICES or _EFFORT * budget.limits.effort <= _SETTING_UP * choices:
        return made
    return _WithLines(task, made, budget, found).run()


class _WithLines:
    """The best roster so far, and the bound of each stage."""

    def __init__(self, task: Task, made: Plan, budget: Budget, found: Found) -> None:
        self._task, self._made, self._budget, self._found = task, made, budget, found
        self._steps = steps_of(task)
        self._best = made.whole
        self._bounds = {stage.name: stage.bound for stage in made.stages}

    def run(self) -> Plan:
        """Go through the stages in their order, each with those before it as they have come to be."""
        for number, step in enumerate(self._steps):
            penalty = step.penalty(self._best)
            if step.name != LOOK_AHEAD and self._bounds[step.name] < penalty and not self._budget.over:
                self._improve(step, self._steps[:number], penalty)
        roster = self._best.seen_in(self._task.problem)
        results = [self._result(step) for step in self._steps]
        stages = tuple(
            replace(old, penalty=penalty, bound=bound, proven=bound >= penalty)
            for old, (penalty, bound) in zip(self._made.stages, results, strict=True)
        )
        interrupted = self._budget.stopped and not all(stage.proven for stage in stages)
        return replace(self._made, roster=roster, whole=self._best, stages=stages, interrupted=interrupted)

    def _result(self, step: Step) -> tuple[int, int]:
        penalty = step.penalty(self._best)
        return penalty, min(penalty, self._bounds[step.name])

    def _improve(self, step: Step, before: list[Step], penalty: int) -> None:
        """Bound a stage by lines, and take their roster where it is better."""
        share = self._budget.beside(_SECONDS * self._budget.seconds, _EFFORT * self._budget.limits.effort)
        settled = [(one.rules, one.penalty(self._best)) for one in before if one.name != LOOK_AHEAD]
        stage = LineStage(step.name, self._task.problem, self._task.forbidding, settled, step.rules)
        known = self._best.seen_in(self._task.problem)
        self._budget.tell(step.name, penalty, self._bounds[step.name])
        shown = by_lines(stage, known, penalty, share)
        if shown.bound > penalty:
            raise Miscounted(known, step.name, shown.bound, penalty)
        self._bounds[step.name] = max(self._bounds[step.name], shown.bound)
        if shown.roster:
            self._take(shown.roster)

    def _take(self, roster: Roster) -> None:
        """Take a roster of the period, joined with the weeks after it, if it is lawful and better."""
        for whole in self._joined(roster):
            if self._key(whole) < self._key(self._best):
                self._best = whole
                self._found(whole.seen_in(self._task.problem))
                return

    def _joined(self, roster: Roster) -> Iterator[Roster]:
        """The roster with the weeks after the period as they are, or planned anew together with its end."""
        whole = self._best.merged(roster)
        if self._is_lawful(whole):
            yield whole
        elif self._task.longer:
            yield from self._mended(whole)

    def _mended(self, whole: Roster) -> Iterator[Roster]:
        period, last = self._task.problem.period, self._task.longer.period.last if self._task.longer else None
        first = max(period.first, period.last - _END)
        outer = whole.within(Period(first, last or period.last))
        inner = whole.seen_in(self._task.problem).within(Period(first, period.last))
        piece = self._budget.share(effort=_JOINING)
        try:
            made = StagedSearch(self._task.of(inner.problem, outer.problem), piece, outer).climb()
        except (Infeasible, NothingFound):
            return
        finally:
            self._budget.spend(piece.spent)
        joined = whole.merged(made.whole)
        if self._is_lawful(joined):
            yield joined

    def _is_lawful(self, whole: Roster) -> bool:
        law = self._task.forbidding
        return is_lawful(whole, law) and is_lawful(whole.seen_in(self._task.problem), law)

    def _key(self, whole: Roster) -> tuple[int, ...]:
        return tuple(step.penalty(whole) for step in self._steps)
