"""The doubts about holiday weeks: ISO weeks that leave their month, or that a year does not have."""

from collections.abc import Iterator
from datetime import date

from rostering.calendars.rules import HolidayPeriod, IsoWeeks
from rostering.errors import BadCall
from rostering.language import _
from rostering.language.dates import month_name, written


class HolidayWeekOutside(BadCall):
    """A week of a holiday period that has no weekday in the period's month."""

    def __init__(self, period: str, year: int, week: int, month: int) -> None:
        super().__init__(
            _(
                "{period}: week {week} of {year} has no weekday in {month}: change the calendar's weeks or month",
                period=period,
                week=week,
                year=year,
                month=month_name(month),
            )
        )


def week_doubts(period: HolidayPeriod, years: range) -> Iterator[str]:
    """Sentences about weeks that reach outside their month or are missing in a year; raises HolidayWeekOutside."""
    rule = period.rule
    if isinstance(rule, IsoWeeks):
        for year in years:
            for week in rule.weeks:
                yield from (f"{period.name}: {doubt}" for doubt in _doubts(period.name, year, week, rule.month))


def _doubts(period: str, year: int, week: int, month: int | None) -> Iterator[str]:
    try:
        weekdays = [date.fromisocalendar(year, week, weekday) for weekday in range(1, 6)]
    except ValueError:
        yield _("{year} has no week {week}", year=year, week=week)
        return
    outside = [day for day in weekdays if month and day.month != month]
    if month and len(outside) == len(weekdays):
        raise HolidayWeekOutside(period, year, week, month)
    if outside:
        month_there, dates = month_name(outside[0].month), ", ".join(str(written(day)) for day in outside)
        if outside[0] == weekdays[0]:
            yield _(
                "week {week} of {year} starts in {month}: {dates}", week=week, year=year, month=month_there, dates=dates
            )
        else:
            yield _(
                "week {week} of {year} ends in {month}: {dates}", week=week, year=year, month=month_there, dates=dates
            )
