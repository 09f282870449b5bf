"""The pages of pay: all months, one month with its lines, closing, files for payroll, and what is left."""

from rostering.answers.pay import PayMonthShown
from rostering.domain.rights import Action
from rostering.services.pay.margins import margins
from rostering.services.pay.pay_exporting import known_pay_profiles
from rostering.services.pay.pay_months import pay_month, pay_months
from rostering.services.pay.pay_pages import close_shown, take_pay
from rostering.web.frame.asked import Asked
from rostering.web.frame.documents import attachment
from rostering.web.frame.fields import Fields, Text, Tick
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.month_end import pay_words
from rostering.web.month_end.paths import beside, key_of, month_in, today_of
from rostering.web.service.replies import Reply


async def show_pay_months(asked: Asked) -> Reply:
    """All months of pay, the newest first."""
    shown = await asked.run(pay_months, asked.store, asked.actor, today_of(asked))
    return page(asked, "month_end/pay_months.html", shown=shown, words=pay_words, key_of=key_of, action=Action)


async def show_pay_month(asked: Asked) -> Reply:
    """One month of pay: where it stands, what is in the way, sums by consultant, lines, files."""
    wanted = month_in(asked)
    shown: PayMonthShown = await asked.run(pay_month, asked.store, asked.actor, wanted, today_of(asked))
    chosen = asked.query.text("consultant")
    lines = [line for line in shown.standing.lines if chosen in {"", line.consultant}]
    return await asked.run(
        page,
        asked,
        "month_end/pay_month.html",
        shown=shown,
        standing=shown.standing,
        key=key_of(wanted),
        key_of=key_of,
        beside=beside(wanted),
        words=pay_words,
        lines=lines,
        chosen=chosen,
        forms=pay_words.forms(known_pay_profiles()),
        action=Action,
    )


async def close_pay_month(asked: Asked) -> Reply:
    """Close it."""
    wanted, form = month_in(asked), asked.form
    early = form.tick("early")
    await asked.run(close_shown, asked.store, asked.actor, wanted, form.version, early, today_of(asked))
    return see(asked.url("pay_month", month=key_of(wanted)))


async def export_pay_month(asked: Asked) -> Reply:
    """Give its files; that those of a closed month were taken is kept."""
    return attachment(
        asked, await asked.run(take_pay, asked.store, asked.actor, month_in(asked), asked.form.text("form"))
    )


async def show_margin(asked: Asked) -> Reply:
    """What each customer was charged, what was paid for serving them, and what is left."""
    wanted = month_in(asked)
    found = await asked.run(margins, asked.store, asked.actor, wanted)
    return page(
        asked,
        "month_end/margin.html",
        found=found,
        key=key_of(wanted),
        key_of=key_of,
        beside=beside(wanted),
        words=pay_words,
    )


_WHO = Fields(Text("consultant", required=False, longest=100))
_EARLY = Fields(Tick("early"))
_FORM = Fields(Text("form", longest=64))
_MONTH = "/month-end/pay/{month}"

PAGES = (
    Page("/month-end/pay", "pay_months", READ, Action.LOOK_PAY, show_pay_months),
    Page(_MONTH, "pay_month", READ, Action.LOOK_PAY, show_pay_month, query=_WHO),
    Page(
        f"{_MONTH}/close",
        "close_pay",
        SEND,
        Action.CLOSE_PAY,
        close_pay_month,
        _EARLY,
        again=show_pay_month,
    ),
    Page(
        f"{_MONTH}/files",
        "export_pay",
        SEND,
        Action.EXPORT_PAY,
        export_pay_month,
        _FORM,
        again=show_pay_month,
    ),
    Page("/month-end/{month}/margin", "margin", READ, Action.LOOK_MARGIN, show_margin),
)
