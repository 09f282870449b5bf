"""Tracing a line of charges back to the booking, the agreement, the roster, the day and the price."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rostering.answers.chains import Chain, Posted, Weighed
from rostering.billing.lines.books import Books
from rostering.billing.lines.charges import Unbillable
from rostering.billing.lines.fees import FEE, fee_of
from rostering.billing.lines.prices import RateChoice, Unpriced, choice_of, label_of, price_of
from rostering.domain.catalogue import DayKind, Part
from rostering.domain.charges import Charge, Want, first_of_month
from rostering.domain.inputs import Inputs, RateCard
from rostering.domain.seats import Day
from rostering.errors import Unknown
from rostering.language import _
from rostering.services.charges.books import books_of
from rostering.services.charges.statements import names_of, states_of
from rostering.services.opening import existing_store
from rostering.spans import Period, month_of
from rostering.store import Closing, Reading
from rostering.windows import calendars_of, windows_of


class UnknownLine(Unknown):
    """A line that no month has."""

    def __init__(self, line: str) -> None:
        super().__init__(_("there is no line '{line}'; billing show PERIOD --json lists them", line=line))


def trace(url: str, line_id: str) -> Chain:
    """All links of a line, closed or not. Raises NoInputs, UnknownLine."""
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
        books = books_of(reading, inputs)
        line = _found(books, line_id)
        closing = reading.charges.closings().get(line.month)
        return _chain(reading, inputs, books, line, closing)


def _chain(reading: Reading, inputs: Inputs, books: Books, line: Charge, closing: Closing | None) -> Chain:
    agreement = inputs.agreement_of(line.customer, line.day)
    known = {one.id: one for one in (*books.closed, *_lines_beside(books, line))}
    customers = {customer.id: customer.name for customer in inputs.customers}
    chain = Chain(
        line=line,
        state=states_of(reading, line.period)[line.month],
        batch=closing.batch if closing else None,
        closed_at=closing.at if closing else None,
        customer=closing.customers[line.customer].name if closing else customers.get(line.customer, line.customer),
        agreement=agreement,
        corrects=tuple(_upwards(line, known)),
        corrected_by=tuple(one for one in known.values() if one.corrects == line.id),
    )
    if line.package or line.is_callout:
        return _fee_chain(chain, inputs, books, closing)
    return _readiness_chain(chain, inputs, books, closing)


def _fee_chain(chain: Chain, inputs: Inputs, books: Books, closing: Closing | None) -> Chain:
    """With the package of a fee or a call-out, and the fee as its month was closed with, else as it is now."""
    line, agreement = chain.line, chain.agreement
    names = closing.packages if closing else {one.id: one.name for one in inputs.catalogue.packages.values()}
    package = names.get(line.package or (agreement.package if agreement else ""), line.package)
    if line.is_callout:
        return replace(chain, part=line.rule, package=package)
    kept = dict(books.fees.kept).get(first_of_month(line.day))
    fee, today = fee_of(line, inputs.fees if kept is None else kept), fee_of(line, inputs.fees)
    theirs = agreement if agreement and agreement.package == line.package else None
    return replace(chain, agreement=theirs, package=package, fee=fee, changed=fee != today)


def _readiness_chain(chain: Chain, inputs: Inputs, books: Books, closing: Closing | None) -> Chain:
    """With the booking, the roster, the day and the price of readiness."""
    line, agreement = chain.line, chain.agreement
    bookings = closing.bookings if closing else {booking.id: booking for booking in inputs.bookings}
    booking = bookings[line.booking]
    package = inputs.catalogue.packages.get(agreement.package) if agreement else None
    part = inputs.catalogue.parts.get(booking.part)
    today = names_of(inputs, books.publications)
    names = closing.names.with_names_of(today) if closing else today
    return replace(
        _priced_chain(chain, inputs, books),
        booking=booking,
        part=part.name if part else booking.part,
        package=package.name if package else "",
        clause=package.booking_clause if package else "",
        roster=_posted(books, line),
        day_reason=_day_reason(inputs, line, part),
        consultant=names.consultants.get(line.consultant, line.consultant),
    )


def _priced_chain(chain: Chain, inputs: Inputs, books: Books) -> Chain:
    """With the price that was kept, and those of today's rate card that fit."""
    want, cards = _want(chain.line), inputs.rate_cards
    chain = replace(chain, frozen=books.tariff.frozen(want), changed=_has_changed(cards, chain.line))
    choice = _choice(cards, want)
    if choice is None:
        return chain
    rates = tuple(Weighed(label_of(rate), rate.price, not i) for i, rate in enumerate(choice.rates))
    discounts = tuple(Weighed(label_of(off), None, not i) for i, off in enumerate(choice.discounts))
    return replace(chain, card=choice.card, rates=rates, discounts=discounts)


def _found(books: Books, line_id: str) -> Charge:
    """The closed line of this id, else the open one: it stands in its date's month, or the open month after that."""
    for line in books.closed:
        if line.id == line_id:
            return line
    day = _day_of(line_id) or _called_on(books, line_id)
    month = day and books.home_of(month_of(day.year, day.month))
    for line in _priced(books, month) if month else ():
        if line.id == line_id:
            return line
    raise UnknownLine(line_id)


def _priced(books: Books, month: Period) -> tuple[Charge, ...]:
    """The lines of a month that have a price."""
    try:
        return books.lines(month)
    except Unbillable as unbillable:
        return unbillable.lines


def _day_of(line_id: str) -> date | None:
    parts = line_id.split(":")
    try:
        return date.fromisoformat(f"{parts[3]}-01"[:10] if parts[0] == FEE else parts[1])
    except (IndexError, ValueError):
        return None


def _called_on(books: Books, line_id: str) -> date | None:
    """The date of the call-out that a line is for, by its number in the id."""
    found = (one for one in books.callouts.callouts if line_id.split(":")[2:3] == [str(one.number)])
    return next(map(books.callouts.day_of, found), None)


def _lines_beside(books: Books, line: Charge) -> tuple[Charge, ...]:
    """The corrections that wait in an open month; none as long as they cannot be billed."""
    try:
        return books.corrections(books.home_of(month_of(line.day.year, line.day.month)))
    except Unbillable:
        return ()


def _upwards(line: Charge, known: dict[str, Charge]) -> Iterable[Charge]:
    while line.corrects in known:
        line = known[line.corrects]
        yield line


def _want(line: Charge) -> Want:
    return Want(line.booking, line.customer, line.day, line.role, line.day_class)


def _choice(cards: Iterable[RateCard], want: Want) -> RateChoice | None:
    try:
        return choice_of(cards, want)
    except Unpriced:
        return None


def _has_changed(cards: Iterable[RateCard], line: Charge) -> bool:
    try:
        price = price_of(cards, _want(line))
    except Unpriced:
        return True
    return (price.listed, price.discount) != (line.list_price, line.discount)


def _posted(books: Books, line: Charge) -> Posted | None:
    """The first publication of the roster, with the seats of it that the line is for."""
    publication = next((one for one in books.publications if one.version.number == line.roster), None)
    if publication is None:
        return None
    seats = [
        duty.seat.id
        for duty in publication.version.duties
        if (duty.seat.booking, duty.seat.day, duty.consultant) == (line.booking, line.day, line.consultant)
    ]
    return Posted(publication.version.number, publication.at, publication.by, tuple(seats))


def _day_reason(inputs: Inputs, line: Charge, part: Part | None) -> str:
    day = _judged_day(inputs, line)
    texts = {
        DayKind.PUBLIC_HOLIDAY: _("{name}, a public holiday", name=day.name),
        DayKind.WEEKEND: _("{name}, a weekend", name=day.name),
    }
    if day.day_class:
        return _("{name}, a special day", name=day.name)
    named = _("{name}, which has the class of {part}", name=day.name, part=part.name) if part else day.name
    return texts.get(day.kind, named)


def _judged_day(inputs: Inputs, line: Charge) -> Day:
    """The date by the calendar of the team that serves the customer, else by the organisation's."""
    period = Period(line.day, line.day)
    days = calendars_of(inputs).days(period)
    own = tuple(replace(booking, cancelled=False) for booking in inputs.bookings if booking.id == line.booking)
    windows = windows_of(replace(inputs, bookings=own), days.own, period, days.local)
    return next((window.day for window in windows if window.booking == line.booking), days.own[line.day])
