"""The data folder as a zip, up and down: what an upload would change, and what it may not undo."""

import io
import zipfile
from pathlib import Path

import pytest

from rostering.domain.users import Actor, Role
from rostering.errors import FaultyInput
from rostering.folder.zips import packed, unpacked
from rostering.services.access.rights import Forbidden
from rostering.services.inputs.changing import Seen, save_record
from rostering.services.inputs.folders import ChangedMeanwhile, export_folder, import_folder
from rostering.services.inputs.records import record
from rostering.services.inputs.zips import ChangedSinceSeen, download, look_at_upload, take_upload
from rostering.store import open_store

LEAD = Actor.ops("lead")


def with_file(data: bytes, name: str, old: str, new: str) -> bytes:
    files = unpacked(data)
    assert old.encode() in files[name]
    return packed({**files, name: files[name].replace(old.encode(), new.encode())})


def title(url: str, text: str) -> None:
    found = record(url, LEAD, "bookings", "B1")
    assert found.record is not None
    assert save_record(url, LEAD, "bookings", "B1", {**found.record.cells, "title": text}, Seen(found.version)).stored


def test_a_download_has_the_bytes_of_an_export_and_is_the_same_each_time(imported: str, tmp_path: Path) -> None:
    data = download(imported, LEAD)
    export_folder(imported, tmp_path / "out")
    assert unpacked(data) == {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    assert download(imported, LEAD) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_upload_of_what_is_there_changes_nothing(imported: str) -> None:
    found = look_at_upload(imported, LEAD, download(imported, LEAD)).imported
    assert (found.added, found.changed, found.removed) == ((), (), ())


def test_an_upload_is_looked_at_then_taken_and_kept_in_the_history(imported: str) -> None:
    data = with_file(download(imported, LEAD), "leave.csv", "2026-11-14,2026-11-14", "2026-11-15,2026-11-15")
    looked = look_at_upload(imported, LEAD, data)
    assert looked.imported.added == (("leave.csv", "elma:2026-11-15:2026-11-15:rather_not"),)
    assert looked.imported.removed == (("leave.csv", "elma:2026-11-14:2026-11-14:rather_not"),)
    with open_store(imported).reading() as reading:
        assert {leave.period.first.day for leave in reading.inputs().leave} == {7, 14}
    assert take_upload(imported, LEAD, data, looked.seen) == looked.imported
    events = record(imported, LEAD, "leave", "elma:2026-11-15:2026-11-15:rather_not").history
    assert [(event.who, event.action, event.is_new) for event in events] == [("lead", "import", True)]


def test_an_upload_that_means_something_else_by_now_is_looked_at_again(imported: str) -> None:
    data = with_file(download(imported, LEAD), "customers.csv", "Molo Sejl ApS", "Molo Sejl A/S")
    seen = look_at_upload(imported, LEAD, data).seen
    title(imported, "Meanwhile")
    with pytest.raises(ChangedSinceSeen, match="look again at what the upload would do"):
        take_upload(imported, LEAD, data, seen)


def test_an_upload_that_would_undo_what_it_does_not_know_is_refused_unless_that_is_wanted(imported: str) -> None:
    old = download(imported, LEAD)
    title(imported, "Here")
    looked = look_at_upload(imported, LEAD, old)
    assert looked.lost == ("bookings.csv:B1",)
    with pytest.raises(ChangedMeanwhile):
        take_upload(imported, LEAD, old, looked.seen)
    assert take_upload(imported, LEAD, old, looked.seen, force=True).changed == (("bookings.csv", "B1"),)


def test_what_was_downloaded_knows_what_was_changed_before(imported: str) -> None:
    title(imported, "Before")
    data = with_file(download(imported, LEAD), "customers.csv", "Molo Sejl ApS", "Molo Sejl A/S")
    assert look_at_upload(imported, LEAD, data).lost == ()


def test_the_folder_of_an_import_knows_nothing_of_an_upload(imported: str, firm: Path) -> None:
    data = with_file(download(imported, LEAD), "customers.csv", "Molo Sejl ApS", "Molo Sejl A/S")
    take_upload(imported, LEAD, data, look_at_upload(imported, LEAD, data).seen)
    assert import_folder(imported, firm, "tester").changed == (("customers.csv", "molo"),)


def test_what_is_wrong_with_the_folder_is_told_with_its_places(imported: str) -> None:
    data = with_file(download(imported, LEAD), "bookings.csv", "evening", "evning")
    with pytest.raises(FaultyInput) as caught:
        look_at_upload(imported, LEAD, data)
    assert [str(fault) for fault in caught.value.faults] == [
        "bookings.csv:2: unknown part 'evning' (did you mean 'evening'?)"
    ]


def test_only_ops_leads_have_the_folder(imported: str) -> None:
    for role in (Role.FINANCE, Role.CONSULTANT, Role.VIEWER):
        with pytest.raises(Forbidden):
            download(imported, Actor("x", role))
        with pytest.raises(Forbidden):
            look_at_upload(imported, Actor("x", role), b"")
