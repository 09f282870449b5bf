"""Shortest paths with resource constraints (Irnich and Desaulniers 2005): the cheapest lines, by labels over the days.

There is one label for each state of a line and each weight counted so far. States after a day are: working, by the
class of the last choice and the days in a row; the same in a row that began with the first day and may end before its
time; resting, by the days in a row. Several people run at once, as the last axis of every array.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from line_search.lines import OFF, Line, Resource, Shape

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Bools = NDArray[np.bool_]

_State = tuple[Any, ...]
"""The name of a table's part, and the place in it between weight and person."""

_MOST_WEIGHTS = 200_000


class TooManyWeights(Exception):
    """Counters that give more combinations of weights than can be kept."""


@dataclass(frozen=True)
class ResourceKind:
    """Choices of one day that lead from the same states to the same states; `source` numbers equal ways there."""

    choices: tuple[int, ...]
    after: int
    """The class of the state they lead to."""
    source: int


@dataclass(frozen=True)
class Source:
    """What some kinds share: the classes they may follow, and where weights come from, after work and after rest."""

    classes: tuple[int, ...]
    from_work: Places
    from_rest: Places


@dataclass(frozen=True)
class LabelStep:
    """How labels go over one day. `classes` counts the classes of states after it, `weights` the weights."""

    kinds: tuple[ResourceKind, ...]
    sources: tuple[Source, ...]
    classes: int
    weights: int
    from_same: Places
    """Where weights come from on a day off."""


@dataclass(frozen=True)
class LabelTable:
    """The least cost of reaching a state after a day: [weight, class, days in a row, person]; [weight, days, person].

    The last weight is no weight: nothing reaches it.
    """

    work: Floats
    early: Floats
    rest: Floats


class LabelSet:
    """Runs labels for people of one shape and one set of resources."""

    def __init__(self, shape: Shape, resources: Sequence[Resource]) -> None:
        self.shape = shape
        self._early = shape.least_work - 1
        self._weights = _Weights(shape, resources)
        self.steps = tuple(self._steps())

    @property
    def size(self) -> int:
        """Labels of one person in all."""
        shape = self.shape
        return sum(
            (step.weights + 1) * (step.classes * (shape.most_work + self._early) + shape.least_rest)
            for step in self.steps
        )

    def _steps(self) -> Iterable[LabelStep]:
        shape = self.shape
        rows = [_followers(shape, day) for day in range(shape.days)]
        classes: list[frozenset[int]] = []
        alive = self._weights.alive()
        before = np.zeros(1, dtype=np.int64)
        for day in range(shape.days):
            new = sorted(set(rows[day]), key=sorted)
            here = np.nonzero(alive[day])[0]
            kinds: dict[tuple[int, int], list[int]] = {}
            sources: dict[tuple[object, ...], int] = {}
            made: list[Source] = []
            for choice in range(shape.choices):
                open_to = tuple(n for n, followers in enumerate(classes) if choice not in followers)
                work, rest = self._weights.effect(day, choice, after_work=True), self._weights.effect(day, choice)
                key = (open_to, work, rest)
                if key not in sources:
                    sources[key] = len(made)
                    maps = [_between(before, here, self._weights.before(effect)) for effect in (work, rest)]
                    made.append(Source(open_to, *maps))
                kinds.setdefault((new.index(rows[day][choice]), sources[key]), []).append(choice)
            listed = tuple(ResourceKind(tuple(choices), after, source) for (after, source), choices in kinds.items())
            same = _between(before, here, np.arange(self._weights.count + 1))
            yield LabelStep(listed, tuple(made), len(new), len(here), same)
            before, classes = here, new

    def run(self, costs: Floats, rest_costs: Floats) -> list[LabelTable]:
        """Tables for all days; costs are [day, choice, person], infinite where a choice or a day off is forbidden."""
        table = self.start(costs.shape[2])
        tables = []
        for day, step in enumerate(self.steps):
            table = self._next(table, step, costs[day], rest_costs[day], early_start=day == 0)
            tables.append(table)
        return tables

    def start(self, people: int) -> LabelTable:
        """Before the first day: rested, nothing counted."""
        table = self._blank(1, 0, people)
        table.rest[0, -1] = 0
        return table

    def blanks(self, people: int) -> list[LabelTable]:
        """Tables for all days that nothing has reached."""
        return [self._blank(step.weights, step.classes, people) for step in self.steps]

    def _blank(self, weights: int, classes: int, people: int) -> LabelTable:
        shape = self.shape
        return LabelTable(
            np.full((weights + 1, classes, shape.most_work, people), np.inf),
            np.full((weights + 1, classes, self._early, people), np.inf),
            np.full((weights + 1, shape.least_rest, people), np.inf),
        )

    def _next(
        self, last: LabelTable, step: LabelStep, costs: Floats, rest_costs: Floats, early_start: bool
    ) -> LabelTable:
        table, early, row = self._blank(step.weights, step.classes, costs.shape[1]), self._early, self.shape.most_work
        arrivals = [self._arrive(last, source) for source in step.sources]
        for kind in step.kinds:
            cost = costs[list(kind.choices)].min(axis=0) if len(kind.choices) > 1 else costs[kind.choices[0]]
            fresh, longer, first = arrivals[kind.source]
            work = table.work[:, kind.after]
            start = table.early if early and early_start else table.work
            _lower(start[:, kind.after, 0], fresh + cost)
            if longer is not None:
                _lower(work[:, 1:], longer + cost)
            if first is not None:
                _lower(table.early[:, kind.after, 1:], first[:, : early - 1] + cost)
                if early < row:
                    _lower(work[:, early], first[:, early - 1] + cost)
        self._rest(table, last, step, rest_costs)
        return table

    def _arrive(self, last: LabelTable, source: Source) -> tuple[Floats, Floats | None, Floats | None]:
        """What a source brings to the first day of work in a row, to later ones, and to those of an early row."""
        fresh = last.rest[:, -1][source.from_rest]
        if not source.classes:
            return fresh, None, None
        longer = _least(last.work, source.classes)[:, :-1][source.from_work]
        first = _least(last.early, source.classes)[source.from_work] if self._early else None
        return fresh, longer, first

    def _rest(self, table: LabelTable, last: LabelTable, step: LabelStep, costs: Floats) -> None:
        ended = last.work[:, :, self._early :].min(axis=(1, 2), initial=np.inf)
        if self._early:
            np.minimum(ended, last.early.min(axis=(1, 2), initial=np.inf), out=ended)
        same = step.from_same
        if self.shape.least_rest > 1:
            table.rest[:, 0] = ended[same]
            table.rest[:, 1:] = last.rest[same, :-1]
            _lower(table.rest[:, -1], last.rest[same, -1])
        else:
            table.rest[:, 0] = np.minimum(ended, last.rest[:, 0])[same]
        np.add(table.rest, costs, out=table.rest)

    def ends(self, tables: Sequence[LabelTable]) -> Floats:
        """The least cost of a whole line by final weight and person."""
        last = tables[-1]
        least: Floats = np.minimum(last.work.min(axis=(1, 2)), last.rest.min(axis=1))
        if self._early:
            np.minimum(least, last.early.min(axis=(1, 2)), out=least)
        return least[:-1]

    def through(self, tables: Sequence[LabelTable], costs: Floats, rest_costs: Floats) -> Floats:
        """[day, choice, person]: the least cost of a whole line that takes the choice; the last one is a day off."""
        people = costs.shape[2]
        least = np.full((self.shape.days, self.shape.choices + 1, people), np.inf)
        befores = [self.start(people), *tables[:-1]]
        days = range(self.shape.days - 1, -1, -1)
        for day, ahead in zip(days, self.ahead(tables, costs, rest_costs), strict=True):
            least[day] = self._through(befores[day], ahead, day, costs[day], rest_costs[day])
        return least

    def ahead(self, tables: Sequence[LabelTable], costs: Floats, rest_costs: Floats) -> Iterator[LabelTable]:
        """From the last day to the first the least cost of what follows each state after the day."""
        ahead = self._blank(self.steps[-1].weights, self.steps[-1].classes, costs.shape[2])
        for part in (ahead.work, ahead.early, ahead.rest):
            part[:-1] = 0
        yield ahead
        for day in range(self.shape.days - 1, 0, -1):
            yield (ahead := self._back(tables[day - 1], ahead, day, costs[day], rest_costs[day]))

    def _through(self, last: LabelTable, ahead: LabelTable, day: int, costs: Floats, rest_costs: Floats) -> Floats:
        """One day of `through`: what leads to it, what it costs itself, and what is ahead."""
        step, least = self.steps[day], np.full((self.shape.choices + 1, costs.shape[1]), np.inf)
        for kind in step.kinds:
            fresh, longer, first = self._arrive(last, step.sources[kind.source])
            start = ahead.early if self._early and day == 0 else ahead.work
            meeting = (fresh + start[:, kind.after, 0]).min(axis=0)
            if longer is not None:
                _lower(meeting, (longer + ahead.work[:, kind.after, 1:]).min(axis=(0, 1), initial=np.inf))
            if first is not None:
                early = (first[:, :-1] + ahead.early[:, kind.after, 1:]).min(axis=(0, 1), initial=np.inf)
                _lower(meeting, early)
                if self._early < self.shape.most_work:
                    _lower(meeting, (first[:, -1] + ahead.work[:, kind.after, self._early]).min(axis=0))
            for choice in kind.choices:
                least[choice] = meeting + costs[choice]
        table = self._blank(step.weights, step.classes, costs.shape[1])
        self._rest(table, last, step, rest_costs)
        least[-1] = (table.rest + ahead.rest).min(axis=(0, 1))
        return least

    def _back(self, before: LabelTable, ahead: LabelTable, day: int, costs: Floats, rest_costs: Floats) -> LabelTable:
        """The least cost of what follows each state after the day before."""
        step, early = self.steps[day], self._early
        table = self._blank(len(before.rest) - 1, before.work.shape[1], costs.shape[1])
        for kind in step.kinds:
            source, cost = step.sources[kind.source], costs[list(kind.choices)].min(axis=0)
            work = ahead.work[:, kind.after] + cost
            _bring(table.rest[:, -1], source.from_rest, work[:, 0])
            for after in source.classes:
                _bring(table.work[:, after, :-1], source.from_work, work[:, 1:])
                if early:
                    first = ahead.early[:, kind.after] + cost
                    _bring(table.early[:, after, :-1], source.from_work, first[:, 1:])
                    if early < self.shape.most_work:
                        _bring(table.early[:, after, -1], source.from_work, work[:, early])
        rest = ahead.rest + rest_costs
        _bring(table.rest[:, -1], step.from_same, rest[:, -1])
        _bring(table.rest[:, :-1], step.from_same, rest[:, 1:])
        _bring(table.work[:, :, early:], step.from_same, rest[:, None, :1])
        _bring(table.early, step.from_same, rest[:, None, :1])
        for part in (table.work, table.early, table.rest):
            part[-1] = np.inf
        return table

    def trace(self, tables: Sequence[LabelTable], costs: Floats, rest_costs: Floats, person: int, weight: int) -> Line:
        """A line that costs what `ends` says of a person and final weight."""
        return _Trace(self, tables, costs[:, :, person], rest_costs[:, person], person).line(weight)


def _least(labels: Floats, classes: Sequence[int]) -> Floats:
    if len(classes) == 1:
        return labels[:, classes[0]]
    least: Floats = labels.min(axis=1) if len(classes) == labels.shape[1] else labels[:, list(classes)].min(axis=1)
    return least


def _lower(labels: Floats, values: Floats) -> None:
    np.minimum(labels, values, out=labels)


def _bring(labels: Floats, places: Places, values: Floats) -> None:
    """Lower the labels at places, each of which is there once, but for the last, which is no weight."""
    labels[places] = np.minimum(labels[places], values)


def _followers(shape: Shape, day: int) -> list[frozenset[int]]:
    """For each choice of a day those that may not follow."""
    rows: list[set[int]] = [set() for _ in range(shape.choices)]
    for on, choice, follower in shape.forbidden:
        if on == day:
            rows[choice].add(follower)
    return [frozenset(row) for row in rows]


def _between(before: Places, here: Places, origin: Places) -> Places:
    """For each weight alive here the number, among those alive before, of the weight it comes from; last for none."""
    number = np.full(int(max(origin.max(initial=0), before.max(initial=0))) + 2, len(before), dtype=np.int64)
    number[before] = np.arange(len(before))
    return np.append(number[origin[here]], len(before))


class _Weights:
    """The combinations of weights that lines can have counted, and how choices add to them."""

    def __init__(self, shape: Shape, resources: Sequence[Resource]) -> None:
        self._shape, self._resources = shape, resources
        self._plain = [{(day, choice): weight for day, choice, weight in c.weights} for c in resources]
        self._starts = [{day: weight for day, _, weight in c.pairs} for c in resources]
        self._ends = [{day + 1: weight for day, days, weight in c.pairs if days == 2} for c in resources]
        self._most = [self._top(resource) for resource in resources]
        self._vectors = self._reach()
        self._maps: dict[tuple[int, ...], Places] = {}

    def _top(self, resource: Resource) -> int:
        """Above this, weights need not be told apart."""
        if resource.most is not None:
            return resource.most
        return sum(weight for _, _, weight in (*resource.weights, *resource.pairs))

    @property
    def count(self) -> int:
        return len(self._vectors)

    def effect(self, day: int, choice: int, after_work: bool = False) -> tuple[int, ...]:
        """What a choice adds to each resource."""
        ends = [{}] * len(self._resources) if after_work else self._ends
        return tuple(
            plain.get((day, choice), 0) + start.get(day, 0) + end.get(day, 0)
            for plain, start, end in zip(self._plain, self._starts, ends, strict=True)
        )

    @cached_property
    def _effects(self) -> list[list[tuple[tuple[int, ...], tuple[int, ...]]]]:
        """By day, the different effects after work and after rest."""
        return [
            sorted(
                {(self.effect(day, choice, True), self.effect(day, choice)) for choice in range(self._shape.choices)}
            )
            for day in range(self._shape.days)
        ]

    def _reach(self) -> Places:
        every = {effect for day in self._effects for both in day for effect in both}
        effects = sorted(effect for effect in every if any(effect))
        seen = {(0,) * len(self._resources)}
        front = list(seen)
        while front:
            vectors = {tuple(map(sum, zip(vector, effect, strict=True))) for vector in front for effect in effects}
            front = [v for v in vectors - seen if all(a <= b for a, b in zip(v, self._most, strict=True))]
            seen.update(front)
            if len(seen) > _MOST_WEIGHTS:
                raise TooManyWeights
        return np.array(sorted(seen), dtype=np.int64).reshape(len(seen), len(self._resources))

    @cached_property
    def _strides(self) -> Places:
        sizes = [most + 1 for most in self._most]
        return np.array([int(np.prod(sizes[i + 1 :], dtype=np.int64)) for i in range(len(sizes))], dtype=np.int64)

    def before(self, effect: tuple[int, ...]) -> Places:
        """For each combination the one it comes from; one that there is none of has the number after the last."""
        if effect not in self._maps:
            codes = self._vectors @ self._strides
            origin = self._vectors - np.array(effect, dtype=np.int64)
            found = np.minimum(np.searchsorted(codes, origin @ self._strides), self.count - 1)
            known = (origin >= 0).all(axis=1) & (codes[found] == origin @ self._strides)
            self._maps[effect] = np.append(np.where(known, found, self.count), self.count)
        return self._maps[effect]

    def after(self, effect: tuple[int, ...]) -> Places:
        """The other way round."""
        before = self.before(effect)
        after = np.full(self.count + 1, self.count, dtype=np.int64)
        known = np.nonzero(before < self.count)[0]
        after[before[known]] = known
        return after

    def alive(self) -> list[Bools]:
        """By day, which combinations some lawful line has after it."""
        ahead, behind = self._forward(), self._backward()
        return [np.logical_or.reduce(one & other, axis=1)[:-1] for one, other in zip(ahead, behind, strict=True)]

    def _forward(self) -> list[Bools]:
        """[combination, state] after each day, short rows of work taken for lawful: work by days in a row, rest."""
        work, rest = self._shape.most_work, self._shape.least_rest
        last = np.zeros((self.count + 1, work + rest), dtype=bool)
        last[0, -1] = True
        tables = []
        for effects in self._effects:
            table = np.zeros_like(last)
            for after_work, after_rest in effects:
                table[:, 0] |= last[self.before(after_rest), -1]
                table[:, 1:work] |= last[self.before(after_work), : work - 1]
            table[:, work] = last[:, :work].any(axis=1)
            table[:, work + 1 :] |= last[:, work:-1]
            table[:, -1] |= last[:, -1]
            tables.append(last := table)
        return tables

    def _backward(self) -> list[Bools]:
        """Likewise, which have a lawful rest of the line before them."""
        work, rest = self._shape.most_work, self._shape.least_rest
        least = np.array([resource.least or 0 for resource in self._resources], dtype=np.int64)
        last = np.zeros((self.count + 1, work + rest), dtype=bool)
        last[:-1] = np.logical_and.reduce(self._vectors >= least, axis=1)[:, None]
        tables = [last]
        for effects in reversed(self._effects[1:]):
            table = np.zeros_like(last)
            for after_work, after_rest in effects:
                table[:, -1] |= last[self.after(after_rest), 0]
                table[:, : work - 1] |= last[self.after(after_work), 1:work]
            table[:, :work] |= last[:, work][:, None]
            table[:, work:-1] |= last[:, work + 1 :]
            table[:, -1] |= last[:, -1]
            tables.append(last := table)
        return tables[::-1]


class _Trace:
    """Follows one person's least costs backwards."""

    def __init__(
        self, labels: LabelSet, tables: Sequence[LabelTable], costs: Floats, rest_costs: Floats, person: int
    ) -> None:
        self._labels, self._tables = labels, tables
        self._costs, self._rest_costs, self._person = costs, rest_costs, person

    def line(self, weight: int) -> Line:
        """The line that ends with a weight."""
        state, value = self._last(weight)
        line: list[int] = []
        for day in range(len(self._tables) - 1, -1, -1):
            choice, weight, state, value = self._step(day, weight, state, value)
            line.append(choice)
        return tuple(reversed(line))

    def _states(self, day: int, weight: int) -> Iterable[tuple[_State, float]]:
        table = self._tables[day]
        for name in ("work", "early", "rest"):
            part = getattr(table, name)[weight, ..., self._person]
            yield from (((name, *place), float(value)) for place, value in np.ndenumerate(part))

    def _last(self, weight: int) -> tuple[_State, float]:
        return min(self._states(len(self._tables) - 1, weight), key=lambda item: item[1])

    def _step(self, day: int, weight: int, state: _State, value: float) -> tuple[int, int, _State, float]:
        """The choice of a day, and the weight, state and cost before it."""
        for choice, origin, before, cost in self._origins(day, weight, state):
            if day == 0:
                if cost == value and origin == 0 and before == ("rest", self._labels.shape.least_rest - 1):
                    return choice, 0, before, 0.0
            else:
                name, *place = before
                known = float(getattr(self._tables[day - 1], name)[(origin, *place, self._person)])
                if known + cost == value:
                    return choice, origin, before, known
        raise AssertionError("a label without an origin")

    def _origins(self, day: int, weight: int, state: _State) -> Iterable[tuple[int, int, _State, float]]:
        """What may have come before: choice, weight, state, and what the day costs."""
        step, shape = self._labels.steps[day], self._labels.shape
        if state[0] == "rest":
            cost, origin = float(self._rest_costs[day]), int(step.from_same[weight])
            yield from ((OFF, origin, before, cost) for before in self._before_rest(day, state[1]))
            return
        name, after, length = state
        for kind in step.kinds:
            if kind.after != after:
                continue
            source = step.sources[kind.source]
            choice = min(kind.choices, key=lambda c: self._costs[day, c])
            cost, work, rest = (
                float(self._costs[day, choice]),
                int(source.from_work[weight]),
                int(source.from_rest[weight]),
            )
            early = shape.least_work - 1
            if length == 0 and (name == "work" or day == 0):
                yield choice, rest, ("rest", shape.least_rest - 1), cost
            elif name == "work":
                yield from ((choice, work, ("work", c, length - 1), cost) for c in source.classes)
            if length and (name == "early" or length == early):
                yield from ((choice, work, ("early", c, length - 1), cost) for c in source.classes)

    def _before_rest(self, day: int, length: int) -> Iterable[_State]:
        shape = self._labels.shape
        classes = range(self._labels.steps[day - 1].classes if day else 0)
        if length:
            yield "rest", length - 1
        if length == shape.least_rest - 1:
            yield "rest", length
        if length == 0:
            yield from (("work", c, k) for c in classes for k in range(shape.least_work - 1, shape.most_work))
            yield from (("early", c, k) for c in classes for k in range(shape.least_work - 1))
