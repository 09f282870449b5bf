"""What addresses of the month's end say: a month."""

import re
from datetime import date

from rostering.spans import DAY, Period, month_of
from rostering.web.frame.asked import Asked, NotHere

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


def month_in(asked: Asked) -> Period:
    """The month in the path. Raises NotHere."""
    found = _MONTH.fullmatch(asked.param("month"))
    if not found:
        raise NotHere
    return month_of(int(found[1]), int(found[2]))


def key_of(month: Period) -> str:
    """A month as it stands in an address."""
    return f"{month.first:%Y-%m}"


def beside(month: Period) -> tuple[Period, Period]:
    """The month before, and the one after."""
    before, after = month.first - DAY, month.last + DAY
    return month_of(before.year, before.month), month_of(after.year, after.month)


def today_of(asked: Asked) -> date:
    """The date by the firm's clock."""
    return asked.now.astimezone(asked.zone).date()
