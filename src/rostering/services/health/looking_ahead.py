"""What an ops lead is woken for: seats without a holder, dates that end, links not fetched, months left open."""

from collections.abc import Iterable, Mapping, Set
from datetime import UTC, date, datetime, time, timedelta

from rostering.answers.health import FiguresAhead
from rostering.domain.inputs import Inputs
from rostering.domain.subscriptions import Purpose, SubjectKind, Subscription
from rostering.rosters.outlines import published_outlines
from rostering.services.rosters.coverage import CoverageGround
from rostering.spans import DAY, Period, month_of
from rostering.store import Reading

EMPTY_WITHIN = (7, 30)
UNFETCHED_FOR = (3, 7, 30)
"""Calendars fetch every few hours, phones that are off for a week do not."""


def ahead_of(reading: Reading, at: datetime) -> FiguresAhead:
    """As the store has it now. Raises NoInputs."""
    inputs = reading.inputs()
    today = at.astimezone(inputs.organisation.zone).date()
    held = published_outlines(reading.outlines()).keys()
    links = _good_links(reading.subscriptions.all(), inputs, at)
    months = _open_months(reading, inputs, held, today)
    return FiguresAhead(
        empty=_empty(reading, inputs, at, today),
        published_days=next(days for days in range(len(held) + 1) if today + days * DAY not in held),
        links=len(links),
        unfetched={days: sum(_is_unfetched(each, at - days * DAY) for each in links) for days in UNFETCHED_FOR},
        open_months={money: len(open_) for money, open_ in months.items()},
        open_for={money: max(((today - one.last).days for one in open_), default=0) for money, open_ in months.items()},
    )


def _empty(reading: Reading, inputs: Inputs, at: datetime, today: date) -> dict[int, int]:
    period = Period(today - DAY, today + max(EMPTY_WITHIN) * DAY)
    ground = CoverageGround(inputs, reading.publications_on(period), lambda _seat: True)
    empty = [
        duty.seat.span.start
        for window in ground.windows(period)
        if window.published and window.seat.span.end > at
        for duty in window.empty
    ]
    return {days: sum(start < at + timedelta(days=days) for start in empty) for days in EMPTY_WITHIN}


def _good_links(links: Iterable[Subscription], inputs: Inputs, at: datetime) -> list[Subscription]:
    """The links to feeds that have not ended, by themselves or with their consultant's employment."""
    lasts = {one.id: one.employed_to for one in inputs.consultants}
    zone = inputs.organisation.zone

    def is_good(link: Subscription) -> bool:
        if link.purpose is not Purpose.FEED or (link.ends is not None and link.ends <= at):
            return False
        if link.subject.kind is not SubjectKind.CONSULTANT:
            return True
        if link.subject.id not in lasts:
            return False
        last = lasts[link.subject.id]
        return last in {None, date.max} or datetime.combine(last + DAY, time(), zone).astimezone(UTC) > at

    return [link for link in links if is_good(link)]


def _is_unfetched(link: Subscription, since: datetime) -> bool:
    """Whether a link has been there for as long and was never fetched meanwhile."""
    return (link.last_fetch or link.created) < since


def _open_months(reading: Reading, inputs: Inputs, held: Iterable[date], today: date) -> Mapping[str, list[Period]]:
    """The months of published dates that have ended and are not closed; of pay only where the firm has it."""
    over = sorted({day.replace(day=1) for day in held})
    ended = [month for first in over if (month := month_of(first.year, first.month)).last < today]
    closed: dict[str, Set[date]] = {"charges": reading.charges.closings().keys()}
    if inputs.pay is not None:
        closed["pay"] = reading.pay.closings().keys()
    return {money: [month for month in ended if month.first not in months] for money, months in closed.items()}
