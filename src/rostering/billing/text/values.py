"""A line's values as files show them: names for ids, units, dates, amounts."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from rostering.domain.charges import Charge, ChargeKind
from rostering.money import Ore


def name_of(names: Mapping[str, str], key: str) -> str:
    """The name of an id, the id itself where none is known."""
    return names.get(key, key)


def units_of(line: Charge) -> int:
    """How many consultant-days a line adds: units times unit price is its amount."""
    return -1 if line.kind is ChargeKind.CREDIT else 1


def danish_date(day: date) -> str:
    """The date as `27-11-2026`."""
    return f"{day:%d-%m-%Y}"


def kroner(ore: Ore) -> Decimal:
    """An amount in kroner, exact and with its two decimals."""
    return Decimal(ore).scaleb(-2)
