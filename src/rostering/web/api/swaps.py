"""Routes of swaps: looked at, offered, taken, let go, declined, withdrawn, approved, refused."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import Field

from rostering.answers.swaps import SwapDone, SwapView
from rostering.domain.rights import Action
from rostering.domain.users import Role
from rostering.reports.look.shapes import Shape
from rostering.reports.roster.swaps import done_shape, looked_shape, swap_shape
from rostering.reports.schemas.rosters import ChoicesJson, OwnSwapsJson, SwapDoneJson, SwapJson, SwapLookedJson
from rostering.services.swaps import answering, approving, choosing, offering, swap_looks
from rostering.services.swaps.acting import LONGEST
from rostering.web.api.call import ApiCall
from rostering.web.api.own import Whose
from rostering.web.api.route import ApiRoute
from rostering.web.api.values import Body, Number, Parameters, Text, Version

SEEN = "The version that GET of the swap answered with: nothing is done where it has changed since"


class SomeSwaps(Parameters):
    """Which swaps."""

    all: bool = Field(default=False, description="Those that are over, too")


class OneSwap(Whose):
    """A swap by number, and for whom; an ops lead acts for whomever it concerns."""

    swap: Number


class OneDuty(Whose):
    """A duty that could be offered, and whose duties could be taken for it."""

    seat: Text
    trader: Text | None = None


class SwapOffer(Body):
    """A duty, to whom it is offered (by default all who could lawfully take it), and for which duty of theirs."""

    seat: Text
    to: Text | None = None
    in_return: Text | None = None
    note: Annotated[str, Field(max_length=LONGEST)] = ""
    version: Version | None = Field(None, description="What GET /own/swaps/choices answered with")


class SwapAnswer(Body):
    """What it is made from."""

    version: Version | None = Field(None, description=SEEN)


class Refusal(SwapAnswer):
    """Why; both are told."""

    reason: Annotated[str, Field(min_length=1, max_length=LONGEST)]


def list_swaps(call: ApiCall, asked: SomeSwaps, _body: None) -> list[Shape]:
    """The swaps of which something may still come, those that wait for approval first."""
    found = swap_looks.all_swaps(call.store, call.actor, memory=call.memory)
    return _shapes(found.all if asked.all else (*found.waiting, *found.open), found.directory)


def list_own_swaps(call: ApiCall, asked: Whose, _body: None) -> Shape:
    """The swaps that concern a consultant: offers to them, theirs, and what came of others."""
    whose = call.whose(Action.SWAP_DUTIES, asked.consultant)
    found = swap_looks.own_swaps(call.store, call.actor, whose, memory=call.memory)
    names = found.directory
    sides = {"to_me": found.to_me, "by_me": found.by_me, "over": found.over}
    return {"consultant": found.who.id, **{name: _shapes(views, names) for name, views in sides.items()}}


def show_choices(call: ApiCall, asked: OneDuty, _body: None) -> Shape:
    """To whom a duty can be offered, and for which duties of theirs it can be traded."""
    whose = call.whose(Action.SWAP_DUTIES, asked.consultant)
    found = choosing.choices(call.store, call.actor, whose, asked.seat, asked.trader, memory=call.memory)
    return {
        "consultant": found.who.id,
        "seat": found.duty.seat.id,
        "able": list(found.able),
        "traders": list(found.traders),
        "returns": [one.duty.seat.id for one in found.returns],
        "until": found.until.isoformat(),
        "late": found.is_late,
        "version": found.version,
    }


def show_swap(call: ApiCall, asked: OneSwap, _body: None) -> Shape:
    """A swap: what was done about it, who could take it, and what it would change."""
    found = swap_looks.swap_of(call.store, call.actor, asked.swap, _acting(call, asked), memory=call.memory)
    return {**looked_shape(found), "version": found.version}


def offer_swap(call: ApiCall, asked: Whose, body: SwapOffer) -> Shape:
    """Offer a published duty; an ops lead may in its holder's name."""
    giver = _acting(call, asked)
    done = offering.offer(call.store, call.actor, giver, body.seat, body.to, body.in_return, body.note, body.version)
    return done_shape(done)


def take_swap(call: ApiCall, asked: OneSwap, body: SwapAnswer) -> Shape:
    """Take an offer: it takes effect at once, or once an ops lead approves, as the policy has it."""
    whose = call.whose(Action.SWAP_DUTIES, asked.consultant)
    return done_shape(answering.take(call.store, call.actor, asked.swap, whose, body.version))


def let_swap_go(call: ApiCall, asked: OneSwap, body: SwapAnswer) -> Shape:
    """Let go of an offer that was taken and is not approved yet: it is open again."""
    return _done(answering.let_go, call, asked, body)


def decline_swap(call: ApiCall, asked: OneSwap, body: SwapAnswer) -> Shape:
    """Say no to an offer."""
    whose = call.whose(Action.SWAP_DUTIES, asked.consultant)
    return done_shape(answering.decline(call.store, call.actor, asked.swap, whose, body.version))


def withdraw_swap(call: ApiCall, asked: OneSwap, body: SwapAnswer) -> Shape:
    """Take an offer back, as long as it has not taken effect."""
    return _done(offering.withdraw, call, asked, body)


def approve_swap(call: ApiCall, asked: OneSwap, body: SwapAnswer) -> Shape:
    """Approve a swap that was taken: the roster with it is published."""
    return done_shape(approving.approve(call.store, call.actor, asked.swap, body.version))


def refuse_swap(call: ApiCall, asked: OneSwap, body: Refusal) -> Shape:
    """Say no to a swap, with a reason that both are told."""
    return done_shape(approving.refuse(call.store, call.actor, asked.swap, body.reason, body.version))


def _done(act: Callable[..., SwapDone], call: ApiCall, asked: OneSwap, body: SwapAnswer) -> Shape:
    return done_shape(act(call.store, call.actor, asked.swap, _acting(call, asked), body.version))


def _acting(call: ApiCall, asked: Whose) -> str | None:
    """The consultant who acts, or for whom; None: an ops lead, for whomever it concerns. Raises Forbidden."""
    if asked.consultant is None and call.actor.role is Role.OPS:
        return None
    return call.whose(Action.SWAP_DUTIES, asked.consultant)


def _shapes(views: tuple[SwapView, ...], names: Any) -> list[Shape]:
    return [swap_shape(view, names) for view in views]


_SWAP, _LEAD, _ONE = Action.SWAP_DUTIES, Action.APPROVE_SWAPS, "/swaps/{swap}"
ROUTES = (
    ApiRoute("GET", "/swaps", _LEAD, list_swaps, list[SwapJson], SomeSwaps),
    ApiRoute("POST", "/swaps", _SWAP, offer_swap, SwapDoneJson, Whose, SwapOffer, 201, "/swaps/{swap}", changes=True),
    ApiRoute("GET", "/own/swaps", _SWAP, list_own_swaps, OwnSwapsJson, Whose),
    ApiRoute("GET", "/own/swaps/choices", _SWAP, show_choices, ChoicesJson, OneDuty, slow=True),
    ApiRoute("GET", _ONE, _SWAP, show_swap, SwapLookedJson, OneSwap),
    ApiRoute("POST", f"{_ONE}/take", _SWAP, take_swap, SwapDoneJson, OneSwap, SwapAnswer, changes=True),
    ApiRoute("POST", f"{_ONE}/let-go", _SWAP, let_swap_go, SwapDoneJson, OneSwap, SwapAnswer, changes=True),
    ApiRoute("POST", f"{_ONE}/decline", _SWAP, decline_swap, SwapDoneJson, OneSwap, SwapAnswer, changes=True),
    ApiRoute("POST", f"{_ONE}/withdraw", _SWAP, withdraw_swap, SwapDoneJson, OneSwap, SwapAnswer, changes=True),
    ApiRoute("POST", f"{_ONE}/approve", _LEAD, approve_swap, SwapDoneJson, OneSwap, SwapAnswer, changes=True),
    ApiRoute("POST", f"{_ONE}/refuse", _LEAD, refuse_swap, SwapDoneJson, OneSwap, Refusal, changes=True),
)
