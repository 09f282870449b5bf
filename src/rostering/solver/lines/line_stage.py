"""A stage by lines: a bound from column generation, rosters from a dive and from choices among the lines that came."""

from collections.abc import Sequence
from dataclasses import dataclass

from rostering.demand.problem import Problem
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.solver.lines.blocks import Blocks, LineBoard
from rostering.solver.lines.branching import branch
from rostering.solver.lines.choosing import chosen
from rostering.solver.lines.compact import compact_duals
from rostering.solver.lines.compiling import NoLine, fits
from rostering.solver.lines.diving import PACES, dive
from rostering.solver.lines.generation import Generation, Relaxed
from rostering.solver.lines.pricing import GRAIN, Pricing, Scope
from rostering.solver.lines.rows import Contradictory
from rostering.solver.model.board import OutOfTime
from rostering.solver.model.budget import Budget
from rostering.solver.model.feasibility import made_board

MOST_CHOICES = 1600
"""Up to so many pairs of a seat and somebody who may hold it lines are a tool; beyond, each round takes too long."""

_WIDEST = 30_000
"""The most nodes of a layer, before a person's lines are told with fewer rows."""

_ROUNDS = 400


@dataclass(frozen=True)
class LineStage:
    """A stage to settle: its rules, and what the stages before it have come to, which no roster may exceed."""

    name: str
    problem: Problem
    forbidding: Sequence[Rule]
    settled: Sequence[tuple[Sequence[Rule], int]]
    rules: Sequence[Rule]


@dataclass(frozen=True)
class Shown:
    """What no roster of a stage can be cheaper than, and the cheapest roster of lines, if there is a cheaper one."""

    bound: int
    roster: Roster | None


_NOTHING = Shown(0, None)


def by_lines(stage: LineStage, known: Roster, penalty: int, budget: Budget) -> Shown:
    """Bound a stage, and look for a roster that costs less than the known one's penalty."""
    try:
        board = _board(stage, budget)
        if len(board.seats) > MOST_CHOICES or budget.over:
            return _NOTHING
        blocks = Blocks(board)
        if not all(fits(block.rows) for block in blocks.blocks.values()):
            return _NOTHING
        pricing = Pricing(blocks, _WIDEST, budget)
    except (Contradictory, NoLine, OutOfTime):
        # Then the known roster is the last word, and says itself what it breaks.
        return _NOTHING
    return _Search(stage, board, Generation(pricing, budget, compact_duals(blocks)), budget, penalty).run(known)


def _board(stage: LineStage, budget: Budget) -> LineBoard:
    """The board of the stage, on which the stages before it cost no more than they have come to."""
    board = made_board(LineBoard, stage.problem, stage.forbidding, budget)
    for rules, most in stage.settled:
        for rule in rules:
            rule.apply(board)
        board.model.add(board.penalty_of(rules) <= most)
        board.costs = {}
    for rule in stage.rules:
        rule.apply(board)
    board.model.minimize(board.penalty_of(stage.rules))
    return board


class _Search:
    """One stage on its way: the best bound and the cheapest choice of lines so far."""

    def __init__(
        self, stage: LineStage, board: LineBoard, generation: Generation, budget: Budget, penalty: int
    ) -> None:
        self._stage, self._board, self._generation, self._budget = stage, board, generation, budget
        self._below, self._bound = penalty, 0
        self._best: Roster | None = None

    def run(self, known: Roster) -> Shown:
        """Relax, choose, dive and choose again, until the bound is reached or the budget is over."""
        generation, whole = self._generation, self._generation.pricing.whole
        if scope := whole.deciding(self._board.decided(known)):
            generation.learn(scope)
        relaxed = generation.relax(whole, _ROUNDS)
        if relaxed:
            self._bound = max(0, relaxed.least)
            self._budget.tell(self._stage.name, self._below, self._bound)
            self._look_for_rosters(relaxed)
        return Shown(self._bound, self._best)

    def _look_for_rosters(self, relaxed: Relaxed) -> None:
        """Dive at several paces, each time among what could still be cheaper; then branch on what is left."""
        self._choose()
        for pace in PACES:
            if self._open and (left := self._left(relaxed)):
                generation = self._generation
                generation.master.allow({})
                generation.solve()
                dive(generation, left, relaxed, self._below, pace)
                self._choose()
        if self._open and (left := self._left(relaxed)):
            pricing = self._generation.pricing
            near = [line for line in self._generation.master.lines if left.has(line)]
            self._generation = Generation(pricing, self._budget, relaxed.prices, near)
            self._bound = max(self._bound, branch(self._generation, left, self._bound, self._below, self._found))

    @property
    def _open(self) -> bool:
        return self._bound < self._below and not self._budget.over

    def _left(self, relaxed: Relaxed) -> Scope | None:
        """What may be in a roster that is cheaper than the best so far; nothing proves that one."""
        pricing = self._generation.pricing
        left = pricing.within(pricing.rounded(relaxed.prices), pricing.whole, GRAIN * (self._below - 1))
        if left is None:
            self._bound = self._below
        return left

    def _found(self, _: int) -> int:
        self._choose()
        return self._below

    def _choose(self) -> None:
        """Take the cheapest choice of lines at hand, if it is cheaper."""
        if self._bound >= self._below or self._budget.stopped:
            return
        choice = chosen(self._generation, self._budget, self._stage.name, self._below)
        if choice:
            true = {variable for variable, value in choice.values.items() if value}
            self._best = self._board.roster_of(true | self._generation.pricing.blocks.certain)
            self._below = choice.cost
