"""The board: the few verbs in which a rule tells a solver what it wants."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from rostering.demand.problem import Problem
from rostering.domain.seats import Seat

if TYPE_CHECKING:
    from rostering.rules.rule import Rule

Literal = int
"""A yes-or-no choice of the plan, written as in DIMACS: the negative of a literal is its negation."""

TRUE: Literal = 1
FALSE: Literal = -1

Term = tuple[Literal, int]
"""A literal and what it weighs when it is true."""


class Board(Protocol):
    """Choices of a plan and the verbs that restrict or penalty them.

    A rule passes itself: where its penalty is None the verb forbids, else each unit of breach costs that penalty.
    """

    problem: Problem

    def candidates(self, seat: Seat) -> Sequence[str]:
        """The consultants who may come to hold the seat."""

    def holds(self, seat: Seat, consultant: str) -> Literal:
        """The consultant holds the seat; FALSE for someone who is no candidate."""

    def filled(self, seat: Seat) -> Literal:
        """Somebody holds the seat."""

    def off(self, consultant: str, day: date) -> Literal:
        """The consultant has a compensating day off on a working day of the period; FALSE on any other date."""

    def any_of(self, literals: Iterable[Literal]) -> Literal:
        """At least one of the literals is true."""

    def all_of(self, literals: Iterable[Literal]) -> Literal:
        """All of the literals are true."""

    def require(self, rule: "Rule", when: Iterable[Literal], then: Iterable[Literal] = (), amount: int = 1) -> None:
        """While all of `when` are true, one of `then` must be, or `amount` units are breached."""

    def avoid(self, rule: "Rule", cases: Iterable[Sequence[Literal]], amount: int = 1) -> None:
        """No case has all its literals true, or `amount` units are breached: once, however many cases do."""

    def at_most(self, rule: "Rule", terms: Iterable[Term], limit: int, amount: int = 1) -> None:
        """The terms weigh at most `limit`; each unit above it is `amount` units of breach."""

    def streak(self, rule: "Rule", chain: Sequence[Literal], least: int, most: int) -> None:
        """Literals in a row are true at most `most` times; a run shorter than `least` must touch an end of the chain.

        Each `most` + 1 of them in a row are a breach, and so is each run that is too short.
        """

    def squared(self, rule: "Rule", terms: Iterable[Term], offset: int, tolerance: int) -> None:
        """What the absolute value of weight plus `offset` has beyond the tolerance is breached, squared."""

    def peak(self, rule: "Rule", groups: Iterable[tuple[Sequence[Term], int]], tolerance: int) -> None:
        """What the largest absolute value over all groups has beyond the tolerance is breached."""

    def spread(self, rule: "Rule", groups: Iterable[tuple[Sequence[Term], int]], unit: int) -> None:
        """Each group weighs in proportion to its share: each begun `unit` of the largest difference is a breach.

        The difference of two groups is that of their weights, each times the other's share.
        """
