"""Times of response by the clock they were promised by: always, or in some hours of business days."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from rostering.domain.callouts import Call
from rostering.domain.promises import Lapse, ResponseTime, TimeUnit
from rostering.domain.response_times import KeptResponse, Measured
from rostering.spans import DAY, Hours, Span

_MINUTES = {TimeUnit.MINUTES: 1, TimeUnit.HOURS: 60}


@dataclass(frozen=True)
class RunningHours:
    """A clock that runs in some hours of some dates."""

    hours: Hours
    zone: ZoneInfo
    runs_on: Callable[[date], bool]

    def after(self, start: datetime, lapse: Lapse) -> datetime:
        """The instant at which a lapse that begins then is over; a business day is as long as its hours."""
        left = self._length(lapse)
        for span in self._spans(start):
            begin = max(span.start, start.astimezone(UTC))
            if span.end - begin >= left:
                return begin + left
            left -= span.end - begin
        raise AssertionError("hours never end")

    def _length(self, lapse: Lapse) -> timedelta:
        if lapse.unit is not TimeUnit.BUSINESS_DAYS:
            return timedelta(minutes=lapse.number * _MINUTES[lapse.unit])
        start, end = (datetime.combine(date.min, time) for time in (self.hours.start, self.hours.end))
        return lapse.number * (end - start if end > start else end - start + DAY)

    def _spans(self, start: datetime) -> Iterator[Span]:
        """The hours in which it runs that end after an instant, in UTC."""
        day = start.astimezone(self.zone).date() - DAY  # hours of the night before may reach into it
        while True:
            if self.runs_on(day):
                hours = self.hours.on(day, self.zone)
                span = Span(hours.start.astimezone(UTC), hours.end.astimezone(UTC))
                if span.end > start:
                    yield span
            day += DAY


@dataclass(frozen=True)
class Always:
    """A clock that never stands still."""

    def after(self, start: datetime, lapse: Lapse) -> datetime:
        """The instant at which a lapse that begins then is over."""
        return start.astimezone(UTC) + timedelta(minutes=lapse.number * _MINUTES[lapse.unit])


Clock = RunningHours | Always


def first_response(call: Call, promise: ResponseTime, clock: Clock, at: datetime) -> Measured:
    """Whether somebody competent began in time, as far as that can be said at an instant."""
    due = clock.after(call.called, promise.first)
    began = call.answered
    if began is None and call.ended is not None and call.ended <= due:
        began = call.ended  # who has ended has begun
    if began is not None:
        return Measured(due, began, KeptResponse.KEPT if began <= due else KeptResponse.BROKEN)
    if call.ended is not None:
        return Measured(due, None, KeptResponse.UNKNOWN)
    return Measured(due, None, KeptResponse.OPEN if at <= due else KeptResponse.BROKEN)


def updates(call: Call, promise: ResponseTime, clock: Clock, at: datetime) -> tuple[Measured, ...]:
    """Whether the customer was told how it goes as often as promised, from the beginning of the work to its end."""
    if promise.updates is None:
        return ()
    told = [call.answered or call.called, *call.updates, *([call.ended] if call.ended else [])]
    found = [_told(clock.after(before, promise.updates), then) for before, then in pairwise(told)]
    if call.ended is None:
        due = clock.after(told[-1], promise.updates)
        found.append(Measured(due, None, KeptResponse.OPEN if at <= due else KeptResponse.BROKEN))
    return tuple(found)


def _told(due: datetime, at: datetime) -> Measured:
    return Measured(due, at, KeptResponse.KEPT if at <= due else KeptResponse.BROKEN)
