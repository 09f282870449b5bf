"""An ops lead approves a swap that was taken, or refuses one."""

from datetime import datetime

from rostering.answers.swaps import SwapDone
from rostering.domain.rights import Action
from rostering.domain.swaps import Act, SwapState, SwapStep
from rostering.domain.users import Actor
from rostering.errors import Fault, FaultyInput
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.swaps.acting import (
    acting,
    as_it_is,
    check_turn,
    check_version,
    cleaned,
    go_on,
    judged_anew,
    put_into_effect,
)
from rostering.services.swaps.refusals import NotAnyMore


def approve(
    url: str,
    actor: Actor,
    number: int,
    version: str | None = None,
    seen: str | None = None,
    at: datetime | None = None,
) -> SwapDone:
    """Approve a swap that was taken: it takes effect. Raises Forbidden, UnknownSwap, NotAnyMore, BreaksRules, Stale."""
    require(actor, Action.APPROVE_SWAPS)
    with acting(url, at) as (tx, ground):
        swap = tx.swaps.one(number)
        check_turn(ground, swap, SwapState.TAKEN)
        check_version(tx, swap, version)
        judged = judged_anew(ground, swap, swap.taker or "", actor, seen)
        return as_it_is(tx, ground, put_into_effect(tx, ground, swap, judged, actor, Act.APPROVED))


def refuse(
    url: str, actor: Actor, number: int, reason: str, version: str | None = None, at: datetime | None = None
) -> SwapDone:
    """Say no to a swap, with a reason that those concerned are told.

    Raises Forbidden, UnknownSwap, FaultyInput, NotAnyMore, Stale.
    """
    require(actor, Action.APPROVE_SWAPS)
    with acting(url, at) as (tx, ground):
        swap = tx.swaps.one(number)
        if not swap.is_live:
            raise NotAnyMore(swap)
        check_version(tx, swap, version)
        if not (why := cleaned(reason, "reason")):
            raise FaultyInput([Fault("reason", _("say why: both are told"))])
        step = SwapStep(0, ground.at, actor.name, Act.REFUSED, reason=why)
        return go_on(tx, ground, actor, swap, step, "refuse swap", None)
