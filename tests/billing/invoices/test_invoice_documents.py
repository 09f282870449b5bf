"""What a customer finds on a document: their order, what it takes back, their words; nothing that nets to nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.billing.invoices.drafts import drafts_of
from rostering.billing.invoices.invoice import invoices_of, whole
from rostering.billing.invoices.items import outstanding
from rostering.billing.invoices.oioubl import oioubl_files
from rostering.billing.invoices.peppol import peppol_files
from rostering.billing.invoices.wording import line_text
from rostering.billing.lines.statement import Corrected, Statement
from rostering.domain.charges import Charge, Layout
from rostering.domain.parties import Booking
from rostering.spans import Period
from samples.einvoices import FJORD, month, parsed
from samples.statement_samples import FRIDAY, cancellation, charge, credit, statement

EAN = "5790000123452"
OCTOBER = date(2026, 10, 30)


def ordered(said: Statement, **orders: str) -> Statement:
    """The statement with purchase orders by booking."""
    bookings = {
        name: Booking(name, "fjord", Period(FRIDAY, FRIDAY), "evening", {"pim": 1}, po_number=order)
        for name, order in orders.items()
    }
    return replace(said, bookings=bookings)


def found(files: dict[str, bytes], path: str) -> list[list[str | None]]:
    """The texts at a path, by document."""
    return [[each.text for each in parsed(body).findall(path)] for body in files.values()]


DIALECTS = pytest.mark.parametrize("dialect", [peppol_files, oioubl_files], ids=["peppol", "oioubl"])
ORDER = "{*}OrderReference/{*}ID"


@DIALECTS
def test_an_order_is_the_customers_own_and_never_ours(dialect: object) -> None:
    assert callable(dialect)
    said = month(charge())
    assert found(dialect(said), ORDER) == [[]]
    assert found(dialect(ordered(said, B7="PO-4711")), ORDER) == [["PO-4711"]]


@DIALECTS
def test_each_order_of_a_customer_has_its_own_document(dialect: object) -> None:
    assert callable(dialect)
    said = ordered(month(charge(), charge("bo", booking="B8"), charge("clara", booking="B9")), B7="PO-1", B8="PO-2")
    files = dialect(said)
    assert [name.partition("-")[2] for name in files] == [
        "2026-11-fjord.xml",
        "2026-11-fjord+2.xml",
        "2026-11-fjord+3.xml",
    ]
    assert found(files, ORDER) == [[], ["PO-1"], ["PO-2"]]
    assert [draft.reference for draft in drafts_of(said)] == ["2026-11-fjord", "2026-11-fjord+2", "2026-11-fjord+3"]


@DIALECTS
def test_a_customer_with_an_ean_is_addressed_by_it(dialect: object) -> None:
    assert callable(dialect)
    ((endpoint,),) = [
        parsed(body).findall("{*}AccountingCustomerParty/{*}Party/{*}EndpointID")
        for body in dialect(month(charge(), customers=(replace(FJORD, ean=EAN),))).values()
    ]
    assert (endpoint.get("schemeID"), endpoint.text) == ("0088" if dialect is peppol_files else "GLN", EAN)


@DIALECTS
def test_a_credit_note_names_each_document_that_it_gives_back_of(dialect: object) -> None:
    assert callable(dialect)
    first, second = charge("bo", OCTOBER, price=450_000), charge("bo", date(2026, 9, 4), price=450_000)
    said = replace(
        month(credit(first), credit(second)),
        corrected={
            first.id: Corrected("2026-10-fjord", date(2026, 10, 31)),
            second.id: Corrected("2026-09-fjord", date(2026, 9, 30)),
        },
    )
    path = "{*}BillingReference/{*}InvoiceDocumentReference/{*}"
    assert found(dialect(said), path + "ID") == [["2026-09-fjord", "2026-10-fjord"]]
    assert found(dialect(said), path + "IssueDate") == [["2026-09-30", "2026-10-31"]]


def test_a_swap_after_closing_shows_the_customer_nothing() -> None:
    old = charge("anna", OCTOBER)
    swapped = [credit(old), replace(charge("bo", OCTOBER), corrects=old.id)]
    assert invoices_of(statement(swapped)) == ()
    assert [len(one.lines) for one in invoices_of(whole(statement(swapped)))] == [2]
    (invoice,) = invoices_of(statement([*swapped, charge()]))
    assert [line.id for line in invoice.lines] == [charge().id]


def test_there_is_no_document_of_nothing() -> None:
    moved = [credit(charge("anna", OCTOBER)), charge("bo", FRIDAY, booking="B8")]
    assert invoices_of(statement(moved)) == ()
    assert peppol_files(month(*moved)) == {}


lines = st.lists(
    st.builds(
        lambda line, taken: credit(line) if taken else line,
        st.builds(charge, st.sampled_from(["anna", "bo"]), st.sampled_from([FRIDAY, OCTOBER]), st.just("fjord"),
                  st.sampled_from([350_000, 400_000]), st.sampled_from(["B7", "B8"])),
        st.booleans(),
    ),
    unique_by=lambda line: line.id,
)  # fmt: skip


@given(lines)
def test_what_is_left_out_of_documents_nets_to_nothing(drawn: list[Charge]) -> None:
    shown = outstanding(drawn)
    assert sum(line.amount for line in shown) == sum(line.amount for line in drawn)
    assert set(shown) <= set(drawn)


@given(lines)
def test_lines_by_booking_add_up_to_those_by_day(drawn: list[Charge]) -> None:
    by_day, by_booking = (
        invoices_of(replace(statement(drawn), layout=Layout(by_booking=each, everything=True)))
        for each in (False, True)
    )
    assert [(one.net, sorted(line.id for line in one.lines)) for one in by_day] == [
        (one.net, sorted(line.id for line in one.lines)) for one in by_booking
    ]
    for item in (item for invoice in by_booking for item in invoice.items):
        assert item.quantity * item.charges[0].unit_price == item.amount


def test_a_line_for_a_booking_and_a_price_says_how_many_days() -> None:
    days = [date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 30)]
    said = replace(statement(charge(day=day) for day in days), layout=Layout(by_booking=True))
    ((item,),) = (invoice.items for invoice in invoices_of(said))
    assert (item.quantity, item.amount) == (3, 1_050_000)
    assert line_text(item.line, item.days, said) == (
        "Evening, PIM, 3 days (27-11-2026 - 28-11-2026, 30-11-2026), booking B7"
    )


def test_a_line_speaks_the_customers_language_and_names_people_where_the_firm_wants_it() -> None:
    danish = replace(
        statement([cancellation("B7"), credit(charge())]), customers={"fjord": replace(FJORD, language="da")}
    )
    texts = [line_text(line, [line.day], danish) for line in danish.lines]
    assert texts == [
        "Evening, PIM, 27-11-2026, booking B7, Afbestilling",
        "Evening, PIM, 27-11-2026, booking B7, Kreditering",
    ]
    named = replace(danish, seller=replace(danish.seller, name_consultants=True))
    assert line_text(charge(), [FRIDAY], named) == "Evening, PIM, 27-11-2026, booking B7, Anna Ager"


def test_a_booking_is_called_what_the_customer_calls_it() -> None:
    said = ordered(statement([charge()]), B7="")
    said = replace(said, bookings={"B7": replace(said.bookings["B7"], title="Black Friday")})
    assert line_text(charge(), [FRIDAY], said) == "Evening, PIM, 27-11-2026, Black Friday"
