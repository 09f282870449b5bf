from datetime import date
from pathlib import Path

import pytest

from rostering.errors import BadCall, Conflict, Refused
from rostering.rosters.version import Status, Version
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.edits import assign
from rostering.services.rosters.fairness import fairness
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.showing import audit, diff, show
from rostering.spans import Period
from rostering.store import NoRoster, UnknownRoster, open_store
from samples.small_firm import MONTH, SEATS, edited, write_firm

SEAT = "preparedness:2026-11-07:pim:1"


def holder(version: Version, seat: str = SEAT) -> str | None:
    return next(duty.consultant for duty in version.duties if duty.seat.id == seat)


def other(version: Version) -> str:
    """The other one of the two who could hold the seat."""
    return "folke" if holder(version) == "elma" else "elma"


def swapped(url: str, number: int = 1) -> int:
    return assign(url, number, SEAT, other(show(url, number).version), "tester").version.number


def test_the_newest_roster_is_shown_by_default(planned: str) -> None:
    assert show(planned).version.number == 1
    assert show(planned, 1).status is Status.DRAFT
    assert swapped(planned) == 2
    assert show(planned).version.number == 2


def test_a_roster_that_is_not_there_cannot_be_shown(planned: str) -> None:
    with pytest.raises(UnknownRoster):
        show(planned, 9)


def test_there_is_no_roster_before_the_first_plan(imported: str) -> None:
    for ask in (show, audit, fairness):
        with pytest.raises(NoRoster):
            ask(imported)


def test_an_audit_agrees_with_the_plan(planned: str) -> None:
    found = audit(planned)
    assert found.judgement.breaches == found.version.breaches
    assert (found.obsolete, found.inputs_changed) == ((), False)


def test_an_audit_judges_by_the_inputs_of_today(planned: str, tmp_path: Path) -> None:
    who = holder(show(planned).version)
    leave = f"consultant,from,to,kind\n{who},2026-11-07,2026-11-07,leave\n"
    bookings = "id,customer,from,to,part,roles,shared,cancelled\nB1,havn,2026-11-04,2026-11-05,evening,backend:1,,yes\n"
    import_folder(planned, write_firm(tmp_path / "new", leave_csv=leave, bookings_csv=bookings), "tester")
    found = audit(planned)
    assert found.inputs_changed
    assert found.judgement.hard >= 1
    assert found.obsolete == ("B1:2026-11-04:backend:1", "B1:2026-11-05:backend:1")
    assert found.version.number == 1


def test_an_audit_counts_the_seats_of_somebody_who_is_gone_as_empty(planned: str, tmp_path: Path) -> None:
    sheet = {
        **edited("consultants.csv", "folke,Folke Birkely,,pim,regular,2021-01-01,,1,\n", ""),
        **edited("ledger.csv", "folke,pim,0\n", ""),
    }
    import_folder(planned, write_firm(tmp_path / "new", **sheet), "tester")
    found = audit(planned)
    held = sum(duty.consultant == "folke" for duty in found.version.duties)
    assert held
    assert found.judgement.penalty_by_rule["coverage"] == 1000 * held


def test_a_hand_edit_is_a_new_draft_and_leaves_the_old_one(planned: str) -> None:
    old = show(planned, 1).version
    kept = assign(planned, 1, SEAT, other(old), "asta")
    assert (kept.version.number, kept.version.based_on, kept.version.stages) == (2, 1, ())
    assert holder(kept.version) == other(old)
    assert [d for d in kept.version.duties if d.seat.id != SEAT] == [d for d in old.duties if d.seat.id != SEAT]
    assert show(planned, 1).version == old
    assert show(planned, 2).version == kept.version
    assert audit(planned, 2).judgement.breaches == kept.version.breaches


def test_compensating_days_follow_a_hand_edit(planned: str) -> None:
    old = show(planned, 1).version
    taken = assign(planned, 1, SEAT, other(old), "asta").version
    assert audit(planned, taken.number).judgement.hard == 0
    assert days_off_of_others(taken, old) == days_off_of_others(old, old)
    assert {off.consultant for off in taken.compensating_days} - {holder(old)} >= {other(old)}


def days_off_of_others(version: Version, old: Version) -> set[tuple[str, date]]:
    both = {holder(old), other(old)}
    return {(off.consultant, off.day) for off in version.compensating_days if off.consultant not in both}


def test_a_hand_edit_is_logged(planned: str) -> None:
    old = show(planned).version
    assign(planned, 1, SEAT, None, "asta")
    with open_store(planned).reading() as reading:
        entry = reading.audit_log()[-1]
    assert (entry.who, entry.action, entry.what) == ("asta", "assign", f"roster 2: {SEAT}")
    assert (entry.before, entry.after) == (holder(old), None)


def test_a_seat_can_be_emptied(planned: str) -> None:
    version = assign(planned, 1, SEAT, None, "tester").version
    assert holder(version) is None
    assert [empty.seat for empty in version.empty] == [SEAT]


def test_a_hand_edit_that_breaks_a_rule_is_saved_with_the_breach(planned: str) -> None:
    version = assign(planned, 1, SEAT, "birk", "tester").version
    assert {b.breach.rule for b in version.breaches if b.breach.penalty is None} >= {"leave", "qualification"}


@pytest.mark.parametrize(
    ("seat", "consultant", "sentence"),
    [
        (SEAT.replace("pim", "pmi"), "elma", "roster 1 has no seat .* \\(did you mean 'preparedness:2026-11-07:pim:1'"),
        (SEAT, "elmo", "there is no consultant 'elmo' \\(did you mean 'elma'\\?\\)"),
    ],
)
def test_a_hand_edit_of_what_is_not_there_is_refused(planned: str, seat: str, consultant: str, sentence: str) -> None:
    with pytest.raises(BadCall, match=sentence):
        assign(planned, 1, seat, consultant, "tester")
    assert show(planned).version.number == 1


def test_a_hand_edit_that_changes_nothing_is_refused(planned: str) -> None:
    with pytest.raises(BadCall, match=f"already holds {SEAT}"):
        assign(planned, 1, SEAT, holder(show(planned).version), "tester")
    assign(planned, 1, SEAT, None, "tester")
    with pytest.raises(BadCall, match="is empty already"):
        assign(planned, 2, SEAT, None, "tester")


def test_publishing_says_what_changes(planned: str) -> None:
    first = publish(planned, 1, "asta")
    assert first.changes.counts == {"added": SEATS, "removed": 0, "moved": 0}
    assert show(planned, 1).status is Status.PUBLISHED
    second = publish(planned, swapped(planned), "asta", force=True)
    assert second.changes.counts == {"added": 0, "removed": 0, "moved": 1}
    assert show(planned, 1).status is Status.SUPERSEDED
    third = publish(planned, assign(planned, 2, SEAT, None, "asta").version.number, "asta", force=True)
    assert third.changes.counts == {"added": 0, "removed": 1, "moved": 0}


def test_publishing_is_logged_with_who_and_what_it_supersedes(published: str) -> None:
    publish(published, swapped(published), "asta", force=True)
    with open_store(published).reading() as reading:
        publication, entry = reading.publications()[-1], reading.audit_log()[-1]
    assert publication.by == entry.who == "asta"
    assert (entry.action, entry.before, entry.after) == ("publish", "roster 1", "roster 2")


def test_a_roster_is_published_once(published: str) -> None:
    with pytest.raises(Conflict, match="roster 1 is already published"):
        publish(published, 1, "tester")


def test_an_edit_that_misses_what_was_published_meanwhile_is_a_conflict(published: str) -> None:
    swapped(published)
    assign(published, 1, "B1:2026-11-04:backend:1", None, "tester")
    publish(published, 2, "tester", force=True)
    with pytest.raises(Conflict, match="edit roster 2 instead"):
        publish(published, 3, "tester", force=True)


def test_a_roster_that_breaks_what_is_forbidden_is_published_only_by_force(planned: str) -> None:
    assign(planned, 1, SEAT, "birk", "tester")
    with pytest.raises(Refused, match="birk does not have the role pim"):
        publish(planned, 2, "tester")
    assert show(planned, 2).status is Status.DRAFT
    assert publish(planned, 2, "tester", force=True).audited.judgement.hard >= 2
    assert show(planned, 2).status is Status.PUBLISHED


def test_a_roster_is_published_by_the_inputs_of_today(planned: str, tmp_path: Path) -> None:
    leave = f"consultant,from,to,kind\n{holder(show(planned).version)},2026-11-07,2026-11-07,leave\n"
    import_folder(planned, write_firm(tmp_path / "new", leave_csv=leave), "tester")
    with pytest.raises(Refused):
        publish(planned, 1, "tester")


def test_a_diff_has_the_names_of_both_rosters(planned: str, tmp_path: Path) -> None:
    old = show(planned).version
    sheet = {
        **edited("consultants.csv", "folke,Folke", "frode,Frode"),
        **edited("ledger.csv", "folke,pim", "frode,pim"),
    }
    import_folder(planned, write_firm(tmp_path / "new", **sheet), "tester")
    make_plan(planned, MONTH, limits_of(600, effort=4), lambda _: None, "tester")
    found = diff(planned, 1, 2)
    assert {"folke", "frode"} <= set(found.directory.consultants)
    assert found.changes.counts["moved"] >= sum(duty.consultant == "folke" for duty in old.duties)


def test_a_roster_does_not_differ_from_itself(planned: str) -> None:
    assert len(diff(planned, 1, 1).changes) == 0


def test_the_ledger_is_the_newest_published_rosters(published: str) -> None:
    swapped(published)
    ledger = fairness(published)
    assert ledger.accounts == show(published, 1).version.ledger
    assert ledger.source == "roster 1 (published), 2026-11-01..2026-11-30"


def test_without_a_published_roster_the_ledger_is_the_newest_drafts(planned: str) -> None:
    swapped(planned)
    assert fairness(planned).accounts == show(planned, 2).version.ledger


def test_the_ledger_of_a_period_is_of_what_is_published(published: str) -> None:
    assert fairness(published, MONTH).accounts == show(published, 1).version.ledger
    day = fairness(published, Period(date(2026, 11, 7), date(2026, 11, 7)))
    assert sum(account.earned for account in day.accounts if account.role == "pim") == 3


def test_the_ledger_of_a_draft_period_has_nothing_earned(planned: str) -> None:
    assert {account.earned for account in fairness(planned, MONTH).accounts} == {0}
