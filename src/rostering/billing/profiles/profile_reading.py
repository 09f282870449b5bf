"""Mapping profiles read from TOML, every fault noted with its place."""

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from rostering.billing.invoices.vat import VatClass
from rostering.billing.profiles.column_reading import KnownFields, columns, constant, note, template_of_lines
from rostering.billing.profiles.fields import FIELDS
from rostering.billing.profiles.profile import Chosen, DocumentForm, Profile, ProfileRule, TableLayout, Value
from rostering.billing.text.encodings import ENCODINGS, Separation, TextEncoding
from rostering.folder.encoded_texts import decoded
from rostering.folder.notes import Misread, Notes, quoted
from rostering.folder.tables import TomlTable, flag, open_document, text
from rostering.language import _

Choice = TypeVar("Choice")
_KINDS = {"csv": "csv", "json": "json"}
_DELIMITERS = {";": ";", ",": ",", "|": "|", "tab": "\t", "\t": "\t"}
_DECIMALS = {",": ",", ".": ".", "": ""}
_THOUSANDS = {"": "", ".": ".", ",": ",", " ": " ", "'": "'"}
_LINE_ENDS = {"crlf": "\r\n", "lf": "\n"}
_SIGNS = {"+": 1, "-": -1}
_ENCODINGS = dict(zip(ENCODINGS, ENCODINGS, strict=True))
_DATE = re.compile(r"yyyy|yy|mm|dd|[-./ ]", re.ASCII)
_CODES = {"yyyy": "%Y", "yy": "%y", "mm": "%m", "dd": "%d"}
_LETTERS = re.compile("[a-z]+", re.ASCII)


def read_profile(name: str, file: str, data: bytes) -> Profile:
    """Read the bytes of a profile's file. Raises FaultyInput with all that is wrong with it."""
    notes = Notes((file,))
    document = open_document(notes, file, decoded(notes, file, data))
    kind = document.required("kind", _one_of(_KINDS))
    if kind is None:  # what is unknown depends on it
        notes.settle()
    profile = document.whole(partial(_profile, name, kind, hashlib.sha256(data).hexdigest()))
    notes.settle()
    return profile


def _profile(name: str, kind: str, seal: str, table: TomlTable) -> Profile:
    as_csv = kind == "csv"
    credit_note = not as_csv and "credit_note" in table.content
    profile = Profile(
        name=name,
        seal=seal,
        title=table.required("title", text),
        example=table.optional("example", flag, False),
        note=table.optional("note", text, ""),
        form=form_of(table, as_csv),
        sheet=sheet_of(table) if as_csv else None,
        invoice=None if as_csv else table.child("invoice", required=True).whole(note),
        credit_note=table.child("credit_note").whole(note) if credit_note else None,
        account=table.optional("account", constant, ""),
        vat_codes=table.child("vat_codes").whole(_vat_codes),
        products=table.child("products").whole(_products),
        customers=table.child("customers").each(constant),
        rules=tuple(item.whole(_rule) for item in table.tables("rules")),
        text=table.optional("text", template_of_lines, "") or "",
    )
    _refuse_doubles(table, profile)
    _refuse_gaps(table, profile)
    return profile


def form_of(table: TomlTable, as_csv: bool) -> DocumentForm:
    """How amounts and dates are written."""
    sign = table.optional("sign", _one_of(_SIGNS), 1)
    if not as_csv:
        return DocumentForm(table.optional("date", _date, "%Y-%m-%d"), ".", "", sign)
    decimal = table.optional("decimal", _one_of(_DECIMALS), ",")
    thousands = table.optional("thousands", _one_of(_THOUSANDS), "")
    if decimal and decimal == thousands:
        table.fault(
            _("{thousands} already parts the oere from the kroner", thousands=quoted(thousands)), key="thousands"
        )
    return DocumentForm(table.required("date", _date), decimal, thousands, sign)


def sheet_of(table: TomlTable, fields: KnownFields = FIELDS) -> TableLayout:
    """A table, and how its letters are written."""
    encoding, bom = table.optional("encoding", _one_of(_ENCODINGS), "utf-8"), table.optional("bom", flag, False)
    if bom and encoding != "utf-8":
        table.fault(_("only UTF-8 has a byte order mark"), _("delete it, or write encoding = 'utf-8'"), "bom")
    return TableLayout(
        columns=columns(table, fields=fields),
        header=table.optional("header", flag, True),
        text_encoding=TextEncoding(encoding, bom),
        separation=Separation(
            delimiter=table.optional("delimiter", _one_of(_DELIMITERS), ";"),
            line_end=table.optional("line_end", _one_of(_LINE_ENDS), "\r\n"),
            trailing=table.optional("trailing_delimiter", flag, False),
        ),
    )


def _vat_codes(table: TomlTable) -> Mapping[VatClass, Value]:
    codes = {vat_class: table.optional(vat_class.value, constant, None) for vat_class in VatClass}
    return {vat_class: code for vat_class, code in codes.items() if code is not None}


def _products(table: TomlTable) -> Mapping[str, Value]:
    """Product numbers by day class; `default` stands for all other classes."""
    found = table.each(constant)
    return {"" if day_class == "default" else day_class: product for day_class, product in found.items()}


def _rule(table: TomlTable) -> ProfileRule:
    """What a rule chooses, and for which lines."""
    return ProfileRule(
        chooses=table.required("chooses", _one_of({each.value: each for each in Chosen})),
        value=table.required("value", constant),
        vat=table.optional("vat", _one_of({each.value: each for each in VatClass}), None),
        **{key: table.optional(key, text, None) for key in ("day_class", "role", "customer")},
    )


def _refuse_doubles(table: TomlTable, profile: Profile) -> None:
    """No two rules may mean the same lines, and an invoice as a whole has no day class and no role."""
    seen = set()
    notes = [note for note in (profile.invoice, profile.credit_note) if note]
    of_invoices = {name for note in notes for column in note.columns for name in column.fields}
    for rule in profile.rules:
        if rule.chooses and (rule.chooses, rule.conditions) in seen:
            table.fault(_("two rules choose the {what} of the same lines", what=rule.chooses), _("delete one"), "rules")
        seen.add((rule.chooses, rule.conditions))
        if rule.chooses in of_invoices and (rule.day_class or rule.role):
            told = _(
                "chooses the {what} by day class or role, and it stands in a column of whole invoices",
                what=rule.chooses,
            )
            table.fault(told, _("put it among the line_columns"), "rules")


def _refuse_gaps(table: TomlTable, profile: Profile) -> None:
    """What columns are filled with must be there."""
    used = profile.fields
    chosen = {rule.chooses for rule in profile.rules}
    if "account" in used and "account" not in table.content and Chosen.ACCOUNT not in chosen:
        table.fault(_("missing"), _("a column is filled with it"), "account")
    if "product" in used and not profile.products and Chosen.PRODUCT not in chosen:
        table.fault(_("missing"), _("a column is filled with them; default stands for all day classes"), "products")
    if "cost_centre" in used and Chosen.COST_CENTRE not in chosen:
        table.fault(
            _("missing"),
            _('a column is filled with cost centres; write [[rules]] with chooses = "cost_centre"'),
            "rules",
        )
    if "vat_code" in used and not profile.vat_codes and Chosen.VAT_CODE not in chosen:
        table.fault(
            _("missing"), _("a column is filled with them; write standard and, for the EU, reverse"), "vat_codes"
        )


def _one_of(choices: Mapping[str, Choice]) -> Callable[[object], Choice]:
    def read(value: object) -> Choice:
        if not isinstance(value, str) or value not in choices:
            known = ", ".join(f'"{choice}"' for choice in choices if choice.isprintable())
            raise Misread(
                _("{value} is not one of those that are known", value=quoted(str(value))),
                _("known: {known}", known=known),
            )
        return choices[value]

    return read


def _date(value: object) -> str:
    """A form such as dd-mm-yyyy, as strftime takes it."""
    form = text(value)
    letters = sorted(part[0] for part in _LETTERS.findall(_DATE.sub(lambda match: f" {match[0]} ", form)))
    if _DATE.sub("", form) or letters != ["d", "m", "y"]:
        raise Misread(
            _("{form} is not a form of dates", form=quoted(form)),
            _("write it with dd, mm and yyyy, such as dd-mm-yyyy"),
        )
    return _DATE.sub(lambda match: _CODES.get(match[0], match[0]), form)
