"""Rows: what a CP-SAT model says as sums of whole numbers, with bounds narrowed until none gives anything more."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

FAR = 2**40
"""A limit as good as none."""


@dataclass(frozen=True)
class Row:
    """A weighted sum of variables that lies between two limits."""

    terms: Mapping[int, int]
    least: int
    most: int


class Contradictory(Exception):
    """No values of the variables are within the limits of all rows."""


def rows_of(model: cp_model.CpModel) -> Iterator[Row]:
    """Every constraint of a model of clauses and sums."""
    for constraint in model.proto.constraints:
        unless = [-1 - literal for literal in constraint.enforcement_literal]
        if constraint.has_bool_or():
            yield _count([*constraint.bool_or.literals, *unless], 1, FAR)
        elif constraint.has_bool_and():
            yield from (_count([literal, *unless], 1, FAR) for literal in constraint.bool_and.literals)
        elif constraint.has_exactly_one():
            yield _count(constraint.exactly_one.literals, 1, 1)
        elif constraint.has_linear() and not unless and len(constraint.linear.domain) == 2:
            yield _sum(constraint.linear.vars, constraint.linear.coeffs, constraint.linear.domain)
        else:
            raise NotImplementedError(str(constraint))


def _count(literals: Iterable[int], least: int, most: int) -> Row:
    """How many of some literals are true, where a negative one is the negation of a variable."""
    terms: dict[int, int] = {}
    negated = 0
    for literal in literals:
        variable, sign = (literal, 1) if literal >= 0 else (-1 - literal, -1)
        terms[variable] = terms.get(variable, 0) + sign
        negated += sign < 0
    return Row(terms, least - negated, min(FAR, most - negated) if most < FAR else FAR)


def _sum(variables: Iterable[int], weights: Iterable[int], limits: Iterable[int]) -> Row:
    terms: dict[int, int] = {}
    for variable, weight in zip(variables, weights, strict=True):
        terms[variable] = terms.get(variable, 0) + weight
    least, most = limits
    return Row(terms, max(least, -FAR), min(most, FAR))


class Bounds:
    """The least and the largest value that each variable may have."""

    def __init__(self, model: cp_model.CpModel) -> None:
        domains = [tuple(variable.domain) for variable in model.proto.variables]
        self.low, self.high = [domain[0] for domain in domains], [domain[-1] for domain in domains]

    def fixed(self, variable: int) -> bool:
        """Whether only one value is left."""
        return bool(self.low[variable] == self.high[variable])

    def ends(self, variable: int, weight: int) -> tuple[int, int]:
        """The least and the most that a weighted variable may come to."""
        one, other = weight * self.low[variable], weight * self.high[variable]
        return min(one, other), max(one, other)

    def reach(self, row: Row) -> tuple[int, int]:
        """The least and the most that a row may come to."""
        ends = [self.ends(variable, weight) for variable, weight in row.terms.items()]
        return sum(least for least, _ in ends), sum(most for _, most in ends)

    def narrow(self, rows: Sequence[Row]) -> None:
        """Leave out values that a row alone forbids, until none does. Raises Contradictory."""
        holding: dict[int, list[int]] = {}
        for number, row in enumerate(rows):
            for variable in row.terms:
                holding.setdefault(variable, []).append(number)
        waiting = dict.fromkeys(range(len(rows)))
        while waiting:
            row = rows[waiting.popitem()[0]]
            for variable in self._narrowed(row):
                waiting.update(dict.fromkeys(holding[variable]))

    def _narrowed(self, row: Row) -> Iterator[int]:
        """The variables of a row that have lost values by it."""
        least, most = self.reach(row)
        if least >= row.least and most <= row.most:
            return
        for variable, weight in row.terms.items():
            if weight and not self.fixed(variable):
                lowest, highest = self.ends(variable, weight)
                if self._limit(variable, weight, row.least - most + highest, row.most - least + lowest):
                    yield variable
                    low, high = self.ends(variable, weight)
                    least, most = least - lowest + low, most - highest + high

    def _limit(self, variable: int, weight: int, least: int, most: int) -> bool:
        """Keep a weighted variable between two limits; whether that says anything new."""
        if weight < 0:
            weight, least, most = -weight, -most, -least
        low, high = max(self.low[variable], -(-least // weight)), min(self.high[variable], most // weight)
        if low > high:
            raise Contradictory
        changed = (low, high) != (self.low[variable], self.high[variable])
        self.low[variable], self.high[variable] = low, high
        return changed
