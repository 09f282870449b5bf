"""What was promised about call-outs, and how it was kept: times of response, and what a month includes."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache

from rostering.answers.callouts import CalloutList, CalloutReport, Response
from rostering.calendars import calendar_of, days_of
from rostering.demand.response_clock import Always, Clock, RunningHours, first_response, updates
from rostering.domain.callouts import Call
from rostering.domain.catalogue import DayKind
from rostering.domain.inputs import Inputs
from rostering.domain.promises import BusinessClock, ResponseTime
from rostering.domain.response_times import AllowanceUse
from rostering.domain.users import Actor
from rostering.services.callouts.callout_looks import callouts
from rostering.services.cases.allowances import allowances_of, package_on, uses
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.spans import Period, month_of


def report(
    url: str, actor: Actor, period: Period, customer: str | None = None, at: datetime | None = None
) -> CalloutReport:
    """How what was promised about the call-outs of a period was kept, as far as that can be said at an instant.

    Raises NoInputs, Forbidden, NobodyCalled, UnknownCalendar, YearOutside.
    """
    found = callouts(url, actor, period, customer)
    with existing_store(url).reading() as reading:
        promised = ResponsePromises(reading.inputs())
    measured = tuple(promised.measured(found, at or now()))
    used = promised.used(callouts(url, actor, months_of(period), customer), customer)
    return CalloutReport(period, measured, len(found.callouts) - len(measured), tuple(used), found.names)


def months_of(period: Period) -> Period:
    """The months that a period touches, whole."""
    months = [month_of(day.year, day.month) for day in (period.first, period.last)]
    return Period(months[0].first, months[1].last)


class ResponsePromises:
    """What packages promise whom, when, and by which clocks."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs, self._zone = inputs, inputs.organisation.zone
        self._clocks: dict[BusinessClock, RunningHours] = {}

    def measured(self, found: CalloutList, at: datetime) -> Iterator[Response]:
        """The call-outs for whose priority something was promised."""
        for callout in found.callouts:
            call = callout.call
            if promise := self._promise(call):
                clock = self._clock(promise.clock)
                yield Response(callout, first_response(call, promise, clock, at), updates(call, promise, clock, at))

    def used(self, found: CalloutList, customer: str | None) -> Iterator[AllowanceUse]:
        """How much of what months include is used, by customer, month and what it is."""
        period = found.period or Period(date.max, date.max)
        for who in sorted({one.customer for one in self._inputs.agreements if customer in {None, one.customer}}):
            for month in period.months():
                for allowance in allowances_of(self._inputs, who, month).values():
                    number = sum(uses(self._inputs, allowance, each.call, who, month) for each in found.callouts)
                    yield AllowanceUse(who, month.first, allowance.id, allowance.name, number, allowance.a_month)

    def _promise(self, call: Call) -> ResponseTime | None:
        package = package_on(self._inputs, call.customer, self._day(call))
        return next((one for one in package.responses if one.priority == call.priority), None) if package else None

    def _day(self, call: Call) -> date:
        return call.called.astimezone(self._zone).date()

    def _clock(self, clock: BusinessClock | None) -> Clock:
        if clock is None:
            return Always()
        if clock not in self._clocks:
            self._clocks[clock] = self._running(clock)
        return self._clocks[clock]

    def _running(self, clock: BusinessClock) -> RunningHours:
        rules = calendar_of(clock.calendar or self._inputs.organisation.calendar, self._inputs.documents)

        @cache
        def is_business_day(day: date) -> bool:
            return days_of(rules, Period(day, day))[day].kind is DayKind.BUSINESS_DAY

        return RunningHours(clock.hours or self._inputs.policy.ordinary_work, self._zone, is_business_day)
