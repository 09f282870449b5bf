"""The page of one line: where it comes from, link by link, and what corrects it."""

from rostering.domain.fees import Every, Paid
from rostering.domain.rights import Action
from rostering.language import _, formats, marked, named, told
from rostering.language.labels import label
from rostering.money import format_percent
from rostering.services.charges.finance import story
from rostering.web.frame.asked import Asked
from rostering.web.frame.page import READ, Page
from rostering.web.frame.rendering import page
from rostering.web.month_end import words
from rostering.web.month_end.paths import key_of, month_in
from rostering.web.service.replies import Reply

_EVERY = {
    Every.MONTH: marked("{amount} a month"),
    Every.QUARTER: marked("{amount} a quarter"),
    Every.YEAR: marked("{amount} a year"),
}
_PAID = {Paid.ADVANCE: marked("in advance"), Paid.ARREARS: marked("in arrears")}


async def show_line(asked: Asked) -> Reply:
    """Booking, agreement, roster, day, price and corrections of a line."""
    chain = await asked.run(story, asked.store, asked.actor, asked.param("line"))
    fee = chain.fee
    return page(
        asked,
        "month_end/line.html",
        chain=chain,
        line=chain.line,
        key=key_of(month_in(asked)),
        words=words,
        label=label,
        told=told,
        named=named,
        percent=format_percent,
        fee_price=f"{_(_EVERY[fee.every], amount=formats.kroner(fee.amount))} {_(_PAID[fee.paid])}" if fee else "",
        may_explain=asked.may(Action.EXPLAIN),
    )


PAGES = (Page("/month-end/{month}/line/{line}", "line", READ, Action.LOOK_CHARGES, show_line),)
