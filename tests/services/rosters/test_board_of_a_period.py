"""The board: what stands on which date, who holds what, and what whoever looks may know."""

from datetime import date
from pathlib import Path

import pytest

from rostering.answers.board import AwayKind, BoardShown, Cover, Narrowing, Turn
from rostering.domain.users import Actor, Role
from rostering.resources import shipped
from rostering.rosters.version import Status
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.board import NotKnown, board
from rostering.services.rosters.board_sources import NotOnTheBoard
from rostering.services.rosters.edits import assign
from rostering.services.rosters.listing import discard
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.showing import show
from rostering.spans import Period
from rostering.store.reading import UnknownRoster
from samples.small_firm import MONTH, SEATS, edited, write_firm

LEAD = Actor.ops("tester")
TODAY = date(2026, 11, 3)
SEAT = "preparedness:2026-11-07:backend:1"
SATURDAY = date(2026, 11, 7)


def looked(url: str, actor: Actor = LEAD, period: Period | None = MONTH, **options: object) -> BoardShown:
    return board(url, actor, period, today=TODAY, **options)  # type: ignore[arg-type]


def holder(url: str, number: int = 1, seat: str = SEAT) -> str | None:
    return next(duty.consultant for duty in show(url, number).version.duties if duty.seat.id == seat)


def other(url: str) -> str:
    return "asta" if holder(url) == "birk" else "birk"


def test_every_seat_of_the_roster_is_on_the_board_once(published: str) -> None:
    shown = looked(published)
    kept = show(published, 1).version.duties
    assert [duty.seat.id for duty in shown.duties] == [
        duty.seat.id for duty in sorted(kept, key=lambda one: (one.seat.span.start, one.seat.span.end, one.seat.id))
    ]
    assert len(shown.duties) == SEATS
    assert {(row.consultant, duty.seat.id) for row in shown.rows for duty in row.duties} == {
        (duty.consultant, duty.seat.id) for duty in kept
    }


def test_a_published_month_says_so_and_a_draft_says_that_it_holds_for_nobody(planned: str) -> None:
    (part,) = looked(planned).parts
    assert (part.roster, part.status, part.published) == (1, Status.DRAFT, None)
    publish(planned, 1, "lead")
    (part,) = looked(planned).parts
    assert (part.roster, part.status, part.by, part.period) == (1, Status.PUBLISHED, "lead", MONTH)


def test_a_period_that_no_roster_has_is_an_empty_plan_and_never_blank(imported: str) -> None:
    shown = looked(imported)
    assert [(part.roster, part.status) for part in shown.parts] == [(None, None)]
    assert len(shown.unplanned) == SEATS
    assert shown.cover["pim"][SATURDAY] == Cover(unplanned=1)
    assert shown.unplanned_periods[0] == Period(date(2026, 11, 1), date(2026, 11, 1))


def test_a_quarter_shows_what_each_date_has(published: str) -> None:
    shown = looked(published, period=Period.parse("2026Q4"))
    assert [(part.period, part.roster) for part in shown.parts] == [
        (Period.parse("2026-10"), None),
        (MONTH, 1),
        (Period.parse("2026-12"), None),
    ]
    assert {duty.seat.day.month for duty in shown.unplanned} == {10, 12}
    assert shown.empty == ()


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2026, 11, 30), "2026-11"),
        (date(2026, 3, 1), "2026-11"),
        (date(2027, 3, 1), "2026-11"),
    ],
)
def test_without_a_period_the_board_shows_the_month_that_has_something(published: str, today: date, month: str) -> None:
    assert board(published, LEAD, today=today).period == Period.parse(month)


def test_a_roster_without_a_period_is_shown_whole_where_that_is_a_month(published: str) -> None:
    assert board(published, LEAD, number=1, today=date(2027, 3, 1)).period == MONTH


def test_without_a_roster_the_board_shows_the_month_of_today(imported: str) -> None:
    assert board(imported, LEAD, today=date(2027, 2, 2)).period == Period.parse("2027-02")


def test_what_nobody_promised_is_no_gap(published: str) -> None:
    shown = looked(published)
    monday = date(2026, 11, 9)
    assert all(monday not in days for days in shown.cover.values())
    assert all(monday != duty.seat.day for duty in shown.duties)


def test_a_draft_is_marked_against_what_is_published(published: str) -> None:
    before, after = holder(published), other(published)
    assign(published, 1, SEAT, after, "tester")
    standing, drafted = looked(published), looked(published, number=2)
    assert (standing.turned, standing.compared, standing.asked) == (0, False, None)
    assert (drafted.turned, drafted.compared, drafted.asked) == (1, True, 2)
    cells = {row.consultant: row.cells[SATURDAY] for row in drafted.rows if SATURDAY in row.cells}
    (taken,) = [duty for duty in cells[after].duties if duty.seat.id == SEAT]
    assert (taken.turn, taken.was, taken.roster) == (Turn.MOVED, before, 2)
    assert before is not None
    (gone,) = cells[before].gone
    assert (gone.seat.id, gone.turn, gone.roster) == (SEAT, Turn.REMOVED, 1)


def test_a_seat_that_a_draft_empties_is_empty_and_gone_from_who_held_it(published: str) -> None:
    before = holder(published)
    assign(published, 1, SEAT, None, "tester")
    drafted = looked(published, number=2)
    assert [(duty.seat.id, duty.roster, duty.is_new) for duty in drafted.empty] == [(SEAT, 2, False)]
    assert drafted.cover["backend"][SATURDAY].share == "0/1"
    assert looked(published).cover["backend"][SATURDAY].share == "1/1"
    assert [row.consultant for row in drafted.rows for cell in row.cells.values() if cell.gone] == [before]


def test_a_booking_after_the_roster_was_made_is_an_empty_seat(published: str, tmp_path: Path) -> None:
    more = edited("bookings.csv", "backend:1,,\n", "backend:1,,\nB9,molo,2026-11-10,2026-11-10,evening,pim:1,,\n")
    import_folder(published, write_firm(tmp_path / "more", **more), "tester")
    shown = looked(published)
    assert [(duty.seat.booking, duty.roster, duty.is_new) for duty in shown.empty] == [("B9", 1, True)]
    assert shown.unplanned == ()


def test_leave_over_a_published_duty_is_a_clash(published: str, tmp_path: Path) -> None:
    who = holder(published)
    row = f"{who},2026-11-07,2026-11-07,leave\n"
    sheet = edited("leave.csv", "elma,2026-11-14", row + "elma,2026-11-14")
    import_folder(published, write_firm(tmp_path / "more", **sheet), "tester")
    assert [(row.consultant, duty.seat.id) for row, duty in looked(published).clashes] == [(who, SEAT)]


def away(shown: BoardShown, who: str, day: date) -> AwayKind | None:
    row = next(row for row in shown.rows if row.consultant == who)
    return row.cells[day].away if day in row.cells else None


@pytest.mark.parametrize(
    ("role", "consultant", "leave", "wish"),
    [
        (Role.OPS, None, AwayKind.LEAVE, AwayKind.RATHER_NOT),
        (Role.CONSULTANT, "asta", AwayKind.AWAY, None),
        (Role.CONSULTANT, "birk", AwayKind.LEAVE, None),
        (Role.CONSULTANT, "elma", AwayKind.AWAY, AwayKind.RATHER_NOT),
        (Role.VIEWER, None, AwayKind.AWAY, None),
        (Role.FINANCE, None, AwayKind.AWAY, None),
    ],
)
def test_why_others_are_away_and_what_they_wish_is_for_an_ops_lead_and_themselves(
    published: str, role: Role, consultant: str | None, leave: AwayKind, wish: AwayKind | None
) -> None:
    shown = looked(published, Actor("somebody", role, consultant))
    assert away(shown, "birk", SATURDAY) is leave
    assert away(shown, "elma", date(2026, 11, 14)) is wish


def test_whoever_looks_stands_first(published: str) -> None:
    rows = looked(published, Actor("somebody", Role.CONSULTANT, "folke")).rows
    assert [(row.consultant, row.is_me) for row in rows][:2] == [("folke", True), ("asta", False)]
    assert [row.consultant for row in looked(published).rows] == ["asta", "birk", "cilje", "david", "elma", "folke"]


def test_dates_before_somebody_joins_are_told(published: str, tmp_path: Path) -> None:
    sheet = edited("consultants.csv", "backend,regular,2021-01-01", "backend,regular,2026-11-02")
    import_folder(published, write_firm(tmp_path / "more", **sheet), "tester")
    shown = looked(published)
    assert away(shown, "birk", date(2026, 11, 1)) is AwayKind.NOT_EMPLOYED
    assert away(shown, "birk", date(2026, 11, 2)) is None


def test_the_board_is_narrowed_to_a_role_and_to_a_customer(published: str) -> None:
    pim = looked(published, narrowing=Narrowing(role="pim"))
    assert {duty.seat.role for duty in pim.duties} == {"pim"}
    assert [row.consultant for row in pim.rows] == ["elma", "folke"]
    assert list(pim.cover) == ["pim"]
    molo = looked(published, narrowing=Narrowing(customer="molo"))
    assert all("molo" in duty.seat.customers for duty in molo.duties)
    assert {duty.seat.booking for duty in molo.duties} == {None}
    both = looked(published, narrowing=Narrowing(role="backend", customer="havn"))
    assert {duty.seat.booking for duty in both.duties} == {None, "B1"}


@pytest.mark.parametrize(
    ("narrowing", "sentence"),
    [
        (Narrowing(role="bakend"), "there is no role 'bakend'"),
        (Narrowing(team="north"), "there is no team 'north'"),
        (Narrowing(customer="mola"), "there is no customer 'mola'"),
    ],
)
def test_what_nothing_is_called_is_refused(published: str, narrowing: Narrowing, sentence: str) -> None:
    with pytest.raises(NotKnown) as refused:
        looked(published, narrowing=narrowing)
    assert str(refused.value) == sentence


def test_a_roster_that_is_not_there_or_not_of_the_period_is_refused(published: str) -> None:
    with pytest.raises(UnknownRoster, match="there is no roster 7; the newest is 1"):
        looked(published, number=7)
    with pytest.raises(NotOnTheBoard) as refused:
        looked(published, period=Period.parse("2026-12"), number=1)
    assert str(refused.value) == ("roster 1 is for 2026-11-01..2026-11-30, and has no date of 2026-12-01..2026-12-31")


def test_a_draft_that_was_thrown_away_stands_no_more_but_can_be_looked_at(planned: str) -> None:
    discard(planned, 1, "tester")
    assert [part.roster for part in looked(planned).parts] == [None]
    assert looked(planned).rosters == ()
    assert [(part.roster, part.status) for part in looked(planned, number=1).parts] == [(1, Status.DISCARDED)]


def test_what_is_forbidden_and_broken_is_told_and_marked(planned: str) -> None:
    assign(planned, 1, SEAT, "birk", "tester")  # who is on leave
    shown = looked(planned, number=2)
    assert [each.text for each in shown.broken] == [
        "birk is on leave on 2026-11-07.",
        "birk has work or standby 7 days in a row, 2026-11-01 to 2026-11-07; at most 6.",
    ]
    broken = {duty.seat.id for duty in shown.duties if duty.is_broken}
    assert SEAT in broken
    assert {who for row in shown.rows for duty in row.duties if duty.seat.id in broken for who in [row.consultant]} == {
        "birk"
    }


def test_the_board_is_narrowed_to_a_local_team_where_there_are_several(tmp_path: Path, published: str) -> None:
    store = str(tmp_path / "nordic.db")
    import_folder(store, shipped("examples") / "nordic", "tester")
    whole = board(store, LEAD, Period.parse("2026-12"), today=TODAY)
    assert [team.id for team in whole.teams] == ["copenhagen", "malmo", "oslo"]
    parts = [
        board(store, LEAD, Period.parse("2026-12"), narrowing=Narrowing(team=team.id), today=TODAY)
        for team in whole.teams
    ]
    assert [{duty.seat.pool for duty in part.duties} for part in parts] == [{"copenhagen"}, {"malmo"}, {"oslo"}]
    assert sum(len(part.duties) for part in parts) == len(whole.duties)
    assert looked(published).teams == ()
