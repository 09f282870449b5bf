from datetime import date
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from rostering.domain.findings import CompensatingDay
from rostering.rosters.history import (
    current_compensating_days,
    current_duties,
    held_periods,
    published_directory,
    published_on,
    status_of,
)
from rostering.rosters.version import Status, Version
from rostering.spans import DAY, Period
from samples.published_samples import NAMES, duty, published, renamed, version

JULY, AUGUST = Period.parse("2026-07"), Period.parse("2026-08")
SUMMER = Period(JULY.first, AUGUST.last)
FOURTH, FIFTH = date(2026, 7, 4), date(2026, 7, 5)

periods = st.builds(
    lambda start, length: Period(JULY.first + DAY * start, JULY.first + DAY * (start + length)),
    st.integers(0, 20),
    st.integers(0, 12),
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Version, ...]:
    drawn = draw(st.lists(periods, min_size=1, max_size=6))
    return tuple(version(i, period, [duty(f"c{i}", day) for day in period]) for i, period in enumerate(drawn, start=1))


def test_a_version_without_publication_is_a_draft() -> None:
    assert status_of(version(1, JULY), ()) is Status.DRAFT
    assert status_of(version(2, JULY), published(version(1, JULY))) is Status.DRAFT


def test_a_version_is_superseded_once_later_publications_hold_all_its_days() -> None:
    summer, july, august = version(1, SUMMER), version(2, JULY), version(3, AUGUST)
    assert status_of(summer, published(summer)) is Status.PUBLISHED
    assert status_of(summer, published(summer, july)) is Status.PUBLISHED
    assert status_of(summer, published(summer, july, august)) is Status.SUPERSEDED
    assert status_of(july, published(summer, july, august)) is Status.PUBLISHED


def test_an_earlier_publication_supersedes_nothing() -> None:
    july, summer = version(1, JULY), version(2, SUMMER)
    assert status_of(july, published(summer, july)) is Status.PUBLISHED


def test_each_date_has_the_duties_of_the_latest_publication_that_holds_it() -> None:
    old = version(1, SUMMER, [duty("anna", FOURTH), duty("anna", date(2026, 8, 1))])
    new = version(2, JULY, [duty("bo", FIFTH)])
    current = current_duties(published(old, new))
    assert [(each.consultant, each.seat.day) for each in current] == [("bo", FIFTH), ("anna", date(2026, 8, 1))]
    assert current_duties(published(old, new), Period(FIFTH, FIFTH)) == (duty("bo", FIFTH),)
    assert current_duties(published(old, new), Period(FOURTH, FOURTH)) == ()


@given(histories())
def test_held_periods_have_each_published_date_once_and_gaps_between_them(versions: tuple[Version, ...]) -> None:
    publications = published(*versions)
    held = held_periods(publications)
    days = {day: number for number, periods in held.items() for period in periods for day in period}
    assert days == {day: publication.version.number for day, publication in published_on(publications).items()}
    assert sum(len(period) for periods in held.values() for period in periods) == len(days)
    assert all(one.last + DAY < following.first for periods in held.values() for one, following in pairwise(periods))


def test_current_duties_come_by_start_then_seat() -> None:
    early, late = duty("anna", FOURTH, role="pim"), duty("bo", FOURTH, hours="16:00-22:00", role="backend")
    same = duty(None, FOURTH, role="frontend")
    assert current_duties(published(version(1, JULY, [late, early, same]))) == (same, early, late)


def test_days_off_follow_the_same_publications() -> None:
    old = version(1, SUMMER, days_off=[CompensatingDay("anna", FOURTH), CompensatingDay("anna", date(2026, 8, 3))])
    new = version(2, JULY, days_off=[CompensatingDay("bo", FIFTH)])
    assert [off.consultant for off in current_compensating_days(published(old, new))] == ["bo", "anna"]
    assert current_compensating_days(published(old, new), AUGUST) == (CompensatingDay("anna", date(2026, 8, 3)),)


def test_the_directory_keeps_names_that_only_older_rosters_know() -> None:
    first = version(1, JULY, names=renamed(consultants={"anna": "Anna Ager", "gone": "Gitte Gran"}))
    second = version(2, AUGUST, names=renamed(consultants={"anna": "Anna Ager Lund"}))
    names = published_directory(published(first, second))
    assert names is not None
    assert names.consultants == {"anna": "Anna Ager Lund", "gone": "Gitte Gran"}
    assert names.roles == NAMES.roles
    assert published_directory(()) is None


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_publications_are_given_does_not_matter(
    versions: tuple[Version, ...], random: Random
) -> None:
    publications = list(published(*versions))
    expected = current_duties(publications)
    random.shuffle(publications)
    assert current_duties(publications) == expected


@given(histories())
def test_statuses_agree_with_the_current_duties(versions: tuple[Version, ...]) -> None:
    publications = published(*versions)
    holding = {each.consultant for each in current_duties(publications)}
    assert {f"c{v.number}" for v in versions if status_of(v, publications) is Status.PUBLISHED} == holding
    assert len(current_duties(publications)) == len(published_on(publications))
