"""Routes of obligations: what falls due, done, moved, waived; and what packages promise."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from pydantic import Field

from rostering.answers.dues import OwedOne
from rostering.domain.rights import Action
from rostering.reports.look.shapes import Shape
from rostering.reports.outside.dues import owed_shape, promised_shape
from rostering.reports.schemas.dues import KeptObligationJson, ObligationJson, PromisesJson
from rostering.services.dues import due_looks, keeping
from rostering.services.dues.keeping import LONGEST, SaidOfDue
from rostering.web.api.call import ApiCall
from rostering.web.api.route import ApiRoute
from rostering.web.api.values import Body, Dates, Day, Parameters, Text, Version

Reason = Annotated[str, Field(max_length=LONGEST)]


class SomeObligations(Parameters):
    """Of which period, and of which customer."""

    period: Dates
    customer: Text | None = None


class OneObligation(Parameters):
    """Something due by its key."""

    owed: Text


class SomePromises(Parameters):
    """Of which customer, and on which date: today where none is said."""

    customer: Text | None = None
    at: Day | None = None


class Looked(Body):
    """What it is made from."""

    version: Version | None = Field(
        None, description="The version that GET of it answered with: nothing is done where it has changed since"
    )


class Held(Looked):
    """When it was held, today where no date is said, and what there is to say to it."""

    on: Day | None = None
    reason: Reason = ""


class Moved(Looked):
    """Its new date; fixed hours such as 10:00-11:30 and a holder where there are."""

    to: Day
    hours: Annotated[str, Field(max_length=20)] = ""
    holder: Annotated[str, Field(max_length=200)] = ""
    reason: Reason = ""


class Waived(Looked):
    """Why it need not be."""

    reason: Annotated[str, Field(min_length=1, max_length=LONGEST)]


def list_obligations(call: ApiCall, asked: SomeObligations, _body: None) -> list[Shape]:
    """The meetings, reviews and reports that fall due in a period, by the dates as they stand."""
    found = due_looks.obligations(call.store, call.actor, asked.period, asked.customer)
    return [owed_shape(view) for view in found.views]


def show_obligation(call: ApiCall, asked: OneObligation, _body: None) -> Shape:
    """One thing that is due, and what was done about it."""
    return _kept(due_looks.obligation(call.store, call.actor, asked.owed))


def obligation_done(call: ApiCall, asked: OneObligation, body: Held) -> Shape:
    """Say that it was held."""
    said = SaidOfDue(on=_day(body.on), reason=body.reason)
    return _act(keeping.done, call, asked, said, body)


def move_obligation(call: ApiCall, asked: OneObligation, body: Moved) -> Shape:
    """Move it to another date; what is done or waived is due again by that."""
    said = SaidOfDue(to=_day(body.to), hours=body.hours, holder=body.holder, reason=body.reason)
    return _act(keeping.move, call, asked, said, body)


def waive_obligation(call: ApiCall, asked: OneObligation, body: Waived) -> Shape:
    """Say that it need not be, with a reason."""
    return _act(keeping.waive, call, asked, SaidOfDue(reason=body.reason), body)


def list_promises(call: ApiCall, asked: SomePromises, _body: None) -> list[Shape]:
    """What packages promise customers besides windows: how often, how much a month, how soon."""
    found = due_looks.promises(call.store, call.actor, asked.customer, asked.at)
    return [promised_shape(one) for one in found.promised]


def _act(act: Callable[..., OwedOne], call: ApiCall, asked: OneObligation, said: SaidOfDue, body: Looked) -> Shape:
    return _kept(act(call.store, call.actor, asked.owed, said, body.version))


def _kept(one: OwedOne) -> Shape:
    return {**owed_shape(one.view), "version": one.mark}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


_LEAD, _ONE, _KEPT = Action.KEEP_OBLIGATIONS, "/obligations/{owed}", KeptObligationJson
ROUTES = (
    ApiRoute("GET", "/obligations", _LEAD, list_obligations, list[ObligationJson], SomeObligations),
    ApiRoute("GET", _ONE, _LEAD, show_obligation, _KEPT, OneObligation),
    ApiRoute("POST", f"{_ONE}/done", _LEAD, obligation_done, _KEPT, OneObligation, Held, changes=True),
    ApiRoute("POST", f"{_ONE}/move", _LEAD, move_obligation, _KEPT, OneObligation, Moved, changes=True),
    ApiRoute("POST", f"{_ONE}/waive", _LEAD, waive_obligation, _KEPT, OneObligation, Waived, changes=True),
    ApiRoute("GET", "/promises", _LEAD, list_promises, list[PromisesJson], SomePromises),
)
