"""Call-outs as tables and sentences, and as the JSON that scripts rely on."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from rich.table import Table

from rostering.answers.callouts import CalloutDone, CalloutList, CalloutNames, CalloutsRead, RestAfter, ShortRest
from rostering.domain.callouts import Call, Callout, CalloutAct
from rostering.language import _, formats, marked, n_, named
from rostering.language.labels import label
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape
from rostering.reports.look.wording import day_text

ACTS = {
    CalloutAct.ADDED: marked("noted"),
    CalloutAct.ANSWERED: marked("answered"),
    CalloutAct.UPDATED: marked("customer told"),
    CalloutAct.ENDED: marked("ended"),
    CalloutAct.CORRECTED: marked("corrected"),
    CalloutAct.WITHDRAWN: marked("withdrawn"),
}
"""What was done about a call-out."""


def callout_shape(callout: Callout, names: CalloutNames) -> Shape:
    """A call-out, with who said what of it and when."""
    call, zone = callout.call, names.zone
    return {
        "callout": callout.number,
        "customer": call.customer,
        "consultant": call.consultant,
        "seat": call.seat,
        "kind": call.kind,
        "outside_duty": call.is_outside,
        "called": _instant(call.called, zone),
        "answered": _instant(call.answered, zone),
        "updates": [update.astimezone(zone).isoformat() for update in call.updates],
        "ended": _instant(call.ended, zone),
        "minutes": call.span.minutes if call.span else None,
        "priority": call.priority,
        "what": call.what,
        "withdrawn": callout.is_withdrawn,
        "version": callout.last.version,
        "entries": [
            {
                "version": entry.version,
                "at": entry.at.astimezone(zone).isoformat(),
                "by": entry.by,
                "act": entry.act.value,
                "reason": entry.reason,
            }
            for entry in callout.entries
        ],
    }


def callouts_shape(found: CalloutList) -> list[Shape]:
    """The call-outs that were asked for."""
    return [callout_shape(callout, found.names) for callout in found.callouts]


def done_shape(done: CalloutDone) -> Shape:
    """The call-out as it is now."""
    return callout_shape(done.callout, done.names)


def read_shape(read: CalloutsRead) -> Shape:
    """What was added of a file."""
    return {
        "added": [callout_shape(callout, read.names) for callout in read.added],
        "known": read.known,
        "outside_duty": read.outside,
    }


def rest_shape(found: RestAfter) -> Shape:
    """Who begins later, and who is owed rest."""
    return {
        "late_starts": [
            {"consultant": one.consultant, "date": one.day.isoformat(), "begins": one.time, "text": one.text}
            for one in found.late
        ],
        "short_rests": [
            {
                "consultant": one.consultant,
                "seat": one.seat.id,
                "date": one.seat.day.isoformat(),
                "rest_minutes": _minutes(one.rest),
                "missing_minutes": _minutes(one.missing),
                "make_up_by": one.make_up_by.isoformat(),
                "forbidden": one.forbidden,
            }
            for one in found.short
        ],
    }


def rest_report(found: RestAfter) -> list[str]:
    """The same in sentences."""
    late = [named(one.text, found.names.name_of) for one in found.late]
    return [*late, *(_short_rest(one, found.names) for one in found.short)] or [_("Nobody has yet to rest.")]


def _short_rest(one: ShortRest, names: CalloutNames) -> str:
    said = {
        "consultant": names.consultant(one.consultant),
        "moment": formats.moment(one.seat.span.start, names.zone),
        "rest": _hours(_minutes(one.rest)),
    }
    if one.forbidden:
        return _("{consultant} begins a duty {moment} after {rest} hours of rest, which is too soon.", **said)
    missing, by = _hours(_minutes(one.missing)), formats.full_day(one.make_up_by)
    return _(
        "{consultant} begins a duty {moment} after {rest} hours of rest; {missing} are made up for by {day}.",
        missing=missing,
        day=by,
        **said,
    )


def _minutes(time: timedelta) -> int:
    return int(time.total_seconds()) // 60


def _hours(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def callouts_table(found: CalloutList) -> Table:
    """The call-outs by time."""
    heads = (_("No."), _("Date"), _("Hours"), _("Priority"), _("Customer"), _("Consultant"), _("Duty"), _("What"))
    table = grid(_("Call-outs"), *heads, numbers=heads[:1], whole=heads[2:3])
    for callout in found.callouts:
        call = callout.call
        table.add_row(
            str(callout.number),
            day_text(call.called.astimezone(found.names.zone).date()),
            cell(hours(call, found.names.zone)),
            *(cell(text) for text in (call.priority, found.names.customer(call.customer))),
            cell(found.names.consultant(call.consultant)),
            cell(during(call), style="red" if call.is_outside else ""),
            cell(f"{_('withdrawn')}: {call.what}" if callout.is_withdrawn else call.what),
        )
    return table


def total(found: CalloutList) -> str:
    """How many there are, and how long they took together."""
    counted = [each for each in found.callouts if not each.is_withdrawn]
    minutes = _minutes(found.worked)
    number = len(counted)
    return n_(
        "{number} call-out, {hours} hours", "{number} call-outs, {hours} hours", number, number=number,
        hours=_hours(minutes),
    )  # fmt: skip


def hours(call: Call, zone: ZoneInfo) -> str:
    """From when to when, by the clock on the wall: `02:10-03:30`, `02:10-`."""
    return f"{formats.clock(call.called, zone)}-{_end(call, zone)}"


def _end(call: Call, zone: ZoneInfo) -> str:
    """When it ended, and how long it took where the clocks were changed meanwhile; nothing while it goes on."""
    if call.ended is None:
        return ""
    clock = formats.clock(call.ended, zone)
    if call.called.astimezone(zone).utcoffset() == call.ended.astimezone(zone).utcoffset():
        return clock
    took = _("{hours} hours", hours=_hours(_minutes(call.ended - call.called)))
    return f"{clock} ({took})"


def during(call: Call) -> str:
    """The kind of the duty during which it was, or that there was none."""
    return _("outside any duty") if call.is_outside else label(call.kind)


def done_sentence(done: CalloutDone) -> str:
    """What the call-out is now, in a sentence."""
    callout, call = done.callout, done.callout.call
    said = {
        "number": callout.number,
        "consultant": done.names.consultant(call.consultant),
        "customer": done.names.customer(call.customer),
        "moment": formats.moment(call.called, done.names.zone),
    }
    if callout.is_withdrawn:
        return _("Call-out {number} counts no more.", number=callout.number)
    if call.ended:
        ended = _end(call, done.names.zone)
        return _("Call-out {number}: {consultant} for {customer}, {moment}-{ended}.", ended=ended, **said)
    return _("Call-out {number}: {consultant} for {customer} since {moment}.", **said)


def outside_remark(done: CalloutDone) -> str | None:
    """That nobody was on duty then, where it is so."""
    return _("note: it was outside any duty") if done.callout.call.is_outside else None


def read_sentence(read: CalloutsRead) -> str:
    """What was added of a file, in a sentence."""
    number = len(read.added)
    added = n_("{number} call-out added", "{number} call-outs added", number, number=number)
    known = _("{number} known before", number=read.known)
    outside = [_("{number} outside any duty", number=read.outside)] if read.outside else []
    return f"{'; '.join([added, known, *outside])}."


def _instant(at: datetime | None, zone: ZoneInfo) -> str | None:
    return at.astimezone(zone).isoformat() if at else None
