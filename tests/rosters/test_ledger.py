from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rostering.domain.findings import Account
from rostering.domain.seats import Duty
from rostering.rosters.ledger import (
    BROUGHT,
    KindLine,
    LedgerEntry,
    balances_after,
    carried_balances,
    entries_of,
    known_to,
    replay,
)
from rostering.rosters.version import Publication
from rostering.spans import DAY, Period
from samples.published_samples import FIRST_INSTANT, duty, published, version
from samples.walked_ledger import CUTS, publication_runs, walked_balances

SUMMER, AUGUST, AUTUMN = Period.parse("2026Q3"), Period.parse("2026-08"), Period.parse("2026Q4")
NEXT_YEAR = date(2027, 1, 1)
JULY_4, AUGUST_1, SEPTEMBER_5, OCTOBER_3 = date(2026, 7, 4), date(2026, 8, 1), date(2026, 9, 5), date(2026, 10, 3)
NOVEMBER_7 = date(2026, 11, 7)


def pim(consultant: str, opening: int, target: int) -> Account:
    return Account(consultant, "pim", opening, target)


def balances(*publications: Publication, before: date = NEXT_YEAR) -> dict[str, int]:
    return {who: points for (who, _), points in carried_balances(publications, before).items()}


def sums(entry: LedgerEntry) -> Account:
    """What the lines of an entry add up to."""
    opening, target, earned = (
        sum(getattr(line, field) for line in entry.kinds) for field in ("opening", "target", "earned")
    )
    return Account(entry.account.consultant, entry.account.role, opening, target, earned)


def on_big_day(made: Duty) -> Duty:
    return replace(made, seat=replace(made.seat, occasion="Christmas"))


@given(publication_runs(), CUTS)
def test_balances_replayed_and_walked_are_the_same(run: tuple[Publication, ...], before: date) -> None:
    assert carried_balances(run, before) == walked_balances(run, before)


@given(publication_runs(), st.booleans())
def test_replaying_what_was_published_gives_the_ledger_that_was_stored(
    run: tuple[Publication, ...], big_days: bool
) -> None:
    for publication in run:
        made = publication.version
        before = replay(known_to(made, run), made.period.first, big_days=big_days)
        carried = {key: sum(kinds.values()) for key, kinds in balances_after(before).items()}
        seats = [one.seat for one in made.duties]
        entries = entries_of(made.ledger, seats, made.duties, balances_after(before), big_days=big_days)
        assert tuple(entry.account for entry in entries[: len(made.ledger)]) == made.ledger
        assert all(entry.account.target == 0 for entry in entries[len(made.ledger) :])
        assert all(carried.get((one.consultant, one.role), one.opening) == one.opening for one in made.ledger)


@given(publication_runs(), CUTS, st.booleans())
def test_the_lines_of_an_account_add_up_to_it(run: tuple[Publication, ...], before: date, big_days: bool) -> None:
    entries = [entry for chapter in replay(run, before, big_days=big_days) for entry in chapter.entries]
    assert all(sums(entry) == entry.account for entry in entries)
    brought = [line for entry in entries for line in entry.kinds if line.kind == BROUGHT]
    assert all((line.earned, line.target) == (0, 0) for line in brought)


@given(publication_runs())
def test_each_chapter_opens_where_the_ones_before_it_left_an_account(run: tuple[Publication, ...]) -> None:
    chapters = replay(run)
    for number, chapter in enumerate(chapters):
        left = balances_after(chapters[:number])
        for account in (entry.account for entry in chapter.entries):
            key = account.consultant, account.role
            assert key not in left or sum(left[key].values()) == account.opening


@given(publication_runs())
def test_every_published_date_is_in_one_chapter(run: tuple[Publication, ...]) -> None:
    days = [day for chapter in replay(run) for day in chapter.days]
    assert sorted(days) == sorted({day for one in run for day in one.version.period})


@given(publication_runs())
def test_where_everybody_has_an_account_points_are_neither_made_nor_lost(run: tuple[Publication, ...]) -> None:
    for chapter in replay(run):
        made = chapter.publication.version
        held = [one for one in made.duties if one.seat.day in chapter.days]
        for role in {one.role for one in made.ledger}:
            points = sum(one.seat.points for one in held if one.seat.role == role)
            assert sum(e.account.target for e in chapter.entries if e.account.role == role) == points


@given(publication_runs(), st.booleans())
def test_every_duty_that_somebody_holds_is_in_an_account_of_its_holder(
    run: tuple[Publication, ...], big_days: bool
) -> None:
    for chapter in replay(run, big_days=big_days):
        held = [one for one in chapter.publication.version.duties if one.consultant and one.seat.day in chapter.days]
        accounts = {(e.account.consultant, e.account.role): e.account.earned for e in chapter.entries}
        assert {(one.consultant, one.seat.role) for one in held} <= accounts.keys()
        assert sum(accounts.values()) == sum(one.seat.points for one in held)


def test_deviations_of_finished_periods_add_up_from_the_first_opening() -> None:
    first = version(1, SUMMER, [duty("anna", JULY_4, points=12)], ledger=[pim("anna", 5, 10), pim("bo", 0, 2)])
    second = version(2, AUTUMN, [duty("anna", OCTOBER_3, points=7)], ledger=[pim("anna", 7, 10)])
    assert balances(*published(first, second)) == {"anna": 5 + 2 - 3, "bo": -2}


def test_somebody_away_for_a_whole_period_keeps_the_balance_and_comes_back_to_it() -> None:
    first = version(1, SUMMER, [duty("anna", JULY_4)], ledger=[pim("anna", 5, 2), pim("bo", 0, 1)])
    away = version(2, AUTUMN, [duty("bo", OCTOBER_3)], ledger=[pim("bo", -1, 3)])
    back = version(3, Period.parse("2027Q1"), [duty("anna", NEXT_YEAR)], ledger=[pim("anna", 6, 2), pim("bo", -1, 1)])
    assert balances(*published(first, away)) == {"anna": 6, "bo": -1}
    openings = [(e.account.consultant, e.account.opening) for e in replay(published(first, away, back))[2].entries]
    assert openings == [("anna", 6), ("bo", -1)]


def test_a_superseded_roster_does_not_count() -> None:
    old = version(1, SUMMER, [duty("anna", JULY_4)], ledger=[pim("anna", 0, 2), pim("bo", 0, 1)])
    swap = version(2, SUMMER, [duty("bo", JULY_4)], ledger=[pim("anna", 0, 2), pim("bo", 0, 1)])
    assert balances(*published(old)) == {"anna": 1, "bo": -1}
    assert balances(*published(old, swap)) == {"anna": -2, "bo": 2}


def test_a_month_inside_a_published_quarter_opens_with_what_was_done_before_it() -> None:
    duties = [duty("anna", JULY_4), duty("anna", AUGUST_1), duty("bo", SEPTEMBER_5)]
    quarter = version(1, SUMMER, duties, ledger=[pim("anna", 1, 6), pim("bo", 0, 3)])
    assert balances(*published(quarter), before=SUMMER.first) == {}
    assert balances(*published(quarter), before=AUGUST.first) == {"anna": 1 + 3 - 2, "bo": 0 - 1}


def test_a_roster_superseded_in_part_counts_for_the_days_it_holds() -> None:
    duties = [duty("anna", JULY_4), duty("anna", JULY_4, number=2), duty("bo", AUGUST_1), duty("anna", SEPTEMBER_5)]
    quarter = version(1, SUMMER, duties, ledger=[pim("anna", 0, 6), pim("bo", 0, 6)])
    repair = version(2, AUGUST, [duty("anna", AUGUST_1)], ledger=[pim("anna", 3, 2), pim("bo", -3, 1)])
    first, second = replay(published(quarter, repair))
    assert (first.period, first.whole, second.period, second.whole) == (SUMMER, False, AUGUST, True)
    assert [(e.account.earned, e.account.target) for e in first.entries] == [(9, 5), (0, 4)]
    assert balances(*published(quarter, repair)) == {"anna": 4 + 3 - 2, "bo": -4 - 1}


def test_a_period_that_is_published_late_takes_its_place_in_time() -> None:
    autumn = version(1, AUTUMN, [duty("anna", OCTOBER_3)], ledger=[pim("anna", 4, 1), pim("bo", 4, 2)])
    summer = version(2, SUMMER, [duty("bo", JULY_4)], ledger=[pim("anna", 4, 2), pim("bo", 0, 1)])
    assert [chapter.period for chapter in replay(published(autumn, summer))] == [SUMMER, AUTUMN]
    assert balances(*published(autumn, summer)) == {"anna": 4 - 2 + 2, "bo": 2 - 2}


def test_whoever_steps_in_without_an_account_gets_the_points_with_nothing_as_their_share() -> None:
    first = version(1, SUMMER, [], ledger=[pim("anna", 2, 0)])
    helped = version(2, AUTUMN, [duty("anna", OCTOBER_3), duty("bo", OCTOBER_3, number=2)])
    assert balances(*published(first, helped)) == {"anna": 5, "bo": 3}
    assert replay(published(first, helped))[1].entries == (
        LedgerEntry(Account("anna", "pim", 2, 0, 3), (KindLine(BROUGHT, 2, 0, 0), KindLine("weekend", 0, 3, 0))),
        LedgerEntry(Account("bo", "pim", 0, 0, 3), (KindLine("weekend", 0, 3, 0),)),
    )


def test_those_who_step_in_are_listed_by_name_whatever_the_order_of_their_duties() -> None:
    first = version(1, SUMMER, [], ledger=[pim("bo", 1, 0), pim("anna", 2, 0)])
    helped = version(2, AUTUMN, [duty("clara", OCTOBER_3), duty("bo", OCTOBER_3, number=2), duty("anna", NOVEMBER_7)])
    entries = replay(published(first, helped))[1].entries
    assert [(entry.account.consultant, entry.account.earned) for entry in entries] == [
        ("anna", 3),
        ("bo", 3),
        ("clara", 3),
    ]


def test_kinds_share_the_target_as_the_roles_points_and_carry_their_own_deviation() -> None:
    big = on_big_day(duty("anna", OCTOBER_3, points=6))
    duties = [duty("bo", JULY_4), duty("bo", JULY_4, number=2, kind="holiday_period", points=1)]
    first = version(1, SUMMER, duties, ledger=[pim("anna", 2, 4), pim("bo", 0, 0)])
    second = version(2, AUTUMN, [duty("bo", OCTOBER_3, number=2), big], ledger=[pim("anna", -2, 3), pim("bo", 4, 6)])
    before, after = replay(published(first, second))
    assert before.entries[0].kinds == (
        KindLine(BROUGHT, 2, 0, 0),
        KindLine("holiday_period", 0, 0, 1),
        KindLine("weekend", 0, 0, 3),
    )
    assert after.entries[0].kinds == (
        KindLine(BROUGHT, 2, 0, 0),
        KindLine("big_day", 0, 6, 2),
        KindLine("holiday_period", -1, 0, 0),
        KindLine("weekend", -3, 0, 1),
    )
    assert after.entries[1].kinds == (
        KindLine("big_day", 0, 0, 4),
        KindLine("holiday_period", 1, 0, 0),
        KindLine("weekend", 3, 3, 2),
    )


def test_big_days_stand_with_their_kind_where_the_policy_has_no_points_for_them() -> None:
    (entry,) = replay(
        published(version(1, SUMMER, [on_big_day(duty("anna", JULY_4))], ledger=[pim("anna", 0, 3)])), big_days=False
    )[0].entries
    assert entry.kinds == (KindLine("weekend", 0, 3, 3),)


def test_a_version_knows_what_was_published_before_it_was_made() -> None:
    runs = published(*(version(number, SUMMER) for number in (1, 2, 3)))
    made = replace(version(9, AUTUMN), created=FIRST_INSTANT + DAY)
    assert [one.number for one in known_to(made, runs)] == [1, 2]
    assert [one.number for one in known_to(replace(made, number=1), runs)] == [1], "not in the second it was made"
    assert [one.number for one in known_to(replace(made, number=2), runs)] == [1], "nor itself, published at once"
