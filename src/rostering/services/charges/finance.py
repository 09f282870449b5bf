"""What finance does at the end of a month on pages: for those who may, and on what they were shown."""

from datetime import date

from rostering.answers.chains import Chain
from rostering.answers.charges import Closed
from rostering.answers.forecasts import Forecast
from rostering.answers.proofs import Verified
from rostering.domain.charges import Billed
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Conflict, Unknown
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.charges import billing_by_hand, closing, forecasting, tracing, verifying
from rostering.services.month_ends.month_closing import NotEnded
from rostering.spans import DAY, Period


class TooEarly(Conflict):
    """A month that still has dates ahead, and was not said to be closed all the same."""

    def __init__(self, month: Period) -> None:
        super().__init__(
            _(
                "{month} has not ended: what changes in it after it is closed becomes corrections; close it on {day} "
                "or later, or tick the box to close it now",
                month=f"{month.first:%Y-%m}",
                day=month.last + DAY,
            )
        )


class NoSuchLine(Unknown):
    """An id that no line has."""

    def __init__(self, line: str) -> None:
        super().__init__(_("there is no line '{line}' any more: its month has changed", line=line[:200]))


def close(url: str, actor: Actor, month: Period, mark: str, early: bool = False, today: date | None = None) -> Closed:
    """Close a month with the lines that were shown.

    Raises Forbidden, NoMonth, AlreadyClosed, TooEarly, NotClosable, Stale.
    """
    require(actor, Action.CLOSE_MONTH)
    try:
        return closing.close_month(url, month, actor.name, early, today, mark)
    except NotEnded as error:
        raise TooEarly(month) from error


def mark_billed(url: str, actor: Actor, month: Period, customer: str, note: str, mark: str) -> Billed:
    """Keep that a customer was billed by hand. Raises Forbidden, and as the command line does; Stale."""
    require(actor, Action.MARK_BILLED)
    return billing_by_hand.mark_billed(url, month, customer, note, actor.name, mark)


def story(url: str, actor: Actor, line: str) -> Chain:
    """Where a line comes from. Raises Forbidden, NoSuchLine, NoInputs."""
    require(actor, Action.LOOK_CHARGES)
    try:
        return tracing.trace(url, line)
    except tracing.UnknownLine as error:
        raise NoSuchLine(line) from error


def differences(url: str, actor: Actor, month: Period) -> Verified:
    """Whether roster, charges and exports of a month agree. Raises Forbidden, NoInputs."""
    require(actor, Action.LOOK_CHARGES)
    return verifying.verify(url, month)


def forecast(url: str, actor: Actor, period: Period) -> Forecast:
    """What a period will cost customers. Raises Forbidden, NoInputs."""
    require(actor, Action.LOOK_CHARGES)
    return forecasting.forecast(url, period)
