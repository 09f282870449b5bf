"""What falls due is listed, held, moved and waived; who may, what is refused, and what stays when promises change."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rostering.domain.dues import DueState
from rostering.domain.users import Actor, Role
from rostering.errors import BadCall, Conflict, FaultyInput, RosteringError, Stale
from rostering.services.access.rights import Forbidden
from rostering.services.dues.due_looks import obligation, obligations, promises
from rostering.services.dues.keeping import SaidOfDue, SettledAlready, done, move, waive
from rostering.services.dues.ledger import UnknownCustomer, UnknownDue
from rostering.services.inputs.folders import export_folder
from rostering.spans import Period
from rostering.store import open_store
from samples.due_firm import AT, LEAD, REPORT, REVIEW, import_due_firm
from samples.small_folder import AGREEMENTS

Q4 = Period.parse("2026Q4")
NEXT = Period.parse("2027Q1")


@pytest.fixture
def store(url: str, tmp_path: Path) -> str:
    import_due_firm(url, tmp_path / "firm")
    return url


def listed(store: str, period: Period = Q4, customer: str | None = None) -> list[tuple[str, str, str, str]]:
    found = obligations(store, LEAD, period, customer, AT)
    return [(view.owed.key, str(view.owed.day), view.by, view.state.value) for view in found.views]


def faults(act: Callable[[], object]) -> list[str]:
    with pytest.raises(FaultyInput) as refusal:
        act()
    return [str(fault) for fault in refusal.value.faults]


def test_what_falls_due_is_listed_by_date_with_who_holds_it(store: str) -> None:
    assert listed(store) == [
        ("aaby:report:2026-10", "2026-10-31", "PIM", "overdue"),
        (REPORT, "2026-11-30", "PIM", "due"),
        ("aaby:report:2026-12", "2026-12-31", "PIM", "due"),
        (REVIEW, "2026-12-31", "Ida Ø, PhD", "due"),
    ]
    assert listed(store, customer="brink") == []


def test_what_was_held_is_done(store: str) -> None:
    kept = done(store, LEAD, REPORT, SaidOfDue(on="2026-11-01", reason="by mail"), at=AT).view
    assert (kept.state, kept.owed.steps[0].day, kept.owed.steps[0].reason) == (
        DueState.DONE,
        date(2026, 11, 1),
        "by mail",
    )
    assert listed(store)[1] == (REPORT, "2026-11-30", "PIM", "done")
    with pytest.raises(SettledAlready, match=f"^{re.escape(REPORT)} is done already: lead said so$"):
        done(store, LEAD, REPORT, SaidOfDue(), at=AT)


def test_what_is_moved_is_listed_where_it_stands(store: str) -> None:
    moved = move(store, LEAD, REVIEW, SaidOfDue("", "2027-01-12", "10:00-11:30", "bo", "their wish"), at=AT).view.owed
    assert (str(moved.day), str(moved.hours), moved.holder) == ("2027-01-12", "10:00-11:30", "bo")
    assert REVIEW not in [key for key, *_ in listed(store)]
    assert listed(store, NEXT)[0] == (REVIEW, "2027-01-12", "Bo Å", "due")
    again = move(store, LEAD, REVIEW, SaidOfDue(to="2026-12-01"), at=AT).view.owed
    assert (again.hours, again.holder) == (None, "ida")


def test_what_is_waived_needs_a_reason_and_may_be_due_again(store: str) -> None:
    assert faults(lambda: waive(store, LEAD, REVIEW, SaidOfDue(), at=AT)) == ["reason: say why it need not be"]
    assert waive(store, LEAD, REVIEW, SaidOfDue(reason="no need"), at=AT).view.state is DueState.WAIVED
    with pytest.raises(Conflict, match=f"^{REVIEW} is waived already, by lead$"):
        waive(store, LEAD, REVIEW, SaidOfDue(reason="no need"), at=AT)
    assert faults(lambda: move(store, LEAD, REVIEW, SaidOfDue(to="2026-12-01"), at=AT)) == [
        "reason: say why it is due again"
    ]
    back = move(store, LEAD, REVIEW, SaidOfDue(to="2026-12-01", reason="they want it"), at=AT)
    assert back.view.state is DueState.DUE


def test_all_that_is_wrong_is_told_at_once(store: str) -> None:
    said = SaidOfDue("", "2026-02-31", "10-11", "idda", "x" * 301)
    assert faults(lambda: move(store, LEAD, REVIEW, said, at=AT)) == [
        "to: '2026-02-31' is not a date (there is no such day in the calendar)",
        "hours: '10-11' is not hours like 08:00-16:00",
        "reason: it has 301 characters (write at most 300)",
        "holder: unknown consultant 'idda' (did you mean 'ida'?)",
    ]
    assert faults(lambda: move(store, LEAD, REVIEW, SaidOfDue(), at=AT)) == [
        "to: is missing (write the date that it is moved to)"
    ]
    assert faults(lambda: move(store, LEAD, REVIEW, SaidOfDue(to="2026-11-01"), at=AT)) == [
        "to: 2026-11-01 is over (what was held is done, not moved)"
    ]
    assert faults(lambda: move(store, LEAD, REVIEW, SaidOfDue(to="2027-03-01", holder="ida"), at=AT)) == [
        "holder: Ida Ø, PhD is not employed on 2027-03-01"
    ]
    assert faults(lambda: done(store, LEAD, REVIEW, SaidOfDue(on="2026-11-03"), at=AT)) == [
        "on: 2026-11-03 has not come yet (move it instead)"
    ]
    assert listed(store)[3] == (REVIEW, "2026-12-31", "Ida Ø, PhD", "due")


def test_nothing_is_moved_beyond_the_agreement(url: str, tmp_path: Path) -> None:
    import_due_firm(url, tmp_path / "firm", agreements=AGREEMENTS.replace("2026-03-01,", "2026-03-01,2026-12-31"))
    assert faults(lambda: move(url, LEAD, REVIEW, SaidOfDue(to="2027-01-01"), at=AT)) == [
        "to: Aaby Møbler A/S has no agreement on 2027-01-01"
    ]


@pytest.mark.parametrize(
    "key", ["", "aaby", "aaby:review", "aaby:review:2026", "x:review:2026Q4", "aaby:review:0001", "aaby:review:1..9999"]
)
def test_a_key_by_which_nothing_is_due_is_said_to_be_none(store: str, key: str) -> None:
    with pytest.raises(UnknownDue, match=r"^nothing is due that is called '"):
        obligation(store, LEAD, key, AT)


def test_an_unknown_customer_and_years_beyond_the_calendar_are_refused(store: str) -> None:
    with pytest.raises(UnknownCustomer, match=r"^there is no customer 'abby'$"):
        obligations(store, LEAD, Q4, "abby", AT)
    with pytest.raises(BadCall):  # the words are the calendar's
        obligations(store, LEAD, Period.parse("0001..9999"), None, AT)


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.FINANCE, Role.VIEWER])
def test_nobody_but_an_ops_lead_keeps_them(store: str, role: Role) -> None:
    actor = Actor("somebody", role, "ida")
    acts: list[Callable[[], object]] = [
        lambda: obligations(store, actor, Q4),
        lambda: promises(store, actor),
        lambda: done(store, actor, REPORT, SaidOfDue()),
    ]
    for act in acts:
        with pytest.raises(Forbidden):
            act()


def test_whoever_saves_second_is_told_what_was_done_meanwhile(store: str) -> None:
    mark = obligation(store, LEAD, REVIEW, AT).mark
    move(store, LEAD, REVIEW, SaidOfDue(to="2026-12-01"), version=mark, at=AT)
    with pytest.raises(Stale) as refusal:
        waive(store, LEAD, REVIEW, SaidOfDue(reason="no need"), version=mark, at=AT)
    assert "move obligation, obligation aaby:review:2026Q4: 2026-12-31" in refusal.value.changes[0]


def test_each_act_is_logged(store: str) -> None:
    done(store, LEAD, REPORT, SaidOfDue(on="2026-11-01"), at=AT)
    waive(store, LEAD, REVIEW, SaidOfDue(reason="no need"), at=AT)
    with open_store(store).reading() as look:
        logged = [(entry.who, entry.action, entry.what, entry.after) for entry in look.audit_log()[-2:]]
    assert logged == [
        ("lead", "done obligation", f"obligation {REPORT}: 2026-11-30", "2026-11-01"),
        ("lead", "waive obligation", f"obligation {REVIEW}: 2026-12-31", "no need"),
    ]


def test_what_was_done_stays_when_it_is_promised_no_more_and_what_was_moved_goes(store: str, tmp_path: Path) -> None:
    done(store, LEAD, "aaby:report:2026-10", SaidOfDue(on="2026-11-01"), at=AT)
    move(store, LEAD, REPORT, SaidOfDue(to="2026-12-05"), at=AT)
    import_due_firm(store, tmp_path / "firm", agreements=AGREEMENTS.replace("2026-03-01,", "2026-03-01,2026-09-30"))
    found = obligations(store, LEAD, Q4, at=AT).views
    assert [(view.owed.key, view.is_promised, view.state) for view in found] == [
        ("aaby:report:2026-10", False, DueState.DONE)
    ]
    with pytest.raises(RosteringError):
        obligation(store, LEAD, REPORT, AT)


def test_the_account_manager_goes_through_the_folder_and_back(store: str, tmp_path: Path) -> None:
    export_folder(store, tmp_path / "back")
    header, first, *_ = (tmp_path / "back" / "customers.csv").read_text(encoding="utf-8").splitlines()
    assert header.endswith(",account_manager")
    assert first.endswith(",ida")


def test_packages_promise_what_a_customer_has_on_a_date(store: str) -> None:
    (one,) = promises(store, LEAD, "aaby", date(2026, 11, 2)).promised
    assert one.package.id == "premium"
    assert [each.a_month for each in one.package.allowances] == [2]
    assert promises(store, LEAD, "cirrus", date(2026, 11, 2)).promised == ()
