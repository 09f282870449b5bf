"""The almanac: Easter and the public holidays; the door to `dateutil` and `holidays`."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from dateutil.easter import easter as _easter
from holidays import PUBLIC, HolidayBase, country_holidays

YEARS = range(1583, 4100)
"""The years for which the Gregorian Easter can be reckoned."""
_CODE = re.compile(r"[A-Z]{2}", re.ASCII)


@cache
def easter_sunday(year: int) -> date:
    """The date of the western Easter Sunday."""
    return _easter(year)


def public_holidays(country: str, subdivision: str | None, language: str, years: Iterable[int]) -> dict[date, str]:
    """The public holidays of the years by date, named in the language; optional and bank holidays are left out."""
    # Without a language the library takes the one of the process; the dates are all that may be relied on.
    found = country_holidays(country, subdivision, years, expand=False, language=language, categories=PUBLIC)
    return dict(found.items())


def knows_country(country: str) -> bool:
    """Whether the almanac has the holidays of an ISO 3166 country code."""
    return _blank(country) is not None


def subdivisions_of(country: str) -> tuple[str, ...]:
    """The codes of the country's parts that have holidays of their own."""
    blank = _blank(country)
    return () if blank is None else tuple(blank.subdivisions)


def languages_of(country: str) -> tuple[str, ...]:
    """The languages in which the country's holidays have names."""
    blank = _blank(country)
    # Countries without translations have one set of names, in English.
    return () if blank is None else tuple(blank.supported_languages) or ("en_US",)


@cache
def _blank(country: str) -> HolidayBase | None:
    if not _CODE.fullmatch(country):
        return None  # the library would take any name in its own module for a country
    try:
        return country_holidays(country)
    except NotImplementedError:
        return None
