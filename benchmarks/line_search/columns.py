"""Column generation (Gilmore and Gomory 1961), duals smoothed (Wentges 1997): labels penalty a linear program."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from line_search.labels import LabelSet
from line_search.lines import OFF, CouplingRow, Line, LineProblem, Resource, Shape
from line_search.master import FREE, Master, Range
from rostering.solver.model.budget import Budget

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

Taken = Sequence[tuple[float, int, Line]]
"""Share, person and line."""

GRAIN = 1024.0
"""Duals are rounded to one part in so many, a power of two: sums of them are exact."""

_CLOSE = 0.01
"""A bound as close as this to the value of the relaxation is as good as it gets."""

_AT_ONCE = 40_000_000
"""Labels that are kept at once."""

_LABELS = 6_000
"""A resource goes into the labels at once while they have no more weights than this; else it begins as a row."""


@dataclass(frozen=True)
class Domain:
    """What is open in a branch of the search: choices [person, day, choice], the last one a day off; limits of rows."""

    open: Bools
    limits: dict[int, Range] = field(default_factory=dict)


@dataclass(frozen=True)
class Relaxation:
    """What a relaxation came to: a bound on the penalty, the duals that give it, and what is taken."""

    bound: float
    duals: Floats
    taken: tuple[tuple[float, int, Line], ...]
    """Share, person and line of the solution last found; nothing where there was none."""
    settled: bool
    """Whether no line would make it cheaper."""


class Columns:
    """All lines found so far, and how to find more."""

    def __init__(self, lines: LineProblem, exact: dict[int, frozenset[int]] | None = None) -> None:
        self.lines = lines
        self.exact = dict(exact or {})
        """By person the resources that labels count beyond those that they always do."""
        self._made: list[LabelSet] = []
        self._keys: dict[tuple[Shape, tuple[Resource, ...]], int] = {}
        self._numbers: dict[tuple[int, frozenset[int]], int] = {}
        self._counted = [_counted(resources, lines) for resources in lines.resources]
        self._rowed = [(n, c) for n, resources in enumerate(lines.resources) for c in self._loose(n, resources)]
        rows = [*lines.rows, *(_row_of(lines, n, lines.resources[n][c]) for n, c in self._rowed)]
        self._rows = rows
        penalties = [abs(p) for row in rows for p in (row.least_penalty, row.most_penalty) if p is not None]
        self._penalty = 20.0 * max([int(np.abs(lines.costs).max(initial=1)), *penalties, 1])
        self.master = Master(lines, rows, self._penalty)
        terms = [(n, place, weight) for n, row in enumerate(rows) for place, weight in row.terms]
        self._row, self._place, weights = np.array(terms, dtype=np.int64).reshape(-1, 3).T
        self._weight = weights.astype(float)
        rest = np.ones((*lines.allowed.shape[:2], 1), dtype=bool)
        self.root = self.domain = Domain(np.concatenate([lines.allowed, rest], axis=2))

    def _loose(self, person: int, resources: Sequence[Resource]) -> list[int]:
        """Counters that begin as rows."""
        days = self.lines.days
        for number in self._counted[person]:
            resource = resources[number]
            if resource.most is not None and not resource.pairs and resource.weights:
                days = min(days, resource.most // max(1, min(w for _, _, w in resource.weights)))
        loose = []
        for number, resource in enumerate(resources):
            heaviest = max((w for _, _, w in resource.weights), default=0)
            can_break = resource.pairs or resource.least is not None or resource.most is None
            if number not in self._counted[person] and (can_break or heaviest * days > (resource.most or 0)):
                loose.append(number)
        return loose

    def broken(self, person: int, line: Line) -> frozenset[int]:
        """The resources that a line does not keep to."""
        return frozenset(n for n, resource in enumerate(self.lines.resources[person]) if not resource.allows(line))

    def is_lawful(self, person: int, line: Line) -> bool:
        """Whether a line has the person's shape and keeps to the resources."""
        return self.lines.shapes[person].allows(line) and not self.broken(person, line)

    def tighten(self, person: int, resources: frozenset[int]) -> None:
        """Let labels count these from now on."""
        self.exact[person] = self.exact.get(person, frozenset()) | resources

    def restrict(self, domain: Domain) -> None:
        """Go to another branch."""
        self._limit(domain.limits)
        self.domain = domain
        self._reopen()

    def _limit(self, limits: dict[int, Range]) -> None:
        for row in sorted({*self.domain.limits, *limits}):
            self.master.limit(row, limits.get(row, FREE))

    def _reopen(self) -> None:
        columns = self.master.columns
        if not columns:
            return
        people = np.array([person for person, _ in columns])
        cells = np.array([line for _, line in columns])
        days = np.arange(self.lines.days)
        usable = self.domain.open[people[:, None], days, cells].all(axis=1)
        for number in np.nonzero(usable)[0]:
            person, line = columns[number]
            if self.exact.get(person) and self.exact[person] & self.broken(person, line):
                usable[number] = False
        self.master.keep([bool(one) for one in usable])

    def add(self, person: int, line: Line) -> bool:
        """Take in a line; False if it is known."""
        return self.master.add(person, line)

    def groups(self) -> list[tuple[LabelSet, list[int]]]:
        """People whose labels run at once; those with one line left are in none."""
        by_labels: dict[int, list[int]] = {}
        for person in range(len(self.lines.people)):
            if self.fixed(person) is None:
                by_labels.setdefault(self._labels_of(person), []).append(person)
        groups = []
        for number, people in by_labels.items():
            labels = self._made[number]
            at_once = max(1, _AT_ONCE // max(1, labels.size))
            groups += [(labels, people[i : i + at_once]) for i in range(0, len(people), at_once)]
        return groups

    def _labels_of(self, person: int) -> int:
        """The number of a person's labels; equal ones are made once."""
        counted = self._counted[person] | self.exact.get(person, frozenset())
        if (person, counted) not in self._numbers:
            key = self.lines.shapes[person], tuple(self.lines.resources[person][n] for n in sorted(counted))
            if key not in self._keys:
                self._keys[key] = len(self._made)
                self._made.append(LabelSet(*key))
            self._numbers[person, counted] = self._keys[key]
        return self._numbers[person, counted]

    def fixed(self, person: int) -> Line | None:
        """A person's only line that is open, if every day has one choice."""
        choices = self.domain.open[person]
        if (choices.sum(axis=1) != 1).any():
            return None
        numbers = choices.argmax(axis=1)
        return tuple(OFF if n == self.lines.choices else int(n) for n in numbers)

    def grid(self, taken: Taken) -> Floats:
        """How much of each choice is taken, the last one a day off."""
        lines = self.lines
        grid = np.zeros((len(lines.people), lines.days, lines.choices + 1))
        for share, person, line in taken:
            grid[person, np.arange(lines.days), list(line)] += share
        return grid

    def reduced(self, duals: Floats) -> Floats:
        """What each choice costs once the rows' duals are taken off."""
        size = self.lines.costs.size
        taken = np.bincount(self._place, weights=self._weight * duals[self._row], minlength=size)
        return (self.lines.costs - taken.reshape(self.lines.costs.shape)).astype(np.float64)

    def rounded(self, duals: Floats) -> Floats:
        """Duals that are exact in sums, and no further from 0 than penalties reach."""
        master, limits = self.master, self.domain.limits
        rounded = np.rint(duals * GRAIN) / GRAIN
        for row in range(len(rounded)):
            if row not in limits:
                low = 0.0 if self._rows[row].most is None else -master.penalty_over(row)
                high = 0.0 if self._rows[row].least is None else master.penalty_under(row)
                rounded[row] = min(max(rounded[row], low), high)
        return rounded

    def rows_bound(self, duals: Floats) -> float:
        """What the rows add to the Lagrangian bound."""
        total = float(self.lines.constant)
        for row, dual in enumerate(duals):
            least, most, under, most_under, over, most_over = self.master.box(row, self.domain.limits.get(row, FREE))
            base = least if dual > 0 else most
            total += dual * base if dual else 0.0
            below, above = self.master.penalty_under(row) - dual, self.master.penalty_over(row) + dual
            total += below * under if below >= 0 else below * most_under
            total += above * over if above >= 0 else above * most_over
        return total

    def penalty(self, duals: Floats, each: int = 3) -> tuple[float, int]:
        """The Lagrangian bound of some duals, and how many new lines they gave."""
        bound, new = self.rows_bound(duals), 0
        reduced = self.reduced(duals)
        for person in range(len(self.lines.people)):
            if (line := self.fixed(person)) is not None:
                if not self.is_lawful(person, line):
                    return np.inf, 0
                bound += sum(float(reduced[person, day, c]) for day, c in enumerate(line) if c != OFF)
                new += self.add(person, line)
        for labels, people in self.groups():
            least, lines = self._cheapest(labels, people, reduced, each)
            bound += least
            new += sum(self.add(person, line) for person, line in lines)
        return bound, new

    def priced(self, people: Sequence[int], reduced: Floats) -> tuple[Floats, Floats]:
        """What labels ask for: the costs of choices and of days off, infinite where they are closed."""
        opened = self.domain.open[people]
        costs = np.where(opened[:, :, :-1], reduced[people], np.inf)
        rest = np.where(opened[:, :, -1], 0.0, np.inf)
        return costs.transpose(1, 2, 0).copy(), rest.T.copy()

    def _cheapest(
        self, labels: LabelSet, people: Sequence[int], reduced: Floats, each: int
    ) -> tuple[float, list[tuple[int, Line]]]:
        costs, rest = self.priced(people, reduced)
        tables = labels.run(costs, rest)
        ends = labels.ends(tables)
        if not len(ends) or not np.isfinite(ends.min(axis=0)).all():
            return np.inf, []
        found = []
        for index, person in enumerate(people):
            order = np.argsort(ends[:, index], kind="stable")[:each]
            near = [int(weight) for weight in order if ends[weight, index] <= ends[order[0], index] + 3]
            found += [(person, labels.trace(tables, costs, rest, index, weight)) for weight in near]
        return float(ends.min(axis=0).sum()), found

    def cheapest(self, person: int, costs: Floats) -> Line | None:
        """A person's cheapest line; None where no line is lawful."""
        _, lines = self._cheapest(self._made[self._labels_of(person)], [person], costs, 1)
        return lines[0][1] if lines else None

    def worth(self, relaxation: Relaxation, gap: float) -> Bools:
        """The choices open at the root of which some line is dearer than the person's cheapest by the gap at most."""
        self.restrict(self.root)
        reduced, worth = self.reduced(relaxation.duals), self.root.open.copy()
        for labels, people in self.groups():
            costs, rest = self.priced(people, reduced)
            through = labels.through(labels.run(costs, rest), costs, rest)
            excess = through - through[0].min(axis=0)
            worth[people] &= (excess <= gap + _CLOSE).transpose(2, 0, 1)
        return worth

    def charge(self, row: int, value: int) -> float:
        """What a row charges for adding up to a value; a lot where it forbids it."""
        wanted = self._rows[row]
        below = max(0, wanted.least - value) if wanted.least is not None else 0
        above = max(0, value - wanted.most) if wanted.most is not None else 0
        return below * self.master.penalty_under(row) + above * self.master.penalty_over(row)

    def relax(
        self, budget: Budget, cutoff: float = np.inf, steady: float = 0.6, rounds: int = 10_000, each: int = 3
    ) -> Relaxation:
        """Solve the relaxation of the branch, until its bound reaches the cutoff, or the budget is over."""
        solution = self.master.solve()
        duals = self.rounded(solution.duals if solution else np.zeros(len(self._rows)))
        best, centre, settled = -np.inf, duals, False
        while rounds and not budget.over:
            rounds -= 1
            mixed = duals if not np.isfinite(best) else self.rounded(steady * centre + (1 - steady) * duals)
            bound, new = self.penalty(mixed, each)
            if bound > best:
                best, centre = bound, mixed
            if best >= cutoff:
                return Relaxation(best, centre, (), settled=False)
            solution = self.master.solve()
            settled = solution is not None and (solution.value - best < _CLOSE or (not new and steady <= 0))
            if settled or solution is None:
                break
            duals = self.rounded(solution.duals)
            steady -= 0.0 if new else 0.3
        return Relaxation(best, centre, tuple(self.master.taken()) if solution else (), settled)


def _counted(resources: Sequence[Resource], lines: LineProblem) -> frozenset[int]:
    """The resources that labels count from the start: those over all choices, while the weights stay few."""
    counted: list[int] = []
    combinations = 1
    for number, resource in enumerate(resources):
        whole = resource.pairs or len({choice for _, choice, _ in resource.weights}) == lines.choices
        if any(weight < 0 for _, _, weight in (*resource.weights, *resource.pairs)) or not whole:
            continue
        steps = np.gcd.reduce([w for _, _, w in (*resource.weights, *resource.pairs)])
        most = resource.most if resource.most is not None else lines.days * int(steps)
        if combinations * (most // steps + 1) <= _LABELS:
            combinations *= most // steps + 1
            counted.append(number)
    return frozenset(counted)


def _row_of(lines: LineProblem, person: int, resource: Resource) -> CouplingRow:
    """A resource over single choices as a row."""
    start = person * lines.days * lines.choices
    terms = tuple((start + day * lines.choices + choice, weight) for day, choice, weight in resource.weights)
    return CouplingRow(terms, resource.least, resource.most)
