"""What falls due, and what packages promise besides windows: tables, sentences, and the JSON of scripts."""

from rich.table import Table

from rostering.answers.dues import OwedList, OwedView, Promised, PromisedList
from rostering.domain.dues import Deed, DueState, DueStep, called
from rostering.domain.promises import BusinessClock, Cadence, Lapse, ResponseTime, TimeUnit
from rostering.language import _, formats, marked, n_
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape
from rostering.reports.look.wording import day_text
from rostering.rosters.version import Directory

DEEDS = {Deed.DONE: marked("done"), Deed.MOVED: marked("moved"), Deed.WAIVED: marked("waived")}
"""What was done about something due."""
_STYLES = {DueState.OVERDUE: "red", DueState.SOON: "yellow", DueState.DONE: "green", DueState.WAIVED: "dim"}


def owed_shape(view: OwedView) -> Shape:
    """Something due, as it stands."""
    owed, cadence = view.owed, view.owed.due.cadence
    return {
        "key": owed.key,
        "customer": owed.due.customer,
        "cadence": cadence.id,
        "name": cadence.name,
        "often": str(cadence.often),
        "up_to": str(cadence.up_to) if cadence.up_to else None,
        "by": cadence.by,
        "holder": owed.holder,
        "within": {"from": str(owed.due.stretch.first), "to": str(owed.due.stretch.last)},
        "due": str(owed.due.day),
        "date": str(owed.day),
        "hours": str(owed.hours) if owed.hours else None,
        "state": view.state.value,
        "promised": view.is_promised,
        "steps": [_step_shape(step, view.directory) for step in owed.steps],
    }


def _step_shape(step: DueStep, names: Directory) -> Shape:
    return {
        "at": step.at.astimezone(names.zone).isoformat(),
        "by": step.by,
        "deed": step.deed.value,
        "date": str(step.day) if step.day else None,
        "hours": str(step.hours) if step.hours else None,
        "holder": step.holder,
        "reason": step.reason,
    }


def owed_table(found: OwedList) -> Table:
    """All that falls due, by date."""
    heads = (_("Date"), _("Customer"), _("What"), _("By"), _("State"), _("Key"))
    table = grid(_("Obligations"), *heads, whole=(heads[0], heads[-1]))
    for view in found.views:
        what = what_words(view.owed.due.cadence)
        table.add_row(
            day_text(view.owed.day),
            *(cell(text) for text in (view.customer, what, view.by)),
            cell(state_words(view), style=_STYLES.get(view.state, "")),
            cell(view.owed.key, style="dim"),
        )
    return table


def state_words(view: OwedView) -> str:
    """Where something stands: when it was done, else with its hours and from when it was moved."""
    owed = view.owed
    if owed.held:
        return _("done on {day}", day=formats.short_day(owed.held))
    said = [view.state.words]
    if owed.hours and not owed.settled:
        said.append(str(owed.hours))
    return ", ".join([*said, *_moved(view)])


def _moved(view: OwedView) -> list[str]:
    """From when it was moved, where it is still to be done."""
    due, day, settled = view.owed.due.day, view.owed.day, view.owed.settled
    return [] if day == due or settled else [_("moved from {day}", day=formats.short_day(due))]


def what_words(cadence: Cadence) -> str:
    """What is owed, and how often at most where that is more than what falls due."""
    if cadence.up_to is None:
        return cadence.name
    return _("{what} (at most {most})", what=cadence.name, most=cadence.up_to.words)


def range_words(cadence: Cadence) -> str:
    """How often something is owed, and how often at most."""
    if cadence.up_to is None:
        return cadence.often.words
    return _("{least}, at most {most}", least=cadence.often.words, most=cadence.up_to.words)


def owed_sentence(view: OwedView) -> str:
    """Where something stands, in a sentence."""
    owed = view.owed
    said = {"what": owed.due.cadence.name, "customer": view.customer, "period": called(owed.due.stretch)}
    if owed.settled:
        return _("{what} for {customer}, {period}: {state}.", state=state_words(view), **said)
    hours = f" {owed.hours}" if owed.hours else ""
    when, state = f"{formats.short_day(owed.day)}{hours}", ", ".join([view.state.words, *_moved(view)])
    return _("{what} for {customer}, {period}: {when}, by {who}; {state}.", when=when, who=view.by, state=state, **said)


def promised_shape(one: Promised) -> Shape:
    """What a customer's package promises besides windows."""
    package = one.package
    return {
        "customer": one.customer,
        "package": package.id,
        "cadences": [
            {
                "id": each.id,
                "name": each.name,
                "often": str(each.often),
                "up_to": str(each.up_to) if each.up_to else None,
                "counted": each.counted.value,
                "by": each.by,
                "remind": each.remind,
            }
            for each in package.cadences
        ],
        "allowances": [{"id": each.id, "name": each.name, "a_month": each.a_month} for each in package.allowances],
        "response": [
            {
                "priority": each.priority,
                "first": _lapse_shape(each.first),
                "updates": _lapse_shape(each.updates) if each.updates else None,
                "clock": _clock_shape(each.clock),
            }
            for each in package.responses
        ],
    }


def _lapse_shape(lapse: Lapse) -> Shape:
    return {"number": lapse.number, "unit": lapse.unit.value}


def _clock_shape(clock: BusinessClock | None) -> Shape | None:
    """None is a clock that always runs; None in it is what the firm has."""
    if clock is None:
        return None
    return {"hours": str(clock.hours) if clock.hours else None, "calendar": clock.calendar}


def promised_table(found: PromisedList) -> Table | str:
    """What packages promise each customer, line by line, or that it is nothing."""
    if not any(promise_lines(one, found) for one in found.promised):
        return _("Nothing is promised besides windows.")
    heads = (_("Customer"), _("Package"), _("What"), _("How much"))
    table = grid(_("Promises on {day}", day=formats.short_day(found.day)), *heads)
    for one in found.promised:
        name = found.directory.customers.get(one.customer, one.customer)
        for what, much in promise_lines(one, found):
            table.add_row(*(cell(text) for text in (name, one.package.name, what, much)))
    return table


def promise_lines(one: Promised, found: PromisedList) -> list[tuple[str, str]]:
    """Each promise of a package besides windows: what, and how much of it."""
    package = one.package
    return [
        *((each.name, range_words(each)) for each in package.cadences),
        *((each.name, n_("{number} a month", "{number} a month", each.a_month)) for each in package.allowances),
        *((_("Response, {priority}", priority=each.priority), _response(each, found)) for each in package.responses),
    ]


def _response(response: ResponseTime, found: PromisedList) -> str:
    said = [_("first within {lapse}", lapse=_lapse(response.first))]
    if response.updates:
        said.append(_("updates every {lapse}", lapse=_lapse(response.updates)))
    clock = response.clock
    if clock is None:
        return ", ".join([*said, _("day and night")])
    hours, calendar = str(clock.hours or found.business_hours), clock.calendar or found.calendar
    return ", ".join([*said, _("on business days {hours}, calendar {calendar}", hours=hours, calendar=calendar)])


def _lapse(lapse: Lapse) -> str:
    number = lapse.number
    return {
        TimeUnit.MINUTES: n_("{number} minute", "{number} minutes", number),
        TimeUnit.HOURS: n_("{number} hour", "{number} hours", number),
        TimeUnit.BUSINESS_DAYS: n_("{number} business day", "{number} business days", number),
    }[lapse.unit]
