"""The audit log as it is read: by page, filtered, record by record."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rostering.answers.log import ChangedRecord, LogFilter
from rostering.domain.users import Actor
from rostering.services.access.log import PAGE, UnknownEntry, audit_log, logged
from rostering.services.access.rights import Forbidden
from rostering.services.inputs.folders import import_folder
from rostering.store import open_store
from samples.own_pages import ASTA, FINANCE, LEAD, VIEWER
from samples.small_firm import edited, write_firm

ALL = LogFilter()


def fill(url: str, many: int) -> None:
    with open_store(url).transaction() as tx:
        for number in range(many):
            at = datetime(2026, 11, 1 + number % 20, 12, tzinfo=UTC)
            tx.log("ida" if number % 2 else "per", "change", f"thing {number}", None, "100%", at=at)


def test_pages_lead_from_the_newest_to_the_oldest_and_back_without_a_gap(imported: str) -> None:
    fill(imported, 2 * PAGE + 10)
    first = audit_log(imported, LEAD, ALL)
    second = audit_log(imported, LEAD, ALL, before=first.older)
    third = audit_log(imported, LEAD, ALL, before=second.older)
    numbers = [entry.number for page in (first, second, third) for entry in page.entries]
    assert numbers == list(range(2 * PAGE + 11, 0, -1))
    assert (first.newer, third.older) == (None, None)
    assert audit_log(imported, LEAD, ALL, after=third.newer).entries == second.entries
    assert audit_log(imported, LEAD, ALL, after=second.newer).entries == first.entries


def test_filters_go_by_person_record_and_date_together(imported: str) -> None:
    fill(imported, 40)
    noon = datetime(2026, 11, 4, 12, tzinfo=UTC)
    wanted = LogFilter("ida", "THING 3", noon, noon.replace(hour=13))
    assert [entry.what for entry in audit_log(imported, LEAD, wanted).entries] == ["thing 3"]
    assert [entry.what for entry in audit_log(imported, LEAD, LogFilter(since=noon, until=noon)).entries] == []
    nothing = audit_log(imported, LEAD, LogFilter(record="100_"))
    assert (nothing.entries, nothing.older, nothing.newer) == ((), None, None)


def test_a_person_is_also_whoever_came_by_their_link(imported: str) -> None:
    with open_store(imported).transaction() as tx:
        tx.log("asta by link 3", "propose leave", "asta", at=datetime(2026, 11, 1, tzinfo=UTC))
    assert [entry.what for entry in audit_log(imported, LEAD, LogFilter("asta")).entries] == ["asta"]


def test_an_import_tells_each_record_before_and_after(imported: str, tmp_path: Path) -> None:
    changed = edited("bookings.csv", "2026-11-05,evening", "2026-11-06,evening")
    import_folder(imported, write_firm(tmp_path / "new", **changed), "ida")
    entry = audit_log(imported, LEAD, LogFilter(record="bookings.csv:B1")).entries[0]
    (record,) = entry.records
    assert record.place == "bookings.csv:B1"
    assert isinstance(record.before, dict)
    assert isinstance(record.after, dict)
    assert (entry.who, record.before["last"], record.after["last"]) == ("ida", "2026-11-05", "2026-11-06")


def test_what_has_one_text_is_one_record(published: str) -> None:
    newest = audit_log(published, LEAD, ALL).entries[0]
    assert (newest.action, newest.records) == ("publish", (ChangedRecord("", None, "roster 1"),))


def test_absences_are_left_out_for_whoever_may_not_see_them(imported: str) -> None:
    with open_store(imported).transaction() as tx:
        at = datetime(2026, 11, 1, tzinfo=UTC)
        tx.log("asta", "enter leave", "leave of asta: 2026-12-24..2026-12-24", None, "rather_not 2026-12-24", at=at)
    own, first = audit_log(imported, FINANCE, ALL).entries
    assert (own.records, own.hidden, first.hidden) == ((), 1, 2)
    assert not any("leave.csv" in record.place for record in first.records)
    assert audit_log(imported, FINANCE, LogFilter(record="rather_not")).entries == ()
    assert [entry.hidden for entry in audit_log(imported, LEAD, ALL).entries] == [0, 0]
    assert audit_log(imported, LEAD, LogFilter(record="rather_not")).entries


@pytest.mark.parametrize("actor", [ASTA, VIEWER], ids=lambda actor: actor.name)
def test_it_is_read_by_those_who_may(imported: str, actor: Actor) -> None:
    with pytest.raises(Forbidden):
        audit_log(imported, actor, ALL)
    with pytest.raises(Forbidden):
        logged(imported, actor, 1)


def test_one_entry_is_found_by_its_number(imported: str) -> None:
    entry, names = logged(imported, LEAD, 1)
    assert (entry.action, names.consultants["asta"]) == ("import", "Asta Fyrlund")
    for number in (0, 2, 10**12, 2**70):
        with pytest.raises(UnknownEntry, match=f"there is no entry {number} in the log"):
            logged(imported, LEAD, number)
