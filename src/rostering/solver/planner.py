"""The planner: hard rules first, then the priced ones stage by stage, each stage settled before the next."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rostering.demand.problem import Problem
from rostering.domain.findings import StageResult
from rostering.errors import Refused
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, Stage
from rostering.solver.board import CpBoard
from rostering.solver.feasibility import blamed, board_of
from rostering.solver.greedy import greedy_roster
from rostering.solver.search import Limits, Outcome, Watch, search
from rostering.solver.tidying import tidied


@dataclass(frozen=True)
class Plan:
    """The best roster found, and how far each stage came."""

    roster: Roster
    stages: tuple[StageResult, ...]
    interrupted: bool


class NoRoster(Refused):
    """Rules that forbid contradict each other whatever is planned, the empty roster included."""

    def __init__(self, names: Sequence[str]) -> None:
        blame = f"it is possible without any one of: {', '.join(names)}" if names else "several rules contradict"
        super().__init__(f"no roster satisfies all forbidding rules, not even an empty one; {blame}")


class NothingFound(Refused):
    """Time ran out before a roster was found that breaks no forbidding rule."""

    def __init__(self) -> None:
        super().__init__("no lawful roster was found in the time given, and not even an empty one is lawful")


class Disagreement(AssertionError):
    """A rule's check and what it told the solver differ: a fault of the program, never of its input."""

    def __init__(self, roster: Roster, stage: str, solved: int, checked: int) -> None:
        self.roster = roster
        super().__init__(f"the solver's price of {stage} is {solved}, the audit's is {checked}")


Group = tuple[Stage, ...]
Order = tuple[Group, ...]
"""Which stages are settled one after the other; those in one group are weighed against each other by their prices."""

FRESH: Order = ((Stage.COVERAGE,), (Stage.LARGEST_UNFAIRNESS,), (Stage.UNFAIRNESS,), (Stage.PREFERENCES,))
"""A plan without a reference."""

FEWEST_CHANGES: Order = (
    (Stage.COVERAGE,),
    (Stage.NOTICE,),
    (Stage.STABILITY,),
    (Stage.LARGEST_UNFAIRNESS,),
    (Stage.UNFAIRNESS,),
    (Stage.PREFERENCES,),
)
"""A repair that leaves all that can stay, and then is as fair and as welcome as that allows."""

FAIREST: Order = (
    (Stage.COVERAGE,),
    (Stage.NOTICE,),
    (Stage.LARGEST_UNFAIRNESS,),
    (Stage.UNFAIRNESS,),
    (Stage.PREFERENCES, Stage.STABILITY),
)
"""A repair that keeps the notice, and beyond it changes what makes the roster fairer or worth its price."""


def plan(
    problem: Problem,
    rules: Sequence[Rule],
    limits: Limits,
    watch: Watch = lambda _: None,
    order: Order = FRESH,
) -> Plan:
    """Find the best roster within limits. Raises NoRoster, NothingFound, Disagreement."""
    board = board_of(problem, rules)
    return _Staircase(board, rules, limits, watch, order).climb()


class _Staircase:
    """One board on its way through the stages, with the best roster so far."""

    def __init__(self, board: CpBoard, rules: Sequence[Rule], limits: Limits, watch: Watch, order: Order) -> None:
        self._board, self._rules, self._watch, self._order = board, rules, watch, order
        self._limits = limits
        self._roster = greedy_roster(board.problem, rules)
        self._interrupted = False

    def climb(self) -> Plan:
        """Go through the stages; one that finds nothing better in time leaves the roster as it was."""
        stages = [self._settle(group) for group in self._order]
        roster = tidied(self._roster, self._rules)
        if not _lawful(roster, self._rules):
            raise NothingFound
        return Plan(roster, tuple(self._result(*stage, roster) for stage in stages), self._interrupted)

    def _settle(self, group: Group) -> tuple[Group, int, float]:
        """Search in one stage; returns its bound and the seconds it took."""
        began, bound = time.monotonic(), 0
        try:
            bound = 0 if self._interrupted else self._improve(group)
        except KeyboardInterrupt:
            self._interrupted = True
        seconds = time.monotonic() - began
        self._limits = replace(self._limits, seconds=max(0.0, self._limits.seconds - seconds))
        return group, bound, seconds

    def _result(self, group: Group, bound: int, seconds: float, roster: Roster) -> StageResult:
        """How a stage looks from the end: a later one may have found a cheaper roster by the way."""
        price = _price(roster, self._priced(group))
        return StageResult(_name(group), price, min(bound, price), price <= bound, round(seconds, 3))

    def _improve(self, group: Group) -> int:
        """Search for a lower price of the stage, let no later stage pay more, and return the bound."""
        rules = self._priced(group)
        for rule in rules:
            rule.apply(self._board)
        price, bound = self._board.price_of(rules), 0
        if _price(self._roster, rules) > 0 or not _lawful(self._roster, self._rules):
            self._board.model.minimize(price)
            outcome = search(self._board.model, self._share(group), _name(group), self._watch)
            self._interrupted = outcome.interrupted
            self._limits = replace(self._limits, effort=max(0.0, self._limits.effort - outcome.effort))
            self._keep(outcome, group, rules)
            bound = outcome.bound
        if _lawful(self._roster, self._rules):
            self._board.model.add(price <= _price(self._roster, rules))
        return bound

    def _keep(self, outcome: Outcome, group: Group, rules: Sequence[Rule]) -> None:
        """Take the roster of a search unless the one at hand is lawful and no dearer."""
        if outcome.impossible:
            raise NoRoster(blamed(self._board.problem, self._rules))
        if not outcome.found:
            return
        found = self._board.roster(outcome.solver.boolean_value)
        solved, checked = round(outcome.solver.objective_value), _price(found, rules)
        if checked > solved or (checked < solved and outcome.proven):
            raise Disagreement(found, _name(group), solved, checked)
        if checked < _price(self._roster, rules) or not _lawful(self._roster, self._rules):
            self._roster = found

    def _priced(self, group: Group) -> list[Rule]:
        return [rule for rule in self._rules if rule.stage in group and rule.price is not None]

    def _share(self, group: Group) -> Limits:
        limits, share = self._limits, 1.0 if group == self._order[-1] else _SHARES[group[0]]
        return replace(limits, seconds=limits.seconds * share, effort=limits.effort * share)


_SHARES = {
    Stage.COVERAGE: 0.4,
    Stage.NOTICE: 0.4,
    Stage.STABILITY: 0.4,
    Stage.LARGEST_UNFAIRNESS: 0.4,
    Stage.UNFAIRNESS: 0.5,
    Stage.PREFERENCES: 1.0,
}
"""What each stage may take of the time and effort that are left when it begins; the last one may take all."""


def _name(group: Group) -> str:
    return "_and_".join(stage.name.lower() for stage in group)


def _price(roster: Roster, rules: Iterable[Rule]) -> int:
    return sum(breach.price or 0 for rule in rules for breach in rule.check(roster))


def _lawful(roster: Roster, rules: Iterable[Rule]) -> bool:
    """Whether no forbidding rule is broken; even the empty roster may break one, such as a stricter weekly rest."""
    return not any(next(rule.check(roster), None) for rule in rules if rule.price is None)
