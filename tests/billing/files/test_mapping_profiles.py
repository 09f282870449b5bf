import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.billing.files.formats import EncodingWish, OneEncoding, by_profile
from rostering.billing.files.profile_files import UnreadableProfile, all_profiles, profile_files, profile_of
from rostering.billing.invoices.vat import NeedsReview
from rostering.billing.lines.statement import Statement
from rostering.billing.profiles.profile import Profile
from rostering.billing.profiles.profile_reading import read_profile
from rostering.domain.parties import Customer
from rostering.errors import FaultyInput
from samples.published_samples import renamed
from samples.statement_samples import FRIDAY, LINES, NOVEMBER, charge, credit, statement

NO_WISH = EncodingWish()
SHIPPED = ["business-central", "dinero", "economic", "generic-da", "uniconta-journal"]
SWEDE = Customer("lund", "Lund AB", country="SE", vat_number="SE556188840401")
PLAIN = """
title = "Plain"
kind = "csv"
date = "yyyymmdd"
columns = [{field = "id"}, {field = "amount"}, {field = "date"}]
"""


def shipped(name: str) -> Profile:
    return profile_of(profile_files()[name])


def written(profile: Profile, said: Statement, wish: EncodingWish = NO_WISH) -> dict[str, str]:
    return {name: body.decode() for name, body in by_profile(profile)(said, wish).files.items()}


def table(profile: str, said: Statement) -> list[list[str]]:
    """The rows of a profile of our own."""
    (text,) = written(read_profile("own", "own.toml", profile.encode()), said).values()
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def document(name: str, said: Statement) -> Any:
    (text,) = written(shipped(name), said).values()
    return json.loads(text, parse_float=Decimal)


def test_what_comes_along_can_be_read_and_examples_say_what_to_check() -> None:
    profiles = all_profiles()
    assert [each.name for each in profiles] == SHIPPED
    assert {each.name for each in profiles if each.example} == {"economic", "dinero"}
    assert all("your own agreement" in each.note for each in profiles if each.example)


def test_uniconta_gets_rows_like_its_own_example() -> None:
    sample = charge(day=NOVEMBER.last, price=164_900)
    (text,) = written(shipped("uniconta-journal"), statement([sample])).values()
    assert text == "Debitor;U25;1010;fjord;202611001;30-11-2026;Evening, PIM, 30-11-2026, booking B7;2.061,25;dkk;\r\n"


def test_a_text_for_uniconta_ends_after_fifty_letters() -> None:
    names = renamed(roles={"pim": "Ø" * 80})
    (text,) = written(shipped("uniconta-journal"), statement([charge()], names=names)).values()
    assert text.split(";")[6] == f"Evening, {'Ø' * 41}"


def test_what_customers_owe_in_uniconta_adds_up_to_their_invoices() -> None:
    (text,) = written(shipped("uniconta-journal"), statement(LINES)).values()
    owed: dict[str, Decimal] = {}
    for row in csv.reader(text.splitlines(), delimiter=";"):
        owed[row[3]] = owed.get(row[3], Decimal(0)) + Decimal(row[7].replace(".", "").replace(",", "."))
    assert owed == {"fjord": Decimal("9843.50"), "skov": Decimal("5500.63")}
    remarks = by_profile(shipped("uniconta-journal"))(statement(LINES), NO_WISH).remarks
    assert remarks["column_sums_ore"] == {"Beløb": 1_534_413}


def test_the_generic_profile_is_danish_and_traces_every_row() -> None:
    (body,) = by_profile(shipped("generic-da"))(statement(LINES), EncodingWish()).files.values()
    assert body.startswith(b"\xef\xbb\xbfBilag;Bilagsdato;Kundenr;")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert {row["Id"] for row in rows} == {line.id for line in LINES}
    assert {row["Beløb ekskl. moms"] for row in rows} >= {"3500,05", "-4375,50"}


def test_business_central_gets_an_invoice_for_each_customer() -> None:
    files = written(shipped("business-central"), statement(LINES))
    assert list(files) == [f"charges-2026-11.business-central.{who}.json" for who in ("fjord", "skov")]
    fjord = json.loads(files["charges-2026-11.business-central.fjord.json"], parse_float=Decimal)
    assert [fjord[key] for key in ("externalDocumentNumber", "customerNumber", "invoiceDate")] == [
        *("2026-11-fjord", "fjord", "2026-11-30"),
    ]
    lines = fjord["salesInvoiceLines"]
    assert sum(line["quantity"] * line["unitPrice"] for line in lines) == Decimal("7874.80")
    assert lines[-1]["description"] == "Evening, PIM, 30-11-2026, booking B7"
    assert '"unitPrice": 3500.05' in files["charges-2026-11.business-central.fjord.json"]


def test_whoever_is_owed_money_gets_a_credit_memo() -> None:
    said = document(
        "business-central",
        statement([credit(charge()), charge("bo", price=360_000, day=FRIDAY), credit(charge("clara"))]),
    )
    assert said["creditMemoDate"] == "2026-11-30"
    assert "salesInvoiceLines" not in said
    assert [line["quantity"] for line in said["salesCreditMemoLines"]] == [1, -1, 1]


def test_keys_with_points_are_objects() -> None:
    said = document("economic", statement([charge()]))
    assert said["customer"] == {"customerNumber": "fjord"}
    assert said["recipient"] == {"name": "Fjord & Søn A/S", "vatZone": {"vatZoneNumber": 1}}
    assert said["lines"][0]["product"] == {"productNumber": "BEREDSKAB"}


def test_an_invoice_for_dinero_has_its_base_amount_by_the_day() -> None:
    said = document("dinero", statement([charge(price=350_005)]))
    assert said["productLines"] == [
        {
            "description": "Evening, PIM, 27-11-2026, booking B7",
            "quantity": 1,
            "accountNumber": 1000,
            "unit": "day",
            "baseAmountValue": Decimal("3500.05"),
        }
    ]


def test_a_customer_in_the_eu_has_another_vat_code_and_no_vat() -> None:
    said = statement([charge(customer="lund")], customers=[SWEDE])
    (text,) = written(shipped("uniconta-journal"), said).values()
    assert text.split(";")[1::6] == ["UEUY", "3.500,00"]


@pytest.mark.parametrize("name", ["uniconta-journal", "generic-da", "economic"])
def test_customers_outside_the_eu_need_review_before_vat_is_written(name: str) -> None:
    said = statement([charge(customer="oslo")], customers=[Customer("oslo", "Oslo AS", "NO")])
    with pytest.raises(NeedsReview, match="customer oslo needs review"):
        written(shipped(name), said)
    assert written(shipped("business-central"), said)


def test_without_a_code_for_reverse_charge_the_customer_needs_review() -> None:
    own = PLAIN.replace('{field = "date"}', '{field = "vat_code"}') + 'vat_codes = {standard = "U25"}\n'
    assert table(own, statement([charge()]))[1][2] == "U25"
    with pytest.raises(NeedsReview, match="customer lund needs review: profile own has no VAT code for reverse charge"):
        table(own, statement([charge(customer="lund")], customers=[SWEDE]))


def test_a_profile_of_ones_own_is_a_file() -> None:
    assert table(PLAIN, statement([charge()])) == [
        ["id", "amount", "date"],
        ["B7:2026-11-27:anna", "3500,00", "20261127"],
    ]


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ('decimal = "."\nthousands = ","', ["B7:2026-11-27:anna", "3,500.00", "20261127"]),
        ('sign = "-"', ["B7:2026-11-27:anna", "-3500,00", "20261127"]),
        ("thousands = ' '", ["B7:2026-11-27:anna", "3 500,00", "20261127"]),
    ],
)
def test_amounts_are_written_as_the_profile_says(keys: str, row: list[str]) -> None:
    assert table(f"{keys}\n{PLAIN}", statement([charge()]))[1] == row


@pytest.mark.parametrize(
    ("form", "shown"),
    [("dd.mm.yyyy", "27.11.2026"), ("yyyy/mm/dd", "2026/11/27"), ("ddmmyy", "271126"), ("dd mm yyyy", "27 11 2026")],
)
def test_dates_are_written_as_the_profile_says(form: str, shown: str) -> None:
    assert table(PLAIN.replace("yyyymmdd", form), statement([charge()]))[1][2] == shown


def test_lines_end_and_cells_part_as_the_profile_says() -> None:
    own = read_profile(
        "own", "own.toml", f'delimiter = "tab"\nline_end = "lf"\nheader = false\nbom = true\n{PLAIN}'.encode()
    )
    assert written(own, statement([charge()])) == {
        "charges-2026-11.own.csv": "\ufeffB7:2026-11-27:anna\t3500,00\t20261127\n"
    }
    assert written(own, statement([charge()]), EncodingWish(bom=False)) == {
        "charges-2026-11.own.csv": "B7:2026-11-27:anna\t3500,00\t20261127\n"
    }


def test_products_go_by_day_class_and_customers_by_the_numbers_of_the_erp() -> None:
    own = """
title = "Own"
kind = "csv"
date = "dd-mm-yyyy"
columns = [{field = "product"}, {field = "customer_number"}, {constant = 7, header = "Seven"}]
products = {weekend = "W", default = "D"}
customers = {fjord = 101}
"""
    lines = [charge(), charge("bo", customer="skov", booking="B8")]
    assert table(own, statement(lines))[1:] == [["W", "101", "7"], ["W", "skov", "7"]]
    assert table(own.replace("weekend =", "special ="), statement(lines))[1][0] == "D"


def test_documents_have_one_encoding_of_their_own() -> None:
    for wish in (EncodingWish(bom=False), EncodingWish(encoding="cp1252")):
        with pytest.raises(OneEncoding, match="business-central has one encoding of its own"):
            by_profile(shipped("business-central"))(statement([charge()]), wish)


def test_a_folder_of_ones_own_profiles_stands_in_for_those_that_come_along(tmp_path: Path) -> None:
    (tmp_path / "generic-da.toml").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "own.toml").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    assert sorted([*SHIPPED, "own"]) == [each.name for each in all_profiles(tmp_path)]
    assert profile_of(profile_files(tmp_path)["generic-da"]).title == "Plain"


def test_a_file_or_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableProfile, match="No such file"):
        profile_of(tmp_path / "none.toml")
    with pytest.raises(UnreadableProfile, match="No such file"):
        profile_files(tmp_path / "none")


@pytest.mark.parametrize(
    ("name", "fault"),
    [("csv.toml", "csv.toml: csv is a format already"), ("my erp;.toml", "my erp;.toml: is no name for a profile")],
)
def test_a_profile_has_a_name_that_files_can_have_and_no_format_has(tmp_path: Path, name: str, fault: str) -> None:
    (tmp_path / name).write_text(PLAIN, encoding="utf-8")
    with pytest.raises(FaultyInput, match=fault):
        profile_of(tmp_path / name)


def test_all_that_is_wrong_in_a_folder_is_said_at_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text("kind = 1", encoding="utf-8")
    with pytest.raises(FaultyInput) as faulty:
        all_profiles(tmp_path)
    assert [fault.place for fault in faulty.value.faults] == ["a.toml: kind", "b.toml: kind"]


@given(st.text(), st.integers(1, 60), st.sampled_from(["utf-8", "cp1252"]))
def test_no_text_is_longer_than_the_profile_allows(name: str, longest: int, encoding: str) -> None:
    own = f"""
title = "Own"
kind = "csv"
date = "dd-mm-yyyy"
encoding = "{encoding}"
header = false
columns = [
    {{field = "customer_name", longest = {longest}}},
    {{template = "{{customer_name}} {{date}}", longest = {longest}}},
]
"""
    profile = read_profile("own", "own.toml", own.encode())
    (body,) = by_profile(profile)(
        statement([charge()], names=renamed(customers={"fjord": name})), EncodingWish()
    ).files.values()
    (row,) = csv.reader(io.StringIO(body.decode(encoding), newline=""), delimiter=";")
    assert [len(cell) <= longest for cell in row] == [True, True]
    assert not any(re.match(r"\s*[=+\-@]", cell) for cell in row)
