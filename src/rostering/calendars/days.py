"""The days of a period: one kind for every date."""

from collections.abc import Mapping
from datetime import date

from rostering.calendars.almanac import YEARS, public_holidays
from rostering.calendars.rules import WEEKDAYS, CalendarRules, HolidayPeriod, SpecialDay, is_weekend
from rostering.calendars.weeks import week_doubts
from rostering.domain.catalogue import DayKind
from rostering.domain.seats import Day
from rostering.errors import BadCall
from rostering.language import _
from rostering.spans import Period


class YearOutside(BadCall):
    """A period in years for which Easter cannot be reckoned."""

    def __init__(self, period: Period) -> None:
        super().__init__(
            _(
                "{period} is outside the calendar's years {first} to {last}",
                period=period,
                first=YEARS[0],
                last=YEARS[-1],
            )
        )


def days_of(rules: CalendarRules, period: Period) -> dict[date, Day]:
    """Every date of the period with its one kind: public holiday, weekend, special day, holiday period, business day.

    Raises HolidayWeekOutside when a week of a holiday period lies wholly outside its month, YearOutside.
    """
    refuse_years(rules, period)
    public = public_holidays(rules.country, rules.subdivision, rules.language, _years(period))
    return {day: _day(rules, day, public) for day in period}


def refuse_years(rules: CalendarRules, period: Period) -> None:
    """Raise what `days_of` raises for the years of the period, if it does."""
    warnings_of(rules, period)


def warnings_of(rules: CalendarRules, period: Period) -> tuple[str, ...]:
    """Sentences about holiday weeks that do not fit the years of the period; raises as `days_of` does."""
    years = _years(period)
    return tuple(doubt for holidays in rules.holiday_periods for doubt in week_doubts(holidays, years))


def _years(period: Period) -> range:
    if period.first.year not in YEARS or period.last.year not in YEARS:
        raise YearOutside(period)
    return range(period.first.year, period.last.year + 1)


def _day(rules: CalendarRules, day: date, public: Mapping[date, str]) -> Day:
    special = next((special for special in rules.special_days if special.when.holds(day, public)), None)
    holidays = next((period for period in rules.holiday_periods if period.rule.holds(day, public)), None)
    occasion = next((big.name for big in rules.big_days if any(rule.holds(day, public) for rule in big.when)), None)
    kind = _kind(day, public, special, holidays)
    if day in public:
        return Day(day, kind, public[day], occasion)
    name = _name(day, kind, special, holidays)
    return Day(day, kind, name, occasion, special.day_class if special else None)


def _kind(day: date, public: Mapping[date, str], special: SpecialDay | None, holidays: HolidayPeriod | None) -> DayKind:
    if day in public:
        return DayKind.PUBLIC_HOLIDAY
    if is_weekend(day):
        return DayKind.WEEKEND
    if special and special.treat_as:
        return special.treat_as
    return DayKind.HOLIDAY_PERIOD if holidays else DayKind.BUSINESS_DAY


def _name(day: date, kind: DayKind, special: SpecialDay | None, holidays: HolidayPeriod | None) -> str:
    if special:
        return special.name
    if holidays and kind is DayKind.HOLIDAY_PERIOD:
        return holidays.name
    return WEEKDAYS[day.weekday()]
