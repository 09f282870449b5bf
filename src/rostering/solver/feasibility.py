"""Feasibility: the board under the forbidding rules alone, and which of them contradict each other."""

from collections.abc import Sequence

from rostering.demand.problem import Problem
from rostering.domain.seats import Seat
from rostering.rules.rule import Rule
from rostering.solver.board import CpBoard
from rostering.solver.search import Limits, search


def board_of(problem: Problem, rules: Sequence[Rule]) -> CpBoard:
    """The board of a problem with all forbidding rules applied, and nobody on it whom one of them alone rules out."""
    forbidding = [rule for rule in rules if rule.price is None]

    def fits(seat: Seat, consultant: str) -> bool:
        return not any(rule.rules_out(problem, seat, consultant) for rule in forbidding)

    board = CpBoard(problem, fits)
    for rule in forbidding:
        rule.apply(board)
    return board


def blamed(problem: Problem, rules: Sequence[Rule]) -> list[str]:
    """The forbidding rules without which, one at a time, some roster would be possible."""
    return [
        rule.name
        for rule in rules
        if rule.price is None and _possible(problem, [other for other in rules if other is not rule])
    ]


def _possible(problem: Problem, rules: Sequence[Rule]) -> bool:
    board = board_of(problem, rules)
    return search(board.model, Limits(seconds=10), "contradiction", lambda _: None).found
