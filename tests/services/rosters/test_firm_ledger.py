"""The ledger over three quarters of the small firm: one joins, one is away, one leaves, and two swap afterwards."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from rostering.cli.report import write_report
from rostering.domain.accounts import dates_of
from rostering.domain.findings import DATE, Account
from rostering.rosters.ledger import BROUGHT, balances_after, big_days_after, carried_balances, known_to, replay
from rostering.rosters.version import Publication, Version
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.edits import assign
from rostering.services.rosters.fairness import fairness, history
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.showing import show
from rostering.spans import Period
from rostering.store import open_store
from samples.called import Command
from samples.shared import made_once
from samples.small_firm import SHEETS, write_firm

QUARTERS = [Period.parse(quarter) for quarter in ("2026Q2", "2026Q3", "2026Q4")]
SWAPPED = "preparedness:2026-04-11:pim:1"
CONSULTANTS = SHEETS["consultants.csv"].replace("pim,regular,2021-01-01,", "pim,regular,2021-01-01,2026-09-30")
PEOPLE = CONSULTANTS + "gerda,Gerda Lysholm,,pim,regular,2026-07-01,,0.5,\n"
AGREEMENTS = """\
customer,package,from,to
havn,extended,2024-01-01,2026-03-31
havn,premium,2026-04-01,2026-05-03
havn,extended,2026-05-04,
molo,extended,2024-01-01,
"""
AWAY = "consultant,from,to,kind\nbirk,2026-07-01,2026-09-30,leave\n"


def plan(url: str, period: Period) -> int:
    return make_plan(url, period, limits_of(600, effort=0.3), lambda _: None, "tester").version.number


def holder(version: Version, seat: str) -> str | None:
    return next(duty.consultant for duty in version.duties if duty.seat.id == seat)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Rosters 1 to 3 are the quarters; 4 takes a duty of the first from one PIM and gives it to another."""
    return str(made_once(tmp_path_factory, "ledger", make_quarters) / "rostering.db")


def make_quarters(folder: Path) -> None:
    url = str(folder / "rostering.db")
    sheets = {"consultants_csv": PEOPLE, "agreements_csv": AGREEMENTS, "leave_csv": AWAY}
    import_folder(url, write_firm(folder / "firm", **sheets), "tester")
    for quarter in QUARTERS:
        publish(url, plan(url, quarter), "tester")
    taker = "folke" if holder(show(url, 1).version, SWAPPED) == "elma" else "elma"
    publish(url, assign(url, 1, SWAPPED, taker, "tester").version.number, "tester", force=True)


def publications(url: str) -> tuple[Publication, ...]:
    with open_store(url).reading() as reading:
        return reading.publications()


def accounts(version: Version) -> Mapping[tuple[str, str], Account]:
    return {(account.consultant, account.role): account for account in version.ledger}


def test_replaying_all_published_rosters_gives_the_ledger_in_the_store(store: str) -> None:
    published = publications(store)
    for publication in published:
        made = publication.version
        carried = carried_balances(known_to(made, published), made.period.first)
        for key, account in accounts(made).items():
            duties = [one.seat for one in made.duties if (one.consultant, one.seat.role) == key]
            assert account.opening == carried.get(key, account.opening)
            assert account.earned == sum(seat.points for seat in duties)
    openings = {key: account.opening for key, account in accounts(published[2].version).items()}
    assert openings == {key: accounts(published[1].version)[key].deviation for key in openings if key[0] != "birk"} | {
        ("birk", "backend"): accounts(published[0].version)["birk", "backend"].deviation
    }


def test_big_days_open_with_what_was_published_and_their_shares_are_all_the_seats(store: str) -> None:
    published = publications(store)
    for made in (one.version for one in published):
        carried = big_days_after(replay(known_to(made, published), made.period.first))
        assert {one.consultant: one.opening for one in made.big_days} == {
            one.consultant: carried.get(one.consultant, 0) for one in made.big_days
        }
        big = [one for one in made.duties if one.seat.occasion]
        assert sum(one.target for one in made.big_days) == DATE * len(big)
        assert {one.consultant: one.earned for one in made.big_days} == {
            one.consultant: dates_of(big)[one.consultant] for one in made.big_days
        }
    assert sum(one.earned for one in published[0].version.big_days) > 0  # Easter


def test_the_big_days_of_a_period_are_the_historys_and_those_of_the_newest_the_stored_ones(store: str) -> None:
    assert fairness(store, QUARTERS[2]).big_days == history(store).chapters[2].big_days
    assert fairness(store).big_days == show(store, 4).version.big_days


def test_a_swap_moves_the_points_to_whoever_does_the_work_and_no_other_balance(store: str) -> None:
    published, end = publications(store), date(2027, 1, 1)
    before, after = carried_balances(published[:3], end), carried_balances(published, end)
    giver, taker = (holder(published[place].version, SWAPPED) for place in (0, 3))
    moved = {key[0]: after[key] - before[key] for key in after if after[key] != before[key]}
    assert moved == {giver: -3, taker: 3}


def test_leave_joining_and_leaving_shrink_the_share_and_balances_wait_for_those_who_are_away(store: str) -> None:
    spring, summer, autumn = (accounts(show(store, number).version) for number in (1, 2, 3))
    assert ("birk", "backend") not in summer
    assert autumn["birk", "backend"].opening == spring["birk", "backend"].deviation
    assert ("gerda", "pim") not in spring
    assert summer["gerda", "pim"].opening == min(summer[who, "pim"].opening for who in ("elma", "folke"))
    assert 2 * summer["gerda", "pim"].target == pytest.approx(summer["elma", "pim"].target, abs=1)
    assert ("folke", "pim") not in autumn
    assert ("folke", "pim") in carried_balances(publications(store), date(2027, 1, 1))


def test_the_history_is_the_quarters_in_order_each_opened_by_the_one_before(store: str) -> None:
    past = history(store).chapters
    assert [(chapter.publication.version.number, chapter.period) for chapter in past] == [
        (number, quarter) for number, quarter in zip((4, 2, 3), QUARTERS, strict=True)
    ]
    for number, chapter in enumerate(past[1:], start=1):
        left = balances_after(past[:number])
        for account in (entry.account for entry in chapter.entries):
            known = left.get((account.consultant, account.role))
            assert known is None or sum(known.values()) == account.opening
    assert [chapter.period for chapter in history(store, QUARTERS[1]).chapters] == [QUARTERS[1]]


def test_the_ledger_of_a_period_is_the_historys_chapter_of_it(store: str) -> None:
    chapter = history(store).chapters[2]
    assert fairness(store, QUARTERS[2]).entries == chapter.entries


def test_the_newest_ledger_is_the_stored_one_by_kind_with_big_days_and_what_was_brought_on_their_own(
    store: str,
) -> None:
    shown = {(e.account.consultant, e.account.role): e for e in fairness(store).entries}
    assert tuple(entry.account for entry in shown.values()) == show(store, 4).version.ledger
    lines = {line.kind: line for line in shown["asta", "backend"].kinds}
    assert lines[BROUGHT].opening == 2
    assert set(lines) == {BROUGHT, "big_day", "holiday_period", "weekend"}


def test_an_edit_of_the_first_quarter_opens_as_that_quarter_did(store: str) -> None:
    first, swap = show(store, 1).version, show(store, 4).version
    assert {k: a.opening for k, a in accounts(first).items()} == {k: a.opening for k, a in accounts(swap).items()}


def test_a_report_shows_the_balances_of_its_time_for_ever(store: str, tmp_path: Path) -> None:
    page = write_report(store, 3, tmp_path / "page.html").file.read_text(encoding="utf-8")
    known = known_to(show(store, 3).version, publications(store))
    assert [one.version.number for one in known] == [1, 2]
    for chapter in replay(known):
        for one in (entry.account for entry in chapter.entries if entry.account.role == "frontend"):
            opening, deviation = (f"{points:+d}".replace("-", "−") for points in (one.opening, one.deviation))
            assert f"opening {opening.replace('+0', '0')}, earned {one.earned}, target {one.target}" in page
            assert f"deviation {deviation.replace('+0', '0')}" in page


def test_printing_again_after_more_was_published_gives_the_same_bytes(planned: str, tmp_path: Path) -> None:
    later = plan(planned, Period.parse("2026-12-01..2026-12-06"))
    publish(planned, 1, "tester")
    publish(planned, later, "tester", force=True)
    once = write_report(planned, later, tmp_path / "once.html").file.read_bytes()
    swapped = "preparedness:2026-11-07:pim:1"
    publish(planned, assign(planned, 1, swapped, None, "tester").version.number, "tester", force=True)
    assert write_report(planned, later, tmp_path / "again.html").file.read_bytes() == once


def test_who_served_last_christmas_is_remembered_this_christmas(imported: str) -> None:
    years = [Period.parse(f"{year}-12-25..{year}-12-25") for year in (2025, 2026)]
    seats = [f"preparedness:{year.first}:pim:1" for year in years]
    publish(imported, plan(imported, years[0]), "tester")
    served = holder(show(imported, 1).version, seats[0])
    plan(imported, years[1])
    for who, breached in (("elma", served == "elma"), ("folke", served == "folke")):
        current = holder(show(imported).version, seats[1])
        made = show(imported).version if current == who else assign(imported, 2, seats[1], who, "tester").version
        about = [one.breach.about for one in made.breaches if one.breach.rule == "big_days"]
        assert ((who, "Christmas", "2025", "2026") in about) is breached


@pytest.mark.usefixtures("published")
def test_fairness_over_time_is_shown_and_listed(rostering: Command) -> None:
    (chapter,) = rostering("fairness", "--history", "--json").json
    assert (chapter["roster"], chapter["whole"]) == (1, True)
    assert chapter["period"] == {"from": "2026-11-01", "to": "2026-11-30"}
    assert chapter["accounts"] == rostering("fairness", "--json").json
    assert "Asta Fyrlund Backend 2026-11 +2" in " ".join(rostering("fairness", "--history").out.split())
    assert rostering("fairness", "2026-12", "--history", "--json").json == []
    assert rostering("fairness", "2026-12", "--history").out == "Nothing of it is published.\n"


@pytest.mark.usefixtures("published")
def test_of_a_period_what_is_not_published_is_told_apart(rostering: Command) -> None:
    assert rostering("fairness", "2026-11").err == rostering("fairness").err == ""
    nothing, part = rostering("fairness", "2025Q1", "--json"), rostering("fairness", "2026Q4")
    assert (nothing.code, part.code) == (0, 0)
    assert nothing.err == (
        "rostering: note: nothing of 2025-01-01..2025-03-31 is published, so nobody has earned anything in it\n"
    )
    assert part.err == (
        "rostering: note: of 2026-10-01..2026-12-31 only 30 of 92 dates are published, "
        "the last is 2026-11-30; on the others nobody has earned anything\n"
    )


@pytest.mark.usefixtures("published")
def test_fairness_by_kind_adds_up_to_the_account(rostering: Command) -> None:
    for account in rostering("fairness", "--json").json:
        for field in ("opening", "earned", "target", "deviation"):
            assert sum(kind[field] for kind in account["kinds"]) == account[field]
    shown = " ".join(rostering("fairness").out.split())
    assert "Asta Fyrlund Backend +2" in shown
    assert "Brought +2 0 0 +2" in shown
