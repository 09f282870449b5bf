"""What both dialects say alike of amounts: money, totals, and how a line begins."""

from collections.abc import Iterator

from rostering.billing.invoices.drafts import Draft, InvoiceRow
from rostering.billing.invoices.tree import Element, group, leaf
from rostering.money import Ore, format_plain

DAY, EACH = "DAY", "EA"
"""A day and a thing counted, by UN/ECE Recommendation 20."""


def unit_of(row: InvoiceRow) -> str:
    """In what a line counts: days, or fees."""
    first = row.item.charges[0]
    return EACH if first.package or first.is_callout else DAY


def money(name: str, amount: Ore) -> Element:
    """An amount in kroner."""
    return leaf(name, format_plain(amount), currencyID="DKK")


def totals(draft: Draft, tax_exclusive: Ore) -> Element:
    """The sums of the document; what is called exclusive of tax is the dialect's own."""
    return group(
        "LegalMonetaryTotal",
        money("LineExtensionAmount", draft.net),
        money("TaxExclusiveAmount", tax_exclusive),
        money("TaxInclusiveAmount", draft.gross),
        money("PayableAmount", draft.gross),
    )


def ordered_and_corrected(draft: Draft) -> Iterator[Element]:
    """The customer's purchase order, and the documents that a credit note gives back of (BT-13, BG-3)."""
    if draft.order:
        yield group("OrderReference", leaf("ID", draft.order))
    for one in draft.corrected:
        earlier = group("InvoiceDocumentReference", leaf("ID", one.reference), leaf("IssueDate", one.issued))
        yield group("BillingReference", earlier)


def line(draft: Draft, row: InvoiceRow, *rest: Element) -> Element:
    """A line: number, the charge's id, quantity and amount, then what the dialect adds."""
    return group(
        "CreditNoteLine" if draft.credit else "InvoiceLine",
        leaf("ID", row.number),
        leaf("Note", row.item.charges[0].id),
        leaf("CreditedQuantity" if draft.credit else "InvoicedQuantity", row.quantity, unitCode=unit_of(row)),
        money("LineExtensionAmount", row.amount),
        *rest,
    )
