"""Outlines say the same of who holds which date as the publications do."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rostering.rosters.history import published_on, status_of
from rostering.rosters.outlines import (
    Outline,
    drafted_outlines,
    outline_status,
    published_outlines,
    standing_outlines,
)
from rostering.rosters.version import Publication, Status
from rostering.spans import DAY, Period
from samples.published_samples import version

FIRST = date(2026, 11, 1)
AT = datetime(2026, 10, 1, 9, tzinfo=UTC)
PERIODS = st.tuples(st.integers(0, 9), st.integers(0, 5)).map(
    lambda pair: Period(FIRST + DAY * pair[0], FIRST + DAY * (pair[0] + pair[1]))
)


@given(st.lists(st.tuples(PERIODS, st.booleans()), max_size=6), st.randoms())
def test_what_is_published_where_is_what_the_publications_say(drawn: list[tuple[Period, bool]], chance: object) -> None:
    rosters = [version(number, period, []) for number, (period, _) in enumerate(drawn, start=1)]
    order = [one for one, (_, is_published) in zip(rosters, drawn, strict=True) if is_published]
    chance.shuffle(order)  # type: ignore[attr-defined]
    publications = [
        Publication(place, one, AT + timedelta(hours=place), "tester") for place, one in enumerate(order, start=1)
    ]
    placed = {each.version.number: each for each in publications}
    outlines = [
        Outline(
            one.number,
            one.period,
            one.created,
            publication=placed[one.number].number if one.number in placed else None,
            at=placed[one.number].at if one.number in placed else None,
        )
        for one in rosters
    ]
    held = published_outlines(outlines)
    assert {day: one.number for day, one in held.items()} == {
        day: each.version.number for day, each in published_on(publications).items()
    }
    for one, outline in zip(rosters, outlines, strict=True):
        assert outline_status(outline, held) is status_of(one, publications)


def test_what_is_published_stands_before_a_newer_draft_and_that_before_an_older_one() -> None:
    whole, half = Period(FIRST, FIRST + 3 * DAY), Period(FIRST, FIRST + DAY)
    outlines = (
        Outline(1, half, AT, publication=1, at=AT),
        Outline(2, whole, AT),
        Outline(3, Period(FIRST + DAY, FIRST + 2 * DAY), AT),
        Outline(4, whole, AT, discarded=True),
    )
    assert [one.number for _, one in sorted(standing_outlines(outlines).items())] == [1, 1, 3, 2]
    assert {one.number for one in drafted_outlines(outlines).values()} == {2, 3}
    assert outline_status(outlines[3], {}) is Status.DISCARDED
