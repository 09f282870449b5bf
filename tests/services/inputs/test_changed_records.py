"""Records changed one at a time: checked as an import would be, with what it means said first."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.answers.data import SaveOutcome
from rostering.answers.log import LogFilter
from rostering.domain.inputs import Inputs
from rostering.domain.parties import LeaveKind
from rostering.domain.users import Actor, Role
from rostering.errors import Fault, FaultyInput, Stale
from rostering.folder.rows import FORMS, rows_of
from rostering.folder.writer import write_files
from rostering.services.access.log import audit_log
from rostering.services.access.rights import Forbidden
from rostering.services.clock import today_in
from rostering.services.inputs.changing import Seen, remove_record, save_record
from rostering.services.inputs.folders import ChangedMeanwhile, export_folder, import_folder
from rostering.services.inputs.leave_ground import Entry, Wanted
from rostering.services.inputs.own_leave import check_leave, enter_leave, own_leave
from rostering.services.inputs.records import RecordQuery, UnknownRecord, inventory, list_records, record
from rostering.services.inputs.tables import TABLES, UnknownTable
from rostering.spans import Period, month_of
from rostering.store import open_store
from samples.small_firm import edited, write_firm
from samples.web_stores import store, template

__all__ = ["store", "template"]
LEAD = Actor.ops("lead")
BOOKING = {
    "id": "B2",
    "customer": "havn",
    "from": "2027-03-10",
    "to": "2027-03-11",
    "part": "evening",
    "roles": "backend:1",
}


def version(url: str, table: str, key: str | None) -> str:
    return record(url, LEAD, table, key).version


def faults(url: str, table: str, key: str | None, **cells: str) -> list[Fault]:
    found = record(url, LEAD, table, key)
    before = dict(found.record.cells) if found.record else {}
    with pytest.raises(FaultyInput) as caught:
        save_record(url, LEAD, table, key, {**before, **cells}, Seen(found.version))
    return list(caught.value.faults)


def save(url: str, table: str, key: str | None, seen: str = "", **cells: str) -> SaveOutcome:
    found = record(url, LEAD, table, key)
    before = dict(found.record.cells) if found.record else {}
    return save_record(url, LEAD, table, key, {**before, **cells}, Seen(found.version, seen))


def inputs(url: str) -> Inputs:
    with open_store(url).reading() as reading:
        return reading.inputs()


def test_the_description_of_every_table_has_the_columns_of_its_file_in_their_order() -> None:
    for table in TABLES.values():
        form = FORMS[table.file]
        assert tuple(column.name for column in table.columns) == form.columns
        assert table.key == form.key
        assert set(table.filters) <= {*form.columns, "month", "now", "package"}


def test_a_booking_is_added_changed_and_taken_out_and_each_is_kept_in_its_history(imported: str) -> None:
    assert save(imported, "bookings", None, **BOOKING).stored
    assert save(imported, "bookings", "B2", title="Launch").stored
    events = record(imported, LEAD, "bookings", "B2").history
    assert [(event.action, event.who) for event in events] == [("change record", "lead"), ("add record", "lead")]
    assert events[0].changes == (("title", "", "Launch"),)
    assert remove_record(imported, LEAD, "bookings", "B2", Seen(version(imported, "bookings", "B2"))).stored
    with pytest.raises(UnknownRecord, match=r"there is no 'B2' in bookings\.csv"):
        record(imported, LEAD, "bookings", "B2")


def test_what_an_import_brought_and_changed_is_in_the_history_too(imported: str, tmp_path: Path) -> None:
    folder = write_firm(tmp_path / "later", **edited("bookings.csv", "2026-11-05", "2026-11-06"))
    import_folder(imported, folder, "importer")
    newest, first = record(imported, LEAD, "bookings", "B1").history
    assert (newest.who, newest.changes) == ("importer", (("to", "2026-11-05", "2026-11-06"),))
    assert first.is_new


@pytest.mark.parametrize(
    ("table", "key", "cells", "told"),
    [
        ("bookings", None, {**BOOKING, "roles": "bakend:1"}, ("roles", "unknown role 'bakend'")),
        ("bookings", None, {**BOOKING, "from": "2027-02-30"}, ("from", "'2027-02-30' is not a date")),
        ("bookings", None, {**BOOKING, "to": "2027-03-01"}, ("to", "from 2027-03-10 is after to 2027-03-01")),
        ("bookings", None, {**BOOKING, "id": "B1"}, ("id", "duplicate id 'B1'")),
        ("bookings", None, {**BOOKING, "customer": ""}, ("customer", "customer is empty")),
        (
            "bookings",
            "B1",
            {"cancelled_on": "2026-10-01"},
            ("cancelled", "was cancelled on 2026-10-01, but is not cancelled"),
        ),
        (
            "bookings",
            "B1",
            {"from": "2023-01-01", "to": "2023-01-02"},
            ("customer", "customer 'havn' has no agreement in force on 2023-01-01; increased readiness needs one"),
        ),
        ("consultants", "asta", {"fte": "2"}, ("fte", "'2' is not a share of full time")),
        ("consultants", "asta", {"grade": "boss"}, ("grade", "unknown grade 'boss'")),
        ("consultants", "asta", {"email": "nowhere"}, ("email", "'nowhere' is not an e-mail address")),
        ("customers", "havn", {"country": "dk"}, ("country", "'dk' is not a country code")),
        ("customers", "havn", {"ean": "123"}, ("ean", "'123' is not an EAN location number")),
        (
            "agreements",
            None,
            {"customer": "havn", "package": "basic", "from": "2026-01-01"},
            ("from", "customer 'havn' has another agreement on 2026-01-01"),
        ),
        (
            "leave",
            None,
            {"consultant": "birk", "from": "2026-11-07", "to": "2026-11-08", "kind": "leave"},
            ("consultant", "has the same consultant, from, to, kind as leave.csv:2"),
        ),
        (
            "leave",
            None,
            {"consultant": "birk", "from": "2026-12-07", "to": "2026-12-08", "kind": "holiday"},
            ("kind", "'holiday' is not one of leave, rather_not, would_like"),
        ),
        (
            "ledger",
            None,
            {"consultant": "asta", "role": "pim", "points": "1"},
            ("role", "consultant 'asta' does not have the role 'pim'"),
        ),
        ("ledger", "asta:backend", {"points": "many"}, ("points", "'many' is not a whole number from -10000 to 10000")),
        ("pins", None, {"seat": "nowhere", "consultant": "asta"}, ("seat", "'nowhere' is not a seat")),
        (
            "pins",
            None,
            {"seat": "nobody:2026-12-25:pim:1", "consultant": "elma"},
            ("seat", "seat: 'nobody' is neither a team nor a booking"),
        ),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_in_the_imports_words_beside_the_cell(
    imported: str, table: str, key: str | None, cells: dict[str, str], told: tuple[str, str]
) -> None:
    before = inputs(imported)
    column, message = told
    (fault,) = faults(imported, table, key, **cells)
    assert fault.place == column
    assert f"{column}: {fault.message}".startswith(f"{column}: {message.removeprefix(f'{column}: ')}")
    assert inputs(imported) == before


def test_what_another_record_says_of_a_change_is_told_with_its_key(imported: str) -> None:
    with pytest.raises(FaultyInput) as caught:
        remove_record(imported, LEAD, "customers", "molo", Seen(version(imported, "customers", "molo")))
    (fault,) = caught.value.faults
    assert (fault.place, fault.message) == ("", "Agreements, molo:2024-01-01: unknown customer 'molo'")


def test_what_is_published_rests_on_a_consultant_who_is_not_taken_out(store: str) -> None:
    with pytest.raises(FaultyInput) as caught:
        remove_record(store, LEAD, "consultants", "asta", Seen(version(store, "consultants", "asta")))
    fault = caught.value.faults[0]
    assert fault.message.startswith("the consultant 'asta' is gone, but published roster ")
    assert fault.hint == "people end, they are not deleted: keep the line and fill in employed_to"


def test_of_two_who_change_one_record_the_second_is_told_what_changed(imported: str) -> None:
    seen = Seen(version(imported, "bookings", "B1"))
    assert save(imported, "bookings", "B1", title="First").stored
    cells = rows_of(inputs(imported), "bookings.csv")["B1"]
    with pytest.raises(Stale) as caught:
        save_record(imported, LEAD, "bookings", "B1", {**cells, "title": "Second"}, seen)
    assert caught.value.changes[0].endswith("lead: What they call it: – → First")
    with pytest.raises(Stale, match="does not say what it was made from"):
        save_record(imported, LEAD, "bookings", "B1", cells, Seen(""))


def test_a_change_of_another_record_makes_no_form_stale(imported: str) -> None:
    seen = Seen(version(imported, "bookings", "B1"))
    assert save(imported, "customers", "molo", city="Korsør").stored
    cells = rows_of(inputs(imported), "bookings.csv")["B1"]
    assert save_record(imported, LEAD, "bookings", "B1", {**cells, "title": "Mine"}, seen).stored


def test_others_than_ops_leads_change_nothing_and_finance_sees_no_people(imported: str) -> None:
    finance = Actor("fie", Role.FINANCE)
    assert set(inventory(imported, finance).counts) == {"customers", "agreements", "bookings"}
    for role in (Role.FINANCE, Role.CONSULTANT, Role.VIEWER):
        with pytest.raises(Forbidden):
            save_record(imported, Actor("x", role), "bookings", None, BOOKING, Seen("0.x"))
    for table in ("consultants", "leave", "ledger", "pins"):
        with pytest.raises(Forbidden):
            list_records(imported, finance, table, RecordQuery())
    with pytest.raises(UnknownTable, match="there is no table 'cats'"):
        list_records(imported, LEAD, "cats", RecordQuery())


def keys(url: str, table: str, **query: object) -> list[str]:
    narrowed = {name: str(query.pop(name)) for name in list(query) if name not in {"text", "sort", "page"}}
    found = list_records(url, LEAD, table, RecordQuery(narrowed=narrowed, **query))  # type: ignore[arg-type]
    return [one.key for one in found.records]


def test_lists_are_searched_narrowed_and_sorted(imported: str) -> None:
    save(imported, "bookings", None, **BOOKING)
    assert keys(imported, "bookings") == ["B2", "B1"]
    assert keys(imported, "bookings", sort="from") == ["B1", "B2"]
    assert keys(imported, "bookings", month="2027-03") == ["B2"]
    assert keys(imported, "bookings", text="køl b1") == ["B1"]
    assert keys(imported, "leave", consultant="birk") == ["birk:2026-11-07:2026-11-08:leave"]
    assert keys(imported, "leave", kind="rather_not") == ["elma:2026-11-14:2026-11-14:rather_not"]
    assert keys(imported, "consultants", roles="pim") == ["elma", "folke"]
    save(imported, "consultants", "folke", employed_to="2024-12-31")
    assert keys(imported, "consultants", now="no") == ["folke"]
    assert keys(imported, "customers", package="premium") == ["havn", "molo"]
    assert keys(imported, "ledger", sort="-points")[0] == "asta:backend"
    with pytest.raises(FaultyInput) as caught:
        keys(imported, "bookings", month="soon")
    assert caught.value.faults[0].place == "month"


def test_a_list_has_no_end_but_pages(imported: str) -> None:
    with open_store(imported).transaction() as tx:
        known = tx.inputs()
        more = tuple(replace(known.customers[0], id=f"c{number}", name=f"Customer {number}") for number in range(2345))
        tx.replace_inputs(replace(known, customers=(*known.customers, *more)))
        tx.log("tester", "import", "inputs", at=tx.audit_log()[-1].at)
    found = list_records(imported, LEAD, "customers", RecordQuery(page=24))
    assert (found.total, found.pages, len(found.records)) == (2347, 24, 47)
    assert list_records(imported, LEAD, "customers", RecordQuery(page=99)).page == 24


def test_an_import_that_would_undo_a_change_made_here_is_refused(imported: str, firm: Path, tmp_path: Path) -> None:
    save(imported, "bookings", "B1", title="Here")
    with pytest.raises(ChangedMeanwhile) as caught:
        import_folder(imported, firm, "tester")
    assert caught.value.places == (("bookings.csv", "B1"),)
    export_folder(imported, tmp_path / "new")
    assert import_folder(imported, tmp_path / "new", "tester").changed == ()


CELLS = st.sampled_from(
    [
        "",
        "x",
        "yes",
        "nej",
        "B9",
        "havn",
        "molo",
        "premium",
        "evening",
        "night",
        "backend:2 pim",
        "pim",
        "2026-11-04",
        "2027-01-02",
        "2027-02-30",
        "leave",
        "would_like",
        "asta",
        "0.8",
        "12",
        "-3",
        "DK",
        "a@b.dk",
        " ",
        'Å, "ß"',
        "a\nb",
        "senior",
    ]
)


@given(data=st.data())
@settings(max_examples=15)
def test_whatever_a_form_accepts_the_import_accepts_and_export_and_import_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, template: Path, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("drawn")
    url = str(shutil.copy(template, folder / "drawn.db"))
    for _ in range(3):
        table = data.draw(st.sampled_from(list(TABLES.values())))
        known = list(rows_of(inputs(url), table.file))
        key = data.draw(st.sampled_from([None, *known]))
        names = data.draw(st.lists(st.sampled_from([column.name for column in table.columns]), max_size=3))
        before = rows_of(inputs(url), table.file)[key] if key else {}
        cells = {**before, **{name: data.draw(CELLS) for name in names}}
        try:
            seen = Seen(version(url, table.name, key))
            told = save_record(url, LEAD, table.name, key, cells, seen)
            save_record(url, LEAD, table.name, key, cells, Seen(seen.version, told.seen)) if not told.stored else None
        except FaultyInput:
            continue
    export_folder(url, folder / "out")
    found = import_folder(url, folder / "out", "tester")
    assert (found.added, found.changed, found.removed) == ((), (), ())
    export_folder(url, folder / "again")
    for name, written in write_files(inputs(url)).items():
        assert (folder / "out" / name).read_bytes() == written == (folder / "again" / name).read_bytes()


def test_leave_that_people_put_in_change_and_take_back_is_in_its_history(store: str) -> None:
    day, asta = today_in(ZoneInfo("Europe/Copenhagen")) + timedelta(days=200), Actor("asta", Role.CONSULTANT, "asta")

    def entry(length: int, old: str | None = None) -> None:
        wanted = Wanted("from_1", Period(day, day + timedelta(days=length)))
        found = own_leave(store, asta, "asta", month_of(day.year, day.month))
        put = Entry("asta", LeaveKind.RATHER_NOT, (wanted,), old)
        check = check_leave(store, asta, put, found.version)
        enter_leave(store, asta, put, found.version, check.seen)

    def acts(length: int) -> list[tuple[str, str, bool, bool]]:
        key = f"asta:{day}:{day + timedelta(days=length)}:rather_not"
        found = record(store, LEAD, "leave", key).history
        return [(event.action, event.who, event.is_new, event.is_gone) for event in found]

    entry(1)
    assert acts(1) == [("enter leave", "asta", True, False)]
    entry(2, f"rather_not {day}..{day + timedelta(days=1)}")
    assert acts(2) == [("change leave", "asta", True, False)]


def test_the_log_tells_finance_nothing_of_why_somebody_is_away(imported: str) -> None:
    cells = {"consultant": "asta", "from": "2027-03-01", "to": "2027-03-02", "kind": "would_like"}
    assert save(imported, "leave", None, **cells).stored
    (entry, *_) = audit_log(imported, Actor("fie", Role.FINANCE), LogFilter()).entries
    assert (entry.action, entry.what) == ("add record", "leave of asta: 2027-03-01..2027-03-02")
    assert (entry.records, entry.hidden) == ((), 1)


def test_of_two_who_save_at_once_one_is_stored_and_the_other_told(imported: str) -> None:
    seen, cells = Seen(version(imported, "bookings", "B1")), rows_of(inputs(imported), "bookings.csv")["B1"]

    def change(title: str) -> str:
        try:
            return str(save_record(imported, LEAD, "bookings", "B1", {**cells, "title": title}, seen).stored)
        except Stale as stale:
            return str(stale)

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(change, ("one", "two", "three", "four")))
    assert sorted(told) == ["True", *["this was changed after you opened the form"] * 3]
