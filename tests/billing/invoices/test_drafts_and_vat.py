import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.billing.invoices.invoice import invoices_of, refuse_doubtful, whole
from rostering.billing.invoices.vat import EU, NeedsReview, VatClass, doubts_about, vat_class_of, vat_on
from rostering.domain.parties import Customer
from samples.statement_samples import LINES, charge, credit, statement

SWEDE = Customer("lund", "Lund AB", country="SE", vat_number="SE556188840401")


def test_a_customers_lines_of_a_month_are_one_draft_with_a_reference_of_its_own() -> None:
    fjord, skov = invoices_of(statement(LINES))
    assert (fjord.reference, fjord.number, fjord.net) == ("2026-11-fjord", "202611001", 787_480)
    assert (skov.reference, skov.number, skov.net) == ("2026-11-skov", "202611002", 440_050)
    assert sorted([*fjord.lines, *skov.lines], key=lambda line: line.id) == sorted(LINES, key=lambda line: line.id)


def test_a_month_without_lines_has_no_drafts() -> None:
    assert invoices_of(statement()) == ()


@pytest.mark.parametrize(("net", "vat"), [(350_000, 87_500), (2, 1), (1, 0), (350_006, 87_502), (-2, -1), (0, 0)])
def test_danish_vat_is_a_quarter_rounded_half_up(net: int, vat: int) -> None:
    assert vat_on(net, VatClass.STANDARD) == vat
    assert vat_on(net, VatClass.REVERSE) == 0


def test_a_business_elsewhere_in_the_eu_settles_vat_itself() -> None:
    assert vat_class_of(SWEDE) is VatClass.REVERSE
    assert vat_class_of(Customer("fjord", "Fjord")) is VatClass.STANDARD
    assert len(EU) == 26


@pytest.mark.parametrize(
    ("country", "reason"),
    [
        ("NO", "customer oslo needs review: it is in NO, outside the EU"),
        ("GB", "customer oslo needs review: it is in GB, outside the EU"),
        ("SE", "customer oslo needs review: it is in SE, which needs a VAT number"),
        ("", "customer oslo needs review: it is in an unknown country, outside the EU"),
    ],
)
def test_what_is_not_certain_is_left_to_people(country: str, reason: str) -> None:
    customer = Customer("oslo", "Oslo AS", country=country)
    assert doubts_about(customer) == (reason,)
    with pytest.raises(NeedsReview, match="needs review") as refusal:
        vat_class_of(customer)
    assert refusal.value.exit_code == 1


@pytest.mark.parametrize("number", ["DE123", "FR40303265045", "SE559978284301", "x"])
def test_no_vat_is_reversed_on_a_number_that_is_not_one_of_the_country(number: str) -> None:
    customer = Customer("bern", "Bern GmbH", country="DE", vat_number=number)
    assert doubts_about(customer) == (f"customer bern needs review: '{number}' is not a VAT number of DE",)


@pytest.mark.parametrize(("country", "number"), [("DE", "DE 936808963"), ("GR", "EL094259216")])
def test_a_vat_number_may_have_blanks_and_the_letters_of_its_country(country: str, number: str) -> None:
    assert doubts_about(Customer("bern", "Bern GmbH", country=country, vat_number=number)) == ()


def test_all_customers_in_doubt_are_named_at_once() -> None:
    customers = [Customer("oslo", "Oslo AS", "NO"), Customer("bern", "Bern AG", "CH"), Customer("fjord", "Fjord")]
    lines = [charge(customer=each.id, booking=each.id) for each in customers]
    with pytest.raises(NeedsReview) as refusal:
        refuse_doubtful(invoices_of(statement(lines, customers=customers)))
    assert [doubt.split()[1] for doubt in refusal.value.reasons] == ["bern", "oslo"]


amounts = st.lists(st.tuples(st.integers(350_000, 500_000), st.booleans()), min_size=1, max_size=40)


@given(amounts)
def test_the_shares_of_vat_add_up_to_that_of_the_document_and_each_is_near_its_own(
    drawn: list[tuple[int, bool]],
) -> None:
    lines = [charge(f"c{place:02d}", price=price) for place, (price, _) in enumerate(drawn)]
    lines = [credit(line) if taken else line for line, (_, taken) in zip(lines, drawn, strict=True)]
    (invoice,) = invoices_of(whole(statement(lines)))
    shares = invoice.vat_by_item()
    assert sum(shares) == vat_on(invoice.net, VatClass.STANDARD)
    assert all(
        abs(share - vat_on(line.amount, VatClass.STANDARD)) <= 1
        for share, line in zip(shares, invoice.lines, strict=True)
    )


@given(st.integers(-10_000_000, 10_000_000))
def test_the_vat_on_a_credit_is_what_was_charged(net: int) -> None:
    assert vat_on(net, VatClass.STANDARD) + vat_on(-net, VatClass.STANDARD) == 0
