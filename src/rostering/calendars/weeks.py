"""The doubts about holiday weeks: ISO weeks that leave their month, or that a year does not have."""

from collections.abc import Iterator
from datetime import date

from rostering.calendars.rules import HolidayPeriod, IsoWeeks
from rostering.errors import BadCall

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class HolidayWeekOutside(BadCall):
    """A week of a holiday period that has no weekday in the period's month."""

    def __init__(self, period: str, year: int, week: int, month: int) -> None:
        place = f"week {week} of {year} has no weekday in {_MONTHS[month - 1]}"
        super().__init__(f"{period}: {place}: change the calendar's weeks or month")


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
        yield f"{year} has no week {week}"
        return
    outside = [day for day in weekdays if month and day.month != month]
    if month and len(outside) == len(weekdays):
        raise HolidayWeekOutside(period, year, week, month)
    if outside:
        verb = "starts" if outside[0] == weekdays[0] else "ends"
        yield f"week {week} of {year} {verb} in {_MONTHS[outside[0].month - 1]}: {', '.join(map(str, outside))}"
