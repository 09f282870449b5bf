"""Every difference is found and named: between roster and lines, in the lines themselves, in exports and files."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from rostering.billing.files.verification import (
    batch_differences,
    export_differences,
    file_differences,
    roster_differences,
)
from rostering.billing.lines.statement import batch_of, sums_of
from rostering.domain.charges import Charge, Export
from rostering.domain.inputs import Discount
from rostering.domain.totals import total_of
from samples.closed_books import AUTUMN, CARD, NOVEMBER, OCTOBER, Firm, booked

ANNA = "B7:2026-10-30:anna"


@pytest.fixture
def firm() -> Firm:
    firm = Firm([(booked("anna"), booked("bo", role="backend"))])
    firm.close(OCTOBER)
    firm.publish(booked("anna"), booked("clara", role="backend"))
    firm.close(NOVEMBER)
    return firm


def texts(firm: Firm) -> list[str]:
    return [difference.text for difference in firm.differences()]


def test_what_was_closed_and_corrected_agrees(firm: Firm) -> None:
    assert texts(firm) == []


def test_a_line_that_is_lost_is_named_with_what_it_was_worth(firm: Firm) -> None:
    (difference,) = roster_differences(firm.evidence(), firm.lines[1:], AUTUMN)
    assert difference.text == f"{ANNA} for fjord: the roster says 4.600,00, the charges 0,00"
    assert (difference.about, difference.expected, difference.found) == (ANNA, 460_000, 0)


def edit(line_id: str, **changes: object) -> Callable[[Firm], None]:
    def edited(firm: Firm) -> None:
        firm.lines = tuple(
            replace(line, **changes) if line.id == line_id else line  # type: ignore[arg-type]  # its own fields
            for line in firm.lines
        )

    return edited


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (edit(ANNA, amount=459_999), f"{ANNA} says 4.599,99 for one at 4.600,00"),
        (edit(ANNA, amount=1, unit_price=1), f"{ANNA} costs 0,01, and the price that was kept is 4.600,00"),
        (edit(ANNA, role="frontend"), f"{ANNA} has no price that was kept"),
        (
            edit(ANNA, id="B7:2026-10-30:bertil"),
            "B7:2026-10-30:bertil is not called after its booking, date and consultant",
        ),
        (edit(ANNA, roster=7), f"{ANNA} rests on roster 7, which was not published with such a duty"),
        (edit(ANNA, month=date(2026, 9, 1)), f"{ANNA} is billed in 2026-09, before its date"),
        (edit("B7:2026-10-30:bo:credit", amount=-1), "B7:2026-10-30:bo:credit takes back -0,01 of 4.400,00"),
        (edit("B7:2026-10-30:bo:credit", corrects="x"), "B7:2026-10-30:bo:credit corrects x, which is not there"),
        (edit("B7:2026-10-30:clara", corrects="x"), "B7:2026-10-30:clara corrects x, which is not there"),
    ],
)
def test_a_line_that_was_tampered_with_is_found(firm: Firm, tamper: Callable[[Firm], None], said: str) -> None:
    tamper(firm)
    assert said in texts(firm)


def test_a_line_that_is_taken_back_twice_is_found(firm: Firm) -> None:
    credit = next(line for line in firm.lines if line.amount < 0)
    firm.lines += (replace(credit, id=f"{credit.id}:again"),)
    assert f"{credit.id}:again takes back {credit.corrects}, as {credit.id} does" in texts(firm)


def test_what_has_no_price_by_the_second_route_is_named() -> None:
    firm = Firm([(booked("anna"),)], cards=(replace(CARD, discounts=(Discount(5000),)),))
    with pytest.raises(Exception, match="outside the band"):
        firm.differences()


def test_a_price_after_discount_is_reckoned_the_same_by_both_routes() -> None:
    discounts = (Discount(333), Discount(777, customer="fjord"), Discount(1111, role="backend", day_class="weekend"))
    firm = Firm([(booked("anna"), booked("bo", role="backend"))], cards=(replace(CARD, discounts=discounts),))
    assert texts(firm) == []
    assert total_of(firm.close(OCTOBER)) == 424_258 + 405_812  # the customer's discount is closer than the role's
    assert texts(firm) == []


def exported(lines: tuple[Charge, ...], **changes: object) -> Export:
    export = Export(
        1, OCTOBER.first, batch_of(OCTOBER, lines), "csv", {"a.csv": "1", "a.json": "2"}, sums_of(lines),
        datetime(2026, 11, 1, tzinfo=UTC), "finance",
    )  # fmt: skip
    return replace(export, **changes)  # type: ignore[arg-type]  # its own fields


def test_exports_agree_with_the_lines_of_their_month(firm: Firm) -> None:
    lines = firm.books.lines(OCTOBER)
    batches = {OCTOBER.first: batch_of(OCTOBER, lines)}
    assert list(batch_differences(batches, firm.lines)) == []
    assert list(export_differences([exported(lines)], batches, firm.lines)) == []
    other = exported(lines, batch="2026-10-0", sums={**sums_of(lines), "control_sum_ore": 1})
    assert [one.text for one in export_differences([other], batches, firm.lines)] == [
        f"export 1 of 2026-10 as csv is of batch 2026-10-0, not {batches[OCTOBER.first]}",
        "export 1 of 2026-10 as csv says control_sum_ore 1, and the charges say 900000",
    ]
    (lost,) = batch_differences(batches, firm.lines[1:])
    assert lost.text.startswith(f"2026-10 was closed as batch {batches[OCTOBER.first]}, and its lines are now 2026-10-")


def test_files_are_as_they_were_written(firm: Firm) -> None:
    export = exported(firm.lines)
    assert list(file_differences([export], {"a.csv": "1", "a.json": "2", "more": "3"})) == []
    assert list(file_differences([export], {"more": "3"})) == []
    again = replace(export, number=2, files={"a.csv": "9"})
    assert list(file_differences([export, again], {"a.csv": "9", "a.json": "2"})) == []
    found = [one.text for one in file_differences([export], {"a.csv": "7"})]
    assert found == ["a.csv is not as it was written: its SHA-256 is 7", "a.json is missing"]


def test_a_batch_is_named_by_its_lines_alone(firm: Firm) -> None:
    lines = firm.books.lines(OCTOBER)
    assert batch_of(OCTOBER, reversed(lines)) == batch_of(OCTOBER, lines)
    assert batch_of(OCTOBER, lines[1:]) != batch_of(OCTOBER, lines)
    assert batch_of(OCTOBER, lines).startswith("2026-10-")
