"""Looking at swaps: one's own, one of them, and all that wait for an ops lead."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from rostering.answers.swaps import AllSwaps, LookedAt, OwnSwaps, SwapView
from rostering.domain.rights import Action
from rostering.domain.swaps import Swap, SwapState
from rostering.domain.users import Actor
from rostering.rosters.history import as_published
from rostering.services.access.freshness import mark_of
from rostering.services.access.rights import require
from rostering.services.charges.books import books_of, told_of_closed
from rostering.services.links.own import consultant_of
from rostering.services.opening import existing_store
from rostering.services.swaps.choosing import able_to_take, ground_of
from rostering.services.swaps.ground import Remembering, SwapGround
from rostering.store.swaps import UnknownSwap

_MANY = 20
"""How many that are over are looked at."""


def own_swaps(
    url: str, actor: Actor, consultant: str, at: datetime | None = None, memory: Remembering | None = None
) -> OwnSwaps:
    """The swaps that concern a consultant. Raises Forbidden, NoInputs, NobodyToSubscribe."""
    require(actor, Action.SWAP_DUTIES, consultant)
    with existing_store(url).reading() as reading:
        who, ground = consultant_of(reading, consultant), ground_of(reading, at, memory)
        live, over = _parted(ground)
        mine = [each for each in live if consultant in {each.giver, each.taker}]
        others = [each for each in live if each not in mine and each.state is SwapState.OPEN]
        views = [
            ground.view(each, taker=consultant, judge=True) for each in others if _reaches(each, consultant, who.roles)
        ]
        to_me = [view for view in views if view.swap.to or (view.prospect and view.prospect.is_lawful)]
        return OwnSwaps(
            who,
            ground.at.astimezone(ground.inputs.organisation.zone),
            tuple(sorted(to_me, key=lambda view: (view.swap.to is None, _start(view)))),
            tuple(sorted((ground.view(each) for each in mine), key=_start)),
            tuple(ground.view(each) for each in over if each.concerns(consultant))[:_MANY],
            {each.seat: each.number for each in live if each.giver == consultant},
            ground.inputs.swaps,
            ground.directory,
        )


def swap_of(
    url: str,
    actor: Actor,
    number: int,
    reader: str | None,
    at: datetime | None = None,
    memory: Remembering | None = None,
) -> LookedAt:
    """One swap, with what it would change for its reader; None: an ops lead looks, for nobody.

    Raises Forbidden, NoInputs, UnknownSwap.
    """
    require(actor, Action.APPROVE_SWAPS if reader is None else Action.SWAP_DUTIES, reader)
    with existing_store(url).reading() as reading:
        ground, swap = ground_of(reading, at, memory), reading.swaps.one(number)
        if reader is not None and not (swap.concerns(reader) or swap.to is None):
            raise UnknownSwap(number)
        taker = reader if swap.state is SwapState.OPEN and reader != swap.giver and swap.to in {None, reader} else None
        view = ground.view(swap, taker=taker, judge=True)
        if reader is None and view.prospect is not None:
            view = replace(view, prospect=replace(view.prospect, charges=_charges(ground, swap)))
        is_open = swap.to is None and swap.state is SwapState.OPEN and not view.over
        return LookedAt(
            view,
            reader,
            able_to_take(ground, swap) if is_open else (),
            ground.inputs.swaps,
            ground.directory,
            ground.at.astimezone(ground.inputs.organisation.zone),
            mark_of(reading, str(swap)),
        )


def all_swaps(url: str, actor: Actor, at: datetime | None = None, memory: Remembering | None = None) -> AllSwaps:
    """All swaps, those that wait for approval with what each would change. Raises Forbidden, NoInputs."""
    require(actor, Action.APPROVE_SWAPS)
    with existing_store(url).reading() as reading:
        ground = ground_of(reading, at, memory)
        live, over = _parted(ground)
        waiting = [ground.view(each, judge=True) for each in live if each.state is SwapState.TAKEN]
        free = [ground.view(each) for each in live if each.state is SwapState.OPEN]
        return AllSwaps(
            tuple(sorted(waiting, key=_start)),
            tuple(sorted(free, key=_start)),
            tuple(ground.view(each) for each in over),
            ground.inputs.swaps,
            ground.directory,
            ground.at.astimezone(ground.inputs.organisation.zone),
        )


def _parted(ground: SwapGround) -> tuple[list[Swap], list[Swap]]:
    """The swaps of which something may come, and the others, the latest first."""
    live = [each for each in ground.swaps if ground.is_live(each)]
    over = [each for each in ground.swaps if each not in live]
    return live, sorted(over, key=lambda each: (each.last.at, each.number), reverse=True)


def _reaches(swap: Swap, consultant: str, roles: Iterable[str]) -> bool:
    """Whether an offer may be for a consultant, before anybody asks whether it would be lawful."""
    if swap.to is not None:
        return swap.to == consultant
    return consultant not in swap.declined_by and swap.seat.rsplit(":", 2)[-2] in roles


def _charges(ground: SwapGround, swap: Swap) -> tuple[str, ...]:
    """What a swap that was taken changes of closed months."""
    books = books_of(ground.reading, ground.inputs)
    if not books.months or swap.taker is None:
        return ()
    moves, publications = swap.moves(swap.taker), ground.publications
    for stretch in ground.stretches(moves):
        duties = (replace(duty, consultant=moves.get(duty.seat.id, duty.consultant)) for duty in stretch.version.duties)
        version = replace(stretch.version, period=stretch.period, duties=tuple(duties))
        publications = (*publications, as_published(version, publications))
    return told_of_closed(books, replace(books, publications=publications))


def _start(view: SwapView) -> tuple[object, ...]:
    return view.duty is None, view.duty.seat.span.start if view.duty else 0, view.swap.number
