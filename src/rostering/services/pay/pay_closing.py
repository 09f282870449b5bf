"""Months of pay, closed for good."""

from datetime import date

from rostering.answers.pay import ClosedPay
from rostering.billing.lines.statement import batch_of
from rostering.billing.pay.pay_books import PayBooks, pay_hindrances
from rostering.domain.inputs import Inputs
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.charges.statements import names_of
from rostering.services.clock import now, today_in
from rostering.services.month_ends.month_closing import MonthEnd, check_month, not_ended
from rostering.services.opening import existing_store
from rostering.services.pay.pay_ground import pay_books_of
from rostering.spans import DAY, Period, month_of
from rostering.store import PayClosing


def close_pay(
    url: str, actor: Actor, month: Period, early: bool = False, today: date | None = None, seen: str | None = None
) -> ClosedPay:
    """Close a month's pay: its lines, the amounts, and all names in it stay as they are now, whatever changes later.

    `seen` is the mark of the lines that whoever closes it was shown.
    Raises Forbidden, NoPayMonth, NoPay, AlreadyClosed, NotEnded unless it may be early, NotClosable, Stale.
    """
    require(actor, Action.CLOSE_PAY)
    check_month(month, of_pay=True)
    with existing_store(url).transaction() as tx:
        inputs = tx.inputs()
        today = today or today_in(inputs.organisation.zone)
        books, closings = pay_books_of(tx, inputs), tx.pay.closings()
        found = pay_hindrances(books, month) if month.first not in closings else ()
        lines = tx.pay.with_kept_corrections(MonthEnd(month, books, closings, found, today).lines(tx, early, seen))
        paid = {line.consultant for line in lines}  # who else is none of a month's business
        closing = PayClosing(
            month=month.first,
            at=now(),
            by=actor.name,
            batch=batch_of(month, lines),
            names=names_of(inputs, books.publications).of_people(paid),
            cards=books.cards,
            numbers={who: number for who, number in numbers_of(inputs).items() if who in paid},
        )
        tx.pay.close(closing, lines)
        tx.log(actor.name, "close pay", name_of_pay(month), None, closing.batch, at=closing.at)
    return ClosedPay(month, lines, closing.batch, closing.at, pay_warnings(books, month, today))


def name_of_pay(month: Period) -> str:
    """How the log calls a month of pay."""
    return f"pay {month.first:%Y-%m}"


def numbers_of(inputs: Inputs) -> dict[str, str]:
    """By what payroll calls consultants today."""
    return dict(inputs.pay.numbers) if inputs.pay else {}


def pay_warnings(books: PayBooks, month: Period, today: date) -> tuple[str, ...]:
    """What is worth knowing of an open month before it is closed, though it is in nobody's way."""
    day = month.first - DAY
    before = month_of(day.year, day.month)
    still_open = before.first not in books.months and any(each in books.rosters for each in before)
    told = (_("the pay of {first} is still open", first=f"{before.first:%Y-%m}"),) if still_open else ()
    return (*not_ended(month, today, of_pay=True), *told)
