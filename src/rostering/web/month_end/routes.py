"""The pages of the month's end: all months, one month with its lines, its differences, and what is to come."""

from datetime import date

from rostering.domain.rights import Action
from rostering.errors import BadCall, Fault, FaultyInput
from rostering.language import _, formats, told
from rostering.reports.money.proofs import figures_text
from rostering.services.charges.finance import differences, forecast
from rostering.services.charges.months import month, months
from rostering.spans import Period
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import Fields, Text
from rostering.web.frame.page import READ, Page
from rostering.web.frame.rendering import page
from rostering.web.month_end import words
from rostering.web.month_end.closing_routes import PAGES as CLOSING
from rostering.web.month_end.export_routes import PAGES as EXPORTS
from rostering.web.month_end.invoice_routes import PAGES as INVOICES
from rostering.web.month_end.line_routes import PAGES as LINES
from rostering.web.month_end.paths import beside, key_of, month_in, today_of
from rostering.web.month_end.pay_routes import PAGES as PAY
from rostering.web.month_end.profile_routes import PAGES as PROFILES
from rostering.web.service.replies import Reply

LONGEST = 366 * 2
"""Dates of a forecast."""


async def show_months(asked: Asked) -> Reply:
    """All months, the newest first, and what stays open."""
    shown = await asked.run(months, asked.store, asked.actor, today_of(asked))
    return page(asked, "month_end/months.html", shown=shown, words=words, key_of=key_of, action=Action)


async def show_month(asked: Asked) -> Reply:
    """One month: where it stands, what is in the way, its sums and its lines."""
    return await asked.run(_month_page, asked)


def _month_page(asked: Asked) -> Reply:
    wanted = month_in(asked)
    shown = month(asked.store, asked.actor, wanted, today_of(asked))
    customer, kind = asked.query.text("customer"), asked.query.text("kind")
    return page(
        asked,
        "month_end/month.html",
        shown=shown,
        standing=shown.standing,
        key=key_of(wanted),
        beside=beside(wanted),
        key_of=key_of,
        words=words,
        in_the_way=words.in_the_way(asked, shown),
        lines=shown.selected(customer, kind),
        customer=customer,
        kind=kind,
        action=Action,
    )


async def show_differences(asked: Asked) -> Reply:
    """Whether roster, charges and exports agree."""
    wanted = month_in(asked)
    found = await asked.run(differences, asked.store, asked.actor, wanted)
    figures = figures_text(found)
    return page(asked, "month_end/differences.html", found=found, figures=figures, key=key_of(wanted), told=told)


async def show_forecast(asked: Asked) -> Reply:
    """What a period will cost customers."""
    wanted = asked.query.text("period") or _quarter(today_of(asked))
    try:
        period = _period(wanted)
    except FaultyInput as error:
        asked.query.faults.extend(error.faults)
        return page(asked, "month_end/forecast.html", 422, found=None, wanted=wanted, told=told, month_name=_month_name)
    found = await asked.run(forecast, asked.store, asked.actor, period)
    return page(asked, "month_end/forecast.html", found=found, wanted=wanted, told=told, month_name=_month_name)


def _period(text: str) -> Period:
    """A period that is not too long. Raises FaultyInput."""
    try:
        period = Period.parse(text)
    except BadCall as error:
        raise FaultyInput([Fault("period", str(error))]) from error
    if len(period) > LONGEST:
        raise FaultyInput([Fault("period", _("this is longer than two years"))])
    return period


def _month_name(key: str) -> str:
    return formats.month(date.fromisoformat(f"{key}-01"))


def _quarter(day: date) -> str:
    return f"{day:%Y}Q{(day.month + 2) // 3}"


_CHARGES = Action.LOOK_CHARGES
_LINES = Fields(Text("customer", required=False, longest=100), Text("kind", required=False, longest=20))
_PERIOD = Fields(Text("period", required=False, longest=60))

PAGES = (
    *PROFILES,
    *PAY,
    Page("/month-end", "month_end", READ, _CHARGES, show_months),
    Page("/month-end/forecast", "forecast", READ, _CHARGES, show_forecast, query=_PERIOD),
    Page("/month-end/{month}", "month", READ, _CHARGES, show_month, query=_LINES),
    Page("/month-end/{month}/differences", "differences", READ, _CHARGES, show_differences),
    *CLOSING,
    *LINES,
    *EXPORTS,
    *INVOICES,
)
