"""A narrower view of a board: some of its dates, with the same choices behind them."""

from collections.abc import Iterable, Sequence
from datetime import date

from rostering.demand.problem import Problem
from rostering.domain.seats import Seat
from rostering.rules.board import FALSE, Board, Literal, Term
from rostering.rules.rule import Rule


class Narrowed:
    """Implements `rules.board.Board` for a problem whose seats and days are all on another board."""

    def __init__(self, board: Board, problem: Problem) -> None:
        self.problem = problem
        self._board = board

    def candidates(self, seat: Seat) -> Sequence[str]:
        """The consultants who may come to hold the seat."""
        return self._board.candidates(seat)

    def holds(self, seat: Seat, consultant: str) -> Literal:
        """The consultant holds the seat."""
        return self._board.holds(seat, consultant)

    def filled(self, seat: Seat) -> Literal:
        """Somebody holds the seat."""
        return self._board.filled(seat)

    def off(self, consultant: str, day: date) -> Literal:
        """The consultant has a compensating day off, where the narrower problem may give one."""
        return self._board.off(consultant, day) if day in self.problem.period else FALSE

    def any_of(self, literals: Iterable[Literal]) -> Literal:
        """At least one of the literals is true."""
        return self._board.any_of(literals)

    def all_of(self, literals: Iterable[Literal]) -> Literal:
        """All of the literals are true."""
        return self._board.all_of(literals)

    def require(self, rule: Rule, when: Iterable[Literal], then: Iterable[Literal] = (), amount: int = 1) -> None:
        """While all of `when` are true, one of `then` must be, or `amount` units are breached."""
        self._board.require(rule, when, then, amount)

    def avoid(self, rule: Rule, cases: Iterable[Sequence[Literal]], amount: int = 1) -> None:
        """No case has all its literals true, or `amount` units are breached, once."""
        self._board.avoid(rule, cases, amount)

    def at_most(self, rule: Rule, terms: Iterable[Term], limit: int, amount: int = 1) -> None:
        """The terms weigh at most `limit`; each unit above it is `amount` units of breach."""
        self._board.at_most(rule, terms, limit, amount)

    def streak(self, rule: Rule, chain: Sequence[Literal], least: int, most: int) -> None:
        """Literals in a row are true at most `most` times, and a run shorter than `least` touches an end."""
        self._board.streak(rule, chain, least, most)

    def squared(self, rule: Rule, terms: Iterable[Term], offset: int, tolerance: int) -> None:
        """What lies beyond the tolerance is breached, squared."""
        self._board.squared(rule, terms, offset, tolerance)

    def peak(self, rule: Rule, groups: Iterable[tuple[Sequence[Term], int]], tolerance: int) -> None:
        """What the largest of several sums has beyond the tolerance is breached."""
        self._board.peak(rule, groups, tolerance)

    def spread(self, rule: Rule, groups: Iterable[tuple[Sequence[Term], int]], unit: int) -> None:
        """Each begun `unit` of the largest difference in proportion to shares is breached."""
        self._board.spread(rule, groups, unit)
