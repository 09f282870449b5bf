"""Questions that an ops lead asks on pages: what can be asked, and answers that take their time."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from threading import Event

from rostering.answers.questions import Askable, Quoted
from rostering.answers.risk import Risk
from rostering.answers.what_if import Comparison
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Booking
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Fault, FaultyInput
from rostering.language import _, n_
from rostering.language.formats import days, long_day
from rostering.rules.roster import Roster
from rostering.services.access.rights import require
from rostering.services.clock import today_in
from rostering.services.opening import existing_store
from rostering.services.questions.booking import book_quoted, standing_mark
from rostering.services.questions.changes import Alteration
from rostering.services.questions.overlay import altered, with_booking
from rostering.services.questions.quotes import QuoteCall, TooLate, quote
from rostering.services.questions.what_if import what_if
from rostering.services.rosters.risk import risk
from rostering.solver.model.budget import Progress, SearchLimits
from rostering.spans import WEEK, Period, quarter_of

Tell = Callable[..., None]
_ENDING = re.compile(r"(.*?)(\d+)$")


def askable(url: str, actor: Actor, today: date | None = None) -> Askable:
    """What can be asked about. Raises Forbidden, NoStore, NoInputs."""
    require(actor, Action.ASK)
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
    today = today or today_in(inputs.organisation.zone)
    people = (one for one in inputs.consultants if one.employed_to is None or one.employed_to >= today)
    customers = _named((one.id, one.name) for one in inputs.customers)
    open_ = (one for one in inputs.bookings if not one.cancelled and one.period.last >= today)
    quarter = quarter_of(today)
    return Askable(
        today=today,
        customers=customers,
        consultants=_named((one.id, one.name) for one in people),
        roles=dict(inputs.catalogue.roles),
        parts={part.id: part.name for part in inputs.catalogue.parts.values()},
        packages=_named((one.id, one.name) for one in inputs.catalogue.packages.values()),
        bookings={one.id: _booking_text(one, customers) for one in sorted(open_, key=lambda one: one.period.first)},
        rules=tuple(_parameters(inputs)),
        period=quarter if quarter.last - today > 2 * WEEK else quarter_of(quarter.last + WEEK),
    )


def check_quote(url: str, actor: Actor, call: QuoteCall, today: date) -> None:
    """Let nothing be worked out that cannot be quoted; faults stand at the names of the form's fields.

    Raises Forbidden, FaultyInput.
    """
    require(actor, Action.ASK)
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
    if faults := list(_faults(inputs, call, today)):
        raise FaultyInput(faults)
    with_booking(inputs, "", call.cells)


def ask_quote(url: str, actor: Actor, call: QuoteCall, today: date, _tell: Tell) -> Quoted:
    """A quote with the mark of what it rests on. Raises as `quote` does, Forbidden."""
    require(actor, Action.ASK)
    with existing_store(url).reading() as reading:
        mark, bookings = standing_mark(reading), reading.inputs().bookings
    return Quoted(quote(url, call, today=today), mark, suggested_id(bookings))


def book(url: str, actor: Actor, call: QuoteCall, id_: str, quoted: Quoted, mark: str, today: date) -> Quoted:
    """Make a quote a booking, if nothing that it rests on has changed.

    Raises Forbidden, TooLate, FaultyInput, AlreadyBooked, NotPossible, Stale.
    """
    require(actor, Action.BOOK)
    if quoted.quote.booking.period.first < today:
        raise TooLate(quoted.quote.booking.period.first, today)
    book_quoted(url, call, id_, actor.name, quoted.quote, mark)
    return replace(quoted, booked=id_)


def check_changes(url: str, actor: Actor, period: Period, changes: Sequence[Alteration]) -> tuple[str, ...]:
    """Each change in a sentence, once nothing speaks against any. Raises Forbidden, FaultyInput, NothingToChange."""
    require(actor, Action.ASK)
    with existing_store(url).reading() as reading:
        return altered(reading.inputs(), period, changes).texts


def ask_what_if(
    url: str,
    actor: Actor,
    period: Period,
    changes: Sequence[Alteration],
    limits: SearchLimits,
    tell: Tell,
    stop: Event | None = None,
) -> Comparison:
    """A period planned as it is and with changes; once `stop` is set, with the best rosters so far.

    `tell` hears of each stage, and of each better roster of a side. Raises as `what_if` does, Forbidden.
    """
    require(actor, Action.ASK)

    def watch(progress: Progress) -> None:
        side, _colon, stage = progress.stage.partition(": ")
        known = {"penalty": _whole(progress.penalty), "bound": _whole(progress.bound)}
        tell(side=side, stage=stage, seconds_left=round(progress.seconds_left, 1), parts=progress.parts, **known)

    def found(side: str, roster: Roster) -> None:
        tell(**{f"{side}_empty": sum(seat.id not in roster.holders for seat in roster.problem.seats)})

    return what_if(url, period, changes, limits, watch, stop, found)


def _whole(number: float | None) -> int | None:
    return None if number is None or not math.isfinite(number) else round(number)


def ask_risk(url: str, actor: Actor, period: Period, today: date, _tell: Tell) -> Risk:
    """What hangs on whom in a period. Raises as `risk` does, Forbidden."""
    require(actor, Action.ASK)
    return risk(url, period, today=today)


def suggested_id(bookings: Iterable[Booking]) -> str:
    """The id after the last of a firm's, such as `B-2026-050` after `B-2026-049`."""
    known = {booking.id for booking in bookings}
    found = [_ENDING.fullmatch(id_) for id_ in sorted(known)]
    last = next((match for match in reversed(found) if match), None)
    stem, digits = (last[1], last[2]) if last else ("B-", "000")
    number = int(digits) + 1
    while (made := f"{stem}{number:0{len(digits)}}") in known:
        number += 1
    return made


def _faults(inputs: Inputs, call: QuoteCall, today: date) -> Iterator[Fault]:
    """What is wrong with fields by themselves."""
    if all(customer.id != call.customer for customer in inputs.customers):
        yield Fault("customer", _("there is no such customer"))
    if call.part not in inputs.catalogue.parts:
        yield Fault("part", _("there is no such part of the day"))
    first, _dots, last = call.period.partition("..")
    if first > last:
        yield Fault("to", _("this is before the first date"))
    elif first < today.isoformat():
        yield Fault("from", _("the first date that can be booked is {day}", day=long_day(today)))
    for role, heads in (each.split(":") for each in call.roles.split(",") if each):
        able = sum(role in consultant.roles for consultant in inputs.consultants)
        if role not in inputs.catalogue.roles:
            yield Fault("role", _("there is no role '{role}'", role=role))
        elif int(heads) > able:
            name = inputs.catalogue.roles[role]
            yield Fault(
                "role",
                n_("{number} person has the role {role}", "{number} people have the role {role}", able, role=name),
            )


def _named(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return dict(sorted(pairs, key=lambda pair: pair[1].casefold()))


def _booking_text(booking: Booking, customers: dict[str, str]) -> str:
    return f"{customers.get(booking.customer, booking.customer)}, {days(booking.period.first, booking.period.last)}"


def _parameters(inputs: Inputs) -> Iterator[str]:
    for rule, table in sorted(inputs.policy.rules.items()):
        if isinstance(table, dict):
            yield from (f"{rule}.{name}" for name, value in sorted(table.items()) if not isinstance(value, dict))
