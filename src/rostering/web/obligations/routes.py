"""The pages of what falls due: by customer, one of them, and what is done about it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from rostering.answers.dues import OwedList, OwedOne, PromisedList
from rostering.domain.dues import DueState
from rostering.domain.promises import ACCOUNT_MANAGER
from rostering.domain.rights import Action
from rostering.errors import FaultyInput
from rostering.reports.outside.dues import DEEDS, promise_lines, range_words
from rostering.services.dues.due_looks import obligation, obligations, promises
from rostering.services.dues.keeping import LONGEST, SaidOfDue, done, move, waive
from rostering.spans import DAY, Period, quarter_of
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import ChoiceField, DateField, Fields, Text
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.service.replies import Reply

BADGES = {
    DueState.DUE: "",
    DueState.SOON: "warn",
    DueState.OVERDUE: "bad",
    DueState.DONE: "good",
    DueState.WAIVED: "",
}
"""How the state of something due looks."""


async def show_all(asked: Asked) -> Reply:
    """What falls due in a period, by customer; this quarter where none is said."""
    wanted = asked.query.text("period").strip()
    period = Period.parse(wanted) if wanted else quarter_of(asked.now.astimezone(asked.zone).date())
    customer = asked.query.text("customer") or None
    found: OwedList = await asked.run(obligations, asked.store, asked.actor, period, customer, asked.now)
    return page(
        asked,
        "obligations/list.html",
        found=found,
        counts=_counts(found),
        around=(quarter_of(period.first - DAY), quarter_of(period.last + DAY)),
        quarter=_quarter,
        badges=BADGES,
        customer=customer,
    )


def _counts(found: OwedList) -> dict[DueState, int]:
    """How many stand where."""
    return {state: sum(view.state is state for view in found.views) for state in DueState}


def _quarter(period: Period) -> str:
    return f"{period.first.year}Q{(period.first.month + 2) // 3}"


async def show_promises(asked: Asked) -> Reply:
    """What packages promise customers today, besides windows."""
    found: PromisedList = await asked.run(promises, asked.store, asked.actor)
    rows = [(one, promise_lines(one, found)) for one in found.promised]
    return page(asked, "obligations/promises.html", found=found, rows=[row for row in rows if row[1]])


async def show_one(asked: Asked) -> Reply:
    """One thing that is due, with what was done about it, and what may be."""
    found: OwedOne = await asked.run(obligation, asked.store, asked.actor, asked.param("owed"), asked.now)
    view = found.view
    return page(
        asked,
        "obligations/one.html",
        found=found,
        view=view,
        often=range_words(view.owed.due.cadence),
        badge=BADGES[view.state],
        deeds=DEEDS,
        people=_people(view.directory.consultants),
        named=view.owed.moved.holder if view.owed.moved else "",
        is_managed=view.owed.due.cadence.by == ACCOUNT_MANAGER,
        longest=LONGEST,
    )


def _people(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """The consultants by name."""
    return sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0]))


async def keep_done(asked: Asked) -> Reply:
    """It was held."""
    said = SaidOfDue(on=_written(asked.form.day("on")), reason=asked.form.text("note"))
    return await _act(asked, done, said, "done", {"reason": "note"})


async def keep_moved(asked: Asked) -> Reply:
    """It will be on another date."""
    form = asked.form
    said = SaidOfDue("", _written(form.day("to")), form.text("hours"), form.text("holder"), form.text("why"))
    return await _act(asked, move, said, "moved", {"reason": "why"})


async def keep_waived(asked: Asked) -> Reply:
    """It need not be."""
    return await _act(asked, waive, SaidOfDue(reason=asked.form.text("reason")), "waived", {})


async def _act(asked: Asked, act: Callable[..., OwedOne], said: SaidOfDue, word: str, places: dict[str, str]) -> Reply:
    """What is wrong stands beside the field of the form that was sent; the three have no name in common."""
    key = asked.param("owed")
    try:
        await asked.run(act, asked.store, asked.actor, key, said, asked.form.version, asked.now)
    except FaultyInput as faulty:
        faults = (replace(fault, place=places.get(fault.place, fault.place)) for fault in faulty.faults)
        raise FaultyInput(faults) from None
    return see(asked.url("obligation", owed=key, done=word))


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""


_KEEP, _PATH = Action.KEEP_OBLIGATIONS, "/obligations/{owed}"
_LIST = Fields(Text("period", required=False, longest=40), Text("customer", required=False, longest=64))
_DONE = Fields(ChoiceField("done", options=("done", "moved", "waived"), required=False))
_HELD = Fields(DateField("on", required=False), Text("note", required=False, longest=LONGEST))
_MOVED = Fields(
    DateField("to"),
    Text("hours", required=False, longest=20),
    Text("holder", required=False, longest=64),
    Text("why", required=False, longest=LONGEST),
)
_WAIVED = Fields(Text("reason", longest=LONGEST))

PAGES = (
    Page("/obligations", "obligations", READ, _KEEP, show_all, query=_LIST),
    Page("/obligations/promises", "promises", READ, _KEEP, show_promises),
    Page(_PATH, "obligation", READ, _KEEP, show_one, query=_DONE),
    Page(f"{_PATH}/done", "obligation_done", SEND, _KEEP, keep_done, _HELD, again=show_one),
    Page(f"{_PATH}/move", "move_obligation", SEND, _KEEP, keep_moved, _MOVED, again=show_one),
    Page(f"{_PATH}/waive", "waive_obligation", SEND, _KEEP, keep_waived, _WAIVED, again=show_one),
)
