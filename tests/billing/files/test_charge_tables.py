import csv
import hashlib
import io
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.billing.files.charge_tables import charges_csv
from rostering.billing.files.manifest import manifest_of
from rostering.billing.text.encodings import TextEncoding
from rostering.domain.charges import Charge
from rostering.domain.totals import total_of
from rostering.money import parse_kroner
from rostering.spans import DAY
from samples.published_samples import NAMES, renamed
from samples.statement_samples import FRIDAY, LINES, NOVEMBER, charge, statement


def rows(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))


def kroner(text: str) -> int:
    return -parse_kroner(text[1:]) if text.startswith("-") else parse_kroner(text)


def test_the_table_is_in_danish_form() -> None:
    body, replaced = charges_csv(statement([charge("bo", customer="skov", price=440_050), charge()]))
    assert replaced == 0
    assert body == (
        b"\xef\xbb\xbf"
        + (
            "Dato;Kunde;Kundenavn;Booking;Konsulent;Konsulentnavn;Rolle;Dagklasse;Antal;Pris;Beløb;Type;Id;Retter;Vagtplan;"
            "Listepris;Rabat;Prisliste;Prisregel;Tekst\r\n"
            "27-11-2026;fjord;Fjord & Søn A/S;B7;anna;Anna Ager;PIM;weekend;1;"
            "3500,00;3500,00;charge;B7:2026-11-27:anna;;4;3500,00;;01-01-2026;weekend;"
            "Evening, PIM, 27-11-2026, booking B7\r\n"
            "27-11-2026;skov;Skov ApS;B7;bo;Bo Brink;PIM;weekend;1;4400,50;4400,50;charge;B7:2026-11-27:bo;;4;"
            "4400,50;;01-01-2026;weekend;Evening, PIM, 27-11-2026, booking B7\r\n"
        ).encode()
    )


def test_a_month_without_charges_has_a_header_alone() -> None:
    (header,) = rows(charges_csv(statement())[0])
    assert header[0] == "Dato"


def test_credits_discounts_and_cancellations_say_what_they_are() -> None:
    header, *lines = rows(charges_csv(statement(LINES))[0])
    by_kind = {line[11]: dict(zip(header, line, strict=True)) for line in lines}
    assert [by_kind["credit"][key] for key in ("Antal", "Pris", "Beløb", "Retter")] == [
        *("-1", "4375,50", "-4375,50"),
        "B7:2026-10-31:bo",
    ]
    assert [by_kind["cancellation"][key] for key in ("Konsulentnavn", "Beløb", "Vagtplan")] == ["", "1750,25", ""]
    assert ["4000,00", "12,5%"] in [line[15:17] for line in lines]


def test_a_table_is_written_without_a_mark_when_asked() -> None:
    lines = statement([charge()])
    assert b"\xef\xbb\xbf" + charges_csv(lines, TextEncoding(bom=False))[0] == charges_csv(lines)[0]


def test_letters_that_cp1252_lacks_are_replaced_by_what_they_are_made_of_and_counted() -> None:
    names = renamed(consultants={"anna": "Ånd Łukasz Ōta 小 €"}, customers={"fjord": "＝1；2"})
    body, replaced = charges_csv(statement([charge()], names=names), TextEncoding("cp1252"))
    line = next(csv.DictReader(io.StringIO(body.decode("cp1252"), newline=""), delimiter=";"))
    assert (line["Konsulentnavn"], line["Kundenavn"]) == ("Ånd Lukasz Ota ? €", "'=1;2")
    assert replaced == 3 + 2


charges = st.builds(
    charge,
    st.sampled_from(["anna", "bo", "-x"]),
    st.integers(0, 29).map(lambda i: NOVEMBER.first + DAY * i),
    st.sampled_from(["fjord", "skov", "=x"]),
    st.integers(350_000, 500_000),
)


@given(st.lists(charges, unique_by=lambda each: each.id), st.text(), st.randoms(use_true_random=False))
def test_a_column_of_amounts_adds_up_to_the_month_and_lines_keep_their_order(
    drawn: list[Charge], name: str, random: Random
) -> None:
    names = renamed(customers={"fjord": name})
    body, _ = charges_csv(statement(drawn, names=names))
    random.shuffle(drawn)
    assert charges_csv(statement(drawn, names=names))[0] == body
    assert {len(row) for row in rows(body)} == {20}
    assert sum(kroner(row[10]) for row in rows(body)[1:]) == total_of(drawn)


@pytest.mark.parametrize("closed", [True, False])
def test_the_manifest_counts_sums_and_seals(closed: bool) -> None:
    body = b"x;y\r\n"
    said = statement([charge(), charge("bo", FRIDAY, "skov", 440_000)], names=NAMES, closed=closed)
    assert manifest_of(said, "csv", {"b.csv": body, "a.csv": b""}, {"encoding": "cp1252"}) == {
        "month": "2026-11",
        "state": "closed" if closed else "open",
        "batch": said.batch,
        "format": "csv",
        "rows": 2,
        "control_sum_ore": 790_000,
        "control_sums_by_customer_ore": {"fjord": 350_000, "skov": 440_000},
        "files": {
            "a.csv": {"bytes": 0, "sha256": hashlib.sha256(b"").hexdigest()},
            "b.csv": {"bytes": 5, "sha256": hashlib.sha256(body).hexdigest()},
        },
        "encoding": "cp1252",
    }
