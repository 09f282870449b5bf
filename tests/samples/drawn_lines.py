"""Problems of lines small enough to go through every line there is."""

from collections.abc import Sequence
from itertools import groupby, product

import numpy as np
from hypothesis import strategies as st

from line_search.lines import OFF, CouplingRow, Line, LineProblem, Resource, Shape

CHOICES = 2


@st.composite
def shapes(draw: st.DrawFn, days: int) -> Shape:
    """What is lawful from day to day."""
    most = draw(st.integers(1, days))
    pairs = st.tuples(st.integers(0, days - 2), st.integers(0, CHOICES - 1), st.integers(0, CHOICES - 1))
    return Shape(
        days,
        CHOICES,
        most,
        least_work=draw(st.integers(1, min(3, most))),
        least_rest=draw(st.integers(1, 3)),
        forbidden=draw(st.frozensets(pairs, max_size=3)),
    )


@st.composite
def resources(draw: st.DrawFn, days: int) -> Resource:
    """A sum over some choices, or the weekends of weeks that are three days long."""
    least, room = draw(st.one_of(st.none(), st.integers(0, 3))), draw(st.integers(0, 4))
    most = draw(st.one_of(st.none(), st.just((least or 0) + room)))
    if draw(st.booleans()):
        return Resource((), tuple((day, min(2, days - day), 1) for day in range(1, days, 3)), least, most)
    cells = st.tuples(st.integers(0, days - 1), st.integers(0, CHOICES - 1))
    chosen = draw(st.lists(cells, unique=True, min_size=1))
    weights = tuple((day, choice, draw(st.integers(1, 2))) for day, choice in sorted(chosen))
    return Resource(weights, (), least, most)


@st.composite
def problems(draw: st.DrawFn) -> LineProblem:
    """Two people over four days, with penalties on what both of them do together."""
    people, days = ("A", "B"), 4
    size = len(people) * days * CHOICES
    costs = np.array(draw(st.lists(st.integers(-3, 5), min_size=size, max_size=size)), dtype=np.int64)
    return LineProblem(
        people,
        tuple(draw(shapes(days)) for _ in people),
        tuple(tuple(draw(st.lists(resources(days), max_size=2))) for _ in people),
        costs.reshape(len(people), days, CHOICES),
        np.array(draw(st.lists(st.booleans(), min_size=size, max_size=size))).reshape(len(people), days, CHOICES),
        draw(st.integers(0, 9)),
        tuple(_covered(draw, len(people), days)),
        {},
    )


def _covered(draw: st.DrawFn, people: int, days: int) -> list[CouplingRow]:
    """For each day and choice how many ought to have it."""
    rows = []
    for cell in range(days * CHOICES):
        terms = tuple((person * days * CHOICES + cell, 1) for person in range(people))
        wanted = draw(st.integers(0, 2))
        rows.append(CouplingRow(terms, wanted, wanted, draw(st.integers(0, 20)), draw(st.integers(0, 5))))
    return rows


def keeps_to(shape: Shape, line: Line) -> bool:
    """Whether a line has a shape."""
    runs = [(works, len(list(days))) for works, days in groupby(choice != OFF for choice in line)]
    least = {True: shape.least_work, False: shape.least_rest}
    inner = all(length >= least[works] for works, length in runs[1:-1])
    followed = any(line[day] == choice and line[day + 1] == after for day, choice, after in shape.forbidden)
    return inner and not followed and all(length <= shape.most_work for works, length in runs if works)


def every(shape: Shape, counted: Sequence[Resource]) -> list[Line]:
    """All lawful lines."""
    grids = product(range(OFF, shape.choices), repeat=shape.days)
    return [line for line in grids if keeps_to(shape, line) and all(resource.allows(line) for resource in counted)]


def open_lines(lines: LineProblem, person: int) -> list[Line]:
    """All lawful lines of a person's open choices."""
    lawful = every(lines.shapes[person], lines.resources[person])
    return [line for line in lawful if all(lines.allowed[person, d, c] for d, c in enumerate(line) if c != OFF)]


def best_penalty(lines: LineProblem) -> float:
    """What the cheapest lines cost; infinite where there are none."""
    people = [open_lines(lines, person) for person in range(len(lines.people))]
    return min((lines.penalty(both) for both in product(*people)), default=np.inf)
