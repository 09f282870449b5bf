"""Small published rosters to test with: one preparedness team and bookings of a made-up firm."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from rostering.domain.catalogue import READINESS, Presence
from rostering.domain.findings import Account, CompensatingDay
from rostering.domain.seats import Duty, Seat, seat_id
from rostering.rosters.version import Directory, Publication, Version
from rostering.spans import Hours, Period

NAMES = Directory(
    organisation="Nordlys Digital",
    timezone="Europe/Copenhagen",
    language="en",
    consultants={"anna": "Anna Ager", "bo": "Bo Brink", "clara": "Clara Carøe"},
    customers={"fjord": "Fjord & Søn A/S", "skov": "Skov ApS"},
    roles={"backend": "Backend", "frontend": "Frontend", "pim": "PIM"},
    teams={"preparedness": "Preparedness team", "B7": "Evening", "B8": "Night"},
)
FIRST_INSTANT = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)


def duty(
    consultant: str | None,
    day: date,
    *,
    role: str = "pim",
    number: int = 1,
    hours: str = "08:00-16:00",
    kind: str = "weekend",
    booking: str | None = None,
    customers: tuple[str, ...] = ("fjord",),
    day_class: str | None = None,
    points: int = 3,
    zone: str = "Europe/Copenhagen",
    name: str | None = None,
    pool: str | None = None,
) -> Duty:
    """A duty of the preparedness team, or of a booking."""
    team = booking or "preparedness"
    seat = Seat(
        id=seat_id(team, day, role, number),
        day=day,
        span=Hours.parse(hours).on(day, ZoneInfo(zone)),
        kind=READINESS if booking else kind,
        name=name or ("Evening" if booking else "Weekend"),
        role=role,
        number=number,
        team=team,
        customers=customers,
        booking=booking,
        presence=Presence.HOME_STANDBY,
        shared=False,
        points=points,
        day_class=day_class or ("weekend" if booking else None),
        occasion=None,
        response="Response in under an hour",
        pool=pool,
    )
    return Duty(seat, consultant)


def version(
    number: int,
    period: Period,
    duties: Iterable[Duty] = (),
    *,
    based_on: int | None = None,
    days_off: Iterable[CompensatingDay] = (),
    ledger: Iterable[Account] = (),
    names: Directory = NAMES,
) -> Version:
    """A version without anything that feeds and bills do not read."""
    return Version(
        number=number,
        period=period,
        created=FIRST_INSTANT,
        seed=0,
        input_hash="",
        based_on=based_on,
        duties=tuple(duties),
        compensating_days=tuple(days_off),
        empty=(),
        breaches=(),
        stages=(),
        penalty_by_rule={},
        shortages=(),
        ledger=tuple(ledger),
        directory=names,
    )


def published(*versions: Version) -> tuple[Publication, ...]:
    """The versions published in this order, a day apart."""
    return tuple(
        Publication(number, each, FIRST_INSTANT + timedelta(days=number - 1), "lead")
        for number, each in enumerate(versions, start=1)
    )


def renamed(zone: str = NAMES.timezone, **names: Mapping[str, str]) -> Directory:
    """The directory with other names, or of another zone."""
    return replace(NAMES, timezone=zone, **names)  # type: ignore[arg-type]  # the keywords are its own mappings
