"""An offer is taken, let go of again, or declined."""

from datetime import datetime

from rostering.answers.swaps import Prospect, SwapDone
from rostering.domain.rights import Action
from rostering.domain.swaps import Act, Approval, Swap, SwapState, SwapStep
from rostering.domain.users import Actor
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.links.own import consultant_of
from rostering.services.swaps.acting import (
    acting,
    acting_for,
    as_it_is,
    check_in_time,
    check_turn,
    check_version,
    go_on,
    judged_anew,
    log_step,
    put_into_effect,
    take_back,
)
from rostering.services.swaps.ground import SwapGround
from rostering.services.swaps.refusals import NotAnyMore, NotForThem
from rostering.services.swaps.telling import tell


def take(
    url: str,
    actor: Actor,
    number: int,
    consultant: str,
    version: str | None = None,
    seen: str | None = None,
    at: datetime | None = None,
) -> SwapDone:
    """Take an offer; it takes effect at once, or once an ops lead approves, as the policy has it.

    `seen` is the mark of what the swap would change, as its taker was shown it. Raises Forbidden, UnknownSwap,
    AnotherTook, NotAnyMore, NotForThem, TooLate, BreaksRules, Stale.
    """
    require(actor, Action.SWAP_DUTIES, consultant)
    with acting(url, at) as (tx, ground):
        swap = tx.swaps.one(number)
        check_turn(ground, swap, SwapState.OPEN, consultant)
        _check_taker(ground, swap, consultant_of(tx, consultant).id)
        check_in_time(ground, swap, actor)
        check_version(tx, swap, version)
        judged = judged_anew(ground, swap, consultant, actor, seen)
        taken = tx.swaps.go_on(swap, SwapStep(0, ground.at, actor.name, Act.TAKEN, consultant))
        log_step(tx, ground, actor, "take swap", taken, swap.state, taken.state)
        waits = _waits(ground, judged.prospect)
        tell(tx, ground, taken, acting_for(actor, consultant), waits=waits)
        done = taken if waits else put_into_effect(tx, ground, taken, judged, actor, Act.PASSED)
        return as_it_is(tx, ground, done)


def let_go(
    url: str,
    actor: Actor,
    number: int,
    consultant: str | None = None,
    version: str | None = None,
    at: datetime | None = None,
) -> SwapDone:
    """Let go of an offer that was taken and is not approved yet: it is open again.

    Raises Forbidden, UnknownSwap, NotAnyMore, NotForThem, Stale.
    """
    return take_back(url, actor, number, consultant, version, at, Act.LET_GO, "release swap", _takers)


def decline(
    url: str, actor: Actor, number: int, consultant: str, version: str | None = None, at: datetime | None = None
) -> SwapDone:
    """Say no to an offer: one to oneself alone ends by that, one to everybody stays open to the others.

    Raises Forbidden, UnknownSwap, NotAnyMore, NotForThem, Stale.
    """
    require(actor, Action.SWAP_DUTIES, consultant)
    with acting(url, at) as (tx, ground):
        swap = tx.swaps.one(number)
        check_turn(ground, swap, SwapState.OPEN, consultant)
        _check_taker(ground, swap, consultant_of(tx, consultant).id)
        check_version(tx, swap, version)
        step = SwapStep(0, ground.at, actor.name, Act.DECLINED, consultant)
        return go_on(tx, ground, actor, swap, step, "decline swap", consultant)


def _takers(swap: Swap, consultant: str | None) -> str:
    """Whoever has taken a swap, and may let go of it."""
    if swap.state is not SwapState.TAKEN or swap.taker is None:
        raise NotAnyMore(swap)
    if consultant not in {None, swap.taker}:
        raise NotForThem(_("somebody else has taken swap {number}", number=swap.number))
    return swap.taker


def _check_taker(ground: SwapGround, swap: Swap, consultant: str) -> None:
    names = ground.directory.consultants
    if consultant == swap.giver:
        raise NotForThem(
            _("swap {number} is an offer of {name} themselves", number=swap.number, name=names[consultant])
        )
    if swap.to not in {None, consultant}:
        raise NotForThem(
            _("swap {number} is offered to {name} alone", number=swap.number, name=names.get(swap.to or "", swap.to))
        )


def _waits(ground: SwapGround, prospect: Prospect) -> bool:
    approval = ground.inputs.swaps.approval
    return approval is Approval.LEAD or (approval is Approval.PENALISED and bool(prospect.penalised))
