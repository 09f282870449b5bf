"""One's own pay: what duties and call-outs pay, month by month."""

from itertools import groupby

from rostering.answers.pay import ShownPay
from rostering.domain.rights import Action
from rostering.language import formats
from rostering.reports.money.pay import for_text, hours_text
from rostering.services.pay.pay_pages import own_pay
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import Fields
from rostering.web.frame.page import READ, Page
from rostering.web.frame.rendering import page
from rostering.web.me.whose import WHOSE, choose, named, other
from rostering.web.service.replies import Reply


async def show_own_pay(asked: Asked) -> Reply:
    """The lines of the last year, the newest month first."""
    consultant = named(asked)
    if consultant is None:
        return await choose(asked)
    found: ShownPay | None = await asked.run(own_pay, asked.store, asked.actor, consultant, asked.now)
    lines = sorted(found.lines, key=lambda line: (line.month, line.order), reverse=True) if found else []
    return page(
        asked,
        "me/pay.html",
        found=found,
        months=[(first, list(each)) for first, each in groupby(lines, key=lambda line: line.month)],
        name=found.directory.consultants.get(consultant, consultant) if found else consultant,
        other=other(asked),
        for_text=for_text,
        hours_text=hours_text,
        month_title=lambda day: formats.month(day)[:1].upper() + formats.month(day)[1:],
    )


PAGES = (Page("/me/pay", "own_pay", READ, Action.LOOK_OWN, show_own_pay, query=Fields(WHOSE)),)
