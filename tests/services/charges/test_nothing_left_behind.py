"""Whatever is booked, moved, cancelled, swapped, closed and exported: nothing is left behind, to the oere."""

import shutil
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rostering.domain.charges import MonthState
from rostering.errors import RosteringError
from rostering.services.charges.billing_by_hand import mark_billed, open_items
from rostering.services.charges.closing import close_month, show_charges
from rostering.services.charges.exporting import export_charges
from rostering.services.charges.verifying import verify
from rostering.services.clock import now
from rostering.services.month_ends.month_closing import AlreadyClosed, NotClosable
from rostering.spans import Period
from rostering.store import open_store
from samples.closable_firm import AUTUMN, DECEMBER, JANUARY, NOVEMBER, booked, load
from samples.published_samples import NAMES, duty, version

Heads = Mapping[tuple[str, date, str], str]
"""Who holds each booking's head of a role on a date."""
CUSTOMERS = {"B1": "havn", "B2": "molo"}
HOLDERS = {"backend": ("asta", "birk"), "pim": ("elma", "folke")}
EVENING = 375_000
FEBRUARY = Period.parse("2027-02")
"""Where corrections stand that come when all months of the rosters are closed."""
WHOLE = Period(AUTUMN.first, date(2027, 3, 31))
"""As far as corrections can be pushed when all months of the rosters are closed."""

evenings = st.sampled_from([date(2026, 11, 4), date(2026, 11, 5), date(2026, 12, 2), date(2027, 1, 6)])
bookings = st.fixed_dictionaries(
    {
        name: st.tuples(evenings, st.sampled_from(["backend:1", "pim:1", "backend:1 pim:1"]), st.booleans())
        for name in CUSTOMERS
    }
)
months = st.sampled_from([NOVEMBER, DECEMBER, JANUARY])
steps = st.one_of(
    st.tuples(st.just("book"), bookings),
    st.tuples(st.just("publish"), st.booleans()),
    st.tuples(st.just("close"), months),
    st.tuples(st.just("export"), st.tuples(months, st.sets(st.sampled_from(["havn", "molo"]), max_size=1))),
    st.tuples(st.just("by hand"), st.tuples(months, st.sampled_from(["havn", "molo"]))),
)


class Firm:
    """A firm with two bookings, each of which is one evening, and what was done with it."""

    def __init__(self, folder: Path) -> None:
        self.url, self._folder, self._exports = str(folder / "rostering.db"), folder, 0
        self._booked: dict[str, tuple[date, str, bool]] = {}
        self._published: Heads = {}

    def begin(self) -> None:
        """Book and publish what each example begins with."""
        self.book({name: (date(2026, 11, 4), "backend:1", False) for name in CUSTOMERS})
        self.publish(second=False)

    def copied(self, folder: Path) -> "Firm":
        """The same firm once more, in a folder of its own."""
        copy = Firm(Path(shutil.copytree(self._folder, folder, dirs_exist_ok=True)))
        copy._booked, copy._published = self._booked, self._published
        return copy

    def book(self, what: dict[str, tuple[date, str, bool]]) -> None:
        rows = [
            f"{name},{CUSTOMERS[name]},{day},{day},evening,{roles},,{'yes' if cancelled else ''}"
            for name, (day, roles, cancelled) in what.items()
        ]
        load(self.url, self._folder / "firm", **booked(*rows))
        self._booked = what

    def publish(self, second: bool) -> None:
        """Publish what is booked; the second of each role holds it, or the first."""
        self._published = {
            (name, day, head.partition(":")[0]): HOLDERS[head.partition(":")[0]][second]
            for name, (day, roles, cancelled) in self._booked.items()
            for head in roles.split()
            if not cancelled
        }
        duties = [
            duty(
                who,
                day,
                role=role,
                hours="16:00-22:00",
                booking=name,
                customers=(CUSTOMERS[name],),
                day_class="weekday_evening",
            )
            for (name, day, role), who in self._published.items()
        ]
        with open_store(self.url).transaction() as tx:
            number = tx.add_version(version(0, AUTUMN, duties, names=NAMES)).number
            tx.publish(number, now(), "lead")

    def asked_for(self) -> Counter[str]:
        """What rosters have of what is booked, by customer: the oere that all months together must come to."""
        due: Counter[str] = Counter()
        for name, day, role in self._published:
            booked_day, roles, cancelled = self._booked[name]
            if day == booked_day and f"{role}:1" in roles.split() and not cancelled:
                due[CUSTOMERS[name]] += EVENING
        return due

    def take(self, what: str, value: object) -> None:
        if what == "book" and isinstance(value, dict):
            self.book(value)
        elif what == "publish":
            self.publish(bool(value))
        elif what == "close" and isinstance(value, Period):
            with suppress(NotClosable, AlreadyClosed):
                close_month(self.url, value, "cfo", early=True)
        elif what == "export" and isinstance(value, tuple):
            self._exports += 1
            with suppress(RosteringError):
                month, without = value
                export_charges(self.url, month, "generic-da", self._folder / str(self._exports), without=without)
        elif isinstance(value, tuple):
            with suppress(RosteringError):
                mark_billed(self.url, value[0], value[1], "by letter", "cfo")


def charged(url: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in show_charges(url, WHOLE).lines:
        found[line.customer] += line.amount
    return found


def check_nothing_is_lost(url: str) -> None:
    """What is closed is exported, billed by hand or listed as open; a month is exported when all of it is."""
    listed = {(one.month, one.customer) for one in open_items(url)}
    states = show_charges(url, WHOLE).states
    with open_store(url).reading() as reading:
        exports, by_hand, lines = reading.charges.exports(), reading.charges.billed(), reading.charges.lines()
    net: Counter[tuple[date, str]] = Counter()
    for line in lines:
        net[line.month, line.customer] += line.amount
    done = {place for place in net for one in exports if one.month == place[0] and place[1] not in one.left_out}
    done |= {(one.month, one.customer) for one in by_hand}
    assert {place for place, amount in net.items() if amount and place not in done} <= listed
    assert not listed & done
    for month, state in states.items():
        if state is MonthState.EXPORTED:
            assert not {place for place in listed if place[0] == month}


MOVED_LATE = [
    *(("close", month) for month in (NOVEMBER, DECEMBER, JANUARY)),
    ("book", {name: (date(2027, 1, 6), "backend:1", False) for name in CUSTOMERS}),
]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Firm:
    """The firm with which each example begins."""
    firm = Firm(tmp_path_factory.mktemp("begun"))
    firm.begin()
    return firm


@settings(max_examples=20)
@example(MOVED_LATE)
@given(st.lists(steps, max_size=9))
def test_closed_and_open_together_are_what_is_asked_for_and_nothing_closed_is_lost(
    begun: Firm, drawn: list[tuple[str, object]]
) -> None:
    with TemporaryDirectory() as folder:
        firm = begun.copied(Path(folder))
        for step in drawn:
            firm.take(*step)
            assert +charged(firm.url) == firm.asked_for()
            check_nothing_is_lost(firm.url)
        firm.publish(second=True)
        for month in AUTUMN.months():
            firm.take("close", month)
        assert +charged(firm.url) == firm.asked_for()
        told = [each.text for each in verify(firm.url, AUTUMN).differences]
        assert all("what is taken back stands in 2027-02" in text for text in told)
        assert not told or show_charges(firm.url, FEBRUARY).lines
