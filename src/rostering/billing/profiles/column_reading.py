"""Columns of mapping profiles read from TOML: each a field, a constant or a text made of fields."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol

from rostering.billing.profiles.fields import FIELDS
from rostering.billing.profiles.profile import PLACEHOLDER, Column, Note, Value
from rostering.folder.notes import Misread, nearest, quoted
from rostering.folder.tables import TomlTable, text, whole
from rostering.language import _


class KnownField(Protocol):
    """A field, as far as the reading of profiles asks."""

    @property
    def of_invoice(self) -> bool:
        """Whether it is the same for all lines of an invoice."""


KnownFields = Mapping[str, KnownField]
_LONGEST = 10_000
_SOURCES = ("field", "constant", "template")
_BRACES = re.compile(r"[{}]")


def columns(
    table: TomlTable, key: str = "columns", of_invoice: bool = False, fields: KnownFields = FIELDS
) -> tuple[Column, ...]:
    """The columns under a key; those of an invoice as a whole cannot be filled with what differs by line."""
    items = table.tables(key, required=True)
    if not items and key in table.content and isinstance(table.content[key], list):
        table.fault(_("is empty"), _("add columns, each with a field, a constant or a template"), key)
    return tuple(item.whole(partial(_column, of_invoice, fields)) for item in items)


def note(table: TomlTable) -> Note:
    """A document: its own keys, the key of its lines, and theirs."""
    found = Note(
        columns=columns(table, of_invoice=True),
        lines=table.required("lines", text),
        line_columns=columns(table, "line_columns"),
    )
    if not table.silent:
        _refuse_clashes(table, "columns", [*(column.header for column in found.columns), found.lines])
        _refuse_clashes(table, "line_columns", [column.header for column in found.line_columns])
    return found


def constant(value: object) -> Value:
    """A text or a whole number."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Misread(_("is neither a text nor a whole number"), _("put it in quotes"))
    return value


def template_of_lines(value: object) -> str:
    """How the field `text` is made: of other fields."""
    template = _template(of_invoice=False, fields=FIELDS)(value)
    if "text" in PLACEHOLDER.findall(template):
        raise Misread(_("the field text cannot be made of itself"), _("name other fields"))
    return template


def _column(of_invoice: bool, fields: KnownFields, table: TomlTable) -> Column:
    found = [key for key in _SOURCES if key in table.content]
    if len(found) != 1:
        table.fault(
            _("needs one of field, constant and template, and has {found}", found=_(" and ").join(found) or _("none"))
        )
    field = table.optional("field", _field(of_invoice, fields), "")
    return Column(
        header=table.optional("header", text, "") or str(field or ""),
        field=field or "",
        constant=table.optional("constant", constant, None),
        template=table.optional("template", _template(of_invoice, fields), "") or "",
        longest=table.optional("longest", whole(1, _LONGEST), None),
    )


def _field(of_invoice: bool, fields: KnownFields) -> Callable[[object], str]:
    def read(value: object) -> str:
        name = text(value)
        if name not in fields:
            raise Misread(
                _("unknown field {name}", name=quoted(name)),
                nearest(name, fields) or _("known: {known}", known=", ".join(fields)),
            )
        if of_invoice and not fields[name].of_invoice:
            raise Misread(_("{name} differs from line to line", name=quoted(name)), _("put it among the line_columns"))
        return name

    return read


def _template(of_invoice: bool, fields: KnownFields) -> Callable[[object], str]:
    read_field = _field(of_invoice, fields)

    def read(value: object) -> str:
        template = text(value)
        names = list(dict.fromkeys(PLACEHOLDER.findall(template)))
        if "" in names:
            raise Misread(
                _("{template} has a field without a name", template=quoted(template)), _("write fields as {date}")
            )
        _refuse_unknown([name for name in names if name not in fields], fields)
        for name in names:
            read_field(name)
        if _BRACES.search(PLACEHOLDER.sub("", template)):
            raise Misread(
                _("{template} has a brace without its partner", template=quoted(template)), _("write fields as {date}")
            )
        return template

    return read


def _refuse_unknown(names: Sequence[str], fields: KnownFields) -> None:
    """Several at once; one by itself is told with what comes nearest to it."""
    if len(names) > 1:
        raise Misread(
            _("unknown fields {names}", names=", ".join(map(quoted, names))),
            _("known: {known}", known=", ".join(fields)),
        )


def _refuse_clashes(table: TomlTable, key: str, headers: Sequence[str]) -> None:
    """No key of a document may stand twice, or be both a value and an object."""
    seen: set[str] = set()
    for header in filter(None, headers):
        steps = header.split(".")
        if not all(steps):
            table.fault(_("{header} is not a key", header=quoted(header)), _("points part the keys of objects"), key)
        if header in seen or any(other.startswith(f"{header}.") or header.startswith(f"{other}.") for other in seen):
            table.fault(
                _("{header} stands twice", header=quoted(header)), _("give each column a header of its own"), key
            )
        seen.add(header)
