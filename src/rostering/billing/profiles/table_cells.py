"""Cells of tables that profiles describe: how values, and texts that are made of them, are written."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Protocol

from rostering.billing.profiles.profile import PLACEHOLDER, Column, DocumentForm, Value
from rostering.billing.text.texts import harmless
from rostering.money import Ore


class FieldKind(StrEnum):
    """What a field's value is."""

    TEXT = "text"
    WHOLE = "whole number"
    MONEY = "amount"
    DATE = "date"


class OfKind(Protocol):
    """A field, as far as cells ask."""

    @property
    def kind(self) -> FieldKind:
        """What its value is."""


def cell(column: Column, fields: Mapping[str, OfKind], shown: Callable[[str], str]) -> str:
    """A column as a cell; only what is not the profile's own word may need to be made harmless.

    `shown` gives fields as text, by name.
    """
    if column.constant is not None:
        return str(column.constant)
    if column.template:
        return cut(harmless(filled(column.template, shown)), column)
    text = shown(column.field)
    return cut(harmless(text), column) if fields[column.field].kind is FieldKind.TEXT else text


def filled(template: str, shown: Callable[[str], str]) -> str:
    """A text made of fields."""
    return PLACEHOLDER.sub(lambda match: shown(match[1]), template).strip()


def cut(text: str, column: Column) -> str:
    """A text as long as the column lets it be."""
    return text if column.longest is None else text[: column.longest].rstrip()


def value_text(value: Value | date | None, kind: FieldKind, form: DocumentForm) -> str:
    """A value as text, in a form."""
    if isinstance(value, date):
        return value.strftime(form.date)
    if kind is FieldKind.MONEY and isinstance(value, int):
        return _amount(value, form)
    return "" if value is None else str(value)


def _amount(ore: Ore, form: DocumentForm) -> str:
    """Kroner and øre; without a decimal sign in øre."""
    whole, rest = divmod(abs(ore), 100)
    kroner = f"{f'{whole:,}'.replace(',', form.thousands)}{form.decimal}{rest:02d}"
    return f"{'-' if ore < 0 else ''}{kroner if form.decimal else abs(ore)}"
