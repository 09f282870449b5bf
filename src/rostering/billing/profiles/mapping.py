"""Charges as a mapping profile wants them: a table, or a document for each customer."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from rostering.billing.invoices.invoice import Invoice, how_to_leave_out, invoices_of, refuse_doubtful, whole
from rostering.billing.invoices.vat import NeedsReview, VatClass, doubts_about
from rostering.billing.lines.statement import Statement
from rostering.billing.profiles.entries import ProfileEntry, chosen
from rostering.billing.profiles.fields import FIELDS, shown
from rostering.billing.profiles.profile import Chosen, Column, Profile, TableLayout
from rostering.billing.profiles.table_cells import FieldKind, cell, cut, filled
from rostering.billing.text.encodings import written_table
from rostering.billing.text.json_text import Json, json_bytes
from rostering.billing.text.texts import one_line
from rostering.billing.text.values import kroner
from rostering.language import _, marked
from rostering.money import Ore


def mapped_table(profile: Profile, sheet: TableLayout, statement: Statement) -> tuple[bytes, int]:
    """The table of a month, a row for each line, and how many letters were replaced. Raises NeedsReview."""
    entries = _entries(profile, whole(statement))
    rows = [[cell(column, FIELDS, partial(shown, entry)) for column in sheet.columns] for entry in entries]
    heads = [[column.header for column in sheet.columns]] if sheet.header else []
    return written_table([*heads, *rows], sheet.text_encoding, sheet.separation)


def column_sums(profile: Profile, sheet: TableLayout, statement: Statement) -> dict[str, Ore]:
    """What each column of amounts adds up to, by its header. Raises NeedsReview."""
    entries = tuple(_entries(profile, whole(statement)))
    summed = {column.header: FIELDS[column.field] for column in sheet.columns if column.field}
    return {
        header: sum(value for entry in entries if isinstance(value := field.read(entry), int))
        for header, field in summed.items()
        if field.adds_up
    }


def mapped_documents(profile: Profile, statement: Statement) -> Mapping[str, bytes]:
    """The documents of the customers, by customer and, for those under further orders, a number. Raises NeedsReview."""
    entries: dict[str, list[ProfileEntry]] = {}
    for entry in _entries(profile, statement):
        entries.setdefault(entry.invoice.name, []).append(entry)
    return {customer: json_bytes(_document(profile, theirs)) for customer, theirs in sorted(entries.items())}


def _entries(profile: Profile, statement: Statement) -> Iterable[ProfileEntry]:
    invoices = invoices_of(statement)
    if any(FIELDS[name].needs_vat for name in profile.fields):
        refuse_doubtful(invoices)
    entries = {
        item.charges[0].id: ProfileEntry(profile, statement, invoice, item, place)
        for invoice in invoices
        for place, item in enumerate(invoice.items)
    }
    _refuse_gaps(profile, entries.values(), invoices)
    return [entries[line.id] for line in statement.lines if line.id in entries]


_WANTED = {Chosen.VAT_CODE: marked("VAT code"), Chosen.ACCOUNT: marked("account")}
"""What no ERP books without."""


def _refuse_gaps(profile: Profile, entries: Collection[ProfileEntry], invoices: Collection[Invoice]) -> None:
    """Raise NeedsReview when some entries have no account or VAT code; all customers are named."""
    doubts: dict[str, None] = {}
    customers = set()
    for chooses, what in _WANTED.items():
        for entry in entries if chooses in profile.fields else ():
            if chosen(entry, chooses) is None:
                customer = entry.invoice.customer.id
                customers.add(customer)
                why = _(
                    "profile {name} has no {what} for {whom}",
                    name=profile.name,
                    what=_(what),
                    whom=_settled(entry.invoice),
                )
                doubts[_("customer {customer} needs review: {why}", customer=customer, why=why)] = None
    if doubts:
        raise NeedsReview(doubts, how_to_leave_out(customers, invoices))


def _settled(invoice: Invoice) -> str:
    if doubts_about(invoice.customer):
        return _("customers outside the EU")
    return _("reverse charge") if invoice.vat_class is VatClass.REVERSE else _("Danish VAT")


def _document(profile: Profile, entries: Sequence[ProfileEntry]) -> Json:
    owed = profile.credit_note if entries[0].invoice.net < 0 else None
    note = owed or profile.invoice
    if note is None:
        raise TypeError("a profile without a table has documents")
    entries = [replace(entry, credit=owed is not None) for entry in entries]
    document = _object(note.columns, entries[0])
    return {**document, note.lines: [_object(note.line_columns, entry) for entry in entries]}


def _object(columns: Iterable[Column], entry: ProfileEntry) -> dict[str, Json]:
    """The columns as an object; `customer.number` is the key `number` of the object `customer`."""
    found: dict[str, Json] = {}
    for column in columns:
        *path, key = column.header.split(".")
        inner = found
        for step in path:
            inner = inner.setdefault(step, {})  # type: ignore[assignment] # the reader sees to it that it is one
        inner[key] = _json(column, entry)
    return found


def _json(column: Column, entry: ProfileEntry) -> Json:
    form = entry.profile.form
    if column.constant is not None:
        return column.constant
    if column.template:
        return cut(one_line(filled(column.template, partial(shown, entry))), column)
    field = FIELDS[column.field]
    value = field.read(entry)
    if field.kind is FieldKind.MONEY and isinstance(value, int):
        return kroner(value)
    if isinstance(value, date):
        return value.strftime(form.date)
    return cut(one_line(value), column) if isinstance(value, str) else value
