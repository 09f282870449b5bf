"""What pages do about pay: close a month on what was shown, take its files away, and show one's own."""

from datetime import date, datetime

from rostering.answers.exports import Download
from rostering.answers.pay import ClosedPay, ShownPay
from rostering.domain.charges import MonthState
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.services.access.rights import require
from rostering.services.charges.downloads import zipped
from rostering.services.charges.finance import TooEarly
from rostering.services.clock import now
from rostering.services.links.own import consultant_of
from rostering.services.month_ends.month_closing import NotEnded
from rostering.services.opening import existing_store
from rostering.services.pay.pay_closing import close_pay
from rostering.services.pay.pay_exporting import keep_pay_export, made_pay, refuse_files
from rostering.services.pay.pay_ground import NoPay
from rostering.services.pay.pay_showing import show_pay
from rostering.spans import Period, month_of

_MONTHS = 12
"""Of one's own pay so many months are shown, this one the last."""


def close_shown(
    url: str, actor: Actor, month: Period, mark: str, early: bool = False, today: date | None = None
) -> ClosedPay:
    """Close a month's pay with the lines that were shown. Raises as `close_pay` does, and TooEarly."""
    try:
        return close_pay(url, actor, month, early, today, mark)
    except NotEnded as error:
        raise TooEarly(month) from error


def take_pay(url: str, actor: Actor, month: Period, form: str) -> Download:
    """A month's files as one to take away; that those of a closed month were taken is kept. Raises as `made_pay` does.

    The same month gives the same bytes. No file is read as a profile: a browser's path would be one of this machine.
    """
    require(actor, Action.EXPORT_PAY)
    refuse_files(form)
    with existing_store(url).reading() as reading:
        made = made_pay(reading, month, form)
    is_open = made.statement.state is MonthState.OPEN
    if not is_open:
        keep_pay_export(url, made, actor.name, "")
    return zipped(f"{'preview-' if is_open else ''}{made.statement.stem}-{made.name}", made.files)


def own_pay(url: str, actor: Actor, consultant: str, at: datetime | None = None) -> ShownPay | None:
    """The pay of a consultant over the last year, whom nobody looks at but they, ops leads and finance.

    None where the firm does not say what is paid. Raises Forbidden, NoInputs, NobodyToSubscribe.
    """
    require(actor, Action.LOOK_OWN, consultant)
    with existing_store(url).reading() as reading:
        consultant_of(reading, consultant)
        day = (at or now()).astimezone(reading.inputs().organisation.zone).date()
    first = date(day.year - 1, day.month, 1)
    period = Period(month_of(first.year, first.month).last, month_of(day.year, day.month).last)
    whole = Period(period.months()[-_MONTHS].first, period.last)
    try:
        return show_pay(url, actor, whole, consultant)
    except NoPay:
        return None
