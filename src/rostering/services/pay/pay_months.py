"""Months of pay as finance looks at them: where each stands, and what is in the way of closing it."""

from collections.abc import Mapping
from datetime import date

from rostering.answers.month_end import MonthStage
from rostering.answers.pay import PayMonthShown, PayMonthsShown, PayStanding
from rostering.billing.pay.pay_books import PayBooks, pay_hindrances
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.services.access.freshness import mark_of
from rostering.services.access.rights import require
from rostering.services.charges.statements import names_of
from rostering.services.clock import today_in
from rostering.services.month_ends.month_closing import check_month, closing_mark
from rostering.services.opening import existing_store
from rostering.services.pay.pay_closing import name_of_pay, numbers_of, pay_warnings
from rostering.services.pay.pay_ground import NoPay, pay_books_of, pay_states
from rostering.services.pay.pay_showing import lines_of
from rostering.spans import Period, month_of
from rostering.store import PayClosing, Reading


def pay_months(url: str, actor: Actor, today: date | None = None) -> PayMonthsShown:
    """All months from the first that has a published roster to this one, newest first. Raises Forbidden, NoInputs."""
    require(actor, Action.LOOK_PAY)
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
        today = today or today_in(inputs.organisation.zone)
        try:
            books = pay_books_of(reading, inputs)
        except NoPay:
            return PayMonthsShown(today, (), is_set=False)
        closings = reading.pay.closings()
        months = _months(books, today)
        standings = tuple(_standing(reading, books, month, closings.get(month.first), today) for month in months[::-1])
    return PayMonthsShown(today, standings, is_set=True)


def pay_month(url: str, actor: Actor, wanted: Period, today: date | None = None) -> PayMonthShown:
    """One month of pay with its lines and all that is known of it. Raises Forbidden, NoPayMonth, NoPay, NoInputs."""
    require(actor, Action.LOOK_PAY)
    check_month(wanted, of_pay=True)
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
        books, closing = pay_books_of(reading, inputs), reading.pay.closings().get(wanted.first)
        today = today or today_in(inputs.organisation.zone)
        standing, names = _standing(reading, books, wanted, closing, today), names_of(inputs, books.publications)
        later = tuple((line, pay_states(reading, line.period)[line.month]) for line in books.later(wanted))
        return PayMonthShown(
            today=today,
            standing=standing,
            directory=closing.names.with_names_of(names) if closing else names,
            numbers={**numbers_of(inputs), **_as_now(reading, closing.numbers)} if closing else numbers_of(inputs),
            later=later,
            exports=reading.pay.exports(wanted.first),
            warnings=() if closing else pay_warnings(books, wanted, today),
            mark=mark_of(reading, name_of_pay(wanted)) if closing else closing_mark(reading, wanted, standing.lines),
        )


def _as_now(reading: Reading, numbers: Mapping[str, str]) -> dict[str, str]:
    """By the ids that lines have by now of who was forgotten."""
    ids = reading.former.ids()
    return {ids.get(who, who): number for who, number in numbers.items()}


def _months(books: PayBooks, today: date) -> tuple[Period, ...]:
    held = [*books.months, *books.rosters]
    first, last = min(held, default=today), max([today, *books.months])
    return Period(min(first, today).replace(day=1), month_of(last.year, last.month).last).months()


def _standing(reading: Reading, books: PayBooks, month: Period, closing: PayClosing | None, today: date) -> PayStanding:
    ended = today > month.last
    if closing:
        stage = MonthStage.EXPORTED if reading.pay.exports(month.first) else MonthStage.CLOSED
        return PayStanding(month, stage, ended, books.lines(month), (), closing.at, closing.by, closing.batch)
    lines, _unpriced = lines_of(books, month)
    hindered = pay_hindrances(books, month)
    stage = MonthStage.CLOSABLE if ended and not hindered else MonthStage.OPEN
    return PayStanding(month, MonthStage.AHEAD if today < month.first else stage, ended, lines, hindered)
