"""What falls due when: stretches of units, prorated, by the dates of agreements."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.demand.due_dates import dues_in
from rostering.domain.catalogue import Package
from rostering.domain.parties import Agreement
from rostering.domain.promises import Cadence, Counted, Frequency, Unit
from rostering.spans import Period

YEAR = Period.parse("2026")


def package(id_: str, *cadences: Cadence) -> Package:
    return Package(id_, id_, None, {}, (), bookable=False, booking_clause="", cadences=cadences)


def cadence(times: int, unit: str, counted: str = "calendar", id_: str = "review") -> Cadence:
    return Cadence(id_, "Review", Frequency(times, Unit(unit)), "pim", counted=Counted(counted))


def agreement(package_: str, first: str, last: str | None = None) -> Agreement:
    return Agreement("aaby", package_, date.fromisoformat(first), date.fromisoformat(last) if last else None)


def due(one: Cadence, first: str, last: str | None = None, period: Period = YEAR) -> list[str]:
    found = dues_in([agreement("plus", first, last)], {"plus": package("plus", one)}, period)
    return [f"{each.day} {each.key}" for each in found]


@pytest.mark.parametrize(
    ("times", "unit", "days"),
    [
        (1, "year", ["2026-12-31 aaby:review:2026"]),
        (2, "year", ["2026-07-01 aaby:review:2026-01-01..2026-07-01", "2026-12-31 aaby:review:2026-07-02..2026-12-31"]),
        (
            1,
            "quarter",
            [f"2026-{day} aaby:review:2026Q{n}" for n, day in enumerate(("03-31", "06-30", "09-30", "12-31"), 1)],
        ),
    ],
)
def test_it_is_due_by_the_end_of_each_even_part_of_a_unit(times: int, unit: str, days: list[str]) -> None:
    assert due(cadence(times, unit), "2025-01-01") == days


def test_months_and_weeks_are_those_of_the_calendar() -> None:
    months = due(cadence(1, "month"), "2025-01-01", period=Period.parse("2026Q1"))
    assert months == [
        "2026-01-31 aaby:review:2026-01",
        "2026-02-28 aaby:review:2026-02",
        "2026-03-31 aaby:review:2026-03",
    ]
    weeks = due(cadence(1, "week"), "2025-01-01", period=Period.parse("2026-03-20..2026-04-05"))
    assert weeks == [f"{last} aaby:review:{first}..{last}" for first, last in WEEKS]


WEEKS = [("2026-03-16", "2026-03-22"), ("2026-03-23", "2026-03-29"), ("2026-03-30", "2026-04-05")]


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-05-16", None, ["2026-06-30", "2026-09-30", "2026-12-31"]),  # 46 of 91 dates
        ("2026-05-17", None, ["2026-09-30", "2026-12-31"]),  # 45
        ("2026-01-01", "2026-05-16", ["2026-03-31", "2026-05-16"]),
        ("2026-01-01", "2026-05-15", ["2026-03-31"]),
        ("2026-05-01", "2026-06-15", ["2026-06-15"]),
    ],
)
def test_a_quarter_counts_from_half_of_its_dates_on(first: str, last: str | None, days: list[str]) -> None:
    assert [told.split()[0] for told in due(cadence(1, "quarter"), first, last)] == days


def test_anniversaries_are_counted_from_the_start_of_the_agreement() -> None:
    assert due(cadence(1, "quarter", "agreement"), "2025-11-15") == [
        "2026-02-14 aaby:review:2025-11-15..2026-02-14",
        "2026-05-14 aaby:review:2026-02-15..2026-05-14",
        "2026-08-14 aaby:review:2026-05-15..2026-08-14",
        "2026-11-14 aaby:review:2026-08-15..2026-11-14",
    ]
    assert [told.split()[0] for told in due(cadence(1, "month", "agreement"), "2026-01-31", period=YEAR)][:3] == [
        "2026-02-27",  # February has no 31st
        "2026-03-30",
        "2026-04-29",
    ]


def test_agreements_that_follow_one_another_go_on_with_what_they_promise_alike() -> None:
    packages = {"plus": package("plus", cadence(1, "quarter")), "top": package("top", cadence(1, "quarter"))}
    held = [agreement("plus", "2026-01-01", "2026-02-14"), agreement("top", "2026-02-15")]
    assert [str(each.day) for each in dues_in(held, packages, Period.parse("2026Q1"))] == ["2026-03-31"]


def test_an_upgrade_midway_is_prorated_by_what_each_package_promises() -> None:
    packages = {"plus": package("plus", cadence(1, "year")), "top": package("top", cadence(2, "year"))}
    early = [agreement("plus", "2025-01-01", "2026-03-31"), agreement("top", "2026-04-01")]
    assert [(each.key, str(each.day)) for each in dues_in(early, packages, YEAR)] == [
        ("aaby:review:2026-01-01..2026-07-01", "2026-07-01"),  # 92 of 182 dates
        ("aaby:review:2026-07-02..2026-12-31", "2026-12-31"),
    ]
    late = [agreement("plus", "2025-01-01", "2026-08-31"), agreement("top", "2026-09-01")]
    assert [(each.key, str(each.day)) for each in dues_in(late, packages, YEAR)] == [
        ("aaby:review:2026", "2026-08-31"),
        ("aaby:review:2026-07-02..2026-12-31", "2026-12-31"),
    ]


def test_two_ways_of_counting_the_same_half_covered_stretch_make_one() -> None:
    packages = {"plus": package("plus", cadence(4, "year")), "top": package("top", cadence(1, "quarter"))}
    held = [agreement("plus", "2026-01-01", "2026-11-15"), agreement("top", "2026-11-16")]
    for period in (Period.parse("2026Q4"), Period.parse("2026-12")):
        assert [each.key for each in dues_in(held, packages, period)] == ["aaby:review:2026Q4"]
    assert dues_in(held, packages, Period.parse("2026-11")) == ()


CADENCES = st.builds(
    cadence,
    times=st.integers(1, 4),
    unit=st.sampled_from([unit.value for unit in Unit]),
    counted=st.sampled_from([way.value for way in Counted]),
    id_=st.sampled_from(["review", "report"]),
)
HELD = st.lists(CADENCES, max_size=2, unique_by=lambda one: one.id)
PACKAGES = st.builds(lambda plus, top: {"plus": package("plus", *plus), "top": package("top", *top)}, HELD, HELD)


@st.composite
def histories(draw: st.DrawFn) -> list[Agreement]:
    """Agreements of one customer that do not overlap, some with gaps, the last maybe until further notice."""
    found, start = [], date(2025, 6, 1) + timedelta(days=draw(st.integers(0, 300)))
    for _ in range(draw(st.integers(1, 3))):
        last = start + timedelta(days=draw(st.integers(0, 400)))
        found.append(Agreement("aaby", draw(st.sampled_from(["plus", "top"])), start, last))
        start = last + timedelta(days=draw(st.sampled_from([1, 1, 40])))
    if draw(st.booleans()):
        found[-1] = Agreement("aaby", found[-1].package, found[-1].first)
    return found


@given(PACKAGES, histories(), st.lists(st.dates(YEAR.first, date(2026, 12, 30)), max_size=3, unique=True))
def test_what_is_due_in_the_parts_of_a_period_is_what_is_due_in_the_whole(
    packages: dict[str, Package], held: list[Agreement], cuts: list[date]
) -> None:
    ends = [date(2025, 12, 31), *sorted(cuts), YEAR.last]
    parts = [Period(before + timedelta(days=1), last) for before, last in pairwise(ends)]
    whole = dues_in(held, packages, YEAR)
    assert whole == tuple(each for part in parts for each in dues_in(held, packages, part))
    assert len({each.key for each in whole}) == len(whole)


@given(PACKAGES, histories())
def test_nothing_is_due_without_an_agreement_that_promises_it_and_half_of_its_dates(
    packages: dict[str, Package], held: list[Agreement]
) -> None:
    for each in dues_in(held, packages, YEAR):
        promising = [one for one in held if each.cadence in packages[one.package].cadences]
        assert any(one.covers(each.day) for one in promising)
        covered = sum(any(one.covers(day) for one in promising) for day in each.stretch)
        assert each.day in each.stretch
        assert 2 * covered >= len(each.stretch)


@given(CADENCES, st.dates(date(2024, 1, 1), date(2025, 6, 1)))
def test_a_whole_year_holds_as_many_as_the_package_promises(one: Cadence, first: date) -> None:
    held = [Agreement("aaby", "plus", first)]
    start = first if one.counted is Counted.AGREEMENT else date(2026, 1, 1)
    unit = one.often.unit
    begin = unit.after(start, 1) if one.counted is Counted.AGREEMENT else unit.of(start).first
    end = unit.after(begin, 1) if one.counted is Counted.CALENDAR else unit.after(start, 2)
    found = dues_in(held, {"plus": package("plus", one)}, Period(begin, end - timedelta(days=1)))
    assert len(found) == one.often.times
