"""A small roster with a bit of everything: a weekend, a holiday, a booking, an empty seat, breaches, a ledger."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from rostering.domain.catalogue import Presence
from rostering.domain.charges import Charge, ChargeKind
from rostering.domain.findings import (
    Account,
    Breach,
    Candidate,
    CompensatingDay,
    EmptySeat,
    JudgedBreach,
    StageResult,
)
from rostering.domain.seats import Duty, Seat, seat_id
from rostering.rosters.ledger import Chapter, entries_of
from rostering.rosters.version import Directory, Publication, Version
from rostering.spans import Hours, Period

ZONE = ZoneInfo("Europe/Copenhagen")
TEAM = "preparedness"


def seat(
    day: date, role: str, kind: str = "weekend", name: str = "Weekend", hours: str = "08:00-16:00", booking: str = ""
) -> Seat:
    """A pooled seat, or a seat of a booking by Fjordbo."""
    return Seat(
        id=seat_id(booking or TEAM, day, role, 1),
        day=day,
        span=Hours.parse(hours).on(day, ZONE),
        kind="readiness" if booking else kind,
        name=name,
        role=role,
        number=1,
        team=booking or TEAM,
        customers=("fjord",) if booking else ("fjord", "havn"),
        booking=booking or None,
        presence=Presence.HOME_STANDBY,
        shared=False,
        points=6 if kind == "public_holiday" else 3,
        day_class="weekend" if booking else None,
        occasion="Christmas" if kind == "public_holiday" else None,
        response="",
    )


SATURDAY, SUNDAY, CHRISTMAS = date(2026, 10, 24), date(2026, 10, 25), date(2026, 12, 25)
EVENING = seat(SATURDAY, "backend", name="evening", hours="16:00-22:00", booking="b-1")
VACANT = seat(CHRISTMAS, "pim", "public_holiday", "Juledag")


def directory(consultants: Mapping[str, str] | None = None, organisation: str = "Nordlys Digital") -> Directory:
    """The names of the small roster."""
    return Directory(
        organisation=organisation,
        timezone="Europe/Copenhagen",
        language="en",
        consultants=consultants or {"alma": "Alma Thygesen", "bertil": "Bertil Krogh", "nanna": "Nanna Kjeldsen"},
        customers={"fjord": "Fjordbo A/S", "havn": "Havnens Byggemarked"},
        roles={"frontend": "Frontend", "pim": "PIM", "backend": "Backend"},
        teams={TEAM: "Preparedness team", "b-1": "Evening"},
    )


ROSTER = Version(
    number=3,
    period=Period.parse("2026Q4"),
    created=datetime(2026, 9, 14, 9, 32, tzinfo=UTC),
    seed=7,
    input_hash="9f2c",
    based_on=2,
    duties=(
        Duty(VACANT, None),
        Duty(seat(CHRISTMAS, "backend", "public_holiday", "Juledag"), "alma"),
        Duty(EVENING, "bertil"),
        Duty(seat(SUNDAY, "pim"), "nanna"),
        Duty(seat(SATURDAY, "pim"), "nanna"),
        Duty(seat(SATURDAY, "backend"), "alma"),
    ),
    compensating_days=(CompensatingDay("nanna", date(2026, 10, 26), (seat(SUNDAY, "pim").id,)),),
    empty=(
        EmptySeat(
            VACANT.id,
            (Candidate("nanna", "on leave"), Candidate("bertil", "lacks the role"), Candidate("oskar", "on leave")),
        ),
    ),
    breaches=(
        JudgedBreach(Breach("wishes", ("alma", "2026-10-24"), 1, 8), "Alma Thygesen would rather not."),
        JudgedBreach(Breach("coverage", (VACANT.id,), 1, 1000, (VACANT.id,)), "Nobody fills PIM at Christmas."),
        JudgedBreach(Breach("weekly_rest", ("nanna",), 1, None), "Nanna Kjeldsen has no free day."),
    ),
    stages=(StageResult("empty_seats", 1000, 1000, True, 0.5), StageResult("fairness", 50, 40, False, 9.0)),
    penalty_by_rule={"coverage": 1000, "wishes": 8, "fairness": 50},
    shortages=("PIM: 1 consultant, Christmas 2026 needs 2",),
    ledger=(
        Account("alma", "backend", opening=1, target=12, earned=9),
        Account("bertil", "backend", opening=0, target=2, earned=3),
        Account("nanna", "pim", opening=4, target=3, earned=6),
    ),
    directory=directory(),
)
ENTRIES = entries_of(ROSTER.ledger, [duty.seat for duty in ROSTER.duties], ROSTER.duties, {}, big_days=True)
CHAPTER = Chapter(Publication(1, ROSTER, ROSTER.created, "lead"), tuple(ROSTER.period), ENTRIES)


def billed(amount: int, name: str = "b-1:2026-10-24:bertil", customer: str = "fjord", corrects: str = "") -> Charge:
    """A line for Bertil's evening, or a credit of one."""
    return Charge(
        id=name,
        month=date(2026, 11, 1) if corrects else date(2026, 10, 1),
        day=SATURDAY,
        customer=customer,
        booking="b-1",
        consultant="bertil",
        role="backend",
        day_class="weekend",
        list_price=abs(amount),
        discount=0,
        unit_price=abs(amount),
        amount=amount,
        card=date(2026, 1, 1),
        rule="weekend",
        roster=3,
        kind=ChargeKind.CREDIT if corrects else ChargeKind.CHARGE,
        corrects=corrects or None,
    )
