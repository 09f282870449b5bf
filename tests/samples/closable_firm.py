"""The small firm with rosters by hand: the evenings of booking B1, for any number of months, in any database."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from rostering.services.clock import now
from rostering.services.inputs.folders import import_folder
from rostering.spans import Period
from rostering.store import open_store
from samples.published_samples import NAMES, duty, version
from samples.shared import with_tables
from samples.small_firm import edited, write_firm

AUTUMN = Period.parse("2026-11-01..2027-01-31")
NOVEMBER, DECEMBER, JANUARY = AUTUMN.months()
FIRST, SECOND = date(2026, 11, 4), date(2026, 11, 5)
"""The dates of booking B1."""
HOLDERS: Mapping[date, str | None] = {FIRST: "asta", SECOND: "asta"}
BOOKING = "B1,havn,2026-11-04,2026-11-05,evening,backend:1,,"
_HEADER = "id,customer,from,to,part,roles,shared,cancelled"


def closable(url: str, folder: Path) -> str:
    """Make a store in which November to January can be closed; returns its address."""
    import_folder(with_tables(url), write_firm(folder), "tester")
    post(url, HOLDERS)
    return url


def post(url: str, holders: Mapping[date, str | None], period: Period = AUTUMN) -> int:
    """Publish who holds the evenings of B1 as the roster of the whole period."""
    duties = [
        duty(
            who,
            day,
            role="backend",
            hours="16:00-22:00",
            booking="B1",
            customers=("havn",),
            day_class="weekday_evening",
        )
        for day, who in holders.items()
    ]
    with open_store(url).transaction() as tx:
        number = tx.add_version(version(0, period, duties, names=NAMES)).number
        tx.publish(number, now(), "lead")
    return number


def load(url: str, folder: Path, **changed: str | None) -> tuple[str, ...]:
    """Import the firm with changes, as `write_firm` takes them; returns the warnings."""
    return import_folder(url, write_firm(folder, **changed), "tester").warnings


def rehearse(url: str, folder: Path, **changed: str | None) -> tuple[str, ...]:
    """What an import would warn of."""
    return import_folder(url, write_firm(folder, **changed), "tester", dry_run=True).warnings


def booked(*rows: str, columns: str = "") -> dict[str, str | None]:
    """Another bookings.csv, with more columns if need be."""
    return {"bookings_csv": "\n".join([_HEADER + columns, *rows, ""])}


def repriced(old: str = "3.750", new: str = "4.000") -> dict[str, str | None]:
    """A rates.toml with another price for weekday evenings."""
    return edited("rates.toml", f'weekday_evening = "{old}"', f'weekday_evening = "{new}"')
