"""Accounts of big days, replayed: by two routes alike, without loss, and as hand-computed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hypothesis import given

from rostering.domain.accounts import dates_of
from rostering.domain.findings import BigDayAccount
from rostering.domain.seats import Duty
from rostering.rosters.ledger import big_days_after, replay
from rostering.rosters.version import Publication, Version
from rostering.spans import Period
from samples.published_samples import duty, published, version
from samples.walked_ledger import CUTS, publication_runs, walked_big_days

YEAR, NEXT = Period.parse("2026-12"), Period.parse("2027-12")


def christmas(consultant: str | None, day: str, role: str = "pim") -> Duty:
    made = duty(consultant, date.fromisoformat(day), role=role)
    return replace(made, seat=replace(made.seat, occasion="Christmas"))


def december(number: int, period: Period, duties: Iterable[Duty], **shares: int) -> Version:
    """A roster with everybody's share, in thousandths of a date."""
    accounts = tuple(BigDayAccount(who, 0, share) for who, share in shares.items())
    return replace(version(number, period, duties), big_days=accounts)


def after(*versions: Version) -> dict[str, int]:
    return big_days_after(replay(published(*versions)))


@given(publication_runs(), CUTS)
def test_big_days_replayed_and_walked_are_the_same(run: tuple[Publication, ...], before: date) -> None:
    walked = walked_big_days(run, before)
    replayed = big_days_after(replay(run, before))
    assert {who: dates for who, dates in replayed.items() if dates} == {
        w: dates for w, dates in walked.items() if dates
    }


@given(publication_runs(), CUTS)
def test_big_days_are_neither_made_nor_lost(run: tuple[Publication, ...], before: date) -> None:
    assert sum(big_days_after(replay(run, before)).values()) == 0


@given(publication_runs())
def test_each_chapter_opens_where_the_ones_before_it_left_somebody(run: tuple[Publication, ...]) -> None:
    chapters = replay(run)
    for number, chapter in enumerate(chapters):
        left = big_days_after(chapters[:number])
        assert all(account.opening == left.get(account.consultant, 0) for account in chapter.big_days)


def test_years_add_up() -> None:
    first = [christmas("anna", "2026-12-24"), christmas("anna", "2026-12-25"), christmas("bo", "2026-12-26")]
    second = [christmas("bo", "2027-12-24"), christmas("cleo", "2027-12-25")]
    one = december(1, YEAR, first, anna=1000, bo=1000, cleo=1000)
    other = december(2, NEXT, second, anna=1000, bo=500, cleo=500)
    assert after(one) == {"anna": 1000, "bo": 0, "cleo": -1000}
    assert after(one, other) == {"anna": 0, "bo": 500, "cleo": -500}


def test_two_duties_on_one_date_are_one_date() -> None:
    held = [christmas("anna", "2026-12-24"), christmas("anna", "2026-12-24", "backend"), christmas(None, "2026-12-25")]
    assert dates_of(held) == {"anna": 1000}
    assert after(december(1, YEAR, held, anna=1500, bo=1500)) == {"anna": 500, "bo": -500}


def test_a_swap_moves_the_date_to_whoever_serves_it() -> None:
    planned = december(1, YEAR, [christmas("anna", "2026-12-24")], anna=500, bo=500)
    swapped = december(2, YEAR, [christmas("bo", "2026-12-24")], anna=500, bo=500)
    assert after(planned, swapped) == {"anna": -500, "bo": 500}


def test_whoever_steps_in_without_a_share_has_an_account_from_then_on() -> None:
    assert after(december(1, YEAR, [christmas("gro", "2026-12-24")], anna=1000)) == {"anna": -1000, "gro": 1000}


def test_somebody_away_for_a_year_comes_back_to_the_balance_of_before() -> None:
    first = december(1, YEAR, [christmas("anna", "2026-12-24")], cleo=1000)
    away = december(2, NEXT, [christmas("anna", "2027-12-24")], anna=1000)
    back = december(3, Period.parse("2028-12"), [christmas("cleo", "2028-12-24")], anna=1000, cleo=0)
    assert after(first, away) == {"anna": 1000, "cleo": -1000}
    assert after(first, away, back) == {"anna": 0, "cleo": 0}


def test_a_roster_of_an_earlier_release_counts_for_nothing() -> None:
    old = version(1, YEAR, [christmas("anna", "2026-12-24")])
    assert after(old) == {}
