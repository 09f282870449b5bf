"""Calendars: what every date is, from a country's public holidays and the firm's own rules."""

from rostering.calendars.calendar_files import UnknownCalendar, calendar_of, shipped_calendar
from rostering.calendars.days import YearOutside, days_of, refuse_years, warnings_of
from rostering.calendars.rule_reading import parse_calendar
from rostering.calendars.rules import WEEKDAYS, CalendarRules
from rostering.calendars.weeks import HolidayWeekOutside

__all__ = [
    "WEEKDAYS",
    "CalendarRules",
    "HolidayWeekOutside",
    "UnknownCalendar",
    "YearOutside",
    "calendar_of",
    "days_of",
    "parse_calendar",
    "refuse_years",
    "shipped_calendar",
    "warnings_of",
]
