"""Charges shown, and a month closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rostering.domain.charges import Charge, MonthState
from rostering.rosters.version import Directory
from rostering.spans import Period


@dataclass(frozen=True)
class ShownCharges:
    """The charges of a period, with where its months stand, and the names to show them by."""

    period: Period
    lines: tuple[Charge, ...]
    directory: Directory
    states: Mapping[date, MonthState]
    """By the first date of each month."""
    later: tuple[tuple[Charge, MonthState], ...] = ()
    """What months after the period correct of its dates, with where those months stand."""
    unpriced: tuple[str, ...] = ()
    """Why other charges are not among the lines."""
    tickets: tuple[str, ...] = ()
    """What lies above what months include, without a price."""


@dataclass(frozen=True)
class Closed:
    """A month that was closed, and what is worth knowing of it all the same."""

    month: Period
    lines: tuple[Charge, ...]
    batch: str
    at: datetime
    warnings: tuple[str, ...]
