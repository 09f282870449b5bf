from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rostering.domain.findings import CompensatingDay
from rostering.errors import BadCall
from rostering.resources import shipped
from rostering.rosters.version import Version
from rostering.services.cases.case import Case, case_of, is_overtaken
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.windows import windows
from rostering.spans import Period
from rostering.store import open_store
from samples.small_firm import MONTH, SEATS, edited, write_firm

DECEMBER = Period.parse("2026-12")


def case(url: str, period: Period) -> Case:
    with open_store(url).reading() as reading:
        return case_of(reading, period)


def published_version(url: str) -> Version:
    with open_store(url).reading() as reading:
        return reading.version(1)


def test_windows_tell_what_must_be_staffed(imported: str) -> None:
    demand = windows(imported, MONTH)
    assert sum(sum(window.roles.values()) for window in demand.windows) == SEATS
    assert [window.booking for window in demand.windows if window.booking] == ["B1", "B1"]
    assert demand.customers["havn"] == "Havnekontoret Køl A/S"
    assert demand.roles["pim"] == "PIM"
    assert demand.warnings == ()


@pytest.mark.parametrize("folder", ["picocore", "nordic"])
def test_a_case_that_looks_ahead_has_the_problems_of_both_periods(folder: str, tmp_path: Path) -> None:
    url = str(tmp_path / "store.db")
    import_folder(url, shipped("examples") / folder, "tester")
    period, longer = Period.parse("2026Q4"), Period.parse("2026-10-01..2027-01-28")
    with open_store(url).reading() as reading:
        both = case_of(reading, period, look_ahead=4)
    assert both.problem == case(url, period).problem
    assert both.longer == case(url, longer).problem
    assert both.problem.input_hash == case(url, period).problem.input_hash


def test_the_look_ahead_ends_before_what_is_published(published: str) -> None:
    with open_store(published).reading() as reading:
        longer = case_of(reading, Period.parse("2026-10-01..2026-10-20"), look_ahead=4).longer
        assert case_of(reading, Period.parse("2026-10"), look_ahead=4).longer is None
    assert longer is not None
    assert longer.period == Period.parse("2026-10")


def test_a_look_ahead_that_asks_for_nothing_has_no_problem(imported: str) -> None:
    period = Period.parse("2026-11-02..2026-11-06")
    with open_store(imported).reading() as reading:
        idle = replace(reading.inputs(), agreements=(), bookings=())
        assert case_of(reading, period, idle, look_ahead=4).longer is None
        assert case_of(reading, period).longer is None


@pytest.mark.parametrize(
    ("changed", "overtaken"),
    [
        ({}, False),
        (edited("customers.csv", "Havnekontoret Køl A/S", "Havnekontoret A/S"), False),
        (edited("leave.csv", "birk,2026-11-07", "birk,2026-11-06"), True),
    ],
)
def test_a_case_is_overtaken_once_its_problem_is_another(
    imported: str, tmp_path: Path, changed: dict[str, str], overtaken: bool
) -> None:
    before = case(imported, MONTH)
    import_folder(imported, write_firm(tmp_path / "new", **changed), "tester")
    with open_store(imported).reading() as reading:
        assert is_overtaken(reading, before, reading.inputs()) is overtaken


def test_a_case_is_overtaken_by_what_is_published_beside_it(planned: str) -> None:
    before = case(planned, DECEMBER)
    publish(planned, 1, "tester")
    with open_store(planned).reading() as reading:
        assert is_overtaken(reading, before, reading.inputs())


@pytest.mark.parametrize("year", ["0001", "1582", "4100", "9999"])
def test_years_without_a_calendar_are_refused(imported: str, year: str) -> None:
    with pytest.raises(BadCall, match="outside the calendar's years"):
        windows(imported, Period.parse(year))
    with pytest.raises(BadCall, match="outside the calendar's years"):
        case(imported, Period.parse(year))


def test_what_is_published_beside_the_period_is_given(published: str) -> None:
    given = case(published, DECEMBER).problem.given
    assert [duty.seat.id for duty in given] == [duty.seat.id for duty in published_version(published).duties]


def test_a_draft_gives_nothing(planned: str) -> None:
    assert case(planned, DECEMBER).problem.given == ()


def test_what_is_published_of_the_period_itself_is_not_given(published: str) -> None:
    assert case(published, MONTH).problem.given == ()
    days = {duty.seat.day for duty in case(published, Period.parse("2026-11-10..2026-11-20")).problem.given}
    assert max(day for day in days if day.day < 15) == date(2026, 11, 8)
    assert min(day for day in days if day.day > 15) == date(2026, 11, 21)


def test_what_was_published_more_than_400_days_before_is_forgotten(published: str) -> None:
    assert case(published, Period.parse("2027-11")).problem.given
    assert case(published, Period.parse("2028-03")).problem.given == ()


def test_what_is_published_beyond_the_margin_is_not_given(published: str) -> None:
    assert case(published, Period.parse("2026-09")).problem.given
    assert case(published, Period.parse("2026-03")).problem.given == ()


def test_deviations_of_published_rosters_are_carried_over(published: str) -> None:
    ledger = {(a.consultant, a.role): a.deviation for a in published_version(published).ledger}
    openings = {(a.consultant, a.role): a.opening for a in case(published, DECEMBER).problem.accounts}
    assert openings == ledger


def test_a_period_before_is_not_burdened(published: str) -> None:
    openings = {a.consultant: a.opening for a in case(published, Period.parse("2026-10")).problem.accounts}
    assert openings["asta"] == 2
    assert openings["cilje"] == 0


def test_the_policys_rules_come_with_the_case(published: str, tmp_path: Path) -> None:
    changed = edited("policy.toml", "[rules.spacing]\ndays = 6", "[rules.spacing]\ndays = 9")
    import_folder(published, write_firm(tmp_path / "new", **changed), "tester")
    assert [vars(rule)["days"] for rule in case(published, MONTH).rules if rule.name == "spacing"] == [9]


def test_published_days_off_around_the_period_come_with_the_case(planned: str) -> None:
    store, off = open_store(planned), CompensatingDay("asta", date(2026, 11, 30))
    with store.transaction() as tx:
        made = tx.add_version(replace(tx.newest(), compensating_days=(off,)))
        tx.publish(made.number, made.created, "tester")
    assert case(planned, DECEMBER).problem.given_days_off == (("asta", off.day),)
    assert not case(planned, DECEMBER).problem.works("asta", off.day)
    assert case(planned, MONTH).problem.given_days_off == ()
