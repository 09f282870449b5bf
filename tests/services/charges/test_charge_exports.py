import csv
import hashlib
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from rostering.answers.exports import Exported
from rostering.billing.files.formats import OneEncoding
from rostering.billing.files.profile_files import UnreadableProfile
from rostering.billing.lines.charges import Unbillable
from rostering.billing.text.encodings import UnknownEncoding
from rostering.domain.charges import MonthState
from rostering.errors import BadCall, FaultyInput, StorageFailed
from rostering.services.charges.closing import close_month, show_charges
from rostering.services.charges.exporting import export_charges, known_profiles
from rostering.services.inputs.folders import import_folder
from rostering.services.opening import existing_store
from rostering.spans import Period
from samples.small_firm import DOCUMENTS, write_firm

NOVEMBER = Period.parse("2026-11")
OWN = """
title = "Own"
kind = "csv"
date = "dd-mm-yyyy"
header = false
columns = [{field = "date"}, {field = "customer_name"}, {field = "amount"}]
"""
FORMS = ["csv", "xlsx", "json", "generic-da", "uniconta-journal", "business-central", "economic", "dinero"]


@pytest.fixture
def closed(published: str) -> str:
    """A store with November closed."""
    close_month(published, NOVEMBER, "finance", early=True)
    return published


def exports(url: str) -> list[tuple[str, str]]:
    with existing_store(url).reading() as reading:
        return [(export.form, export.by) for export in reading.charges.exports()]


def bodies(exported: Exported) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in exported.files}


@pytest.mark.parametrize("form", FORMS)
def test_a_closed_month_is_the_same_bytes_every_time(closed: str, tmp_path: Path, form: str) -> None:
    first = export_charges(closed, NOVEMBER, form, tmp_path / "first", by="finance")
    again = export_charges(closed, NOVEMBER, form, tmp_path / "again", by="finance")
    assert bodies(first) == bodies(again)
    assert first.manifest == again.manifest
    assert exports(closed) == [(form, "finance")] * 2  # one for each folder


@pytest.mark.parametrize("form", FORMS)
def test_a_manifest_seals_the_files_beside_it(closed: str, tmp_path: Path, form: str) -> None:
    exported = export_charges(closed, NOVEMBER, form, tmp_path)
    *files, last = exported.files
    said = json.loads(last.read_text(encoding="utf-8"))
    assert said == exported.manifest
    assert last.name.endswith(".manifest.json")
    assert (said["month"], said["state"], said["format"]) == ("2026-11", "closed", form)
    assert (said["rows"], said["control_sum_ore"], said["control_sums_by_customer_ore"]) == (
        2,
        750000,
        {"havn": 750000},
    )
    assert {name: each["sha256"] for name, each in said["files"].items()} == {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files
    }


def test_formats_and_their_manifests_stand_side_by_side(closed: str, tmp_path: Path) -> None:
    for form in FORMS:
        export_charges(closed, NOVEMBER, form, tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir() if file.name.endswith("manifest.json")) == sorted(
        f"charges-2026-11{'' if form == 'csv' else f'.{form}'}.manifest.json" for form in FORMS
    )
    assert not list(tmp_path.glob(".writing-*"))


def test_an_open_month_is_a_preview_that_says_so_and_leaves_no_trace(published: str, tmp_path: Path) -> None:
    exported = export_charges(published, NOVEMBER, "xlsx", tmp_path)
    assert (exported.manifest["state"], exported.manifest["batch"]) == ("open", "2026-11-open")
    assert "open: a preview" in str(load_workbook(exported.files[0])["Summary"]["B2"].value)
    assert exported.preview
    assert exports(published) == []
    assert show_charges(published, NOVEMBER).states[NOVEMBER.first] is MonthState.OPEN


def test_that_a_closed_month_was_exported_is_kept_once_for_each_way_of_writing_it(closed: str, tmp_path: Path) -> None:
    for _ in range(2):
        export_charges(closed, NOVEMBER, "csv", tmp_path, by="finance")
        export_charges(closed, NOVEMBER, "csv", tmp_path, by="finance", encoding="cp1252")
        export_charges(closed, NOVEMBER, "json", tmp_path, by="finance")
    assert [form for form, _ in exports(closed)] == ["csv", "csv", "json"]
    assert show_charges(closed, NOVEMBER).states[NOVEMBER.first] is MonthState.EXPORTED


def test_letters_are_written_as_asked(closed: str, tmp_path: Path) -> None:
    plain = export_charges(closed, NOVEMBER, "csv", tmp_path / "plain")
    without = export_charges(closed, NOVEMBER, "csv", tmp_path / "without", bom=False)
    western = export_charges(closed, NOVEMBER, "csv", tmp_path / "western", encoding="windows-1252")
    text = plain.files[0].read_bytes().removeprefix(b"\xef\xbb\xbf")
    assert without.files[0].read_bytes() == text
    assert western.files[0].read_bytes() == text.decode().encode("cp1252")
    assert (western.manifest["encoding"], western.manifest["replaced_letters"]) == ("cp1252", 0)


@pytest.mark.parametrize("form", ["xlsx", "json", "business-central"])
def test_letters_are_asked_for_in_tables_only(closed: str, tmp_path: Path, form: str) -> None:
    with pytest.raises(OneEncoding, match=f"{form} has one encoding of its own"):
        export_charges(closed, NOVEMBER, form, tmp_path / "out", bom=False)
    with pytest.raises(UnknownEncoding):
        export_charges(closed, NOVEMBER, "csv", tmp_path / "out", encoding="ebcdic")
    assert not (tmp_path / "out").exists()
    assert exports(closed) == []


def test_a_profile_of_ones_own_is_asked_for_by_its_file_or_by_its_name_in_a_folder(closed: str, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    by_file = export_charges(closed, NOVEMBER, str(tmp_path / "own.toml"), tmp_path / "a")
    by_name = export_charges(closed, NOVEMBER, "own", tmp_path / "b", profiles=tmp_path)
    assert bodies(by_file) == bodies(by_name)
    (name, body), _ = bodies(by_file).items()
    assert name == "charges-2026-11.own.csv"
    assert list(csv.reader(io.StringIO(body.decode(), newline=""), delimiter=";")) == [
        ["04-11-2026", "Havnekontoret Køl A/S", "3750,00"],
        ["05-11-2026", "Havnekontoret Køl A/S", "3750,00"],
    ]
    assert by_file.manifest["profile_sha256"] == hashlib.sha256(OWN.encode()).hexdigest()
    assert [profile.name for profile in known_profiles(tmp_path)].count("own") == 1


def test_a_faulty_profile_writes_nothing(closed: str, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN.replace("amount", "amuont"), encoding="utf-8")
    with pytest.raises(FaultyInput, match=r"own.toml: columns\[3\].field: unknown field 'amuont'"):
        export_charges(closed, NOVEMBER, str(tmp_path / "own.toml"), tmp_path / "out")
    with pytest.raises(UnreadableProfile):
        export_charges(closed, NOVEMBER, str(tmp_path / "none.toml"), tmp_path / "out")
    with pytest.raises(BadCall, match=r"known: csv, xlsx, json, peppol, oioubl, html, pdf, business-central, .*own"):
        export_charges(closed, NOVEMBER, "fax", tmp_path / "out", profiles=tmp_path)
    assert not (tmp_path / "out").exists()


def test_what_could_not_be_written_is_not_kept_as_exported(closed: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageFailed, match="cannot write the folder"):
        export_charges(closed, NOVEMBER, "csv", tmp_path / "file")
    assert exports(closed) == []


def test_a_month_closed_before_the_firm_was_known_is_invoiced_by_the_firm_as_it_is(
    published: str, tmp_path: Path
) -> None:
    told = DOCUMENTS["organisation.toml"]
    import_folder(published, write_firm(tmp_path / "a", organisation_toml=told.partition("[seller]")[0]), "tester")
    close_month(published, NOVEMBER, "finance", early=True)
    with pytest.raises(Unbillable, match="an invoice needs a CVR number of the firm"):
        export_charges(published, NOVEMBER, "peppol", tmp_path / "out")
    import_folder(published, write_firm(tmp_path / "b"), "tester")
    assert export_charges(published, NOVEMBER, "peppol", tmp_path / "out").manifest["rows"] == 2


def test_the_firm_stays_on_invoices_as_it_was_when_the_month_was_closed(closed: str, tmp_path: Path) -> None:
    first = export_charges(closed, NOVEMBER, "peppol", tmp_path / "first")
    moved = DOCUMENTS["organisation.toml"].replace("Nordlysvej 17", "Havnegade 3")
    import_folder(closed, write_firm(tmp_path / "moved", organisation_toml=moved), "tester")
    assert bodies(export_charges(closed, NOVEMBER, "peppol", tmp_path / "again")) == bodies(first)
