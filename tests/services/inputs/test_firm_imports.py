from pathlib import Path

import pytest

from rostering.errors import Conflict, FaultyInput, StorageFailed
from rostering.folder.reader import read_folder
from rostering.services.inputs.folders import ChangedMeanwhile, export_folder, import_folder
from rostering.services.opening import NoStore
from rostering.store import open_store
from samples.small_firm import edited, write_firm

RECORDS = 24
WITHOUT_BIRK = {
    **edited("consultants.csv", "birk,Birk Ålund,,backend,regular,2021-01-01,,1,\n", ""),
    **edited("leave.csv", "birk,2026-11-07,2026-11-08,leave\n", ""),
    **edited("ledger.csv", "birk,backend,-1\n", ""),
}


def change_otherwise(url: str, folder: Path, **changed: str | None) -> None:
    """Change the store's inputs as another face than the data folder would."""
    with open_store(url).transaction() as tx:
        tx.replace_inputs(read_folder(write_firm(folder, **changed)))


def test_a_first_import_adds_every_record(firm: Path, tmp_path: Path) -> None:
    found = import_folder(str(tmp_path / "new.db"), firm, "tester")
    assert found.counts == {"added": RECORDS, "changed": 0, "unchanged": 0, "removed": 0}


def test_a_second_import_changes_nothing(imported: str, firm: Path) -> None:
    assert import_folder(imported, firm, "tester").counts == {
        "added": 0,
        "changed": 0,
        "unchanged": RECORDS,
        "removed": 0,
    }


def test_an_import_counts_what_it_adds_changes_and_removes(imported: str, tmp_path: Path) -> None:
    leave = "consultant,from,to,kind\nelma,2026-11-14,2026-11-14,rather_not\ncilje,2026-11-15,2026-11-15,leave\n"
    folder = write_firm(tmp_path / "new", leave_csv=leave, **edited("customers.csv", "Molo Sejl ApS", "Molo Sejl A/S"))
    found = import_folder(imported, folder, "tester")
    assert found.added == (("leave.csv", "cilje:2026-11-15:2026-11-15:leave"),)
    assert found.changed == (("customers.csv", "molo"),)
    assert found.removed == (("leave.csv", "birk:2026-11-07:2026-11-08:leave"),)
    assert found.unchanged == RECORDS - 2
    with open_store(imported).reading() as reading:
        assert reading.inputs() == read_folder(folder)


def test_a_dry_run_says_the_same_and_changes_nothing(imported: str, tmp_path: Path) -> None:
    folder = write_firm(tmp_path / "new", **WITHOUT_BIRK)
    rehearsed = import_folder(imported, folder, "tester", dry_run=True)
    with open_store(imported).reading() as reading:
        assert len(reading.inputs().consultants) == 6
    assert import_folder(imported, folder, "tester") == rehearsed


def test_a_dry_run_makes_no_store(firm: Path, tmp_path: Path) -> None:
    url = tmp_path / "none.db"
    assert import_folder(f"sqlite:///{url}", firm, "tester", dry_run=True).counts["added"] == RECORDS
    assert not url.exists()


def test_a_faulty_folder_changes_nothing(imported: str, tmp_path: Path) -> None:
    folder = write_firm(tmp_path / "new", **edited("leave.csv", "2026-11-08", "2026-11-01"))
    with pytest.raises(FaultyInput):
        import_folder(imported, folder, "tester")
    with open_store(imported).reading() as reading:
        assert len(reading.inputs().leave) == 2


def test_a_faulty_folder_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(FaultyInput):
        import_folder(str(tmp_path / "none.db"), write_firm(tmp_path / "new", leave_csv="x\n"), "tester")
    assert not (tmp_path / "none.db").exists()


def test_inputs_changed_by_other_means_stop_an_import(imported: str, firm: Path, tmp_path: Path) -> None:
    change_otherwise(imported, tmp_path / "other", **WITHOUT_BIRK)
    for dry_run in (True, False):
        with pytest.raises(ChangedMeanwhile) as caught:
            import_folder(imported, firm, "tester", dry_run=dry_run)
        assert caught.value.places == (
            ("consultants.csv", "birk"),
            ("leave.csv", "birk:2026-11-07:2026-11-08:leave"),
            ("ledger.csv", "birk:backend"),
        )
    with open_store(imported).reading() as reading:
        assert len(reading.inputs().consultants) == 5


def test_a_forced_import_undoes_what_was_changed_by_other_means(imported: str, firm: Path, tmp_path: Path) -> None:
    change_otherwise(imported, tmp_path / "other", **WITHOUT_BIRK)
    assert import_folder(imported, firm, "tester", force=True).counts["added"] == 3
    assert import_folder(imported, firm, "tester").counts["unchanged"] == RECORDS


def test_a_folder_that_makes_the_same_change_is_no_conflict(imported: str, tmp_path: Path) -> None:
    change_otherwise(imported, tmp_path / "other", **WITHOUT_BIRK)
    found = import_folder(imported, tmp_path / "other", "tester")
    assert found.counts == {"added": 0, "changed": 0, "unchanged": RECORDS - 3, "removed": 0}


def test_an_export_makes_changes_known(imported: str, tmp_path: Path) -> None:
    change_otherwise(imported, tmp_path / "other", **WITHOUT_BIRK)
    export_folder(imported, tmp_path / "out")
    assert import_folder(imported, tmp_path / "out", "tester").counts["unchanged"] == RECORDS - 3


def test_an_export_again_is_the_same_to_the_byte(imported: str, tmp_path: Path) -> None:
    first = {file.name: file.read_bytes() for file in export_folder(imported, tmp_path / "out")}
    import_folder(imported, tmp_path / "out", "tester")
    second = {file.name: file.read_bytes() for file in export_folder(imported, tmp_path / "again")}
    assert first == second
    assert len(first) == 11


def test_an_export_that_cannot_be_written_is_not_taken_for_one(imported: str, firm: Path, tmp_path: Path) -> None:
    change_otherwise(imported, tmp_path / "other", **WITHOUT_BIRK)
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFailed):
        export_folder(imported, tmp_path / "file" / "out")
    with pytest.raises(Conflict):
        import_folder(imported, firm, "tester")


def test_there_is_nothing_to_export_where_there_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        export_folder(str(tmp_path / "none.db"), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_what_a_published_roster_rests_on_stays(published: str, tmp_path: Path) -> None:
    folder = write_firm(
        tmp_path / "new",
        bookings_csv="id,customer,from,to,part,roles,shared,cancelled\n",
        agreements_csv="customer,package,from,to\nhavn,premium,2024-01-01,\n",
        **WITHOUT_BIRK,
        **edited("customers.csv", "molo,Molo Sejl ApS,DK,90436953,,\n", ""),
    )
    with pytest.raises(FaultyInput) as caught:
        import_folder(published, folder, "tester", force=True)
    assert [(fault.place, fault.message) for fault in caught.value.faults] == [
        ("bookings.csv", "the booking 'B1' is gone, but published roster 1 rests on it"),
        ("consultants.csv", "the consultant 'birk' is gone, but published roster 1 rests on it"),
        ("customers.csv", "the customer 'molo' is gone, but published roster 1 rests on it"),
    ]
    with open_store(published).reading() as reading:
        assert len(reading.inputs().consultants) == 6


def test_what_only_a_draft_rests_on_may_go(planned: str, tmp_path: Path) -> None:
    assert import_folder(planned, write_firm(tmp_path / "new", **WITHOUT_BIRK), "tester").counts["removed"] == 3


def test_agreements_and_leave_may_go_from_under_a_published_roster(published: str, tmp_path: Path) -> None:
    agreements = "customer,package,from,to\nhavn,premium,2024-01-01,\n"
    folder = write_firm(tmp_path / "new", agreements_csv=agreements, leave_csv="consultant,from,to,kind\n")
    assert import_folder(published, folder, "tester").counts["removed"] == 3


def test_the_log_keeps_who_changed_what(imported: str, tmp_path: Path) -> None:
    changed = edited("customers.csv", "Molo Sejl ApS", "Molo Sejl A/S")
    import_folder(imported, write_firm(tmp_path / "new", **changed), "asta")
    with open_store(imported).reading() as reading:
        entry = reading.audit_log()[-1]
    assert (entry.who, entry.action) == ("asta", "import")
    assert "Molo Sejl ApS" in (entry.before or "")
    assert "Molo Sejl A/S" in (entry.after or "")


def test_an_import_that_changes_nothing_is_not_logged(imported: str, firm: Path) -> None:
    import_folder(imported, firm, "tester")
    with open_store(imported).reading() as reading:
        assert len(reading.audit_log()) == 1
