import hashlib
import json
from pathlib import Path

import pytest

from rostering.cli.report import write_report
from rostering.errors import BadCall, StorageFailed
from rostering.files import write_files
from rostering.services.charges.closing import show_charges
from rostering.services.charges.exporting import export_charges
from rostering.services.links.feeds import export_feeds
from rostering.spans import Period

NOVEMBER = Period.parse("2026-11")


def test_feeds_are_one_file_per_consultant_one_per_role_and_one_for_all(published: str, tmp_path: Path) -> None:
    files = export_feeds(published, tmp_path / "feeds")
    assert len(files) == 6 + 3 + 1
    assert all(file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n") for file in files)
    assert sorted(files) == sorted((tmp_path / "feeds").iterdir())


def test_feeds_written_again_are_the_same(published: str, tmp_path: Path) -> None:
    first = {file: file.read_bytes() for file in export_feeds(published, tmp_path)}
    assert {file: file.read_bytes() for file in export_feeds(published, tmp_path)} == first


def test_there_are_no_feeds_before_something_is_published(planned: str, tmp_path: Path) -> None:
    with pytest.raises(BadCall, match="no roster is published yet"):
        export_feeds(planned, tmp_path / "feeds")
    assert not (tmp_path / "feeds").exists()


def test_charges_are_of_published_bookings(published: str) -> None:
    charges = show_charges(published, NOVEMBER)
    assert [(str(line.day), line.booking, line.amount) for line in charges.lines] == [
        ("2026-11-04", "B1", 375000),
        ("2026-11-05", "B1", 375000),
    ]
    assert charges.directory.customers["havn"] == "Havnekontoret Køl A/S"


def test_nothing_is_charged_for_a_draft(planned: str) -> None:
    assert show_charges(planned, NOVEMBER).lines == ()


def test_a_month_of_charges_is_a_file_and_a_manifest_of_it(published: str, tmp_path: Path) -> None:
    exported = export_charges(published, NOVEMBER, "csv", tmp_path / "billing")
    table, manifest = exported.files
    assert (table.name, manifest.name) == ("charges-2026-11.csv", "charges-2026-11.manifest.json")
    said = json.loads(manifest.read_text(encoding="utf-8"))
    assert said == exported.manifest
    assert (said["rows"], said["control_sum_ore"]) == (2, 750000)
    assert said["files"][table.name]["sha256"] == hashlib.sha256(table.read_bytes()).hexdigest()


@pytest.mark.parametrize("period", ["2026Q4", "2026", "2026-11-01..2026-11-29", "2026-11-15..2026-12-14"])
def test_charges_are_exported_by_the_month(published: str, tmp_path: Path, period: str) -> None:
    with pytest.raises(BadCall, match="by the month"):
        export_charges(published, Period.parse(period), "csv", tmp_path / "billing")
    assert not (tmp_path / "billing").exists()


def test_an_unknown_format_names_those_that_are_known(published: str, tmp_path: Path) -> None:
    with pytest.raises(BadCall, match="'fax'; known: csv"):
        export_charges(published, NOVEMBER, "fax", tmp_path)


def test_a_report_is_a_page_of_the_newest_roster(planned: str, tmp_path: Path) -> None:
    written = write_report(planned, None, tmp_path / "new" / "page.html")
    assert written.roster == 1
    assert "Birk Ålund" in written.file.read_text(encoding="utf-8")


def test_files_replace_what_was_there_and_leave_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    assert write_files(tmp_path, {"a": b"new", "b": b"more"}) == (tmp_path / "a", tmp_path / "b")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"new", "b": b"more"}


def test_files_that_cannot_be_written_are_a_failure_of_storage(planned: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFailed, match="cannot write the folder"):
        write_files(tmp_path / "file", {"a": b""})
    (tmp_path / "page.html").mkdir()
    with pytest.raises(StorageFailed):
        write_report(planned, None, tmp_path / "page.html")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "page.html", "rostering.db"]
