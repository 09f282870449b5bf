"""Drafts as Peppol BIS Billing 3.0 (EN 16931 in UBL 2.1): https://docs.peppol.eu/poacc/billing/3.0/."""

from collections.abc import Iterator, Mapping

from rostering.billing.invoices.drafts import Draft, InvoiceRow, cvr_of, drafts_of, vat_number_of
from rostering.billing.invoices.sums import line, money, ordered_and_corrected, totals
from rostering.billing.invoices.tree import Element, group, leaf, written
from rostering.billing.invoices.vat import HOME, VatClass
from rostering.billing.lines.statement import Statement
from rostering.domain.inputs import Seller
from rostering.domain.parties import Customer

CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
INVOICE, CREDIT_NOTE = "380", "381"
_SET_OFF = {"da": "Modregnes i det skyldige beløb", "en": "Set off against what is owed"}
_CVR = "0184"
"""Danish CVR in the code lists of participant and legal identifiers."""
_GLN = "0088"
"""Global Location Numbers, by which Danish authorities and shops take invoices."""
_CREDIT_TRANSFER, _TO_ACCOUNT = "30", "42"
"""Between Danish parties only 31 and 42 may stand for a bank transfer (DK-R-005)."""
_VAT_SCHEMES: Mapping[str, str] = {
    "AT": "9914", "BE": "9925", "BG": "9926", "CY": "9928", "CZ": "9929", "DE": "9930", "EE": "9931", "ES": "9920",
    "FI": "0213", "FR": "9957", "GR": "9933", "HR": "9934", "HU": "9910", "IE": "9935", "IT": "0211", "LT": "9937",
    "LU": "9938", "LV": "9939", "MT": "9943", "NL": "9944", "PL": "9945", "PT": "9946", "RO": "9947",
    "SI": "9949", "SK": "9950",
}  # fmt: skip
"""The scheme of a VAT number as an electronic address, by country (code list EAS)."""
_SWEDISH = "0007"
"""Swedish VAT numbers are no addresses; the organisation number is, the ten digits in them (PEPPOL-COMMON-R049)."""


def peppol_files(statement: Statement) -> dict[str, bytes]:
    """One invoice or credit note for each customer, by file name. Raises Unbillable."""
    return {f"peppol-{draft.reference}.xml": peppol_document(draft) for draft in drafts_of(statement)}


def peppol_document(draft: Draft) -> bytes:
    """A draft as XML."""
    return written("CreditNote" if draft.credit else "Invoice", _document(draft))


def _document(draft: Draft) -> Iterator[Element]:
    yield leaf("CustomizationID", CUSTOMIZATION)
    yield leaf("ProfileID", PROFILE)
    yield leaf("ID", draft.reference)
    yield leaf("IssueDate", draft.issued)
    if draft.credit:
        yield leaf("CreditNoteTypeCode", CREDIT_NOTE)
    else:
        yield leaf("DueDate", draft.due or "")
        yield leaf("InvoiceTypeCode", INVOICE)
    yield leaf("DocumentCurrencyCode", "DKK")
    # One of the two is wanted (PEPPOL-EN16931-R003), and an order that is not the buyer's own would be refused.
    yield leaf("BuyerReference", draft.buyer.buyer_reference or ("" if draft.order else draft.reference))
    yield group("InvoicePeriod", leaf("StartDate", draft.first), leaf("EndDate", draft.last))
    yield from ordered_and_corrected(draft)
    yield group("AccountingSupplierParty", _seller(draft.seller))
    yield group("AccountingCustomerParty", _buyer(draft.buyer))
    yield _payment(draft)
    if draft.credit:  # whatever is to be paid has terms (BR-CO-25)
        yield group("PaymentTerms", leaf("Note", _SET_OFF.get(draft.language, _SET_OFF["en"])))
    yield from _sums(draft)
    for row in draft.rows:
        yield _line(draft, row)


def _seller(seller: Seller) -> Element:
    number = cvr_of(seller.cvr)
    return group(
        "Party",
        leaf("EndpointID", number, schemeID=_CVR),
        group("PartyName", leaf("Name", seller.name)),
        _address(seller),
        group("PartyTaxScheme", leaf("CompanyID", vat_number_of(seller.vat_number or number)), _VAT),
        group("PartyLegalEntity", leaf("RegistrationName", seller.name), leaf("CompanyID", number, schemeID=_CVR)),
        group("Contact", leaf("Name", seller.name), leaf("ElectronicMail", seller.email)),
    )


def _buyer(buyer: Customer) -> Element:
    home = buyer.country == HOME
    number = cvr_of(buyer.cvr) if home else vat_number_of(buyer.vat_number)
    scheme = _CVR if home else _VAT_SCHEMES.get(buyer.country, _SWEDISH)
    endpoint = number[2:12] if scheme == _SWEDISH else number
    if buyer.ean:
        scheme, endpoint = _GLN, buyer.ean
    legal = leaf("CompanyID", number, schemeID=_CVR) if home else leaf("CompanyID", number)
    return group(
        "Party",
        leaf("EndpointID", endpoint, schemeID=scheme),
        group("PartyName", leaf("Name", buyer.name)),
        _address(buyer),
        group("PartyTaxScheme", leaf("CompanyID", number), _VAT),
        group("PartyLegalEntity", leaf("RegistrationName", buyer.name), legal),
        group("Contact", leaf("ElectronicMail", buyer.email)),
    )


def _address(party: Seller | Customer) -> Element:
    return group(
        "PostalAddress",
        leaf("StreetName", party.street),
        leaf("CityName", party.city),
        leaf("PostalZone", party.postal_code),
        group("Country", leaf("IdentificationCode", party.country)),
    )


def _payment(draft: Draft) -> Element:
    """To the Danish account; from abroad to the IBAN where there is one."""
    seller = draft.seller
    by_iban = draft.buyer.country != HOME and seller.iban
    branch = leaf("ID", seller.bic if by_iban else seller.registration)
    account = leaf("ID", seller.iban.replace(" ", "") if by_iban else seller.account)
    return group(
        "PaymentMeans",
        leaf("PaymentMeansCode", _CREDIT_TRANSFER if by_iban else _TO_ACCOUNT),
        leaf("PaymentID", draft.reference),
        group("PayeeFinancialAccount", account, group("FinancialInstitutionBranch", branch)),
    )


def _sums(draft: Draft) -> Iterator[Element]:
    """The VAT of the document and its totals (BR-CO-10 to BR-CO-17)."""
    subtotal = group("TaxSubtotal", money("TaxableAmount", draft.net), money("TaxAmount", draft.vat), _tax(draft, True))
    yield group("TaxTotal", money("TaxAmount", draft.vat), subtotal)
    yield totals(draft, tax_exclusive=draft.net)


def _line(draft: Draft, row: InvoiceRow) -> Element:
    dates = row.item.period
    return line(
        draft,
        row,
        group("InvoicePeriod", leaf("StartDate", dates.first), leaf("EndDate", dates.last)),
        group("Item", leaf("Description", row.description), leaf("Name", row.name), _tax(draft, False)),
        group("Price", money("PriceAmount", row.price)),
    )


def _tax(draft: Draft, of_document: bool) -> Element:
    """The VAT category: S with its rate, or AE, whose reason the document gives once (BR-AE-10)."""
    reverse = draft.vat_class is VatClass.REVERSE
    reason = (leaf("TaxExemptionReasonCode", "VATEX-EU-AE"), leaf("TaxExemptionReason", "Reverse charge"))
    return group(
        "TaxCategory" if of_document else "ClassifiedTaxCategory",
        leaf("ID", "AE" if reverse else "S"),
        leaf("Percent", draft.percent),
        *(reason if reverse and of_document else ()),
        _VAT,
    )


_VAT = group("TaxScheme", leaf("ID", "VAT"))
