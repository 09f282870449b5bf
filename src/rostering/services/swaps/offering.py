"""A duty is offered, to one person or to all who could lawfully take it, maybe for another; or the offer taken back."""

from datetime import datetime

from rostering.answers.swaps import SwapDone
from rostering.domain.swaps import Act, Swap
from rostering.domain.users import Actor
from rostering.errors import BadCall
from rostering.language import _
from rostering.services.access.seen import check_seen
from rostering.services.links.own import consultant_of
from rostering.services.swaps.acting import (
    acting,
    acting_for,
    as_it_is,
    check_in_time,
    cleaned,
    in_words,
    log_step,
    refuse_unlawful,
    require_for,
    take_back,
)
from rostering.services.swaps.choosing import able_to_take, seen_of, told_seen
from rostering.services.swaps.ground import SwapGround
from rostering.services.swaps.refusals import HasBegun, NotAnyMore, NotForThem, NotSwappable, NotTheirDuty, OnOffer
from rostering.services.swaps.telling import tell


def offer(
    url: str,
    actor: Actor,
    giver: str | None,
    seat: str,
    to: str | None = None,
    in_return: str | None = None,
    note: str = "",
    version: str | None = None,
    at: datetime | None = None,
) -> SwapDone:
    """Offer a published duty to one person or, without `to`, to all who could lawfully take it; maybe for another duty.

    `giver` None is whoever holds it, which an ops lead may leave open, as for whom they do what follows.

    Raises Forbidden, NoInputs, NobodyToSubscribe, FaultyInput, NotTheirDuty, HasBegun, OnOffer, TooLate, BreaksRules,
    Stale.
    """
    require_for(actor, giver)
    with acting(url, at) as (tx, ground):
        giver = giver or _holder(ground, seat)
        swap = Swap(0, consultant_of(tx, giver).id, seat, to, in_return, cleaned(note, "note"))
        if to is not None:
            consultant_of(tx, to)
        _check_offer(ground, swap, version)
        check_in_time(ground, swap, actor)
        if to is not None:
            refuse_unlawful(ground.judged(swap.moves(to)).prospect, ground, actor)
        able = () if to is not None else able_to_take(ground, swap)
        made = tx.swaps.add(swap, ground.at, actor.name)
        log_step(tx, ground, actor, "offer swap", made, None, to or "everybody")
        tell(tx, ground, made, acting_for(actor, giver), able)
        return as_it_is(tx, ground, made)


def withdraw(
    url: str,
    actor: Actor,
    number: int,
    consultant: str | None = None,
    version: str | None = None,
    at: datetime | None = None,
) -> SwapDone:
    """Take an offer back, also one that was taken, as long as it has not taken effect.

    Raises Forbidden, UnknownSwap, NotAnyMore, NotForThem, Stale.
    """
    return take_back(url, actor, number, consultant, version, at, Act.WITHDRAWN, "withdraw swap", _givers)


def _givers(swap: Swap, consultant: str | None) -> str:
    """Whoever has offered a swap, and may take it back."""
    if consultant not in {None, swap.giver}:
        raise NotForThem(_("swap {number} is an offer of somebody else", number=swap.number))
    if not swap.is_live:
        raise NotAnyMore(swap)
    return swap.giver


def _holder(ground: SwapGround, seat: str) -> str:
    """Who holds a seat. Raises NotTheirDuty."""
    duty = ground.duties.get(seat)
    if duty is None or duty.consultant is None:
        raise NotTheirDuty(ground.directory, seat, None)
    return duty.consultant


def _check_offer(ground: SwapGround, swap: Swap, version: str | None) -> None:
    """Raise unless the duties are theirs who trade them, have not begun and are not on offer."""
    if swap.in_return is not None and swap.to is None:
        raise BadCall(_("a duty in return is somebody's: say with whom to trade"))
    if swap.to == swap.giver:
        raise BadCall(_("{name} has this duty already", name=ground.directory.consultants.get(swap.giver, swap.giver)))
    names, live = ground.directory, [each for each in ground.swaps if ground.is_live(each)]
    for seat, holder in zip(swap.seats, (swap.giver, swap.to), strict=False):
        duty = ground.duties.get(seat)
        if duty is None or duty.consultant != holder:
            raise NotTheirDuty(names, seat, holder)
        if duty.seat.span.start <= ground.at:
            raise HasBegun(names, seat)
    if version is not None:
        check_seen(version, seen_of(ground, swap.seat), told_seen)
    if same := next((each for each in live if each.seat == swap.seat), None):
        raise OnOffer(names, same)
    if reason := ground.over(swap):
        raise NotSwappable(in_words(ground, reason))
