"""Call-outs as pages show them."""

from dataclasses import dataclass
from datetime import date

from rostering.answers.callouts import CalloutNames
from rostering.domain.callouts import Callout
from rostering.language import _, formats
from rostering.reports.roster.callouts import ACTS, during, hours

MOST_LETTERS = 500
"""Of what a call-out was about."""


@dataclass(frozen=True)
class StepShown:
    """What somebody said of a call-out."""

    moment: str
    by: str
    words: str
    reason: str


@dataclass(frozen=True)
class CalloutView:
    """One call-out in words."""

    number: int
    day: date
    hours: str
    called: str
    """The time of the call alone."""
    length: str
    customer: str
    consultant: str
    priority: str
    what: str
    during: str
    is_outside: bool
    is_running: bool
    is_withdrawn: bool
    is_answered: bool
    updates: tuple[str, ...]
    steps: tuple[StepShown, ...]


def row_of(callout: Callout, names: CalloutNames) -> CalloutView:
    """A call-out in words."""
    call, zone = callout.call, names.zone
    return CalloutView(
        number=callout.number,
        day=call.called.astimezone(zone).date(),
        hours=hours(call, zone),
        called=formats.clock(call.called, zone),
        length=formats.length(call.span.end - call.span.start) if call.span else "",
        customer=names.customer(call.customer),
        consultant=names.consultant(call.consultant),
        priority=call.priority.upper(),
        what=call.what,
        during=during(call),
        is_outside=call.is_outside,
        is_running=callout.is_running,
        is_withdrawn=callout.is_withdrawn,
        is_answered=call.answered is not None,
        updates=tuple(formats.clock(update, zone) for update in call.updates),
        steps=tuple(
            StepShown(formats.moment(entry.at, zone), entry.by, _(ACTS[entry.act]), entry.reason)
            for entry in callout.entries
        ),
    )
