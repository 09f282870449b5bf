"""The staircase: the priced rules stage by stage on one board, each stage settled before the next."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rostering.demand.problem import Problem
from rostering.domain.findings import StageResult
from rostering.errors import Refused
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, Stage
from rostering.solver.model.board import CpBoard
from rostering.solver.model.feasibility import board_of, contradiction
from rostering.solver.model.narrowed import Narrowed, after, narrowed
from rostering.solver.model.search import Limits, Outcome, Watch, search
from rostering.solver.plan.greedy import greedy_roster
from rostering.solver.plan.orders import PROVING, SHARES, Order, name_of
from rostering.solver.plan.tidying import tidied

LOOK_AHEAD = "look_ahead"
"""The name of the step that keeps the dates after the period coverable."""


@dataclass(frozen=True)
class Plan:
    """The best roster found, and how far each stage came."""

    roster: Roster
    stages: tuple[StageResult, ...]
    interrupted: bool
    searched: bool
    """Whether any search came to a result; else the roster is the greedy start, unless that needs no search."""
    whole: Roster
    """The roster with the weeks after its period, as far as the plan looked ahead."""
    spent: float = 0.0
    """The effort that it took."""


class NoRoster(Refused):
    """Rules that forbid contradict each other whatever is planned, the empty roster included.

    Which ones is found out when the message is read, as that takes a while.
    """

    def __init__(self, problem: Problem, rules: Sequence[Rule]) -> None:
        super().__init__()
        self._problem, self._rules = problem, rules

    def __str__(self) -> str:
        return f"no roster satisfies all forbidding rules, not even an empty one{self._blame}"

    @cached_property
    def _blame(self) -> str:
        found = contradiction(self._problem, self._rules)
        whom = f" (it concerns {', '.join(found.people)})" if found.people else ""
        if found.blamed:
            return f"{whom}; it is possible without any one of: {', '.join(found.blamed)}"
        return f"{whom}; these rules contradict each other, and so do others: {', '.join(found.together)}"


class NothingFound(Refused):
    """Time ran out before a roster was found that breaks no forbidding rule."""

    def __init__(self) -> None:
        super().__init__("no lawful roster was found in the time given, and not even an empty one is lawful")


class Disagreement(AssertionError):
    """A rule's check and what it told the solver differ: a fault of the program, never of its input."""

    def __init__(self, roster: Roster, stage: str, solved: int, checked: int) -> None:
        self.roster = roster
        super().__init__(f"the solver's price of {stage} is {solved}, the audit's is {checked}")


@dataclass(frozen=True)
class _Step:
    """One stage to settle: its rules as they look on the dates of a problem."""

    name: str
    rules: Sequence[Rule]
    problem: Problem
    share: float

    def price(self, roster: Roster) -> int:
        """What the step's rules charge for a roster."""
        seen = narrowed(roster, self.problem)
        return sum(breach.price or 0 for rule in self.rules for breach in rule.check(seen))


class Staircase:
    """One board on its way through the stages, with the best roster so far.

    With a `longer` problem, which has the same period and some weeks after it, the forbidding rules hold in both, and
    the weeks after are kept coverable; all other stages see the period alone. Begins with the `start` if there is one.
    """

    def __init__(
        self,
        problem: Problem,
        longer: Problem | None,
        rules: Sequence[Rule],
        limits: Limits,
        watch: Watch,
        start: Roster | None = None,
    ) -> None:
        self._end = time.monotonic() + limits.seconds
        self._problem, self._longer, self._rules = problem, longer, rules
        self._limits, self._given_effort, self._watch = limits, limits.effort, watch
        self._interrupted = self._searched = False
        self._take(start or greedy_roster(longer or problem, rules, problem))

    @cached_property
    def _board(self) -> CpBoard:
        """The board, made when a stage needs a search."""
        board = board_of(self._longer or self._problem, self._rules)
        if self._longer:
            for rule in self._rules:
                if rule.price is None:
                    rule.apply(Narrowed(board, self._problem))
        return board

    def climb(self, order: Order) -> Plan:
        """Go through the stages; one that finds nothing better in time leaves the roster as it was."""
        settled = [self._settle(step) for step in self._steps(order)]
        whole = tidied(self._roster, self._rules, self._problem)
        roster = narrowed(whole, self._problem)
        if not _lawful(roster, self._rules):
            raise NothingFound
        results = tuple(self._result(*one, whole) for one in settled)
        searched = self._searched or all(result.proven for result in results)
        return Plan(roster, results, self._interrupted, searched, whole, self._given_effort - self._limits.effort)

    def _steps(self, order: Order) -> list[_Step]:
        steps: list[_Step] = []
        for group in order:
            share = SHARES[group[0]]
            steps.append(_Step(name_of(group), self._priced(group), self._problem, share))
            if self._longer and group == (Stage.COVERAGE,):
                steps.append(_Step(LOOK_AHEAD, self._priced(group), after(self._problem, self._longer), share))
        return steps

    def _settle(self, step: _Step) -> tuple[_Step, int, float]:
        """Search in one stage; returns its bound and the seconds it took."""
        began, bound = time.monotonic(), 0
        try:
            bound = 0 if self._interrupted else self._improve(step)
        except KeyboardInterrupt:
            self._interrupted = True
        return step, bound, time.monotonic() - began

    def _result(self, step: _Step, bound: int, seconds: float, roster: Roster) -> StageResult:
        """How a stage looks from the end: a later one may have found a cheaper roster by the way."""
        price = step.price(roster)
        return StageResult(step.name, price, min(bound, price), price <= bound, round(seconds, 3))

    def _improve(self, step: _Step) -> int:
        """Search for a lower price of the stage, let no later stage pay more, and return the bound."""
        if not self._seconds() and self._lawful:
            return 0
        self._board.costs = {}
        view = self._board if step.problem is self._board.problem else Narrowed(self._board, step.problem)
        for rule in step.rules:
            rule.apply(view)
        price, bound = self._board.price_of(step.rules), 0
        if step.price(self._roster) > 0 or not self._lawful:
            self._board.model.minimize(price)
            outcome = search(self._board.model, self._share(step), step.name, self._watch)
            self._interrupted = outcome.interrupted
            self._limits = replace(self._limits, effort=max(0.0, self._limits.effort - outcome.effort))
            self._keep(outcome, step)
            bound = outcome.bound
        if self._lawful:
            self._board.model.add(price <= step.price(self._roster))
        return bound

    def _keep(self, outcome: Outcome, step: _Step) -> None:
        """Take the roster of a search unless the one at hand is lawful and no dearer."""
        if outcome.impossible:
            raise NoRoster(self._board.problem, self._rules)
        if not outcome.found:
            return
        self._searched = True
        found = self._board.roster(outcome.solver.boolean_value)
        solved, checked = round(outcome.solver.objective_value), step.price(found)
        if checked > solved or (checked < solved and outcome.proven):
            raise Disagreement(narrowed(found, step.problem), step.name, solved, checked)
        if checked < step.price(self._roster) or not self._lawful:
            self._take(found)

    def _priced(self, group: Iterable[Stage]) -> list[Rule]:
        return [rule for rule in self._rules if rule.stage in group and rule.price is not None]

    def _share(self, step: _Step) -> Limits:
        seconds = self._seconds() * (PROVING if Stage.PREFERENCES.name.lower() in step.name else step.share)
        return replace(self._limits, seconds=seconds, effort=self._limits.effort * step.share)

    def _seconds(self) -> float:
        return max(0.0, self._end - time.monotonic())

    def _take(self, roster: Roster) -> None:
        """Make a roster the best so far, and note whether it is lawful, which is asked at every stage."""
        self._roster = roster
        self._lawful = _lawful(roster, self._rules) and (
            not self._longer or _lawful(narrowed(roster, self._problem), self._rules)
        )


def _lawful(roster: Roster, rules: Iterable[Rule]) -> bool:
    """Whether no forbidding rule is broken; even the empty roster may break one, such as a stricter weekly rest."""
    return not any(next(rule.check(roster), None) for rule in rules if rule.price is None)
