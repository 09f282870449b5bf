"""Small on-call instances, written and drawn, for the tests of the benchmarks."""

from hypothesis import strategies as st

from oncall_instances import Instance

SMALL = """\
num_staff = 3; % a comment
work_load = [100, 50,
             100];
num_days = 9;  /* three weekends */
unavailable = [{1, 12}, {},
    4..5];
fixed = [{}, {1}, {}];
weekend_offset = 2;
adj_days_str = 1;
wed_before_weekend_str = 2
"""

SIZES = ((0, 0), (0, 2), (1, 2), (1, 4), (4, 4))
"""How many days each person may have fixed, and be unavailable."""


def text_of(instance: Instance) -> str:
    """An instance as a data file."""
    return f"""\
num_staff = {len(instance.loads)};
num_days = {instance.days};
weekend_offset = {instance.weekend_offset};
adj_days_str = {instance.adjacent};
wed_before_weekend_str = {instance.wednesday};
work_load = {list(instance.loads)};
unavailable = [{", ".join(map(_set, instance.unavailable))}];
fixed = [{", ".join(map(_set, instance.fixed))}];
"""


def _set(days: frozenset[int]) -> str:
    return "{" + ", ".join(map(str, sorted(days))) + "}"


@st.composite
def instances(draw: st.DrawFn, most_days: int = 12) -> Instance:
    """Few people and weeks, tight enough that some of them have no roster; days may be fixed to two people."""
    staff, days = draw(st.integers(2, 3)), draw(st.integers(1, most_days))
    few, many = (st.frozensets(st.integers(1, days), max_size=size) for size in draw(st.sampled_from(SIZES)))
    return Instance(
        days=days,
        loads=tuple(draw(st.lists(st.sampled_from([0, 30, 50, 100]), min_size=staff, max_size=staff))),
        unavailable=tuple(draw(st.lists(many, min_size=staff, max_size=staff))),
        fixed=tuple(draw(st.lists(few, min_size=staff, max_size=staff))),
        weekend_offset=draw(st.integers(0, 4)),
        adjacent=draw(st.integers(0, 2)),
        wednesday=draw(st.integers(0, 2)),
    )
