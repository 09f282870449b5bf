from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from rostering.billing.invoices.drafts import drafts_of
from rostering.billing.invoices.oioubl import oioubl_files
from rostering.billing.invoices.peppol import peppol_files
from rostering.billing.lines.charges import Unbillable
from rostering.billing.lines.statement import Statement
from rostering.domain.inputs import Seller
from rostering.domain.parties import Customer
from samples.einvoices import FJORD, month, parsed
from samples.statement_samples import FRIDAY, NOVEMBER, charge, credit

Files = Callable[[Statement], dict[str, bytes]]
DIALECTS: tuple[Files, ...] = (peppol_files, oioubl_files)


def text(root: etree._Element, path: str) -> str:
    found = root.findall(path.replace("cbc:", "{*}").replace("cac:", "{*}"))
    assert len(found) == 1, path
    return found[0].text or ""


def amounts(root: etree._Element, path: str) -> list[Decimal]:
    return [Decimal(each.text or "") for each in root.findall(path.replace("cbc:", "{*}").replace("cac:", "{*}"))]


def only(files: dict[str, bytes]) -> etree._Element:
    (body,) = files.values()
    return parsed(body)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.__name__)
def test_a_month_becomes_one_valid_document_for_each_customer(dialect: Files) -> None:
    lines = [charge(), charge("bo", price=400_050), charge(customer="berlin", booking="B8")]
    files = dialect(month(*lines))
    roots = [parsed(body) for body in files.values()]
    assert [text(root, "cbc:ID") for root in roots] == ["2026-11-berlin", "2026-11-fjord"]
    assert [etree.QName(root).localname for root in roots] == ["Invoice", "Invoice"]
    assert [len(root.findall("{*}InvoiceLine")) for root in roots] == [1, 2]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.__name__)
def test_more_credit_than_charges_is_a_credit_note_with_positive_sums(dialect: Files) -> None:
    earlier = charge("bo", FRIDAY - timedelta(days=31), price=450_000)
    root = only(dialect(month(charge(price=350_000), credit(earlier))))
    assert etree.QName(root).localname == "CreditNote"
    assert text(root, "cac:LegalMonetaryTotal/cbc:PayableAmount") == "1250.00"
    assert amounts(root, "cac:CreditNoteLine/cbc:LineExtensionAmount") == [Decimal(4500), Decimal(-3500)]
    assert all(price > 0 for price in amounts(root, "cac:CreditNoteLine/cac:Price/cbc:PriceAmount"))


def test_peppol_names_danish_parties_by_cvr_and_the_account_to_pay_to() -> None:
    root = only(peppol_files(month(charge())))
    for party, number in (("Supplier", "DK25063864"), ("Customer", "DK90991019")):
        (endpoint,) = root.findall(f"{{*}}Accounting{party}Party/{{*}}Party/{{*}}EndpointID")
        assert (endpoint.get("schemeID"), endpoint.text) == ("0184", number)
    means = "cac:PaymentMeans"
    assert text(root, f"{means}/cbc:PaymentMeansCode") == "42"
    assert text(root, f"{means}/cac:PayeeFinancialAccount/cbc:ID") == "0001234567"
    assert text(root, f"{means}/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID") == "1234"
    assert text(root, "cbc:DueDate") == "2026-12-14"
    assert root.find("{*}OrderReference") is None
    assert text(root, "cbc:BuyerReference") == "2026-11-fjord"
    assert text(root, "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID") == "S"
    assert text(root, "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:Percent") == "25"


def test_a_customer_elsewhere_in_the_eu_settles_the_vat() -> None:
    root = only(peppol_files(month(charge(customer="berlin"))))
    category = "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory"
    assert text(root, f"{category}/cbc:ID") == "AE"
    assert text(root, f"{category}/cbc:TaxExemptionReasonCode") == "VATEX-EU-AE"
    assert text(root, "cac:TaxTotal/cbc:TaxAmount") == "0.00"
    (endpoint,) = root.findall("{*}AccountingCustomerParty/{*}Party/{*}EndpointID")
    assert (endpoint.get("schemeID"), endpoint.text) == ("9930", "DE136695976")
    other = only(oioubl_files(month(charge(customer="berlin"))))
    assert text(other, f"{category}/cbc:ID") == "ReverseCharge"


def test_a_swedish_customer_is_addressed_by_the_number_of_its_organisation() -> None:
    lund = Customer("lund", "Lunds Verktyg AB", country="SE", vat_number="SE559978284301", city="Lund")
    root = only(peppol_files(month(charge(customer="lund"), customers=(lund,))))
    party = "cac:AccountingCustomerParty/cac:Party"
    (endpoint,) = root.findall(f"{party}/cbc:EndpointID".replace("cac:", "{*}").replace("cbc:", "{*}"))
    assert (endpoint.get("schemeID"), endpoint.text) == ("0007", "5599782843")
    assert text(root, f"{party}/cac:PartyTaxScheme/cbc:CompanyID") == "SE559978284301"


def test_oioubl_has_its_own_codes_and_calls_the_tax_exclusive_of_tax() -> None:
    root = only(oioubl_files(month(charge(price=350_001))))
    total = "cac:LegalMonetaryTotal"
    assert text(root, f"{total}/cbc:LineExtensionAmount") == "3500.01"
    assert text(root, f"{total}/cbc:TaxExclusiveAmount") == "875.00"
    assert text(root, f"{total}/cbc:TaxInclusiveAmount") == "4375.01"
    assert text(root, "cac:PaymentMeans/cbc:PaymentChannelCode") == "DK:BANK"
    address = "cac:AccountingCustomerParty/cac:Party/cac:PostalAddress"
    assert text(root, f"{address}/cbc:AddressFormatCode") == "StructuredDK"
    assert (text(root, f"{address}/cbc:StreetName"), text(root, f"{address}/cbc:BuildingNumber")) == ("Havnegade", "3B")
    assert text(root, "cac:AccountingCustomerParty/cac:Party/cac:Contact/cbc:ID") == "fjord"


@given(st.lists(st.tuples(st.integers(1, 500_000), st.booleans(), st.booleans()), min_size=1, max_size=12))
def test_the_sums_of_every_document_agree_to_the_oere(drawn: list[tuple[int, bool, bool]]) -> None:
    days = [FRIDAY - timedelta(days=40 + number) for number in range(len(drawn))]
    lines = [
        charge(day=day, price=price, customer="berlin" if abroad else "fjord")
        for day, (price, _, abroad) in zip(days, drawn, strict=True)
    ]
    taken = [credit(line) if back else line for line, (_, back, _) in zip(lines, drawn, strict=True)]
    made = month(*taken)
    for body, other in zip(peppol_files(made).values(), oioubl_files(made).values(), strict=True):
        root, danish = etree.fromstring(body), etree.fromstring(other)
        total = "cac:LegalMonetaryTotal/cbc:"
        (net,), (exclusive,) = amounts(root, f"{total}LineExtensionAmount"), amounts(root, f"{total}TaxExclusiveAmount")
        (gross,), (payable,) = amounts(root, f"{total}TaxInclusiveAmount"), amounts(root, f"{total}PayableAmount")
        (vat,) = amounts(root, "cac:TaxTotal/cbc:TaxAmount")
        (percent,) = amounts(root, "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:Percent")
        rows = [*root.findall("{*}InvoiceLine"), *root.findall("{*}CreditNoteLine")]
        assert sum(amounts(root, "*/cbc:LineExtensionAmount")) - net == net == exclusive  # BR-CO-10, BR-CO-13
        assert gross == payable == net + vat  # BR-CO-15, BR-CO-16
        assert abs(vat - net * percent / 100) <= Decimal("0.005")  # BR-CO-17
        assert net >= 0
        for row in rows:
            (quantity,) = [*amounts(row, "cbc:InvoicedQuantity"), *amounts(row, "cbc:CreditedQuantity")]
            (price,), (amount,) = amounts(row, "cac:Price/cbc:PriceAmount"), amounts(row, "cbc:LineExtensionAmount")
            assert (quantity * price, price >= 0) == (amount, True)
        shares = amounts(danish, "*/cac:TaxTotal/cbc:TaxAmount")
        assert [sum(shares)] == amounts(danish, "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount") == [vat]


def test_everything_that_is_missing_or_doubtful_is_said_at_once() -> None:
    customers = (
        replace(FJORD, cvr="12345678"),
        Customer("oslo", "Oslo Pumper AS", country="NO", vat_number="NO999999999"),
        Customer("wien", "Wiener Pumpen", country="AT", vat_number="ATU1"),
        Customer("skov", "Skov ApS"),
    )
    lines = [charge(customer=each.id, booking=f"B{place}") for place, each in enumerate(customers)]
    with pytest.raises(Unbillable) as refused:
        drafts_of(month(*lines, customers=customers, seller=Seller(name="Nordlys", cvr="123")))
    said = "\n".join(refused.value.reasons)
    for word in ("registration", "account", "payment_days", "'123' is not a CVR", "skov has no CVR"):
        assert word in said
    assert [reason.split()[1] for reason in refused.value.reasons if "needs review" in reason] == [
        "fjord",
        "oslo",
        "wien",
    ]


def test_a_month_without_lines_has_no_documents() -> None:
    assert drafts_of(month(seller=Seller())) == ()


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.__name__)
@pytest.mark.parametrize(
    "name",
    ['=HYPERLINK("x")', 'a\tb\nc;"d"', "Ø Å & < >]]>", "\u202eevil", "nul\0 bell\a", "\ufffe", "\N{PARTY POPPER}"],
)
def test_a_nasty_name_stays_text(dialect: Files, name: str) -> None:
    root = only(dialect(month(charge(), customers=(replace(FJORD, name=name, id="fjord"),))))
    party = "cac:AccountingCustomerParty/cac:Party/cac:PartyName/cbc:Name"
    said = text(root, party)
    assert said
    assert said.isprintable()


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.__name__)
def test_the_same_month_gives_the_same_bytes(dialect: Files) -> None:
    lines = [charge(), charge("bo"), charge(customer="berlin")]
    assert dialect(month(*lines)) == dialect(month(*reversed(lines)))


def test_a_document_is_dated_the_last_day_of_its_month() -> None:
    (draft,) = drafts_of(month(charge()))
    assert (draft.issued, draft.due) == (NOVEMBER.last, date(2026, 12, 14))
