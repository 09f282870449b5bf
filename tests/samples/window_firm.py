"""A small firm made by hand, for the tests of windows."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal

from rostering.calendars import days_of, shipped_calendar
from rostering.domain.catalogue import Catalogue, DayKind, Obligation, Package, Part, Presence, Team
from rostering.domain.inputs import Inputs, Organisation, Policy
from rostering.domain.parties import Agreement, Booking, Consultant, Customer
from rostering.domain.seats import Window
from rostering.spans import Hours, Period
from rostering.windows import windows_of

OFFICE, EVENING, NIGHT = (Hours.parse(text) for text in ("08:00-16:00", "16:00-22:00", "22:00-08:00"))
ROLES = {"backend": "Backend", "frontend": "Frontend", "pim": "PIM"}
TRIO = dict.fromkeys(ROLES, 1)


def obligation(
    *on: DayKind, team: str = "preparedness", kind: str | None = None, response: str = "", **roles: int
) -> Obligation:
    """A promise of home standby in office hours, of the whole trio unless roles are named."""
    return Obligation(on, kind, OFFICE, team, roles or TRIO, Presence.HOME_STANDBY, "clause", response)


def package(name: str, *obligations: Obligation, bookable: bool = True) -> Package:
    """A package with nothing but what it must staff."""
    return Package(name, name.title(), None, {}, obligations, bookable, "clause")


def part(name: str, hours: Hours, day_class: str = "weekday_evening") -> Part:
    """A part of the day that can be booked."""
    return Part(name, name.title(), hours, Presence.HOME_STANDBY, day_class, "Response in under an hour")


HOLIDAYS = obligation(DayKind.HOLIDAY_PERIOD, response="Within 08:00-16:00")
WEEKENDS = obligation(DayKind.WEEKEND, DayKind.PUBLIC_HOLIDAY, response="Within 08:00-16:00")
PACKAGES = (
    package("basic", bookable=False),
    package("essential"),
    package("extended", HOLIDAYS),
    package("premium", HOLIDAYS, WEEKENDS),
)
PARTS = (part("office", OFFICE, "weekday_office"), part("evening", EVENING), part("night", NIGHT))


def agreement(customer: str, package_id: str, first: str = "2020-01-01", last: str | None = None) -> Agreement:
    """An agreement by ISO dates."""
    return Agreement(customer, package_id, date.fromisoformat(first), date.fromisoformat(last) if last else None)


def booking(
    name: str, dates: str, part_id: str = "evening", *, shared: bool = False, cancelled: bool = False, **roles: int
) -> Booking:
    """A booking of the customer `acme`, of one backend developer unless roles are named."""
    return Booking(name, "acme", Period.parse(dates), part_id, roles or {"backend": 1}, shared, cancelled)


def inputs(
    agreements: Sequence[Agreement],
    bookings: Sequence[Booking] = (),
    *,
    packages: Sequence[Package] = PACKAGES,
    teams: Mapping[str, int | None] | None = None,
) -> Inputs:
    """The firm's whole data; `teams` are customers per team by id."""
    sizes = {"preparedness": None} if teams is None else teams
    return Inputs(
        Organisation("Nordlys", "Europe/Copenhagen", "dk", "en"),
        Catalogue(
            ROLES,
            {"senior": "Senior"},
            {team: Team(team, team.title(), size) for team, size in sizes.items()},
            {part.id: part for part in PARTS},
            {package.id: package for package in packages},
        ),
        Policy({}, {}, Hours(time(8), time(16)), (1, 2, 3, 4, 5)),
        (),
        (Consultant("c1", "C. One", "", ("backend",), "senior", date(2020, 1, 1), None, Decimal(1)),),
        tuple(Customer(name, name.title()) for name in sorted({agreement.customer for agreement in agreements})),
        tuple(agreements),
        tuple(bookings),
        (),
        (),
        {},
    )


def windows(firm: Inputs, period: str) -> tuple[Window, ...]:
    """The firm's windows in Denmark."""
    dates = Period.parse(period)
    return windows_of(firm, days_of(shipped_calendar("dk"), dates), dates)
