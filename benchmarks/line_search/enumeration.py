"""Pools: all lines with reduced costs within the gap (Baldacci et al. 2008), where they are few enough to be listed.

A walk over the days goes on with a line only where its cheapest end stays within the gap: it never goes in vain.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from line_search.columns import Columns, Relaxation
from line_search.labels import LabelSet, LabelTable, ResourceKind
from line_search.lines import OFF, Line, Resource
from rostering.solver.model.budget import Budget

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Choices = NDArray[np.int8]
"""[line, day], OFF for a day off."""

_LABELS = 2_000_000
"""Labels of one person with which a walk is worth its memory."""

_EXACT = 1e-6


@dataclass(frozen=True)
class Pool:
    """Lines, those of one person after those of another."""

    choices: Choices
    owners: Places
    """By line, in rising order."""
    people: int

    def line(self, number: int) -> Line:
        """One of the lines."""
        return tuple(int(choice) for choice in self.choices[number])

    def many(self, left: Places) -> Places:
        """By person, how many of these lines are theirs."""
        return np.bincount(self.owners[left], minlength=self.people)


def pool_within(columns: Columns, relaxation: Relaxation, penalty: float, most: int, budget: Budget) -> Pool | None:
    """All lawful lines that rosters of a penalty, or of a lower one, can hold.

    None where they are more than `most`, or not all found before the budget is over.
    """
    columns.restrict(columns.root)
    reduced, gap = columns.reduced(relaxation.duals), penalty - relaxation.bound
    only = {person: columns.fixed(person) for person in range(len(columns.lines.people))}
    by_person = {person: _one(columns, person, line) for person, line in only.items() if line is not None}
    for labels, people in columns.groups():
        if labels.size > _LABELS:
            return None
        walk = Walk(labels)
        for person in people:
            costs, rest = columns.priced([person], reduced)
            found = walk.within(costs, rest, gap, most)
            if found is None or budget.over:
                return None
            most -= len(found)
            by_person[person] = _lawful(columns.lines.resources[person], found)
    owners = np.repeat(np.arange(len(only)), [len(by_person[person]) for person in only])
    return Pool(np.concatenate([by_person[person] for person in only]), owners, len(only))


def _one(columns: Columns, person: int, line: Line) -> Choices:
    """The only line that is open to somebody, if it is lawful."""
    lines = np.array([line], dtype=np.int8)
    return lines if columns.is_lawful(person, line) else lines[:0]


def _lawful(resources: Sequence[Resource], choices: Choices) -> Choices:
    """The lines that keep to the resources, some of which may be no part of labels."""
    for resource in resources:
        choices = choices[_allows(resource, choices)]
    return choices


def _allows(resource: Resource, choices: Choices) -> NDArray[np.bool_]:
    """Of each line what `Resource.allows` says."""
    weights = np.zeros(len(choices), dtype=np.int64)
    for day, choice, weight in resource.weights:
        weights += weight * (choices[:, day] == choice)
    for day, days, weight in resource.pairs:
        weights += weight * (choices[:, day : day + days] != OFF).any(axis=1)
    least = resource.least if resource.least is not None else weights.min(initial=0)
    most = resource.most if resource.most is not None else weights.max(initial=0)
    return (weights >= least) & (weights <= most)


class Walk:
    """Walks over the days from state to state, for people of the same labels."""

    def __init__(self, labels: LabelSet) -> None:
        self._labels = labels
        self._numbers = [_numbered(table) for table in (labels.start(1), *labels.blanks(1))]
        self._moves = [
            [*((kind.choices, self._worked(day, kind)) for kind in step.kinds), ((OFF,), self._off(day))]
            for day, step in enumerate(labels.steps)
        ]

    def within(self, costs: Floats, rest: Floats, gap: float, most: int) -> Choices | None:
        """A person's lines that are dearer than the cheapest by the gap at most; None for more than `most`."""
        labels = self._labels
        tables = labels.run(costs, rest)
        ahead = [np.append(_flat(table), np.inf) for table in labels.ahead(tables, costs, rest)][::-1]
        limit = labels.ends(tables).min(initial=np.inf) + gap + _EXACT
        if not np.isfinite(limit):
            return np.zeros((0, len(tables)), dtype=np.int8)
        states, spent, lines = self._numbers[0][2][:1, -1], np.zeros(1), np.zeros((1, 0), dtype=np.int8)
        for day, moves in enumerate(self._moves):
            steps = []
            for choice, to in ((choice, move[states]) for choices, move in moves for choice in choices):
                cost = spent + (rest[day, 0] if choice == OFF else costs[day, choice, 0])
                keep = np.nonzero(cost + ahead[day][to] <= limit)[0]
                steps.append((keep, to[keep], cost[keep], np.full(len(keep), choice, dtype=np.int8)))
            origins, states, spent, chosen = (np.concatenate(parts) for parts in zip(*steps, strict=True))
            if len(states) > most:
                return None
            lines = np.column_stack([lines[origins], chosen])
        return lines

    def _worked(self, day: int, kind: ResourceKind) -> Places:
        """For each state before a day the one that a kind of choices leads to; the number after the last is none."""
        before, after = self._numbers[day : day + 2]
        source, early = self._labels.steps[day].sources[kind.source], before[1].shape[2]
        work, row = after[0][:, kind.after], after[1][:, kind.after]
        to = _nowhere(before, after)
        to[before[2][source.from_rest, -1]] = row[:, 0] if early and day == 0 else work[:, 0]
        for last in source.classes:
            to[before[0][source.from_work, last, :-1]] = work[:, 1:]
            if early:
                to[before[1][source.from_work, last, :-1]] = row[:, 1:]
                if early < work.shape[1]:
                    to[before[1][source.from_work, last, -1]] = work[:, early]
        return to

    def _off(self, day: int) -> Places:
        """Likewise on a day off."""
        before, after = self._numbers[day : day + 2]
        same, early, rest = self._labels.steps[day].from_same, before[1].shape[2], after[2]
        to = _nowhere(before, after)
        to[before[2][same, -1]] = rest[:, -1]
        to[before[2][same, :-1]] = rest[:, 1:]
        to[before[0][same, :, early:]] = rest[:, :1, None]
        to[before[1][same]] = rest[:, :1, None]
        return to


def _parts(table: LabelTable) -> Sequence[Floats]:
    return table.work, table.early, table.rest


def _flat(table: LabelTable) -> Floats:
    """The labels of a table's first person in a row."""
    return np.concatenate([part[..., 0].ravel() for part in _parts(table)])


def _numbered(table: LabelTable) -> list[Places]:
    """Where in that row each label is."""
    sizes = [part[..., 0].size for part in _parts(table)]
    starts = np.cumsum([0, *sizes[:-1]])
    return [
        start + np.arange(size).reshape(part.shape[:-1])
        for start, size, part in zip(starts, sizes, _parts(table), strict=True)
    ]


def _nowhere(before: Sequence[Places], after: Sequence[Places]) -> Places:
    return np.full(sum(part.size for part in before), sum(part.size for part in after), dtype=np.int64)
