import csv
import hashlib
import io
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published_samples import NAMES, renamed

from rostering.billing.charges import total_of
from rostering.billing.manifest import manifest_of
from rostering.billing.tables import charges_csv, neutral
from rostering.domain.charges import Charge
from rostering.money import parse_kroner
from rostering.spans import DAY, Period

NOVEMBER = Period.parse("2026-11")


def charge(
    consultant: str = "anna", day: date = date(2026, 11, 27), customer: str = "fjord", price: int = 350_000
) -> Charge:
    return Charge(
        id=f"B7:{day.isoformat()}:{consultant}",
        month=day.replace(day=1),
        day=day,
        customer=customer,
        booking="B7",
        consultant=consultant,
        role="pim",
        day_class="weekend",
        list_price=price,
        discount=0,
        unit_price=price,
        amount=price,
        card=date(2026, 1, 1),
        rule="weekend",
        roster=4,
    )


def rows(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_table_is_in_danish_form() -> None:
    body = charges_csv([charge("bo", customer="skov", price=440_050), charge()], NAMES, NOVEMBER)
    assert body == (
        b"\xef\xbb\xbf"
        + (
            "Dato;Kunde;Kundenavn;Booking;Konsulent;Konsulentnavn;Rolle;Dagklasse;Antal;Pris;Beløb;Type;Id;Retter;Vagtplan\r\n"
            "27-11-2026;fjord;Fjord & Søn A/S;B7;anna;Anna Ager;PIM;weekend;1;"
            "3500,00;3500,00;charge;B7:2026-11-27:anna;;4\r\n"
            "27-11-2026;skov;Skov ApS;B7;bo;Bo Brink;PIM;weekend;1;4400,50;4400,50;charge;B7:2026-11-27:bo;;4\r\n"
            "Total;fjord;Fjord & Søn A/S;;;;;;;;3500,00;;2026-11-01..2026-11-30;;\r\n"
            "Total;skov;Skov ApS;;;;;;;;4400,50;;2026-11-01..2026-11-30;;\r\n"
            "Total;;;;;;;;;;7900,50;;2026-11-01..2026-11-30;;\r\n"
        ).encode()
    )


def test_a_month_without_charges_has_a_header_and_a_total_of_nothing() -> None:
    header, total = rows(charges_csv([], NAMES, NOVEMBER))
    assert header[0] == "Dato"
    assert (total[0], total[10]) == ("Total", "0,00")


@pytest.mark.parametrize("name", ["=1+1", "+45 12", "-x", "@SUM(A1)", "\tx", "\rx", "\nx", "\x00x", "\x7fx"])
def test_cells_that_a_spreadsheet_might_run_are_neutralised(name: str) -> None:
    assert neutral(name) == "'" + name
    body = charges_csv([charge()], renamed(consultants={"anna": name}, customers={"fjord": name}), NOVEMBER)
    line, total = rows(body)[1:3]
    assert (line[2], line[5], total[2]) == ("'" + name, "'" + name, "'" + name)


def test_separators_quotes_and_line_breaks_in_names_stay_in_their_cell() -> None:
    name = 'A; "B"\r\nC\nD'
    line = rows(charges_csv([charge()], renamed(consultants={"anna": name}), NOVEMBER))[1]
    assert line[5] == name
    assert len(line) == 15


charges = st.builds(
    charge,
    st.sampled_from(["anna", "bo", "-x"]),
    st.integers(0, 29).map(lambda i: NOVEMBER.first + DAY * i),
    st.sampled_from(["fjord", "skov", "=x"]),
    st.integers(350_000, 500_000),
)


@given(st.lists(charges, unique_by=lambda each: each.id), st.text(), st.randoms(use_true_random=False))
def test_the_lines_add_up_to_the_totals_and_keep_their_order(drawn: list[Charge], name: str, random: Random) -> None:
    names = renamed(customers={"fjord": name})
    body = charges_csv(drawn, names, NOVEMBER)
    random.shuffle(drawn)
    assert charges_csv(drawn, names, NOVEMBER) == body
    lines = [row for row in rows(body)[1:] if row[0] != "Total"]
    *customers, grand = [row for row in rows(body)[1:] if row[0] == "Total"]
    assert {len(row) for row in rows(body)} == {15}
    assert parse_kroner(grand[10]) == sum(parse_kroner(row[10]) for row in lines) == total_of(drawn)
    assert sum(parse_kroner(row[10]) for row in customers) == total_of(drawn)


def test_the_manifest_counts_sums_and_seals() -> None:
    body = b"x;y\r\n"
    assert manifest_of({"b.csv": body, "a.csv": b""}, [charge(), charge("bo", customer="skov", price=440_000)]) == {
        "rows": 2,
        "control_sum_ore": 790_000,
        "control_sums_by_customer_ore": {"fjord": 350_000, "skov": 440_000},
        "files": {
            "a.csv": {"bytes": 0, "sha256": hashlib.sha256(b"").hexdigest()},
            "b.csv": {"bytes": 5, "sha256": hashlib.sha256(body).hexdigest()},
        },
    }
