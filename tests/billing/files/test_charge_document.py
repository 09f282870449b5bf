import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.billing.files.document import charges_json
from rostering.billing.text.json_text import json_text
from rostering.domain.charges import Charge
from samples.published_samples import renamed
from samples.statement_samples import LINES, charge, statement


def read(*lines: Charge) -> Any:
    def no_float(text: str) -> None:
        raise AssertionError(f"{text} is a float")

    return json.loads(charges_json(statement(lines)), parse_float=no_float)


def test_the_document_has_amounts_in_oere_and_iso_dates() -> None:
    said = read(*LINES)
    assert (said["month"], said["state"], said["currency"]) == ("2026-11", "closed", "DKK")
    assert said["batch"].startswith("2026-11-")
    assert said["closed_at"] == "2026-12-01T09:15:30.123456+01:00"
    assert said["lines"][0] == {
        "id": "B7:2026-10-31:bo:credit",
        "date": "2026-10-31",
        "customer": "fjord",
        "customer_name": "Fjord & Søn A/S",
        "booking": "B7",
        "consultant": "bo",
        "consultant_name": "Bo Brink",
        "role": "pim",
        "day_class": "weekend",
        "quantity": -1,
        "list_price_ore": 437550,
        "discount": None,
        "unit_price_ore": 437550,
        "amount_ore": -437550,
        "kind": "credit",
        "corrects": "B7:2026-10-31:bo",
        "rate_card": "2026-01-01",
        "rate": "weekend",
        "roster": 4,
        "text": "Evening, PIM, 31-10-2026, booking B7, Credit",
    }


def test_the_totals_add_up() -> None:
    said = read(*LINES)
    assert said["totals"]["amount_ore"] == sum(line["amount_ore"] for line in said["lines"]) == 1_227_530
    assert said["totals"]["by_customer"] == {
        "fjord": {"amount_ore": 787_480, "count": 5},
        "skov": {"amount_ore": 440_050, "count": 1},
    }
    assert sum(each["amount_ore"] for each in said["totals"]["by_consultant"].values()) == 1_227_530


def test_a_month_without_lines_is_a_document_all_the_same() -> None:
    said = read()
    assert (said["lines"], said["totals"]["count"]) == ([], 0)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_name_comes_through_as_it_is_and_nothing_in_it_turns_the_text_around(name: str) -> None:
    lines = statement([charge()], names=renamed(customers={"fjord": name}))
    text = charges_json(lines).decode()
    assert json.loads(text)["lines"][0]["customer_name"] == name
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200f\x00\r\t")


def test_an_amount_is_written_digit_by_digit() -> None:
    assert json_text({"a": Decimal("3500.05"), "b": Decimal("-0.10"), "c": [], "d": {}, "e": [1, None, "x"]}) == (
        '{\n  "a": 3500.05,\n  "b": -0.10,\n  "c": [],\n  "d": {},\n  "e": [\n    1,\n    null,\n    "x"\n  ]\n}'
    )


@pytest.mark.parametrize("value", [1.5, date(2026, 1, 1), object()])
def test_what_is_no_json_is_not_written(value: object) -> None:
    with pytest.raises(TypeError):
        json_text(value)  # type: ignore[arg-type] # the point
