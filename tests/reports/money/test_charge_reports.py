from dataclasses import replace
from datetime import UTC, date, datetime

from rich.console import Console, RenderableType

from rostering.answers.charges import Closed, ShownCharges
from rostering.answers.proofs import Verified
from rostering.domain.charges import Charge, Mismatch, MonthState
from rostering.reports.money.charges import (
    charges_shape,
    charges_table,
    closed_shape,
    closed_text,
    refused_shape,
    states_text,
)
from rostering.reports.money.proofs import verified_shape, verified_text
from rostering.spans import Period
from samples.reported import billed, directory

OCTOBER = Period.parse("2026-10")
NOVEMBER = Period.parse("2026-11")
AT = datetime(2026, 12, 1, 8, tzinfo=UTC)
CREDIT = billed(-440000, "b-1:2026-10-24:bertil:credit", corrects="b-1:2026-10-24:bertil")


def shown(*lines: Charge) -> ShownCharges:
    """Lines of October, which is closed."""
    names = replace(directory(), customers={})
    return ShownCharges(OCTOBER, lines, names, {OCTOBER.first: MonthState.CLOSED})


def rows(renderable: RenderableType) -> list[str]:
    console = Console(width=150, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(renderable)
    return [" ".join(line.split()) for line in capture.get().splitlines()]


def test_charges_are_in_kroner_with_a_total_that_counts_corrections() -> None:
    lines = rows(charges_table(shown(billed(440000, "1"), billed(-100050, "2", corrects="1"))))

    assert "2026-10-24 fjord b-1 Bertil Krogh Weekend 4.400,00 4.400,00 charge" in lines
    assert "2026-10-24 fjord b-1 Bertil Krogh Weekend 1.000,50 -1.000,50 credit of 1" in lines
    assert "Total 2 lines 3.399,50" in lines


def test_charges_add_up_in_all_and_by_customer() -> None:
    shape = charges_shape(shown(billed(440000), billed(500000, "2", "havn"), CREDIT))

    assert shape["period"] == {"from": "2026-10-01", "to": "2026-10-31"}
    assert shape["months"] == [{"month": "2026-10", "state": "closed"}]
    assert shape["lines"][2] == {
        "id": "b-1:2026-10-24:bertil:credit",
        "month": "2026-11",
        "state": None,
        "date": "2026-10-24",
        "customer": "fjord",
        "booking": "b-1",
        "consultant": "bertil",
        "role": "backend",
        "day_class": "weekend",
        "list_price_ore": 440000,
        "discount": None,
        "unit_price_ore": 440000,
        "amount_ore": -440000,
        "kind": "credit",
        "corrects": "b-1:2026-10-24:bertil",
        "rate_card": "2026-01-01",
        "rate": "weekend",
        "roster": 3,
    }
    assert shape["totals"] == {
        "amount_ore": 500000,
        "count": 3,
        "by_customer": {"fjord": {"amount_ore": 0, "count": 2}, "havn": {"amount_ore": 500000, "count": 1}},
    }


def test_nobody_stands_ready_for_a_cancellation_and_a_discount_is_said_in_percent() -> None:
    (line,) = charges_shape(shown(replace(billed(1), consultant="", discount=750)))["lines"]
    assert (line["consultant"], line["discount"]) == (None, "7,5%")


def test_a_closed_month_says_its_sums_and_how_many_lines_are_corrections() -> None:
    lines = (billed(500000), CREDIT)
    closed = Closed(NOVEMBER, lines, "2026-11-abc", AT, ())
    shape = closed_shape(closed)
    assert (shape["month"], shape["state"], shape["batch"]) == ("2026-11", "closed", "2026-11-abc")
    assert (shape["total_ore"], shape["corrections"], shape["files"]) == (60000, 1, [])
    assert shape["manifest"]["control_sums_by_customer_ore"] == {"fjord": 60000}
    assert closed_text(closed) == "Closed 2026-11: 2 lines, 1 correction among them, DKK 600,00; batch 2026-11-abc."


def test_a_month_that_was_not_closed_says_why() -> None:
    assert refused_shape(NOVEMBER, ["no"]) == {"month": "2026-11", "state": "open", "reasons": ["no"]}


def test_what_agrees_says_how_much_was_looked_at_and_what_differs_is_listed() -> None:
    agreed = Verified(
        OCTOBER, (), {date(2026, 10, 1): MonthState.EXPORTED}, lines=3, exports=1, files=2, moved=0, waiting=0
    )
    assert (
        verified_text(agreed)
        == "Roster, charges and exports agree: 3 closed lines, 1 export, 2 files; 2026-10 exported."
    )
    assert "2 files; 1 correction in an open month; 2026-10" in verified_text(replace(agreed, waiting=1))
    assert "; 1 export no longer where written; 2026-10" in verified_text(replace(agreed, moved=1))
    differing = replace(agreed, differences=(Mismatch("b-1", "b-1 is dear", 1, 2), Mismatch("x.csv", "x.csv is gone")))
    assert verified_text(differing).splitlines() == ["b-1 is dear", "x.csv is gone", "2 differences."]
    shape = verified_shape(differing)
    assert (shape["agrees"], shape["checked"]) == (
        False,
        {"lines": 3, "exports": 1, "files": 2, "moved_exports": 0},
    )
    assert shape["differences"][0] == {"about": "b-1", "text": "b-1 is dear", "expected_ore": 1, "found_ore": 2}


def test_months_in_a_row_that_stand_alike_are_told_together() -> None:
    states = [
        MonthState.CLOSED,
        MonthState.CLOSED,
        MonthState.EXPORTED,
        MonthState.OPEN,
        MonthState.OPEN,
        MonthState.OPEN,
    ]
    months = Period.parse("2026-07-01..2026-12-31").months()
    told = states_text({month.first: state for month, state in zip(months, states, strict=True)})
    assert told == "2026-07 to 2026-08 closed, 2026-09 exported, 2026-10 to 2026-12 open"
