"""Feasibility, and smallest contradictions by the deletion filter (Chinneck and Dravnieks 1991).

Only the forbidding rules are asked: which of them contradict each other, and whether they let all seats be filled. The
filter drops large pieces first, as delta debugging does (Zeller and Hildebrandt 2002).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rostering.demand.cuts import among
from rostering.demand.problem import Problem
from rostering.domain.seats import Seat
from rostering.rules.coverage import Coverage
from rostering.rules.rule import Rule, that_forbid
from rostering.solver.model.board import CpBoard, OutOfTime
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.solver.model.search import Outcome, search

Item = TypeVar("Item")

ASKED = SearchLimits(seconds=60, effort=2)
"""What one question may take; the effort ends it, so that the answer is the same on any machine."""


@dataclass(frozen=True)
class Contradiction:
    """Why no roster is possible: the rules each of which alone is to blame, or else a smallest set that contradicts."""

    blamed: tuple[str, ...]
    together: tuple[str, ...]
    people: tuple[str, ...]
    """A smallest set of those whom it concerns; empty where it is not found, or nobody in particular."""


AnyBoard = TypeVar("AnyBoard", bound=CpBoard)


def made_board(kind: type[AnyBoard], problem: Problem, rules: Sequence[Rule], budget: Budget) -> AnyBoard:
    """A board of some kind with all forbidding rules applied, and nobody on it whom one of them alone rules out.

    Raises OutOfTime where the budget ends before it stands.
    """
    forbidding = that_forbid(rules)

    def fits(seat: Seat, consultant: str) -> bool:
        return not any(rule.rules_out(problem, seat, consultant) for rule in forbidding)

    board = kind(problem, fits, lambda: budget.ended)
    for rule in forbidding:
        rule.apply(board)
    return board


def board_of(problem: Problem, rules: Sequence[Rule], budget: Budget) -> CpBoard:
    """The usual board of a problem, made so. Raises OutOfTime."""
    return made_board(CpBoard, problem, rules, budget)


def contradiction(problem: Problem, rules: Sequence[Rule]) -> Contradiction:
    """Say why no roster satisfies the forbidding rules, not even an empty one."""
    names = blamed(problem, rules)
    together = least(that_forbid(rules), lambda some: _impossible(problem, some))
    people = least(list(problem.consultant), lambda some: _impossible(among(problem, some), together))
    return Contradiction(
        tuple(names),
        () if names else tuple(rule.name for rule in together),
        tuple(people) if len(people) < len(problem.consultants) else (),
    )


def blamed(problem: Problem, rules: Sequence[Rule]) -> list[str]:
    """The forbidding rules without which, one at a time, some roster would be possible."""
    return [
        rule.name
        for rule in that_forbid(rules)
        if _attempt(problem, [other for other in rules if other is not rule]).found
    ]


def coverable(problem: Problem, rules: Sequence[Rule], budget: Budget) -> bool | None:
    """Whether some lawful roster leaves no seat of the problem empty; None where that stays open."""
    try:
        outcome = _searched(problem, [*rules, Coverage(penalty=None)], budget)
    except OutOfTime:
        return None
    return True if outcome.found else False if outcome.impossible else None


def least(items: Sequence[Item], holds: Callable[[Sequence[Item]], bool], tries: int = 60) -> Sequence[Item]:
    """Items of which none can go without something ceasing to hold, if so many tries are enough; first large pieces go.

    It must hold of all items, and of more items wherever it holds of fewer.
    """
    size = len(items) // 2
    while size:
        start = 0
        while start < len(items) and tries:
            fewer = [*items[:start], *items[start + size :]]
            tries -= 1
            if holds(fewer):
                items = fewer
            else:
                start += size
        size //= 2
    return items


def _impossible(problem: Problem, rules: Sequence[Rule]) -> bool:
    return _attempt(problem, rules).impossible


def _attempt(problem: Problem, rules: Sequence[Rule]) -> Outcome:
    return _searched(problem, rules, Budget(ASKED))


def _searched(problem: Problem, rules: Sequence[Rule], budget: Budget) -> Outcome:
    """One search without an objective."""
    return search(board_of(problem, rules, budget).model, budget, "feasibility")
