"""Published rosters with duties over clock changes, New Year and awkward names, of any length."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rostering.domain.seats import Duty
from rostering.rosters.version import Version
from rostering.services.clock import now
from rostering.spans import DAY, Period
from rostering.store import open_store
from samples.published_samples import NAMES, duty, version

AWKWARD = "Søren; Ærø, \\Å \N{PARTY POPPER} & Søn"
SHIFTS = (("08:00-16:00", None), ("16:00-22:00", "B7"), ("22:00-08:00", "B8"))
NAMED = replace(
    NAMES,
    consultants={**NAMES.consultants, "anna": AWKWARD},
    customers={"fjord": AWKWARD, "skov": "Skov ApS"},
    roles={**NAMES.roles, "pim": "PIM, æøå; \\ \N{PARTY POPPER}"},
)


def coming(years: int = 2) -> Period:
    """Whole months from this one on, over both clock changes and New Year."""
    first = now().astimezone(ZoneInfo(NAMES.timezone)).date().replace(day=1)
    return Period(first, first.replace(year=first.year + years) - DAY)


def shifts(period: Period, count: int, consultant: str = "anna") -> tuple[Duty, ...]:
    """Duties by day, evening and night, also in the nights in which the clock changes."""
    days = [*_changing(period), *period]
    wanted = [(day, hours, booking) for day in dict.fromkeys(days) for hours, booking in SHIFTS][:count]
    return tuple(duty(consultant, day, hours=hours, booking=booking) for day, hours, booking in wanted)


def publish(url: str, duties: Sequence[Duty], period: Period) -> Version:
    """Save a roster and publish it."""
    with open_store(url).transaction() as tx:
        saved = tx.add_version(version(0, period, duties, names=NAMED))
        tx.publish(saved.number, now(), "tester")
        tx.log("tester", "publish", str(period), at=now())
    return saved


def store_with(folder: Path, count: int, period: Period) -> str:
    """A store with that many duties published."""
    url = str(folder / "rostering.db")
    publish(url, shifts(period, count), period)
    return url


def _changing(period: Period) -> list[date]:
    """The dates whose night changes the clock, and the year's last."""
    zone = ZoneInfo(NAMES.timezone)
    noon = {day: datetime(day.year, day.month, day.day, 12, tzinfo=zone).utcoffset() for day in period}
    changed = [day for day in period if day + DAY in noon and noon[day] != noon[day + DAY]]
    return [*changed, *(day for day in period if (day.month, day.day) == (12, 31))]
