"""What a duty can be swapped for: who could lawfully take it, and which duties of theirs in return."""

from collections.abc import Callable, Iterator
from datetime import datetime

from rostering.answers.swaps import Choices, Return
from rostering.audit.bench import backings_of
from rostering.domain.rights import Action
from rostering.domain.seats import Duty
from rostering.domain.swaps import Swap
from rostering.domain.users import Actor
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.access.seen import version_of
from rostering.services.clock import now
from rostering.services.links.own import consultant_of
from rostering.services.opening import existing_store
from rostering.services.swaps.ground import AsItIs, Remembering, SwapGround
from rostering.services.swaps.refusals import HasBegun, NotTheirDuty
from rostering.store import Reading


def choices(
    url: str,
    actor: Actor,
    giver: str,
    seat: str,
    trader: str | None = None,
    at: datetime | None = None,
    memory: Remembering | None = None,
) -> Choices:
    """To whom a duty can be offered, and which duties of a trader it can be traded for.

    Raises Forbidden, NoInputs, NobodyToSubscribe, NotTheirDuty, HasBegun.
    """
    require(actor, Action.SWAP_DUTIES, giver)
    with existing_store(url).reading() as reading:
        who, ground = consultant_of(reading, giver), ground_of(reading, at, memory)
        if trader is not None:
            consultant_of(reading, trader)
        duty = ground.duties.get(seat)
        if duty is None or duty.consultant != giver:
            raise NotTheirDuty(ground.directory, seat, giver)
        if duty.seat.span.start <= ground.at:
            raise HasBegun(ground.directory, seat)
        by_name = _by_name(ground)
        return Choices(
            who,
            duty,
            tuple(sorted(_able(ground, seat), key=by_name)),
            tuple(sorted(_traders(ground, duty), key=by_name)),
            trader,
            tuple(_returns(ground, duty, trader)) if trader else (),
            ground.until(duty),
            ground.until(duty) < ground.at,
            ground.inputs.swaps,
            ground.directory,
            version_of(seen_of(ground, seat)),
        )


def able_to_take(ground: SwapGround, swap: Swap) -> tuple[str, ...]:
    """Who could lawfully take what is offered to everybody, by name."""
    return tuple(sorted(_able(ground, swap.seat), key=_by_name(ground)))


def seen_of(ground: SwapGround, seat: str) -> tuple[str, ...]:
    """What a form for an offer is made from: the offers of the same duty that there are."""
    return tuple(str(each).rstrip(":") for each in ground.swaps if each.seat == seat and each.is_live)


def told_seen(item: str) -> str:
    """An offer in words; nothing of a text that is none."""
    number = item.removeprefix("swap ")
    return _("swap {number}", number=number) if number.isascii() and number.isdigit() else ""


def ground_of(reading: Reading, at: datetime | None, memory: Remembering | None) -> SwapGround:
    """What swaps are judged by, now or at an instant, as far as possible from memory."""
    return SwapGround(reading, memory or AsItIs(), at or now())


def _able(ground: SwapGround, seat: str) -> Iterator[str]:
    case, roster = ground.standing([seat])
    for backing in backings_of(roster, case.rules, [case.problem.seat[seat]] if seat in case.problem.seat else []):
        yield from (one.consultant for one in backing.bench)


def _traders(ground: SwapGround, duty: Duty) -> set[str]:
    """Who could be asked to trade: everybody with the role who has a duty ahead for which the giver has the role."""
    giver = duty.consultant
    people = {one.id: one for one in ground.inputs.consultants}
    own = people[giver].roles if giver in people else ()
    held = (each for each in ground.duties.values() if each.seat.role in own and each.seat.span.start > ground.at)
    found = {each.consultant for each in held if each.consultant in people}
    return {who for who in found if who and who != giver and people[who].has(duty.seat.role, duty.seat.day)}


def _returns(ground: SwapGround, duty: Duty, trader: str) -> Iterator[Return]:
    giver = duty.consultant or ""
    own = next((one.roles for one in ground.inputs.consultants if one.id == giver), ())
    for other in ground.ahead(trader):
        if other.seat.role in own and ground.until(other) >= ground.at:
            judged = ground.judged({duty.seat.id: trader, other.seat.id: giver})
            yield Return(other, judged.prospect)


def _by_name(ground: SwapGround) -> Callable[[str], str]:
    names = ground.directory.consultants
    return lambda who: names.get(who, who).casefold()
