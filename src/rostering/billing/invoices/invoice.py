"""Drafts of invoices: a customer's lines of a month together, VAT shared out; the firm's ERP numbers them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from rostering.billing.invoices.items import Item, items_of, outstanding
from rostering.billing.invoices.vat import NeedsReview, VatClass, doubts_about, vat_class_of, vat_on
from rostering.billing.lines.statement import Statement
from rostering.domain.charges import Charge
from rostering.domain.parties import Customer
from rostering.domain.totals import total_of
from rostering.language import _
from rostering.money import Ore


@dataclass(frozen=True)
class Invoice:
    """What one customer is billed for a month under one order; a credit note when its total is negative."""

    reference: str
    """The draft's own reference, such as `2026-11-fjord`; `2026-11-fjord+2` is under a second order."""
    number: str
    """The same in digits, for ERPs that take nothing else: the month and the customer's place in it, `202611001`."""
    customer: Customer
    order: str
    """The customer's purchase order, empty where there is none."""
    items: tuple[Item, ...]

    @property
    def name(self) -> str:
        """By what its file is told from those of the month's other ones."""
        return self.reference[len("2026-11-") :]

    @property
    def lines(self) -> tuple[Charge, ...]:
        """The charges that it bills."""
        return tuple(line for item in self.items for line in item.charges)

    @property
    def net(self) -> Ore:
        """The sum of the lines, excluding VAT."""
        return total_of(self.lines)

    @property
    def vat_class(self) -> VatClass:
        """How VAT is settled. Raises NeedsReview."""
        return vat_class_of(self.customer)

    def vat_by_item(self) -> tuple[Ore, ...]:
        """Each item's share of the VAT; the document's VAT is rounded once, and the shares add up to it."""
        return self._shares

    @cached_property
    def _shares(self) -> tuple[Ore, ...]:
        rounded = [vat_on(net, self.vat_class) for net in accumulate(item.amount for item in self.items)]
        return tuple(now - before for before, now in zip([0, *rounded], rounded, strict=False))


def invoices_of(statement: Statement) -> tuple[Invoice, ...]:
    """The drafts of a month, by customer and order; a number stays the same whoever is left out."""
    lines: dict[str, list[Charge]] = {customer: [] for customer in statement.left_out}
    for line in statement.lines:
        lines.setdefault(line.customer, []).append(line)
    return tuple(
        invoice
        for place, customer in enumerate(sorted(lines), 1)
        for invoice in _invoices(statement, customer, place, lines[customer])
    )


def whole(statement: Statement) -> Statement:
    """The statement as the books have it: with what nets to nothing."""
    return replace(statement, layout=replace(statement.layout, everything=True))


def _invoices(statement: Statement, customer: str, place: int, lines: Sequence[Charge]) -> Iterator[Invoice]:
    shown = lines if statement.layout.everything else outstanding(lines)
    by_order: dict[str, list[Charge]] = {}
    for line in shown:
        booking = statement.bookings.get(line.booking)
        by_order.setdefault(booking.po_number if booking else "", []).append(line)
    billed = {order: theirs for order, theirs in by_order.items() if statement.layout.everything or total_of(theirs)}
    for number, (order, theirs) in enumerate(sorted(billed.items()), 1):
        month = statement.month.first
        yield Invoice(
            reference=f"{month:%Y-%m}-{customer}" + (f"+{number}" if number > 1 else ""),
            number=f"{month:%Y%m}{place:03d}" + (str(number) if number > 1 else ""),
            customer=statement.customers.get(customer) or Customer(customer, customer, country=""),
            order=order,
            items=items_of(theirs, statement.layout.by_booking),
        )


def refuse_doubtful(invoices: Collection[Invoice]) -> None:
    """Raise NeedsReview when it is not certain how VAT is settled with some customers; all are named."""
    doubts = {invoice.customer.id: found for invoice in invoices if (found := doubts_about(invoice.customer))}
    if doubts:
        advice = how_to_leave_out(doubts, invoices)
        raise NeedsReview((doubt for found in doubts.values() for doubt in found), advice)


def how_to_leave_out(customers: Collection[str], invoices: Collection[Invoice]) -> str:
    """How the other customers of a month are billed all the same; empty when there are none."""
    others = {invoice.customer.id for invoice in invoices} - set(customers)
    options = " ".join(f"--without {customer}" for customer in sorted(customers))
    return (
        _("to export the others, leave out who needs review: {options}", options=options)
        if others and customers
        else ""
    )
