"""Windows: what must be staffed on which date, for whom and why."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from rostering.domain.inputs import Inputs
from rostering.domain.seats import Day, Window
from rostering.spans import Period
from rostering.windows.booked import booked_windows
from rostering.windows.firm_days import Calendars, FirmDays, calendars_of
from rostering.windows.local import days_by_team
from rostering.windows.pooled import pooled_windows

__all__ = ["Calendars", "FirmDays", "calendars_of", "windows_of"]


def windows_of(
    inputs: Inputs,
    days: Mapping[date, Day],
    period: Period,
    local: Mapping[str, Mapping[date, Day]] = MappingProxyType({}),
) -> tuple[Window, ...]:
    """All windows that start within the period, sorted by date, start and team.

    `days`, and `local` for the teams that keep a calendar of their own (see `FirmDays`), cover the period.
    """
    by_team = days_by_team(inputs, days, local)
    windows = (*pooled_windows(inputs, by_team, period), *booked_windows(inputs, days, by_team, period))
    return tuple(sorted(windows, key=lambda window: (window.day.day, window.span.start, window.team)))
