"""Windows: what must be staffed on which date, for whom and why."""

from collections.abc import Mapping
from datetime import date

from rostering.domain.inputs import Inputs
from rostering.domain.seats import Day, Window
from rostering.spans import Period
from rostering.windows.booked import booked_windows
from rostering.windows.pooled import pooled_windows

__all__ = ["windows_of"]


def windows_of(inputs: Inputs, days: Mapping[date, Day], period: Period) -> tuple[Window, ...]:
    """All windows that start within the period, sorted by date, start and team; `days` covers the period."""
    windows = (*pooled_windows(inputs, days, period), *booked_windows(inputs, days, period))
    return tuple(sorted(windows, key=lambda window: (window.day.day, window.span.start, window.team)))
