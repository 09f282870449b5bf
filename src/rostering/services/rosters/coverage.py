"""Coverage: what is promised around an instant and who keeps it; for everybody here, or for one customer by a link."""

import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby

from rostering.answers.coverage import CoverageAt, CoveredDay, CoveredWindow, CustomerCoverage
from rostering.demand.build import seats_of
from rostering.domain.inputs import Inputs
from rostering.domain.links import GONE, digest_of, is_secret, link_of
from rostering.domain.radar import Clash
from rostering.domain.rights import Action, may
from rostering.domain.seats import Duty, Seat
from rostering.domain.subscriptions import Purpose, Subscription
from rostering.domain.users import Actor
from rostering.errors import Unknown
from rostering.language import _
from rostering.rosters.clashes import clashes
from rostering.rosters.history import current_duties, published_directory, published_on
from rostering.rosters.version import Directory, Publication
from rostering.services.access.rights import require
from rostering.services.cases.versions import directory_of
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.spans import DAY, WEEK, Period
from rostering.store import Reading
from rostering.windows import Calendars, calendars_of, windows_of

_BEHIND, _AHEAD = 2 * DAY, timedelta(days=62)
"""How far around an instant is looked: a window that runs began shortly before, the next begins within weeks."""
_YEAR = timedelta(days=366)
CUSTOMERS_WEEKS = 4
"""Weeks that a customer sees, this one included."""


class NoSuchLink(Unknown):
    """A secret that no link to who is on call has."""

    def __init__(self) -> None:
        super().__init__(_("the address is mistyped, or what stood here is gone"))


def coverage(url: str, actor: Actor, week: date | None = None, at: datetime | None = None) -> CoverageAt:
    """Who is on now, who comes next, and a week, by default this one. Raises Forbidden, NoInputs."""
    require(actor, Action.LOOK_ON_CALL)
    repairs = may(actor, Action.PLAN)
    with existing_store(url).reading() as reading:
        return _coverage(reading, reading.inputs(), at or now(), week, repairs=repairs)


def customer_coverage(url: str, secret: str, at: datetime | None = None) -> CustomerCoverage:
    """What a customer sees behind a link: nothing of others, and nobody's name. Raises NoSuchLink, NoInputs."""
    instant = at or now()
    with existing_store(url).reading() as reading:
        kept, inputs = _kept(reading, secret), reading.inputs()
        link, customer = link_of(kept, inputs, instant), kept.subject.id
        name = next((each.name for each in inputs.customers if each.id == customer), customer)
        if link.standing in GONE:
            return CustomerCoverage(link, name, None)
        found = _coverage(
            reading, inputs, instant, weeks=CUSTOMERS_WEEKS, serves=lambda seat: customer in seat.customers
        )
    return CustomerCoverage(link, name, found)


def _kept(reading: Reading, secret: str) -> Subscription:
    """The link of a secret, which is looked at only when it has the form of one."""
    digest = digest_of(secret)
    kept = reading.subscriptions.by_digest(digest) if is_secret(secret) else None
    if kept is None or kept.purpose is not Purpose.ON_CALL or not hmac.compare_digest(kept.digest, digest):
        raise NoSuchLink
    return kept


def _coverage(
    reading: Reading,
    inputs: Inputs,
    instant: datetime,
    week: date | None = None,
    weeks: int = 1,
    serves: Callable[[Seat], bool] = lambda _seat: True,
    repairs: bool = False,
) -> CoverageAt:
    at = instant.astimezone(inputs.organisation.zone)
    today = at.date()
    monday = (week or today) - DAY * (week or today).weekday()
    period, near = Period(monday, monday + weeks * WEEK - DAY), Period(today - _BEHIND, today + _AHEAD)
    read = Period(min(period.first, near.first), max(period.last, near.last, today + _YEAR if repairs else today))
    ground = CoverageGround(inputs, reading.publications_on(read), serves)
    around = ground.windows(near)
    return CoverageAt(
        at,
        tuple(window for window in around if window.runs(at)),
        _first([window for window in around if window.seat.span.start > at]),
        period,
        ground.days(period),
        ground.directory,
        ground.clashes(today) if repairs else (),
    )


@dataclass(frozen=True)
class CoverageGround:
    """What is asked for and published, as far as it is looked at."""

    inputs: Inputs
    publications: tuple[Publication, ...]
    serves: Callable[[Seat], bool]

    @cached_property
    def calendars(self) -> Calendars:
        """The firm's calendars, read once."""
        return calendars_of(self.inputs)

    @property
    def directory(self) -> Directory:
        """The names of all, of those too who are only published."""
        names, published = directory_of(self.inputs), published_directory(self.publications)
        return names.with_names_of(published) if published else names

    def days(self, period: Period) -> tuple[CoveredDay, ...]:
        """The dates of a period with their windows."""
        found = self.calendars.days(period).own
        by_date: dict[date, list[CoveredWindow]] = {}
        for window in self.windows(period):
            by_date.setdefault(window.seat.day, []).append(window)
        return tuple(CoveredDay(found[day], tuple(by_date.get(day, ()))) for day in period)

    def windows(self, period: Period) -> tuple[CoveredWindow, ...]:
        """What is published of a period, and what is asked for besides, which nobody holds; by start."""
        published = {duty.seat.id: duty for duty in current_duties(self.publications, period)}
        missing = (Duty(seat, None) for seat in self._asked(period) if seat.id not in published)
        roles = {role: place for place, role in enumerate(self.inputs.catalogue.roles)}
        held = published_on(self.publications)
        duties = [duty for duty in (*published.values(), *missing) if self.serves(duty.seat)]
        duties.sort(key=lambda one: (_key(one), roles.get(one.seat.role, len(roles)), one.seat.number))
        same = (tuple(together) for _, together in groupby(duties, key=_key))
        return tuple(CoveredWindow(found, found[0].seat.day in held) for found in same)

    def clashes(self, today: date) -> tuple[Clash, ...]:
        """The published duties from today on that their holders cannot serve."""
        return tuple(clash for clash in clashes(self.publications, self.inputs) if clash.since(today))

    def _asked(self, period: Period) -> Iterable[Seat]:
        days = self.calendars.days(period)
        windows = windows_of(self.inputs, days.own, period, days.local)
        return (seat for window in windows for seat in seats_of(window, self.inputs.policy))


def _key(duty: Duty) -> tuple[datetime, bool, datetime, str]:
    """What the duties of one window have in common; pooled teams stand before bookings."""
    seat = duty.seat
    return seat.span.start, seat.booking is not None, seat.span.end, seat.team


def _first(windows: list[CoveredWindow]) -> tuple[CoveredWindow, ...]:
    """Those that begin before all others."""
    start = min((window.seat.span.start for window in windows), default=None)
    return tuple(window for window in windows if window.seat.span.start == start)
