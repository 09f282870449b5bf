"""What every rule is: parameters, a penalty, what it can do, and the four stages that penalties belong to."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import ClassVar

from rostering.demand.problem import Problem
from rostering.domain.findings import Breach
from rostering.domain.seats import Seat
from rostering.rules.board import Board
from rostering.rules.roster import Roster


class Stage(IntEnum):
    """The stages of a plan, in order of importance: each is settled before the next.

    The last two are a repair's; it may settle them earlier.
    """

    COVERAGE = 1
    LARGEST_UNFAIRNESS = 2
    UNFAIRNESS = 3
    PREFERENCES = 4
    NOTICE = 5
    STABILITY = 6


@dataclass(frozen=True, kw_only=True)
class Rule(ABC):
    """A rule; its fields are its policy parameters. `penalty` None forbids, a number is what a unit of breach costs."""

    name: ClassVar[str]
    stage: ClassVar[Stage] = Stage.PREFERENCES
    can_forbid: ClassVar[bool] = True
    """Whether a penalty of None makes sense: some roster must stay possible."""
    personal: ClassVar[bool] = True
    """Whether each breach lies in one person's own duties and days off, so that they show it without anybody else's."""
    near: ClassVar[bool] = False
    """Whether who holds a seat matters to breaches around its own dates and the dates beside them alone, as the seats
    that take these show them without any other; days off do not matter."""
    bounds: ClassVar[Mapping[str, tuple[int, int]]] = {}
    """The least and the largest value of parameters that not every whole number fits."""

    measures: ClassVar[int] = 0
    """How many words at the end of what a breach is about say by how much; it is the same one with others."""
    timeless: ClassVar[bool] = False
    """Whether `rules_out` says the same of all seats of one team, pool and role, whatever their dates."""

    penalty: int | None = None

    @abstractmethod
    def apply(self, board: Board) -> None:
        """Tell the solver."""

    @abstractmethod
    def check(self, roster: Roster) -> Iterator[Breach]:
        """Yield each breach of a roster, by people and the clock."""

    @abstractmethod
    def explain(self, breach: Breach) -> str:
        """Say a breach in one plain sentence."""

    def rules_out(self, problem: Problem, seat: Seat, consultant: str) -> bool:  # noqa: ARG002
        """Whether this rule alone, whatever else is planned, keeps the consultant from the seat."""
        return False

    def breach(self, about: Sequence[str | date], amount: int = 1, seats: Sequence[Seat] = ()) -> Breach:
        """Make a breach of this rule, penalised."""
        penalty = None if self.penalty is None else self.penalty * amount
        return Breach(self.name, tuple(str(item) for item in about), amount, penalty, tuple(seat.id for seat in seats))


def that_forbid(rules: Iterable[Rule]) -> list[Rule]:
    """Those of the rules that forbid."""
    return [rule for rule in rules if rule.penalty is None]


def that_cost(rules: Iterable[Rule]) -> list[Rule]:
    """Those of the rules whose breaches have a penalty."""
    return [rule for rule in rules if rule.penalty is not None]


class Exclusion(Rule):
    """A rule that says of one seat and one consultant alone whether they go together."""

    @abstractmethod
    def rules_out(self, problem: Problem, seat: Seat, consultant: str) -> bool:
        """Whether the consultant is kept from the seat."""

    def apply(self, board: Board) -> None:
        """Keep everyone from the seats that are not for them."""
        for seat in board.problem.seats:
            for consultant in board.candidates(seat):
                if self.rules_out(board.problem, seat, consultant):
                    board.require(self, [board.holds(seat, consultant)])
