"""Charges as a mapping profile wants them: a table, or a document for each customer."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rostering.billing.invoices.invoice import Invoice, how_to_leave_out, invoices_of, refuse_doubtful
from rostering.billing.invoices.vat import NeedsReview
from rostering.billing.lines.statement import Statement
from rostering.billing.profiles.fields import FIELDS, Field, FieldKind, ProfileEntry
from rostering.billing.profiles.profile import PLACEHOLDER, Column, DocumentForm, Profile, TableLayout
from rostering.billing.text.encodings import written_table
from rostering.billing.text.json_text import Json, json_bytes
from rostering.billing.text.texts import harmless, one_line
from rostering.billing.text.values import kroner
from rostering.language import _
from rostering.money import Ore


def mapped_table(profile: Profile, sheet: TableLayout, statement: Statement) -> tuple[bytes, int]:
    """The table of a month, a row for each line, and how many letters were replaced. Raises NeedsReview."""
    rows = [[_cell(column, entry) for column in sheet.columns] for entry in _entries(profile, statement)]
    heads = [[column.header for column in sheet.columns]] if sheet.header else []
    return written_table([*heads, *rows], sheet.text_encoding, sheet.separation)


def column_sums(profile: Profile, sheet: TableLayout, statement: Statement) -> dict[str, Ore]:
    """What each column of amounts adds up to, by its header. Raises NeedsReview."""
    entries = tuple(_entries(profile, statement))
    summed = {column.header: FIELDS[column.field] for column in sheet.columns if column.field}
    return {
        header: sum(value for entry in entries if isinstance(value := field.read(entry), int))
        for header, field in summed.items()
        if field.adds_up
    }


def mapped_documents(profile: Profile, statement: Statement) -> Mapping[str, bytes]:
    """The document of each customer, by the customer's id. Raises NeedsReview."""
    entries: dict[str, list[ProfileEntry]] = {}
    for entry in _entries(profile, statement):
        entries.setdefault(entry.line.customer, []).append(entry)
    return {customer: json_bytes(_document(profile, theirs)) for customer, theirs in sorted(entries.items())}


def _entries(profile: Profile, statement: Statement) -> Iterable[ProfileEntry]:
    invoices = invoices_of(statement)
    if any(FIELDS[name].needs_vat for name in profile.fields):
        refuse_doubtful(invoices)
        _refuse_uncoded(profile, invoices)
    entries = {
        line.id: ProfileEntry(profile, statement, invoice, line, place)
        for invoice in invoices
        for place, line in enumerate(invoice.lines)
    }
    return [entries[line.id] for line in statement.lines]


def _refuse_uncoded(profile: Profile, invoices: Collection[Invoice]) -> None:
    if "vat_code" in profile.fields:
        uncoded = [one.customer.id for one in invoices if one.vat_class not in profile.vat_codes]
        if uncoded:
            why = _("profile {name} has no VAT code for reverse charge", name=profile.name)
            advice = how_to_leave_out(uncoded, invoices)
            raise NeedsReview(
                (_("customer {customer} needs review: {why}", customer=customer, why=why) for customer in uncoded),
                advice,
            )


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
        return _cut(one_line(_filled(column.template, entry)), column)
    field = FIELDS[column.field]
    value = field.read(entry)
    if field.kind is FieldKind.MONEY and isinstance(value, int):
        return kroner(value)
    if isinstance(value, date):
        return value.strftime(form.date)
    return _cut(one_line(value), column) if isinstance(value, str) else value


def _cell(column: Column, entry: ProfileEntry) -> str:
    """The column as a cell of a table; only what is not the profile's own word may need to be made harmless."""
    if column.constant is not None:
        return str(column.constant)
    if column.template:
        return _cut(harmless(_filled(column.template, entry)), column)
    shown = _shown(FIELDS[column.field], entry)
    return _cut(harmless(shown), column) if FIELDS[column.field].kind is FieldKind.TEXT else shown


def _filled(template: str, entry: ProfileEntry) -> str:
    return PLACEHOLDER.sub(lambda match: _shown(FIELDS[match[1]], entry), template).strip()


def _shown(field: Field, entry: ProfileEntry) -> str:
    value, form = field.read(entry), entry.profile.form
    if isinstance(value, date):
        return value.strftime(form.date)
    if field.kind is FieldKind.MONEY and isinstance(value, int):
        return _amount(value, form)
    return "" if value is None else str(value)


def _amount(ore: Ore, form: DocumentForm) -> str:
    whole, rest = divmod(abs(ore), 100)
    grouped = f"{whole:,}".replace(",", form.thousands)
    return f"{'-' if ore < 0 else ''}{grouped}{form.decimal}{rest:02d}"


def _cut(text: str, column: Column) -> str:
    return text if column.longest is None else text[: column.longest].rstrip()
