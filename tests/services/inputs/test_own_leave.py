"""Leave and wishes of one consultant: looked at, entered, changed, withdrawn, each by those who may."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rostering.domain.parties import LeaveKind
from rostering.domain.radar import ClashReason
from rostering.domain.users import Actor
from rostering.errors import FaultyInput, Stale
from rostering.rosters.clashes import clashes
from rostering.services.access.rights import Forbidden
from rostering.services.inputs.folders import ChangedMeanwhile, export_folder, import_folder
from rostering.services.inputs.leave_ground import Entry, NoSuchEntry, Wanted
from rostering.services.inputs.own_leave import check_leave, enter_leave, own_leave, withdraw_leave
from rostering.services.links.subscriptions import NobodyToSubscribe
from rostering.spans import Period, month_of
from rostering.store import open_store
from samples.long_rosters import publish
from samples.own_pages import ASTA, AT, BIRK, FINANCE, LEAD, VIEWER
from samples.small_firm import write_firm
from samples.web_firm import MONTHS, SECOND

DECEMBER = month_of(2026, 12)


def entry(*texts: str, kind: LeaveKind = LeaveKind.LEAVE, old: str | None = None, who: str = "asta") -> Entry:
    wanted = tuple(Wanted(f"from_{number}", Period.parse(text)) for number, text in enumerate(texts, start=1))
    return Entry(who, kind, wanted, old)


def version(store: str, who: str = "asta") -> str:
    return own_leave(store, LEAD, who, DECEMBER, AT).version


def put_in(store: str, wanted: Entry, actor: Actor = LEAD) -> None:
    check = check_leave(store, actor, wanted, version(store, wanted.consultant), AT)
    enter_leave(store, actor, wanted, check.version, check.seen, AT)


def kept(store: str, who: str = "asta") -> list[str]:
    with open_store(store).reading() as reading:
        return sorted(f"{one.kind} {one.period}" for one in reading.inputs().leave if one.consultant == who)


def log_of(store: str) -> list[tuple[str, str, str, str | None, str | None]]:
    with open_store(store).reading() as reading:
        entries = [one for one in reading.audit_log() if one.what.startswith("leave of")]
        return [(one.who, one.action, one.what, one.before, one.after) for one in entries]


def faults_of(store: str, wanted: Entry) -> list[tuple[str, str]]:
    with pytest.raises(FaultyInput) as faulty:
        check_leave(store, ASTA, wanted, version(store, wanted.consultant), AT)
    return [(fault.place, fault.message) for fault in faulty.value.faults]


def test_several_stretches_are_one_entry_and_each_is_logged(store: str) -> None:
    put_in(store, entry("2027-02-01..2027-02-03", "2027-02-10..2027-02-10"), ASTA)
    assert kept(store) == ["leave 2027-02-01..2027-02-03", "leave 2027-02-10..2027-02-10"]
    assert log_of(store) == [
        ("asta", "enter leave", "leave of asta: 2027-02-01..2027-02-03", None, "leave 2027-02-01..2027-02-03"),
        ("asta", "enter leave", "leave of asta: 2027-02-10..2027-02-10", None, "leave 2027-02-10..2027-02-10"),
    ]


def test_looking_stores_nothing(store: str) -> None:
    check_leave(store, ASTA, entry("2026-11-28..2026-11-28"), version(store), AT)
    assert (kept(store), log_of(store)) == ([], [])


def test_dates_that_overlap_are_put_in_once(store: str) -> None:
    put_in(store, entry("2027-02-01..2027-02-03"))
    check = check_leave(store, ASTA, entry("2027-02-02..2027-02-05"), version(store), AT)
    assert check.known == (Period.parse("2027-02-02..2027-02-03"),)
    put_in(store, entry("2027-02-02..2027-02-05"))
    assert kept(store) == ["leave 2027-02-01..2027-02-03", "leave 2027-02-04..2027-02-05"]


def test_an_entry_says_which_duties_bookings_and_colleagues_it_meets(store: str, tmp_path: Path) -> None:
    changed = {
        "bookings_csv": "id,customer,from,to,part,roles,shared,cancelled\n"
        "B1,havn,2026-11-04,2026-11-05,evening,backend:1,,\n"
        "B2,havn,2026-12-04,2026-12-07,evening,backend:1,,\nB3,molo,2026-12-04,2026-12-07,evening,pim:1,,\n"
        "B4,molo,2026-12-04,2026-12-07,evening,backend:1,,yes\n",
        "leave_csv": "consultant,from,to,kind\nbirk,2026-12-01,2026-12-05,leave\n"
        "birk,2026-12-06,2026-12-06,rather_not\nelma,2026-12-05,2026-12-05,leave\n",
    }
    import_folder(store, write_firm(tmp_path / "new", **changed), "tester", force=True)
    check = check_leave(store, ASTA, entry("2026-12-05..2026-12-06"), version(store), AT)
    assert [duty.seat.id for duty in check.duties] == ["preparedness:2026-12-05:pim:1"]
    assert [(one.name, str(one.period)) for one in check.away] == [("Birk Ålund", "2026-12-05..2026-12-05")]
    ordered = [(one.booking.id, str(one.period), dict(one.roles)) for one in check.ordered]
    assert ordered == [("B2", "2026-12-05..2026-12-06", {"backend": 1})]


def test_leave_on_a_published_duty_is_taken_the_duty_stays_and_the_radar_sees_it(store: str) -> None:
    put_in(store, entry("2026-12-05..2026-12-05"), ASTA)
    with open_store(store).reading() as reading:
        found = clashes(reading.publications(), reading.inputs())
    (clash,) = (each for each in found if each.reason is ClashReason.LEAVE)
    assert (clash.consultant, clash.seats) == ("asta", ("preparedness:2026-12-05:pim:1",))
    shown = own_leave(store, ASTA, "asta", DECEMBER, AT)
    assert [duty.seat.day for duty in shown.clashes] == [date(2026, 12, 5)]


def test_a_wish_on_a_published_duty_is_no_clash(store: str) -> None:
    put_in(store, entry("2026-12-05..2026-12-05", kind=LeaveKind.RATHER_NOT))
    assert own_leave(store, ASTA, "asta", DECEMBER, AT).clashes == ()


def test_an_entry_takes_the_place_of_another(store: str) -> None:
    put_in(store, entry("2027-02-01..2027-02-03"))
    put_in(store, entry("2027-02-02..2027-02-08", kind=LeaveKind.RATHER_NOT, old="leave 2027-02-01..2027-02-03"), ASTA)
    assert kept(store) == ["rather_not 2027-02-02..2027-02-08"]
    assert log_of(store)[-1] == (
        "asta",
        "change leave",
        "leave of asta: 2027-02-01..2027-02-03",
        "leave 2027-02-01..2027-02-03",
        "rather_not 2027-02-02..2027-02-08",
    )


def test_dates_that_are_over_stay_when_the_rest_is_taken_back(store: str, tmp_path: Path) -> None:
    began = "consultant,from,to,kind\nasta,2026-11-20,2026-11-30,leave\n"
    import_folder(store, write_firm(tmp_path / "new", leave_csv=began), "tester", force=True)
    withdraw_leave(store, ASTA, "asta", "leave 2026-11-20..2026-11-30", version(store), AT)
    assert kept(store) == ["leave 2026-11-20..2026-11-25"]
    assert log_of(store)[-1][1:] == (
        "withdraw leave",
        "leave of asta: 2026-11-20..2026-11-30",
        "leave 2026-11-20..2026-11-30",
        None,
    )


def test_what_is_not_there_cannot_be_taken_back(store: str) -> None:
    for key in ("leave 2027-02-01..2027-02-03", "", "leave", "x" * 60):
        with pytest.raises(NoSuchEntry, match="not there any more"):
            withdraw_leave(store, ASTA, "asta", key, version(store), AT)


def test_dates_that_cannot_be_put_in_are_told_field_by_field(store: str) -> None:
    over = "this is over: only dates from today on can be put in"
    assert faults_of(store, entry("2026-11-25..2026-11-27", "2028-11-26..2028-11-27")) == [
        ("from_1", over),
        ("from_2", "dates up to 2028-11-26 can be put in"),
    ]
    assert faults_of(store, entry()) == [("from_1", "say when: a date, or tick days in the calendar")]


def test_nothing_can_be_put_in_beyond_the_last_employed_day(store: str, tmp_path: Path) -> None:
    leaving = {"consultants_csv": write_firm(tmp_path / "old").joinpath("consultants.csv").read_text("utf-8")}
    leaving["consultants_csv"] = leaving["consultants_csv"].replace(
        "2020-01-01,,1,havn", "2020-01-01,2027-01-31,1,havn"
    )
    import_folder(store, write_firm(tmp_path / "new", **leaving), "tester", force=True)
    assert faults_of(store, entry("2027-02-01..2027-02-01")) == [("from_1", "dates up to 2027-01-31 can be put in")]


def test_a_wish_that_contradicts_what_is_there_is_refused(store: str) -> None:
    put_in(store, entry("2027-02-01..2027-02-03"))
    ((place, said),) = faults_of(store, entry("2027-02-03..2027-02-04", kind=LeaveKind.WOULD_LIKE))
    assert place == "from_1"
    assert said == "this contradicts what was put in before: leave, Mon 1 Feb – Wed 3 Feb 2027"


def test_what_was_put_in_before_is_not_put_in_again(store: str) -> None:
    put_in(store, entry("2027-02-01..2027-02-03"))
    assert faults_of(store, entry("2027-02-02..2027-02-02")) == [("from_1", "all of this was put in before")]


def test_whoever_sends_a_form_twice_is_told_and_nothing_is_stored_twice(store: str) -> None:
    wanted = entry("2027-02-01..2027-02-03")
    check = check_leave(store, ASTA, wanted, version(store), AT)
    enter_leave(store, ASTA, wanted, check.version, check.seen, AT)
    with pytest.raises(Stale) as stale:
        enter_leave(store, ASTA, wanted, check.version, check.seen, AT)
    assert stale.value.changes == ("new since then: leave, Mon 1 Feb – Wed 3 Feb 2027",)
    assert kept(store) == ["leave 2027-02-01..2027-02-03"]


def test_a_duty_published_since_the_look_is_told_before_anything_is_stored(store: str) -> None:
    wanted = entry("2026-12-05..2026-12-06", who="birk")
    check = check_leave(store, BIRK, wanted, version(store, "birk"), AT)
    publish(store, SECOND, MONTHS)
    with pytest.raises(Stale) as stale:
        enter_leave(store, BIRK, wanted, check.version, check.seen, AT)
    assert len(stale.value.changes) == 1
    assert "Sat 5 Dec" in stale.value.changes[0]
    assert kept(store, "birk") == ["leave 2026-11-07..2026-11-08"]


@pytest.mark.parametrize("actor", [BIRK, FINANCE, VIEWER], ids=lambda actor: actor.name)
def test_nobody_but_an_ops_lead_acts_for_another(store: str, actor: Actor) -> None:
    mark, wanted = version(store), entry("2027-02-01..2027-02-03")
    calls: list[Callable[[], object]] = [
        lambda: own_leave(store, actor, "asta", DECEMBER, AT),
        lambda: check_leave(store, actor, wanted, mark, AT),
        lambda: enter_leave(store, actor, wanted, mark, "-", AT),
        lambda: withdraw_leave(store, actor, "asta", "leave 2027-02-01..2027-02-03", mark, AT),
    ]
    for call in calls:
        with pytest.raises(Forbidden):
            call()
    assert kept(store) == []


def test_an_ops_lead_acts_for_anybody_and_the_log_names_the_lead(store: str) -> None:
    put_in(store, entry("2027-02-01..2027-02-03"), LEAD)
    assert log_of(store)[-1][0] == "lead"


def test_a_consultant_who_is_not_there_is_named(store: str) -> None:
    with pytest.raises(NobodyToSubscribe, match="there is no consultant 'astra'"):
        own_leave(store, LEAD, "astra", DECEMBER, AT)


def test_the_calendar_shows_what_is_put_in_duties_and_what_a_day_is(store: str) -> None:
    put_in(store, entry("2026-12-24..2026-12-24"))
    days = {one.day.day: one for one in own_leave(store, ASTA, "asta", DECEMBER, AT).days}
    assert len(days) == 31
    assert days[date(2026, 12, 24)].kinds == (LeaveKind.LEAVE,)
    assert [duty.consultant for duty in days[date(2026, 12, 5)].duties] == ["asta"]
    assert days[date(2026, 12, 25)].day.kind == "public_holiday"


def test_a_folder_that_does_not_know_of_it_may_not_undo_it(store: str, tmp_path: Path) -> None:
    folder = tmp_path / "known"
    export_folder(store, folder)
    put_in(store, entry("2027-02-01..2027-02-03"))
    with pytest.raises(ChangedMeanwhile, match=r"leave.csv: asta:2027-02-01:2027-02-03:leave"):
        import_folder(store, folder, "tester")
    export_folder(store, folder)
    assert not import_folder(store, folder, "tester").changed
    assert kept(store) == ["leave 2027-02-01..2027-02-03"]
