"""All pages of call-outs; those of an ops lead: the list of a month, and one of them corrected or withdrawn."""

from collections.abc import Mapping
from datetime import date, datetime

from rostering.answers.callouts import CalloutDone, CalloutList, CalloutLooked, CalloutReport
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import BadCall
from rostering.reports.roster.callouts import total
from rostering.services.callouts.callout_looks import callouts
from rostering.services.callouts.own_callouts import looked_at
from rostering.services.callouts.recording import LONGEST_REASON, correct, withdraw
from rostering.services.callouts.response import report
from rostering.spans import DAY, Period, month_of
from rostering.web.callouts.callout_rows import MOST_LETTERS, row_of
from rostering.web.callouts.own_routes import PAGES as OWN
from rostering.web.callouts.response_views import customers_kept, responses_kept, uses_of
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import ChoiceField, Fields, Text
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.service.replies import Reply

_CELLS = ("customer", "who", "seat", "called", "answered", "updates", "ended", "priority", "what")


async def show_all(asked: Asked) -> Reply:
    """The call-outs of a month."""
    period = _month(asked)
    found: CalloutList = await asked.run(callouts, asked.store, asked.actor, period, None, None, everything=True)
    return page(
        asked,
        "callouts/callouts.html",
        rows=[row_of(each, found.names) for each in reversed(found.callouts)],
        total=total(found),
        month=period.first,
        before=f"{period.first - DAY:%Y-%m}",
        after=f"{period.last + DAY:%Y-%m}",
    )


async def show_report(asked: Asked) -> Reply:
    """What was promised about the call-outs of a month, and how it was kept."""
    period = _month(asked)
    found: CalloutReport = await asked.run(report, asked.store, asked.actor, period, None, asked.now)
    return page(
        asked,
        "callouts/report.html",
        customers=customers_kept(found),
        responses=responses_kept(found),
        uses=uses_of(found),
        without=found.without,
        month=period.first,
        before=f"{period.first - DAY:%Y-%m}",
        after=f"{period.last + DAY:%Y-%m}",
    )


async def show_one(asked: Asked) -> Reply:
    """One call-out, with all that was said of it."""
    found: CalloutLooked = await asked.run(looked_at, asked.store, asked.actor, int(asked.param("number")))
    names = found.names
    return page(
        asked,
        "callouts/callout.html",
        found=found,
        row=row_of(found.callout, names),
        customers=[(each, names.customer(each)) for each in found.customers],
        consultants=[(each, names.consultant(each)) for each in found.consultants],
        longest=MOST_LETTERS,
        longest_reason=LONGEST_REASON,
    )


async def correct_callout(asked: Asked) -> Reply:
    """Put what was corrected in the place of what was said."""
    form, number = asked.form, int(asked.param("number"))
    cells = {name: form.text(name) for name in _CELLS}
    await asked.run(_corrected, asked.store, asked.actor, number, cells, form.text("reason"), form.version, asked.now)
    return see(asked.url("callout", number=number, done="corrected"))


async def withdraw_callout(asked: Asked) -> Reply:
    """Let a call-out count no more."""
    form, number = asked.form, int(asked.param("number"))
    await asked.run(withdraw, asked.store, asked.actor, number, form.text("reason"), form.version, asked.now)
    return see(asked.url("callout", number=number, done="withdrawn"))


def _corrected(
    store: str, actor: Actor, number: int, cells: Mapping[str, str], reason: str, version: str, at: datetime
) -> CalloutDone:
    """Correct what differs from what was shown; a seat that stays with other times is looked for anew."""
    shown = looked_at(store, actor, number).cells
    changed = {name: text for name, text in cells.items() if text != shown[name]}
    return correct(store, actor, number, changed, reason, version, at)


def _month(asked: Asked) -> Period:
    """The month that is asked for, by default the one that it is."""
    today = asked.now.astimezone(asked.zone).date()
    try:
        first = Period.parse(asked.query.again("month") or f"{today:%Y-%m}").first
    except BadCall:
        first = today
    kept = min(max(first, date(2000, 2, 1)), date(2099, 11, 30))
    return month_of(kept.year, kept.month)


_LEAD = Action.KEEP_CALLOUTS
_ONE = "/callouts/{number:int}"
_MONTH = Fields(Text("month", required=False, longest=7))
_DONE = Fields(ChoiceField("done", options=("corrected", "withdrawn"), required=False))
_LONGEST = {"called": 40, "answered": 40, "ended": 40, "updates": 900, "what": MOST_LETTERS}
_REASON = Text("reason", required=False, longest=LONGEST_REASON)
_FORM = Fields(*(Text(name, required=False, longest=_LONGEST.get(name, 200)) for name in _CELLS), _REASON)

PAGES = (
    *OWN,
    Page("/callouts", "all_callouts", READ, _LEAD, show_all, query=_MONTH),
    Page("/callouts/report", "callout_report", READ, _LEAD, show_report, query=_MONTH),
    Page(_ONE, "callout", READ, _LEAD, show_one, query=_DONE),
    Page(f"{_ONE}/correct", "correct_callout", SEND, _LEAD, correct_callout, _FORM, again=show_one),
    Page(f"{_ONE}/withdraw", "withdraw_callout", SEND, _LEAD, withdraw_callout, Fields(_REASON), again=show_one),
)
