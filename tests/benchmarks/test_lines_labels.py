"""Labels against every line there is."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from line_search.labels import LabelSet
from line_search.lines import OFF, Line, Resource, Shape
from samples.drawn_lines import CHOICES, every, keeps_to, resources, shapes

DAYS = 6
_PRICES = st.one_of(st.just(np.inf), st.integers(-4, 6).map(float))


def cost_of(costs: np.ndarray, rest: np.ndarray, line: Line) -> float:
    return float(sum(rest[day] if choice == OFF else costs[day, choice] for day, choice in enumerate(line)))


@given(shapes(DAYS), st.lists(resources(DAYS), max_size=2), st.data())
def test_labels_find_the_cheapest_line_and_the_cheapest_through_each_choice(
    shape: Shape, counted: list[Resource], data: st.DataObject
) -> None:
    cells = data.draw(st.lists(_PRICES, min_size=DAYS * CHOICES, max_size=DAYS * CHOICES))
    costs = np.array(cells).reshape(DAYS, CHOICES, 1)
    rest = np.array(data.draw(st.lists(st.sampled_from([0.0, 0.0, np.inf]), min_size=DAYS, max_size=DAYS)))[:, None]
    priced = [(cost_of(costs[:, :, 0], rest[:, 0], line), line) for line in every(shape, counted)]
    labels = LabelSet(shape, counted)
    tables = labels.run(costs, rest)
    ends = labels.ends(tables)[:, 0]
    assert min(ends, default=np.inf) == min((cost for cost, _ in priced), default=np.inf)
    through = labels.through(tables, costs, rest)[:, :, 0]
    for day in range(DAYS):
        for choice in range(OFF, CHOICES):
            least = min((cost for cost, line in priced if line[day] == choice), default=np.inf)
            assert through[day, choice] == least
    for weight in np.nonzero(np.isfinite(ends))[0]:
        line = labels.trace(tables, costs, rest, 0, int(weight))
        assert keeps_to(shape, line)
        assert shape.allows(line)
        assert all(resource.allows(line) for resource in counted)
        assert cost_of(costs[:, :, 0], rest[:, 0], line) == ends[weight]


@given(shapes(DAYS), st.lists(st.integers(OFF, CHOICES - 1), min_size=DAYS, max_size=DAYS))
def test_a_shape_allows_what_keeps_to_it(shape: Shape, line: list[int]) -> None:
    assert shape.allows(tuple(line)) == keeps_to(shape, tuple(line))
