from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from rostering.feeds.zones import zone_block
from samples.ical_checker import Clock, read

COPENHAGEN = """\
BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def clock_of(zone: str) -> Clock:
    block = zone_block(zone)
    assert block is not None
    calendar = Calendar()
    calendar.add_component(block)
    return Clock(read(calendar.to_ical()).named("VTIMEZONE")[0])


def hours_around_changes(zone: ZoneInfo, first_year: int, last_year: int) -> list[datetime]:
    """Noon and midnight of every day, and every quarter of an hour of the days on which the offset changes."""
    found = []
    at = datetime(first_year, 1, 1, tzinfo=UTC)
    while at.year <= last_year:
        found += [at, at + timedelta(hours=12)]
        following = at + timedelta(days=1)
        if at.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset():
            found += [at + timedelta(minutes=15 * i) for i in range(96)]
        at = following
    return found


def test_the_block_of_copenhagen_is_the_one_that_every_reader_understood() -> None:
    block = zone_block("Europe/Copenhagen")
    assert block is not None
    assert block.to_ical().decode().replace("\r\n", "\n") == COPENHAGEN


@pytest.mark.parametrize(
    ("name", "since"),
    [
        ("Europe/Copenhagen", 1997),
        ("Europe/Oslo", 1997),
        ("Europe/Stockholm", 1997),
        ("Europe/Berlin", 1997),
        ("Europe/London", 1997),
        ("Europe/Dublin", 1997),
        ("Atlantic/Reykjavik", 1997),
        ("Asia/Kolkata", 1997),
        ("America/New_York", 2007),
        ("Australia/Lord_Howe", 2009),
        ("Australia/Sydney", 2009),
    ],
)
def test_a_block_shows_the_same_time_as_the_zone_database(name: str, since: int) -> None:
    clock, zone = clock_of(name), ZoneInfo(name)
    for at in hours_around_changes(zone, since, 2059):
        assert clock.local(at) == at.astimezone(zone).replace(tzinfo=None), at


def test_the_clock_reads_local_times_as_the_zone_database_does() -> None:
    clock, zone = clock_of("Europe/Copenhagen"), ZoneInfo("Europe/Copenhagen")
    twice, summer = datetime.fromisoformat("2026-10-25T02:30"), datetime.fromisoformat("2026-07-01T08:00")
    for local in (twice, summer):
        assert clock.instant(local) == local.replace(tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize("name", ["UTC", "Africa/Casablanca"])
def test_utc_and_zones_without_a_yearly_rule_have_no_block(name: str) -> None:
    assert zone_block(name) is None
