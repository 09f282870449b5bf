"""The fields that a mapping profile can choose from, each read from one line of a month."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from rostering.billing.invoices.invoice import Invoice
from rostering.billing.invoices.vat import vat_on
from rostering.billing.lines.statement import Statement
from rostering.billing.profiles.profile import Profile, Value
from rostering.billing.text.values import name_of, units_of
from rostering.domain.charges import Charge
from rostering.money import Ore


@dataclass(frozen=True)
class ProfileEntry:
    """A line, and all that it stands in."""

    profile: Profile
    statement: Statement
    invoice: Invoice
    line: Charge
    place: int
    """Its place among the lines of its invoice, from 0."""
    credit: bool = False
    """It stands in a credit note, where what is given back is positive."""

    @cached_property
    def vat(self) -> Ore:
        """The line's share of its invoice's VAT. Raises NeedsReview."""
        return self.invoice.vat_by_line()[self.place]

    def turned(self, amount: Ore) -> Ore:
        """The amount with the sign that the profile wants."""
        return self.noted(amount) * self.profile.form.sign

    def noted(self, amount: Ore) -> Ore:
        """The amount or quantity as its document counts it."""
        return -amount if self.credit else amount


class FieldKind(StrEnum):
    """What a field's value is."""

    TEXT = "text"
    WHOLE = "whole number"
    MONEY = "amount"
    DATE = "date"


@dataclass(frozen=True)
class Field:
    """What a column can be filled with."""

    kind: FieldKind
    read: Callable[[ProfileEntry], Value | date | None]
    of_invoice: bool = False
    """It is the same for all lines of an invoice."""
    needs_vat: bool = False
    adds_up: bool = False
    """The sum over all lines means something."""


def _text(read: Callable[[ProfileEntry], Value | None], of_invoice: bool = False, needs_vat: bool = False) -> Field:
    return Field(FieldKind.TEXT, read, of_invoice, needs_vat)


def _money(
    read: Callable[[ProfileEntry], Ore], of_invoice: bool = False, needs_vat: bool = False, adds_up: bool = False
) -> Field:
    return Field(FieldKind.MONEY, read, of_invoice, needs_vat, adds_up)


def _gross(invoice: Invoice) -> Ore:
    return invoice.net + vat_on(invoice.net, invoice.vat_class)


def _product(entry: ProfileEntry) -> Value:
    products = entry.profile.products
    return products.get(entry.line.day_class, products.get("", ""))


FIELDS = {
    "id": _text(lambda entry: entry.line.id),
    "date": Field(FieldKind.DATE, lambda entry: entry.line.day),
    "booking": _text(lambda entry: entry.line.booking),
    "booking_name": _text(lambda entry: name_of(entry.statement.names.teams, entry.line.booking)),
    "consultant": _text(lambda entry: entry.line.consultant),
    "consultant_name": _text(lambda entry: name_of(entry.statement.names.consultants, entry.line.consultant)),
    "role": _text(lambda entry: entry.line.role),
    "role_name": _text(lambda entry: name_of(entry.statement.names.roles, entry.line.role)),
    "day_class": _text(lambda entry: entry.line.day_class),
    "kind": _text(lambda entry: entry.line.kind),
    "corrects": _text(lambda entry: entry.line.corrects),
    "roster": Field(FieldKind.WHOLE, lambda entry: entry.line.roster),
    "rate_card": Field(FieldKind.DATE, lambda entry: entry.line.card),
    "rate": _text(lambda entry: entry.line.rule),
    "quantity": Field(FieldKind.WHOLE, lambda entry: entry.noted(units_of(entry.line))),
    "list_price": _money(lambda entry: entry.line.list_price),
    "unit_price": _money(lambda entry: entry.line.unit_price),
    "amount": _money(lambda entry: entry.turned(entry.line.amount), adds_up=True),
    "vat": _money(lambda entry: entry.turned(entry.vat), needs_vat=True, adds_up=True),
    "gross": _money(lambda entry: entry.turned(entry.line.amount + entry.vat), needs_vat=True, adds_up=True),
    "product": _text(_product),
    "customer": _text(lambda entry: entry.line.customer, of_invoice=True),
    "customer_number": _text(
        lambda entry: entry.profile.customers.get(entry.line.customer, entry.line.customer), of_invoice=True
    ),
    "customer_name": _text(
        lambda entry: name_of(entry.statement.names.customers, entry.line.customer), of_invoice=True
    ),
    "customer_country": _text(lambda entry: entry.invoice.customer.country, of_invoice=True),
    "customer_cvr": _text(lambda entry: entry.invoice.customer.cvr, of_invoice=True),
    "customer_vat_number": _text(lambda entry: entry.invoice.customer.vat_number, of_invoice=True),
    "customer_email": _text(lambda entry: entry.invoice.customer.email, of_invoice=True),
    "customer_reference": _text(lambda entry: entry.invoice.customer.buyer_reference, of_invoice=True),
    "document": _text(lambda entry: entry.invoice.reference, of_invoice=True),
    "document_number": _text(lambda entry: entry.invoice.number, of_invoice=True),
    "document_date": Field(FieldKind.DATE, lambda entry: entry.statement.month.last, of_invoice=True),
    "document_amount": _money(lambda entry: entry.turned(entry.invoice.net), of_invoice=True),
    "document_gross": _money(lambda entry: entry.turned(_gross(entry.invoice)), of_invoice=True, needs_vat=True),
    "month": _text(lambda entry: f"{entry.statement.month.first:%Y-%m}", of_invoice=True),
    "state": _text(lambda entry: entry.statement.state, of_invoice=True),
    "batch": _text(lambda entry: entry.statement.batch, of_invoice=True),
    "account": _text(lambda entry: entry.profile.account, of_invoice=True),
    "vat_code": _text(lambda entry: entry.profile.vat_codes[entry.invoice.vat_class], of_invoice=True, needs_vat=True),
}
"""What a column can be filled with, by name."""
