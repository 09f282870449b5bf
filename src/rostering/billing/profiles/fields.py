"""The fields that a mapping profile can choose from, each read from one line of a month."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from rostering.billing.invoices.invoice import Invoice
from rostering.billing.invoices.vat import vat_on
from rostering.billing.invoices.wording import kind_words, language_of, line_name, line_text, title_of, when_text
from rostering.billing.profiles.entries import ProfileEntry, chosen
from rostering.billing.profiles.profile import Chosen, Value
from rostering.billing.profiles.table_cells import FieldKind, filled, value_text
from rostering.billing.text.values import name_of
from rostering.language import speaking
from rostering.language.labels import label
from rostering.money import Ore


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


def _chosen(chooses: Chosen, of_invoice: bool = False) -> Field:
    return _text(lambda entry: chosen(entry, chooses), of_invoice, needs_vat=chooses is Chosen.VAT_CODE)


def _written(entry: ProfileEntry) -> str:
    """The text of a line, as the profile wants it or as every format has it."""
    if entry.profile.text:
        return filled(entry.profile.text, partial(shown, entry))
    return line_text(entry.line, entry.item.days, entry.statement)


def _spoken(entry: ProfileEntry, words: Callable[[], str]) -> str:
    with speaking(language_of(entry.statement, entry.line.customer)):
        return words()


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
    "package": _text(lambda entry: entry.line.package),
    "package_name": _text(lambda entry: name_of(entry.statement.packages, entry.line.package)),
    "paid_from": Field(FieldKind.DATE, lambda entry: entry.line.paid_from),
    "paid_to": Field(FieldKind.DATE, lambda entry: entry.line.paid_to),
    "roster": Field(FieldKind.WHOLE, lambda entry: entry.line.roster),
    "rate_card": Field(FieldKind.DATE, lambda entry: entry.line.card),
    "rate": _text(lambda entry: entry.line.rule),
    "quantity": Field(FieldKind.WHOLE, lambda entry: entry.noted(entry.item.quantity)),
    "list_price": _money(lambda entry: entry.line.list_price),
    "unit_price": _money(lambda entry: entry.line.unit_price),
    "amount": _money(lambda entry: entry.turned(entry.line.amount), adds_up=True),
    "vat": _money(lambda entry: entry.turned(entry.vat), needs_vat=True, adds_up=True),
    "gross": _money(lambda entry: entry.turned(entry.line.amount + entry.vat), needs_vat=True, adds_up=True),
    "product": _chosen(Chosen.PRODUCT),
    "cost_centre": _chosen(Chosen.COST_CENTRE),
    "text": _text(_written),
    "part": _text(lambda entry: line_name(replace(entry.line, role=""), entry.statement)),
    "dates": _text(lambda entry: _spoken(entry, lambda: when_text(entry.line, entry.item.days))),
    "kind_name": _text(lambda entry: _spoken(entry, lambda: kind_words(entry.line))),
    "day_class_name": _text(lambda entry: _spoken(entry, lambda: label(entry.line.day_class))),
    "title": _text(lambda entry: title_of(entry.line, entry.statement)),
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
    "account": _chosen(Chosen.ACCOUNT, of_invoice=True),
    "vat_code": _chosen(Chosen.VAT_CODE, of_invoice=True),
    "po_number": _text(lambda entry: entry.invoice.order, of_invoice=True),
    "customer_ean": _text(lambda entry: entry.invoice.customer.ean, of_invoice=True),
}
"""What a column can be filled with, by name."""


def shown(entry: ProfileEntry, name: str) -> str:
    """A field's value as text, in the profile's form."""
    field = FIELDS[name]
    return value_text(field.read(entry), field.kind, entry.profile.form)
