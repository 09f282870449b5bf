"""Routes of call-outs: listed, added, gone on with, ended, corrected, withdrawn."""

from typing import Annotated, Literal

from pydantic import Field

from rostering.domain.callouts import CalloutAct
from rostering.domain.rights import Action
from rostering.domain.users import Role
from rostering.reports.look.shapes import Shape
from rostering.reports.roster.callouts import callouts_shape, done_shape, rest_shape
from rostering.reports.schemas.callouts import CalloutJson, CalloutLookedJson, RestAfterJson
from rostering.services.callouts import callout_looks, own_callouts, recording, rest_after
from rostering.web.api.call import ApiCall
from rostering.web.api.own import Whose
from rostering.web.api.route import ApiRoute
from rostering.web.api.values import Body, Dates, Number, Parameters, Text, Version

SEEN = "The version that GET of the call-out answered with: nothing is done where it has changed since"
_WHEN = "2026-11-21T02:10, by the firm's clock, or with an offset; one that the clock shows twice needs it"
Instant = Annotated[str, Field(min_length=1, max_length=40, description=_WHEN, pattern=r"^[^\x00-\x1f\x7f]+$")]
What = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]+$")]
Reason = Annotated[str, Field(max_length=recording.LONGEST_REASON)]


class SomeCallouts(Parameters):
    """Which call-outs."""

    period: Dates
    customer: Text | None = None
    consultant: Text | None = None
    all: bool = Field(default=False, description="Those that were withdrawn, too")


class SomeDates(Parameters):
    """A period."""

    period: Dates


class OneCallout(Parameters):
    """A call-out by number."""

    callout: Number


class NewCallout(Body):
    """Who was called for whom, when and why; without an end the work goes on."""

    customer: Text
    seat: Text | None = Field(None, description="The duty during which it was; found by consultant and time without it")
    called: Instant | None = Field(None, description=f"Now where it is left out; {_WHEN}")
    answered: Instant | None = None
    updates: list[Instant] = Field(default_factory=list, max_length=50)
    ended: Instant | None = None
    priority: Text
    what: What


class CorrectedCallout(Body):
    """What takes the place of what was said; what is left out stays, an empty text takes away what may be missing."""

    customer: Text | None = None
    consultant: Text | None = None
    seat: Annotated[str, Field(max_length=200)] | None = None
    called: Instant | None = None
    answered: Annotated[str, Field(max_length=40)] | None = None
    updates: list[Instant] | None = Field(None, max_length=50)
    ended: Annotated[str, Field(max_length=40)] | None = None
    priority: Text | None = None
    what: What | None = None
    reason: Reason = ""
    version: Version | None = Field(None, description=SEEN)


class CalloutStep(Body):
    """What happened, now or when it was."""

    act: Literal["answered", "updated", "ended"]
    at: Instant | None = None
    version: Version | None = Field(None, description=SEEN)


class Withdrawal(Body):
    """Why it counts no more."""

    reason: Reason = ""
    version: Version | None = Field(None, description=SEEN)


def list_callouts(call: ApiCall, asked: SomeCallouts, _body: None) -> list[Shape]:
    """The call-outs of a period by time; a consultant has their own."""
    who = asked.consultant
    if who is None and call.actor.role is not Role.OPS:
        who = call.whose(Action.LOG_CALLOUTS, None)
    found = callout_looks.callouts(call.store, call.actor, asked.period, asked.customer, who, asked.all)
    return callouts_shape(found)


def show_callout(call: ApiCall, asked: OneCallout, _body: None) -> Shape:
    """One call-out, with all that was said of it."""
    found = own_callouts.marked(call.store, call.actor, asked.callout)
    return {**done_shape(found.done), "version_mark": found.version}


def add_callout(call: ApiCall, asked: Whose, body: NewCallout) -> Shape:
    """Note a call-out; one that is outside any duty is taken and marked so."""
    whose = call.whose(Action.LOG_CALLOUTS, asked.consultant)
    said = body.model_dump(exclude_none=True)
    cells = {**said, "updates": " ".join(body.updates), "who": whose}
    return done_shape(recording.add(call.store, call.actor, cells))


def go_on_with_callout(call: ApiCall, asked: OneCallout, body: CalloutStep) -> Shape:
    """Say that work has begun, that the customer was told, or that it has ended."""
    act = CalloutAct(body.act)
    return done_shape(recording.go_on(call.store, call.actor, asked.callout, act, body.at or "", body.version))


def correct_callout(call: ApiCall, asked: OneCallout, body: CorrectedCallout) -> Shape:
    """Correct a call-out; what was said before stays to be read."""
    said = body.model_dump(exclude_none=True, exclude={"reason", "version"})
    renamed = {"who" if name == "consultant" else name: value for name, value in said.items()}
    cells = {name: " ".join(value) if isinstance(value, list) else value for name, value in renamed.items()}
    return done_shape(recording.correct(call.store, call.actor, asked.callout, cells, body.reason, body.version))


def withdraw_callout(call: ApiCall, asked: OneCallout, body: Withdrawal) -> Shape:
    """Let a call-out count no more."""
    return done_shape(recording.withdraw(call.store, call.actor, asked.callout, body.reason, body.version))


def show_rest(call: ApiCall, asked: SomeDates, _body: None) -> Shape:
    """Who begins work later after a call-out, and which shorter rests are to be made up for by when."""
    return rest_shape(rest_after.rest_after(call.store, call.actor, asked.period))


_OWN, _LEAD, _ONE = Action.LOG_CALLOUTS, Action.KEEP_CALLOUTS, "/callouts/{callout}"
ROUTES = (
    ApiRoute("GET", "/callouts", _OWN, list_callouts, list[CalloutJson], SomeCallouts),
    ApiRoute("POST", "/callouts", _OWN, add_callout, CalloutJson, Whose, NewCallout, 201, _ONE, changes=True),
    ApiRoute("GET", "/rest-after-callouts", _LEAD, show_rest, RestAfterJson, SomeDates, slow=True),
    ApiRoute("GET", _ONE, _OWN, show_callout, CalloutLookedJson, OneCallout),
    ApiRoute("POST", f"{_ONE}/steps", _OWN, go_on_with_callout, CalloutJson, OneCallout, CalloutStep, changes=True),
    ApiRoute(
        "POST", f"{_ONE}/correct", _LEAD, correct_callout, CalloutJson, OneCallout, CorrectedCallout, changes=True
    ),
    ApiRoute("POST", f"{_ONE}/withdraw", _LEAD, withdraw_callout, CalloutJson, OneCallout, Withdrawal, changes=True),
)
