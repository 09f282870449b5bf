"""The pages that settle something for good: closing a month, and saying that a customer was billed by hand."""

from rostering.domain.rights import Action
from rostering.services.charges.billing_by_hand import LONGEST_NOTE
from rostering.services.charges.finance import close, mark_billed
from rostering.services.charges.months import month
from rostering.web.frame.asked import Asked, NotHere
from rostering.web.frame.fields import Fields, Text, Tick
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.month_end import words
from rostering.web.month_end.paths import key_of, month_in, today_of
from rostering.web.service.replies import Reply


async def show_close(asked: Asked) -> Reply:
    """What would be closed, what is in the way, and the form that does it."""
    wanted = month_in(asked)
    shown = await asked.run(month, asked.store, asked.actor, wanted, today_of(asked))
    in_the_way = words.in_the_way(asked, shown)
    return page(
        asked,
        "month_end/close.html",
        shown=shown,
        standing=shown.standing,
        key=key_of(wanted),
        in_the_way=in_the_way,
        words=words,
    )


async def close_month(asked: Asked) -> Reply:
    """Close it."""
    wanted, form = month_in(asked), asked.form
    await asked.run(close, asked.store, asked.actor, wanted, form.version, form.tick("early"), today_of(asked))
    return see(asked.url("month", month=key_of(wanted)))


async def show_billed(asked: Asked) -> Reply:
    """The form that says how a customer was billed."""
    wanted, customer = month_in(asked), asked.param("customer")
    shown = await asked.run(month, asked.store, asked.actor, wanted, today_of(asked))
    found = next((one for one in shown.by_customer if one.customer == customer), None)
    if found is None:
        raise NotHere
    return page(asked, "month_end/billed.html", shown=shown, found=found, key=key_of(wanted))


async def mark(asked: Asked) -> Reply:
    """Keep that a customer was billed."""
    wanted, form = month_in(asked), asked.form
    customer, note = asked.param("customer"), form.text("note")
    await asked.run(mark_billed, asked.store, asked.actor, wanted, customer, note, form.version)
    return see(asked.url("month", month=key_of(wanted)) + "#customers")


_EARLY = Fields(Tick("early"))
_NOTE = Fields(Text("note", longest=LONGEST_NOTE))
_CLOSE, _BILL = Action.CLOSE_MONTH, Action.MARK_BILLED

PAGES = (
    Page("/month-end/{month}/close", "close_month", READ, _CLOSE, show_close),
    Page("/month-end/{month}/close", "close_month", SEND, _CLOSE, close_month, _EARLY, again=show_close),
    Page("/month-end/{month}/billed/{customer}", "mark_billed", READ, _BILL, show_billed),
    Page("/month-end/{month}/billed/{customer}", "mark_billed", SEND, _BILL, mark, _NOTE, again=show_billed),
)
