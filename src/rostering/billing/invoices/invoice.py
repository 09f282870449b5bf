"""Drafts of invoices: a customer's lines of a month together, VAT shared out; the firm's ERP numbers them."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from rostering.billing.invoices.vat import NeedsReview, VatClass, doubts_about, vat_class_of, vat_on
from rostering.billing.lines.statement import Statement
from rostering.domain.charges import Charge
from rostering.domain.parties import Customer
from rostering.language import _
from rostering.money import Ore


@dataclass(frozen=True)
class Invoice:
    """What one customer is billed for a month; a credit note when its total is negative."""

    reference: str
    """The draft's own reference, such as `2026-11-fjord`."""
    number: str
    """The same in digits, for ERPs that take nothing else: the month and the customer's place in it, `202611001`."""
    customer: Customer
    lines: tuple[Charge, ...]

    @property
    def net(self) -> Ore:
        """The sum of the lines, excluding VAT."""
        return sum(line.amount for line in self.lines)

    @property
    def vat_class(self) -> VatClass:
        """How VAT is settled. Raises NeedsReview."""
        return vat_class_of(self.customer)

    def vat_by_line(self) -> tuple[Ore, ...]:
        """Each line's share of the VAT; the document's VAT is rounded once, and the shares add up to it."""
        return self._shares

    @cached_property
    def _shares(self) -> tuple[Ore, ...]:
        rounded = [vat_on(net, self.vat_class) for net in accumulate(line.amount for line in self.lines)]
        return tuple(now - before for before, now in zip([0, *rounded], rounded, strict=False))


def invoices_of(statement: Statement) -> tuple[Invoice, ...]:
    """The drafts of a month, by customer; a number stays the same whoever is left out."""
    lines: dict[str, list[Charge]] = {customer: [] for customer in statement.left_out}
    for line in statement.lines:
        lines.setdefault(line.customer, []).append(line)
    month = statement.month.first
    return tuple(
        Invoice(
            reference=f"{month:%Y-%m}-{customer}",
            number=f"{month:%Y%m}{place:03d}",
            customer=statement.customers.get(customer) or Customer(customer, customer, country=""),
            lines=tuple(lines[customer]),
        )
        for place, customer in enumerate(sorted(lines), 1)
        if lines[customer]
    )


def refuse_doubtful(invoices: Collection[Invoice]) -> None:
    """Raise NeedsReview when it is not certain how VAT is settled with some customers; all are named."""
    doubts = {invoice.customer.id: found for invoice in invoices if (found := doubts_about(invoice.customer))}
    if doubts:
        advice = how_to_leave_out(doubts, invoices)
        raise NeedsReview((doubt for found in doubts.values() for doubt in found), advice)


def how_to_leave_out(customers: Collection[str], invoices: Collection[Invoice]) -> str:
    """How the other customers of a month are billed all the same; empty when there are none."""
    others = len(invoices) - len(customers)
    options = " ".join(f"--without {customer}" for customer in sorted(customers))
    return (
        _("to export the others, leave out who needs review: {options}", options=options)
        if others and customers
        else ""
    )
