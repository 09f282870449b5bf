"""Drafts as OIOUBL 2.1, the Danish public sector's own dialect of UBL 2.1: https://www.oioubl.info/."""

import re
from collections.abc import Iterator

from rostering.billing.invoices.drafts import Draft, InvoiceRow, cvr_of, drafts_of, vat_number_of
from rostering.billing.invoices.sums import line, money, ordered_and_corrected, totals, unit_of
from rostering.billing.invoices.tree import Element, group, leaf, written
from rostering.billing.invoices.vat import HOME, VatClass
from rostering.billing.lines.statement import Statement
from rostering.domain.inputs import Seller
from rostering.domain.parties import Customer
from rostering.money import Ore

CUSTOMIZATION = "OIOUBL-2.1"
PROFILE = "urn:www.nesubl.eu:profiles:profile5:ver2.0"
"""Basic billing."""
_NAME_LENGTH = 40
"""Of an item."""
_HOUSE = re.compile(r"(.+?)\s+(\d+\s?\w?)")


def oioubl_files(statement: Statement) -> dict[str, bytes]:
    """One invoice or credit note for each customer, by file name. Raises Unbillable."""
    return {f"oioubl-{draft.reference}.xml": oioubl_document(draft) for draft in drafts_of(statement)}


def oioubl_document(draft: Draft) -> bytes:
    """A draft as XML."""
    return written("CreditNote" if draft.credit else "Invoice", _document(draft))


def _document(draft: Draft) -> Iterator[Element]:
    yield leaf("UBLVersionID", "2.1")
    yield leaf("CustomizationID", CUSTOMIZATION)
    yield leaf("ProfileID", PROFILE, schemeAgencyID="320", schemeID="urn:oioubl:id:profileid-1.2")
    yield leaf("ID", draft.reference)
    yield leaf("CopyIndicator", "false")
    yield leaf("IssueDate", draft.issued)
    if not draft.credit:
        yield leaf("InvoiceTypeCode", "380", listAgencyID="320", listID="urn:oioubl:codelist:invoicetypecode-1.1")
    yield leaf("DocumentCurrencyCode", "DKK")
    yield leaf("AccountingCost", draft.buyer.buyer_reference)
    yield group("InvoicePeriod", leaf("StartDate", draft.first), leaf("EndDate", draft.last))
    yield from ordered_and_corrected(draft)
    yield group("AccountingSupplierParty", _seller(draft.seller))
    yield group("AccountingCustomerParty", _buyer(draft.buyer))
    if not draft.credit:
        yield _payment(draft)
        yield group("PaymentTerms", leaf("ID", "1"), leaf("PaymentMeansID", "1"), money("Amount", draft.gross))
    yield _tax(draft, draft.net, draft.vat)
    yield totals(draft, tax_exclusive=draft.vat)  # here it is the tax, not what is without it
    for row in draft.rows:
        yield _line(draft, row)


def _seller(seller: Seller) -> Element:
    number = cvr_of(seller.cvr)
    vat = vat_number_of(seller.vat_number or number)
    return group(
        "Party",
        leaf("EndpointID", number, schemeID="DK:CVR"),
        group("PartyName", leaf("Name", seller.name)),
        _address(seller),
        group("PartyTaxScheme", leaf("CompanyID", vat, schemeID="DK:SE"), _MOMS),
        group("PartyLegalEntity", leaf("RegistrationName", seller.name), leaf("CompanyID", number, schemeID="DK:CVR")),
        group("Contact", leaf("ID", "1"), leaf("Name", seller.name), leaf("ElectronicMail", seller.email)),
    )


def _buyer(buyer: Customer) -> Element:
    """The customer; its contact has an id, which the buyer's own reference is where there is one."""
    home = buyer.country == HOME
    number = cvr_of(buyer.cvr) if home else vat_number_of(buyer.vat_number)
    endpoint, company = ("DK:CVR", "DK:CVR") if home else (f"{buyer.country}:VAT", "ZZZ")
    address = (
        leaf("EndpointID", buyer.ean, schemeID="GLN") if buyer.ean else leaf("EndpointID", number, schemeID=endpoint)
    )
    contact = (leaf("ID", buyer.buyer_reference or buyer.id), leaf("ElectronicMail", buyer.email))
    return group(
        "Party",
        address,
        group("PartyName", leaf("Name", buyer.name)),
        _address(buyer),
        group("PartyLegalEntity", leaf("RegistrationName", buyer.name), leaf("CompanyID", number, schemeID=company)),
        group("Contact", *contact),
    )


def _address(party: Seller | Customer) -> Element:
    """A Danish address with street, number, town and postcode is structured; another one is lax."""
    house = _HOUSE.fullmatch(party.street.strip())
    structured = bool(house and party.city and party.postal_code and party.country == HOME)
    street, number = (house[1], house[2]) if house and structured else (party.street, "")
    form = leaf(
        "AddressFormatCode",
        "StructuredDK" if structured else "StructuredLax",
        listAgencyID="320",
        listID="urn:oioubl:codelist:addressformatcode-1.1",
    )
    return group(
        "PostalAddress",
        form,
        leaf("StreetName", street),
        leaf("BuildingNumber", number),
        leaf("CityName", party.city),
        leaf("PostalZone", party.postal_code),
        group("Country", leaf("IdentificationCode", party.country)),
    )


def _payment(draft: Draft) -> Element:
    channel = leaf(
        "PaymentChannelCode", "DK:BANK", listAgencyID="320", listID="urn:oioubl:codelist:paymentchannelcode-1.1"
    )
    account = group(
        "PayeeFinancialAccount",
        leaf("ID", draft.seller.account),
        leaf("PaymentNote", draft.reference),
        group("FinancialInstitutionBranch", leaf("ID", draft.seller.registration)),
    )
    due = leaf("PaymentDueDate", draft.due or "")
    return group("PaymentMeans", leaf("ID", "1"), leaf("PaymentMeansCode", "42"), due, channel, account)


def _line(draft: Draft, row: InvoiceRow) -> Element:
    return line(
        draft,
        row,
        _tax(draft, row.amount, row.vat),
        group("Item", leaf("Description", row.description), leaf("Name", row.name[:_NAME_LENGTH])),
        group("Price", money("PriceAmount", row.price), leaf("BaseQuantity", 1, unitCode=unit_of(row))),
    )


def _tax(draft: Draft, net: Ore, vat: Ore) -> Element:
    reverse = draft.vat_class is VatClass.REVERSE
    name = "ReverseCharge" if reverse else "StandardRated"
    category = group(
        "TaxCategory",
        leaf("ID", name, schemeAgencyID="320", schemeID="urn:oioubl:id:taxcategoryid-1.1"),
        leaf("Percent", draft.percent),
        _MOMS,
    )
    subtotal = group("TaxSubtotal", money("TaxableAmount", net), money("TaxAmount", vat), category)
    return group("TaxTotal", money("TaxAmount", vat), subtotal)


_MOMS = group(
    "TaxScheme", leaf("ID", "63", schemeAgencyID="320", schemeID="urn:oioubl:id:taxschemeid-1.1"), leaf("Name", "Moms")
)
