"""Inputs and rosters to store: made by hand, and drawn at random."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from hypothesis import strategies as st

from rostering.domain.catalogue import Presence
from rostering.domain.findings import (
    Account,
    BigDayAccount,
    Breach,
    Candidate,
    CompensatingDay,
    EmptySeat,
    JudgedBreach,
    StageResult,
)
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Agreement, Balance, Booking, Consultant, Customer, Leave, LeaveKind
from rostering.domain.seats import Duty, Seat
from rostering.folder.documents import read_documents
from rostering.resources import shipped
from rostering.rosters.version import Directory, Version
from rostering.spans import Period, Span

DOCUMENTS = {
    file.name: file.read_text(encoding="utf-8") for file in sorted((shipped("examples") / "picocore").glob("*.toml"))
}
_READ = read_documents(DOCUMENTS)

Value = TypeVar("Value")

_words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
_ids = st.text("abcæøå-1", min_size=1, max_size=4)
_counts = st.integers(0, 9)
_numbers = st.integers(-(2**31), 2**31 - 1)
_days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
_instants = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001 - the zones are drawn
    datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.timezones(),
    allow_imaginary=False,
).filter(lambda at: at == at.astimezone(UTC))  # an hour that comes twice equals nothing in another zone


def _tuples(values: st.SearchStrategy[Value], size: int = 3) -> st.SearchStrategy[tuple[Value, ...]]:
    return st.lists(values, max_size=size).map(tuple)


def _distinct(values: st.SearchStrategy[Value], *key: str) -> st.SearchStrategy[tuple[Value, ...]]:
    def key_of(value: Value) -> tuple[str, ...]:
        return tuple(str(getattr(value, name)) for name in key)

    return st.lists(values, max_size=4, unique_by=key_of).map(tuple)


@st.composite
def _periods(draw: st.DrawFn) -> Period:
    first = draw(_days)
    return Period(first, first + timedelta(days=draw(st.integers(0, 400))))


@st.composite
def _spans(draw: st.DrawFn) -> Span:
    start = draw(_instants).astimezone(UTC)
    return Span(start, start + timedelta(minutes=draw(st.integers(1, 2000))))


_seats = st.builds(
    Seat,
    id=_ids,
    day=_days,
    span=_spans(),
    kind=_words,
    name=_words,
    role=_ids,
    number=_counts,
    team=_ids,
    customers=_tuples(_ids),
    booking=st.none() | _ids,
    presence=st.sampled_from(Presence),
    shared=st.booleans(),
    points=_counts,
    day_class=st.none() | _words,
    occasion=st.none() | _words,
    response=_words,
    pool=st.none() | _ids,
)
_duties = st.lists(_seats, max_size=4, unique_by=lambda seat: seat.id).flatmap(
    lambda seats: st.tuples(*(st.builds(Duty, seat=st.just(seat), consultant=st.none() | _ids) for seat in seats))
)
_breaches = st.builds(
    Breach, rule=_ids, about=_tuples(_words), amount=_counts, penalty=st.none() | _counts, seats=_tuples(_ids)
)
_stages = st.builds(
    StageResult, name=_ids, penalty=_numbers, bound=_numbers, proven=st.booleans(), seconds=st.floats(0, 1e6)
)
_names = st.dictionaries(_ids, _words, max_size=3)
_directories = st.builds(
    Directory,
    organisation=_words,
    timezone=st.timezone_keys(),
    language=_ids,
    consultants=_names,
    customers=_names,
    roles=_names,
    teams=_names,
)

versions = st.builds(
    Version,
    number=st.just(0),
    period=_periods(),
    created=_instants,
    seed=st.integers(0, 2**63 - 1),
    input_hash=_ids,
    based_on=st.none(),
    duties=_duties,
    compensating_days=_distinct(
        st.builds(CompensatingDay, consultant=_ids, day=_days, seats=_tuples(_ids)), "consultant", "day"
    ),
    empty=_tuples(
        st.builds(EmptySeat, seat=_ids, candidates=_tuples(st.builds(Candidate, consultant=_ids, reason=_words)))
    ),
    breaches=_tuples(st.builds(JudgedBreach, breach=_breaches, text=_words)),
    stages=_tuples(_stages),
    penalty_by_rule=st.dictionaries(_ids, _numbers, max_size=3),
    shortages=_tuples(_words),
    ledger=_distinct(
        st.builds(Account, consultant=_ids, role=_ids, opening=_numbers, target=_numbers, earned=_numbers),
        "consultant",
        "role",
    ),
    directory=_directories,
    interrupted=st.booleans(),
    absences=_tuples(st.builds(Leave, consultant=_ids, period=_periods(), kind=st.sampled_from(LeaveKind))),
    big_days=_tuples(
        st.builds(BigDayAccount, consultant=_ids, opening=_numbers, target=_numbers, earned=_numbers),
    ),
)
"""Rosters that no store has numbered yet."""

_customers = st.builds(
    Customer,
    id=_ids,
    name=_words,
    country=_words,
    cvr=_words,
    vat_number=_words,
    email=_words,
    team=st.none() | _ids,
    street=_words,
    city=_words,
    postal_code=_words,
    buyer_reference=_words,
    ean=_words,
    language=_words,
    account_manager=st.none() | _ids,
)
_consultants = st.builds(
    Consultant,
    id=_ids,
    name=_words,
    email=_words,
    roles=_tuples(_ids),
    grade=_ids,
    employed_from=_days,
    employed_to=st.none() | _days,
    fte=st.decimals(0, 1, places=3),
    knows=_tuples(_ids),
    teams=_tuples(_ids),
    lends=_tuples(_ids),
    role_dates=st.dictionaries(_ids, st.tuples(st.none() | _days, st.none() | _days), max_size=2),
)


# Each with a number for whose it is: strategies made for the people drawn would take longer to make than to draw from.
_numbered = st.integers(0, 11)
_agreements = st.builds(
    Agreement,
    customer=st.just(""),
    package=_ids,
    first=_days,
    last=st.none() | _days,
    report_to=st.sampled_from(("", "a@b.example", "a@b.example c@d.example")),
    names_people=st.booleans(),
)
_bookings = st.builds(
    Booking,
    id=_ids,
    customer=st.just(""),
    period=_periods(),
    part=_ids,
    roles=st.dictionaries(_ids, _counts, max_size=3),
    shared=st.booleans(),
    cancelled=st.booleans(),
    confirmed=st.none() | _days,
    cancelled_on=st.none() | _days,
    po_number=_words,
    title=_words,
)
_leave = st.builds(Leave, consultant=st.just(""), period=_periods(), kind=st.sampled_from(LeaveKind))
_balances = st.builds(Balance, consultant=st.just(""), role=_ids, points=_numbers)


def _numbered_lists(values: st.SearchStrategy[Value]) -> st.SearchStrategy[list[tuple[int, Value]]]:
    return st.lists(st.tuples(_numbered, values), max_size=4)


_lists = st.tuples(*map(_numbered_lists, (_agreements, _bookings, _leave, _balances)))


@st.composite
def _inputs(draw: st.DrawFn) -> Inputs:
    customers, consultants = draw(_distinct(_customers, "id")), draw(_distinct(_consultants, "id"))
    agreements, bookings, leave, balances = draw(_lists)
    clients, people = [one.id for one in customers], [one.id for one in consultants]
    return firm(
        customers=customers,
        consultants=consultants,
        agreements=_owned(agreements, "customer", clients, "customer", "first"),
        bookings=_owned(bookings, "customer", clients, "id"),
        leave=_owned(leave, "consultant", people, "consultant", "period", "kind"),
        balances=_owned(balances, "consultant", people, "consultant", "role"),
    )


def _owned(drawn: list[tuple[int, Any]], owner: str, ids: list[str], *key: str) -> tuple[Any, ...]:
    """Each with one of the ids as its owner, and no two with one key; nothing when there is nobody."""
    owned = [replace(value, **{owner: ids[number % len(ids)]}) for number, value in drawn if ids]
    return tuple({tuple(str(getattr(one, name)) for name in key): one for one in owned}.values())


def firm(
    customers: tuple[Customer, ...] = (),
    consultants: tuple[Consultant, ...] = (),
    agreements: tuple[Agreement, ...] = (),
    bookings: tuple[Booking, ...] = (),
    leave: tuple[Leave, ...] = (),
    balances: tuple[Balance, ...] = (),
) -> Inputs:
    """The example firm's documents with these people."""
    return Inputs(
        **vars(_READ),
        consultants=consultants,
        customers=customers,
        agreements=agreements,
        bookings=bookings,
        leave=leave,
        balances=balances,
        documents=DOCUMENTS,
    )


inputs = _inputs()
"""Inputs whose references hold, with any words in any order."""


def crew(size: int, name: str = "Someone") -> Inputs:
    """A firm of so many consultants, each with a leave, and customers, each with an agreement."""
    day = date(2026, 1, 1)
    numbers = range(1, size + 1)
    return firm(
        customers=tuple(Customer(f"k{i}", name) for i in numbers),
        consultants=tuple(
            Consultant(f"c{i}", name, f"c{i}@example.org", ("backend",), "senior", day, fte=Decimal("0.8"))
            for i in numbers
        ),
        agreements=tuple(Agreement(f"k{i}", "premium", day) for i in numbers),
        leave=tuple(Leave(f"c{i}", Period(day, day), LeaveKind.LEAVE) for i in numbers),
    )


def roster(duties: int = 2, based_on: int | None = None) -> Version:
    """A roster with so many duties, compensating days and accounts."""
    first = date(2026, 1, 1)
    days = [first + timedelta(days=i) for i in range(duties)]
    return Version(
        number=0,
        period=Period(first, first + timedelta(days=89)),
        created=datetime(2025, 12, 1, 12, tzinfo=UTC),
        seed=1,
        input_hash="0" * 64,
        based_on=based_on,
        duties=tuple(_duty(day) for day in days),
        compensating_days=tuple(CompensatingDay("anna", day) for day in days),
        empty=(),
        breaches=(),
        stages=(StageResult("coverage", 0, 0, True, 0.5),),
        penalty_by_rule={},
        shortages=(),
        ledger=tuple(Account(f"c{i}", "pim", 0, 3, 3) for i in range(duties)),
        directory=Directory("Nordlys", "Europe/Copenhagen", "en", {"anna": "Anna"}, {}, {"pim": "PIM"}, {}),
    )


def _duty(day: date) -> Duty:
    start = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
    seat = Seat(
        id=f"preparedness:{day}:pim:1",
        day=day,
        span=Span(start, start + timedelta(hours=8)),
        kind="weekend",
        name="Weekend",
        role="pim",
        number=1,
        team="preparedness",
        customers=("nord",),
        booking=None,
        presence=Presence.HOME_STANDBY,
        shared=False,
        points=3,
        day_class=None,
        occasion=None,
        response="soon",
    )
    return Duty(seat, "anna")
