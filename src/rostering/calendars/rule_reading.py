"""The reading of calendar files: TOML text becomes rules, or faults."""

import tomllib
from collections.abc import Callable, Mapping

from rostering.calendars.almanac import knows_country, languages_of, subdivisions_of
from rostering.calendars.calendar_tables import CalendarTable
from rostering.calendars.rules import (
    BigDayDates,
    CalendarRules,
    DateRule,
    EasterOffset,
    HolidayPeriod,
    IsoWeeks,
    MonthDay,
    SpecialDay,
    WeekdaysBeforeEaster,
    WeekdayWithin,
    YearlyDates,
)
from rostering.domain.catalogue import DayKind
from rostering.errors import Fault, FaultyInput
from rostering.language import _, foreign, marked

_EASTER_OFFSETS = (-80, 250)  # stays in Easter's own year
_NEW_YEAR = MonthDay(1, 1)
_AS_MONTH_DAY = marked('write "MM-DD", such as "12-24"')
_SPECIAL_FORMS = ("date", "easter_offset", "weekday")
_BIG_FORMS = ("dates", "easter_offsets", "weekdays")
_ORDINARY = "ordinary"


def parse_calendar(text: str, place: str) -> CalendarRules:
    """Read a calendar's TOML; raises FaultyInput with every fault, `place` naming the file."""
    faults: list[Fault] = []
    table = CalendarTable(_toml(text, place), place, faults)
    country, subdivision, language = _almanac(table)
    special_days = tuple(_special_day(day) for day in table.tables("special_days"))
    holiday_periods = tuple(_holiday_period(period) for period in table.tables("holiday_periods"))
    big_days = tuple(_big_days(days) for days in table.tables("big_days"))
    table.close()
    if faults:
        raise FaultyInput(faults)
    return CalendarRules(country, subdivision, language, special_days, holiday_periods, big_days)


def _toml(text: str, place: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise FaultyInput([Fault(place, _("nests too deeply"))]) from None
    except ValueError as error:  # also of numbers with thousands of digits
        raise FaultyInput([Fault(place, _("is not TOML: {error}", error=foreign(error)))]) from None


def _almanac(table: CalendarTable) -> tuple[str, str | None, str]:
    country, language = table.text("country"), table.text("language")
    subdivision = table.text("subdivision") if table.has("subdivision") else None
    if country and not knows_country(country):
        table.fault(
            "country",
            _("no holidays are known for '{country}'", country=country),
            _("an ISO 3166 code, such as DK, NO, SE or DE"),
        )
    elif country:
        _check(table, "language", language, languages_of(country), country)
        _check(table, "subdivision", subdivision, subdivisions_of(country), country)
    return country, subdivision, language


def _check(table: CalendarTable, key: str, value: str | None, known: tuple[str, ...], country: str) -> None:
    if value and value not in known:
        hint = (
            _("known for {country}: {known}", country=country, known=", ".join(known))
            if known
            else _("{country} has none; leave it out", country=country)
        )
        table.fault(key, _("'{value}' is not known", value=value), hint)


def _special_day(table: CalendarTable) -> SpecialDay:
    name, when = table.text("name"), _when(table)
    treat_as = table.choice("treat_as", (_ORDINARY, *DayKind)) or _ORDINARY
    day_class = table.text("day_class") if table.has("day_class") else None
    return SpecialDay(name, when, None if treat_as == _ORDINARY else DayKind(treat_as), day_class)


def _when(table: CalendarTable) -> DateRule:
    given = [form for form in _SPECIAL_FORMS if table.has(form)]
    if len(given) != 1:
        table.forgive()
        table.fault(
            "",
            _("needs exactly one of {forms}", forms=", ".join(_SPECIAL_FORMS)),
            _("weekday goes with from and to"),
        )
        return _NEW_YEAR
    if given == ["date"]:
        return table.parsed("date", MonthDay.parse, _NEW_YEAR, _(_AS_MONTH_DAY))
    if given == ["weekday"]:
        return _weekday_within(table)
    return EasterOffset(table.number("easter_offset", *_EASTER_OFFSETS))


def _weekday_within(table: CalendarTable) -> WeekdayWithin:
    return WeekdayWithin(table.number("weekday", 1, 7), _dates(table))


def _holiday_period(table: CalendarTable) -> HolidayPeriod:
    name, rule = table.text("name"), table.choice("rule", _RULES)
    if rule:
        return HolidayPeriod(name, _RULES[rule](table))
    table.forgive()
    return HolidayPeriod(name, _NEW_YEAR)


def _dates(table: CalendarTable) -> YearlyDates:
    first = table.parsed("from", MonthDay.parse, _NEW_YEAR, _(_AS_MONTH_DAY))
    return YearlyDates(first, table.parsed("to", MonthDay.parse, _NEW_YEAR, _(_AS_MONTH_DAY)))


def _iso_weeks(table: CalendarTable) -> IsoWeeks:
    weeks = table.numbers("weeks", 1, 53)
    return IsoWeeks(weeks, table.number("month", 1, 12) if table.has("month") else None)


def _easter_offset(table: CalendarTable) -> EasterOffset:
    return EasterOffset(table.number("days", *_EASTER_OFFSETS))


def _weekdays_before_easter(table: CalendarTable) -> WeekdaysBeforeEaster:
    return WeekdaysBeforeEaster(table.number("count", 1, 20))


_RULES: Mapping[str, Callable[[CalendarTable], DateRule]] = {
    "dates": _dates,
    "easter_offset": _easter_offset,
    "iso_weeks": _iso_weeks,
    "weekdays_before_easter": _weekdays_before_easter,
}


def _big_days(table: CalendarTable) -> BigDayDates:
    name = table.text("name")
    dates = table.all_parsed("dates", MonthDay.parse, _NEW_YEAR, _(_AS_MONTH_DAY)) if table.has("dates") else ()
    offsets = table.numbers("easter_offsets", *_EASTER_OFFSETS) if table.has("easter_offsets") else ()
    weekdays = tuple(_weekday_within(weekday) for weekday in table.tables("weekdays"))
    if not any(table.has(key) for key in _BIG_FORMS):
        table.fault(
            "",
            _("needs {forms} or {last}", forms=", ".join(_BIG_FORMS[:-1]), last=_BIG_FORMS[-1]),
        )
    return BigDayDates(name, (*dates, *map(EasterOffset, offsets), *weekdays))
