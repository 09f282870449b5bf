"""Whatever is done, in any order, the board, feeds, who is on, one's own list, the ledger and charges say the same."""

import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from rostering.domain.parties import LeaveKind
from rostering.domain.seats import Duty
from rostering.errors import RosteringError
from rostering.rosters.history import current_duties
from rostering.services.charges.closing import close_month, show_charges
from rostering.services.charges.verifying import verify
from rostering.services.inputs.folders import import_folder
from rostering.services.inputs.leave_ground import Entry, Wanted
from rostering.services.inputs.own_leave import check_leave, enter_leave, own_leave
from rostering.services.links.feeds import export_feeds
from rostering.services.rosters.board import board
from rostering.services.rosters.edits import assign
from rostering.services.rosters.fairness import fairness, history
from rostering.services.rosters.own_duties import own_duties
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.replanning import Absence, limits_of, replan
from rostering.services.rosters.who import who
from rostering.services.swaps.answering import decline, let_go, take
from rostering.services.swaps.approving import approve, refuse
from rostering.services.swaps.offering import offer, withdraw
from rostering.spans import Period
from rostering.store import open_store
from samples.shared import made_once, with_tables
from samples.small_firm import SHEETS, write_firm
from samples.swap_firm import AT, LEAD, firm_files, post

MONTHS = Period.parse("2026-11-01..2027-01-31")
PUBLISHED = Period.parse("2026-11-01..2026-12-13")
TEAMS = {"backend": ("asta", "birk"), "frontend": ("cilje", "david"), "pim": ("elma", "folke", "gerda")}
PEOPLE = tuple(who for people in TEAMS.values() for who in people)
BOOKED = f"{SHEETS['bookings.csv']}B2,molo,2026-12-08,2026-12-10,evening,backend:1,,\n"
PRICE = 375000
_STORES = count(1)


@dataclass
class Firm:
    """A store to which things are done; what the services refuse is left undone."""

    store: str
    folder: Path

    def duties(self) -> tuple[Duty, ...]:
        """What is published."""
        with open_store(self.store).reading() as look:
            return current_duties(look.publications())

    def ahead(self, number: int) -> Duty:
        """One of the duties that somebody holds and that have not begun."""
        held = self.held()
        return held[number % len(held)]

    def held(self) -> list[Duty]:
        """The duties that somebody holds and that have not begun."""
        return [duty for duty in self.duties() if duty.consultant and duty.seat.span.start > AT]

    def mate(self, duty: Duty, number: int) -> str:
        """Somebody else with the role of a duty."""
        others = [who for who in TEAMS[duty.seat.role] if who != duty.consultant]
        return others[number % len(others)]

    def newest(self, day: date) -> int:
        """The roster that is published for a date."""
        with open_store(self.store).reading() as look:
            return max(each.version.number for each in look.publications() if day in each.version.period)

    def swap(self, one: int, other: int) -> None:
        """A duty is given away, and all agree."""
        duty = self.ahead(one)
        to = self.mate(duty, other)
        self._agree(offer(self.store, LEAD, None, duty.seat.id, to, at=AT).view.swap.number, to)

    def trade(self, one: int, other: int) -> None:
        """Two duties are traded, and all agree."""
        first = self.ahead(one)
        theirs = [duty for duty in self.held() if duty.consultant == self.mate(first, other)]
        second = theirs[other % len(theirs)] if theirs else self.ahead(other)
        made = offer(self.store, LEAD, None, first.seat.id, second.consultant, second.seat.id, at=AT)
        self._agree(made.view.swap.number, second.consultant or "")

    def offer(self, one: int, other: int) -> None:
        """A duty is offered to everybody; maybe somebody takes it."""
        duty = self.ahead(one)
        made = offer(self.store, LEAD, None, duty.seat.id, at=AT)
        if other % 3:
            take(self.store, LEAD, made.view.swap.number, self.mate(duty, other), at=AT)

    def answer(self, one: int, other: int) -> None:
        """Something is done about a swap that there may be."""
        acts: tuple[Callable[[int], object], ...] = (
            lambda number: approve(self.store, LEAD, number, at=AT),
            lambda number: let_go(self.store, LEAD, number, at=AT),
            lambda number: withdraw(self.store, LEAD, number, at=AT),
            lambda number: refuse(self.store, LEAD, number, "no", at=AT),
            lambda number: decline(self.store, LEAD, number, PEOPLE[one % len(PEOPLE)], at=AT),
        )
        acts[other % len(acts)](1 + one % 3)

    def edit(self, one: int, other: int) -> None:
        """A duty is assigned by hand to anybody, or to nobody, and that is published, lawful or not."""
        duty, today = self.ahead(one), AT.date()
        to = PEOPLE[other % len(PEOPLE)] if other % 3 else None
        made = assign(self.store, self.newest(duty.seat.day), duty.seat.id, to, "lead", today)
        publish(self.store, made.version.number, "lead", force=True, today=today)

    def leave(self, one: int, other: int) -> None:
        """Somebody puts leave in on a date of a duty."""
        duty = self.ahead(one)
        day, consultant = duty.seat.day, duty.consultant or ""
        kind = (LeaveKind.LEAVE, LeaveKind.RATHER_NOT)[other % 2]
        entry = Entry(consultant, kind, (Wanted("day", Period(day, day)),))
        shown = own_leave(self.store, LEAD, consultant, Period(day, day), AT)
        check = check_leave(self.store, LEAD, entry, shown.version, AT)
        enter_leave(self.store, LEAD, entry, check.version, check.seen, AT)

    def repair(self, one: int, other: int) -> None:
        """Somebody falls ill, and the first repair is published."""
        duty = self.ahead(one)
        ill = [Absence(duty.consultant or "", duty.seat.day, duty.seat.day)] if other % 2 else []
        limits = limits_of(20, effort=0.02)
        found = replan(self.store, self.newest(duty.seat.day), ill, AT.date(), limits, lambda _: None, "lead")
        publish(self.store, found.options[0].version.number, "lead", force=True, today=AT.date())

    def plan(self, one: int, other: int) -> None:
        """Some weeks are published anew, by hand."""
        first = date(2026, 11, 9 + one % 14)
        post(self.store, Period(first, date(2026, 11, 23 + other % 8)))

    def close(self, one: int, _other: int) -> None:
        """A month is closed."""
        close_month(self.store, MONTHS.months()[one % 2], "cfo", early=True, today=AT.date())

    def cancel(self, one: int, _other: int) -> None:
        """A booking is cancelled, or ordered again."""
        text = BOOKED.replace("backend:1,,\nB2", "backend:1,,yes\nB2") if one % 2 else BOOKED
        import_folder(self.store, write_firm(self.folder, **{**firm_files(), "bookings_csv": text}), "lead")

    def _agree(self, number: int, to: str) -> None:
        take(self.store, LEAD, number, to, at=AT)
        approve(self.store, LEAD, number, at=AT)


ACTS = ("swap", "swap", "trade", "trade", "offer", "answer", "edit", "leave", "repair", "plan", "close", "cancel")
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=6)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The firm with two bookings, some weeks of it published."""
    return made_once(tmp_path_factory, "doors", _make)


def _make(folder: Path) -> None:
    url = str(folder / "rostering.db")
    import_folder(with_tables(url), write_firm(folder / "firm", **{**firm_files(), "bookings_csv": BOOKED}), "tester")
    post(url, PUBLISHED)


@settings(max_examples=8)
@given(steps=STEPS)
def test_what_is_published_is_the_same_through_every_door(
    template: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp(f"doors{next(_STORES)}")
    firm = Firm(str(shutil.copy(template / "rostering.db", folder / "rostering.db")), folder / "firm")
    for act, one, other in steps:
        with suppress(RosteringError):
            getattr(firm, act)(one, other)
    check(firm, folder / "feeds")
    shutil.rmtree(folder)


def check(firm: Firm, folder: Path) -> None:
    """Look through every door."""
    duties = firm.duties()
    held = {duty.seat.id: duty.consultant for duty in duties if duty.consultant}
    shown = board(firm.store, LEAD, PUBLISHED, today=AT.date())
    assert {each.seat.id: each.consultant for row in shown.rows for each in row.duties} == held
    mine = {
        own.duty.seat.id: consultant
        for consultant in PEOPLE
        for own in own_duties(firm.store, LEAD, consultant, AT).duties
    }
    assert mine == held
    assert feeds(firm.store, folder) == Counter(
        (duty.consultant, duty.seat.span.start) for duty in duties if duty.consultant
    )
    for start in sorted({duty.seat.span.start for duty in duties})[::5]:
        on = {duty.seat.id: duty.consultant for duty in who(firm.store, start.isoformat()).now}
        assert on == {
            duty.seat.id: duty.consultant for duty in duties if duty.seat.span.start <= start < duty.seat.span.end
        }
    check_ledger(firm, duties)
    check_charges(firm, duties)


def feeds(store: str, folder: Path) -> Counter[tuple[str | None, datetime]]:
    """Whose calendar has an event when."""
    found: Counter[tuple[str | None, datetime]] = Counter()
    for file in export_feeds(store, folder):
        who = file.stem.removeprefix("consultant-")
        if who in PEOPLE:
            events = Calendar.from_ical(file.read_bytes()).events
            found += Counter((who, each.start) for each in events if isinstance(each.start, datetime))
    return found


def check_ledger(firm: Firm, duties: tuple[Duty, ...]) -> None:
    """The points are those of the published duties."""
    points: Counter[tuple[str | None, str]] = Counter()
    for duty in duties:
        points[duty.consultant, duty.seat.role] += duty.seat.points if duty.consultant else 0
    asked = {key: number for key, number in points.items() if number}
    accounts = fairness(firm.store, PUBLISHED).accounts
    assert {(one.consultant, one.role): one.earned for one in accounts if one.earned} == asked
    over_time: Counter[tuple[str | None, str]] = Counter()
    for account in (entry.account for each in history(firm.store).chapters for entry in each.entries):
        over_time[account.consultant, account.role] += account.earned
    assert +over_time == asked


def check_charges(firm: Firm, duties: tuple[Duty, ...]) -> None:
    """Closed and open lines together are what published rosters and bookings ask for."""
    assert verify(firm.store, MONTHS).differences == ()
    with open_store(firm.store).reading() as look:
        active = {each.id for each in look.inputs().bookings if not each.cancelled}
    asked = Counter(
        {
            (duty.seat.booking, duty.consultant, duty.seat.day): PRICE
            for duty in duties
            if duty.consultant and duty.seat.booking in active
        }
    )
    billed: Counter[tuple[str | None, str | None, date]] = Counter()
    for line in show_charges(firm.store, MONTHS).lines:
        billed[line.booking, line.consultant, line.day] += line.amount
    assert +billed == asked
    assert -billed == Counter()
