import csv
import json
import os
import unicodedata
from pathlib import Path

import pytest
from openpyxl import load_workbook

from samples.called import Command
from samples.odd_files import HINT, ODD_FILES
from samples.small_firm import SHEETS, write_firm

SHIPPED = ["business-central", "dinero", "economic", "generic-da", "uniconta-journal"]


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("form", ["csv", "xlsx", "json", *SHIPPED])
def test_charges_are_exported_in_every_format_with_a_manifest(rostering: Command, form: str) -> None:
    assert rostering("billing", "close", "2026-11", "--early").code == 0
    answer = rostering("billing", "export", "2026-11", "--format", form, "--out", "bills", "--json")
    assert answer.code == 0
    *files, manifest = answer.json["files"]
    assert json.loads(Path(manifest).read_text(encoding="utf-8")) == answer.json["manifest"]
    assert [Path(file).name for file in files] == list(answer.json["manifest"]["files"])
    assert (answer.json["manifest"]["rows"], answer.json["manifest"]["state"]) == (2, "closed")


@pytest.mark.usefixtures("published")
def test_two_exports_of_a_closed_month_compare_equal(rostering: Command) -> None:
    rostering("billing", "close", "2026-11", "--early")
    for folder in ("a", "b"):
        for form in ("csv", "xlsx", "json"):
            rostering("billing", "export", "2026-11", "--format", form, "--out", folder)
    first, second = ({file.name: file.read_bytes() for file in Path(name).iterdir()} for name in "ab")
    assert first == second
    assert len(first) == 6
    assert rostering("billing", "verify", "2026-11").code == 0


@pytest.mark.usefixtures("published")
def test_an_open_month_is_said_to_be_a_preview(rostering: Command) -> None:
    assert (
        rostering("billing", "export", "2026-11").err == "rostering: 2026-11 is open: what was written is a preview\n"
    )
    rostering("billing", "close", "2026-11", "--early")
    assert rostering("billing", "export", "2026-11").err == ""


@pytest.mark.usefixtures("published")
def test_the_byte_order_mark_and_the_encoding_can_be_chosen(rostering: Command) -> None:
    name = Path("charges-2026-11.csv")
    rostering("billing", "export", "2026-11", "--no-bom")
    assert name.read_bytes().startswith(b"Dato;")
    rostering("billing", "export", "2026-11", "--encoding", "cp1252")
    assert "Køl".encode("cp1252") in name.read_bytes()


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--encoding", "ebcdic"), "charges cannot be encoded as 'ebcdic'; known: utf-8, cp1252, iso-8859-1"),
        (("--format", "xlsx", "--no-bom"), "xlsx has one encoding of its own: --encoding and --no-bom are for tables"),
        (("--format", "none.toml"), "cannot read 'none.toml': No such file or directory"),
        (("--profile-dir", "none", "--format", "x"), "cannot read 'none': No such file or directory"),
        (("--format", "fax"), "charges cannot be exported as 'fax'; known: csv, xlsx, json, peppol, oioubl, "),
    ],
)
def test_wrong_calls_are_answered_in_a_sentence_and_write_nothing(
    rostering: Command, options: tuple[str, ...], sentence: str
) -> None:
    answer = rostering("billing", "export", "2026-11", "--out", "bills", *options)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"rostering: {sentence}")
    assert answer.err.count("\n") == 1
    assert not Path("bills").exists()


@pytest.mark.usefixtures("published")
def test_faults_of_a_profile_are_listed_with_their_places(rostering: Command) -> None:
    Path("own.toml").write_text('kind = "csv"\ndelimiter = "x"\ncolumns = [{field = "amuont", longest = 0}]\n')
    answer = rostering("billing", "export", "2026-11", "--format", "own.toml", "--out", "bills")
    assert (answer.code, answer.out) == (2, "")
    assert [line.split(": ")[1] for line in answer.err.splitlines()[:-1]] == [
        *("title", "date", "columns[1].field", "columns[1].longest", "delimiter"),
    ]
    assert answer.err.splitlines()[-1] == "rostering: 5 faults; nothing was done"


def test_profiles_are_listed_without_a_store(rostering: Command) -> None:
    listed = rostering("billing", "profiles", "--json").json
    assert [each["name"] for each in listed] == SHIPPED
    assert {each["name"] for each in listed if each["example"]} == {"dinero", "economic"}
    said = rostering("billing", "profiles").out
    assert all(name in said for name in SHIPPED)
    assert "example: check" in said


def test_profiles_of_ones_own_are_listed_too(rostering: Command) -> None:
    Path("mine").mkdir()
    Path("mine", "navision.toml").write_text(
        'title = "Navision"\nkind = "csv"\ndate = "dd-mm-yy"\ncolumns = [{field = "id"}]\n'
    )
    assert "navision" in [
        each["name"] for each in rostering("billing", "profiles", "--profile-dir", "mine", "--json").json
    ]


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x";"y")', "@two\nlines;", 'Ø "Å" & <\u202e>'])
def test_a_customer_by_any_name_comes_out_whole(rostering: Command, name: str, tmp_path: Path) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    customers = SHEETS["customers.csv"].replace("Havnekontoret Køl A/S", quoted)
    assert rostering("import", str(write_firm(tmp_path / "firm", customers_csv=customers))).code == 0
    assert rostering("plan", "2026-11", "--time-limit", "1").code in {0, 1}
    assert rostering("publish", "1").code == 0
    for form in ("csv", "xlsx", "json"):
        assert rostering("billing", "export", "2026-11", "--format", form).code == 0
    text = Path("charges-2026-11.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    assert {len(row) for row in rows} == {20}
    assert not any(cell.startswith(("=", "+", "@", "\t")) for row in rows for cell in row)
    assert not any(unicodedata.category(letter) in {"Cf", "Cc"} for letter in text.replace("\n", ""))
    cell = load_workbook("charges-2026-11.xlsx")["Lines"]["B2"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert json.loads(Path("charges-2026-11.json").read_text(encoding="utf-8"))["lines"][0]["customer_name"] == name


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("odd", ODD_FILES)
def test_a_profile_that_is_no_file_is_a_fault_wherever_it_is_named(rostering: Command, odd: str) -> None:
    make, said = ODD_FILES[odd]
    Path("profiles").mkdir()
    make(Path("profiles/own.toml"))
    for call in (
        ("billing", "export", "2026-11", "--format", "profiles/own.toml", "--out", "bills"),
        ("billing", "export", "2026-11", "--format", "own", "--profile-dir", "profiles", "--out", "bills"),
        ("billing", "profiles", "--profile-dir", "profiles"),
    ):
        answer = rostering(*call)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.splitlines()[0] == f"own.toml: {said} ({HINT})"


@pytest.mark.usefixtures("published")
def test_an_exported_file_whose_place_a_pipe_has_taken_is_missing(rostering: Command) -> None:
    assert rostering("billing", "close", "2026-11", "--early").code == 0
    assert rostering("billing", "export", "2026-11", "--out", "bills").code == 0
    Path("bills/charges-2026-11.csv").unlink()
    os.mkfifo("bills/charges-2026-11.csv")
    answer = rostering("billing", "verify", "2026-11", "--files", "bills")
    assert answer.code == 1
    assert "charges-2026-11.csv is missing" in answer.out
