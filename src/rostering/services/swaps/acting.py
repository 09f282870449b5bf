"""What every act about a swap has in common: its transaction, its checks, its entry in the log, and who is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from rostering.answers.swaps import Prospect, SwapDone
from rostering.domain.notices import MailState
from rostering.domain.rights import Action
from rostering.domain.swaps import Act, Swap, SwapState, SwapStep
from rostering.domain.users import Actor, Role
from rostering.errors import Fault, FaultyInput, Stale
from rostering.language import _, named
from rostering.services.access.freshness import check_mark
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.services.swaps.effecting import take_effect
from rostering.services.swaps.ending import end_overtaken
from rostering.services.swaps.ground import AsItIs, Judged, SwapGround
from rostering.services.swaps.refusals import AnotherTook, BreaksRules, NotAnyMore, TooLateToSwap
from rostering.services.swaps.telling import tell
from rostering.store import Transaction

LONGEST = 300
"""Letters of a note, and of a reason."""


def require_for(actor: Actor, consultant: str | None) -> None:
    """Let consultants act for themselves, ops leads for anybody, None being whomever it concerns. Raises Forbidden."""
    require(actor, Action.APPROVE_SWAPS if consultant is None else Action.SWAP_DUTIES, consultant)


@contextmanager
def acting(url: str, at: datetime | None) -> Iterator[tuple[Transaction, SwapGround]]:
    """A transaction with the ground of swaps; that some have ended by themselves is kept first in any case."""
    store, at = existing_store(url), at or now()
    with store.transaction() as tx:
        end_overtaken(tx, at)
    with store.transaction() as tx:
        yield tx, SwapGround(tx, AsItIs(), at)


def check_turn(ground: SwapGround, swap: Swap, state: SwapState, consultant: str | None = None) -> None:
    """Raise unless a swap stands where the act takes it up, and can go on."""
    if swap.state is not state:
        if consultant and swap.taker not in {None, consultant} and swap.state in {SwapState.TAKEN, SwapState.DONE}:
            raise AnotherTook(swap, ground.directory)
        raise NotAnyMore(swap, in_words(ground, swap.last.reason))
    if reason := ground.over(swap):
        raise NotAnyMore(swap, in_words(ground, reason))


def in_words(ground: SwapGround, reason: str) -> str:
    """A kept reason in the language that is spoken."""
    return named(reason, ground.directory.name_of) if reason else ""


def check_in_time(ground: SwapGround, swap: Swap, actor: Actor) -> None:
    """Let no consultant offer or take what begins too soon; an ops lead still may. Raises TooLate."""
    if ground.is_late(swap) and actor.role is not Role.OPS:
        until = min(ground.until(ground.duties[seat]) for seat in swap.seats)
        raise TooLateToSwap(until, ground.inputs.organisation.zone)


def check_version(tx: Transaction, swap: Swap, version: str | None) -> None:
    """Let no form be taken that was made from an earlier state of the swap. Raises Stale."""
    if version is not None:
        check_mark(tx, version, str(swap))


def judged_anew(ground: SwapGround, swap: Swap, taker: str, actor: Actor, seen: str | None) -> Judged:
    """The roster after a swap, which breaks nothing that is forbidden and is what was shown."""
    judged = ground.judged(swap.moves(taker))
    refuse_unlawful(judged.prospect, ground, actor)
    if seen is not None and seen != judged.prospect.mark:
        raise Stale(_("the roster has changed, and with it what this swap would mean: look at it again"))
    return judged


def refuse_unlawful(prospect: Prospect, ground: SwapGround, actor: Actor) -> None:
    """Raise BreaksRules, with the rules' own sentences, for a swap that breaks what is forbidden."""
    if not prospect.is_lawful:
        reader = None if actor.role is Role.OPS else actor.consultant
        raise BreaksRules(prospect.forbidden, ground.directory, reader)


def put_into_effect(tx: Transaction, ground: SwapGround, swap: Swap, judged: Judged, actor: Actor, act: Act) -> Swap:
    """The swap that has taken effect; others of the same duties end by that."""
    moves = swap.moves(swap.taker or "")
    rosters = take_effect(tx, ground, judged, moves, actor, f"{swap} {swap.seat}")
    done = tx.swaps.go_on(swap, SwapStep(0, ground.at, actor.name, act, swap.taker, rosters=rosters))
    verb = "approve swap" if act is Act.APPROVED else "pass swap"
    log_step(tx, ground, actor, verb, done, swap.state, done.state)
    end_overtaken(tx, ground.at)
    return done


def go_on(
    tx: Transaction,
    ground: SwapGround,
    actor: Actor,
    swap: Swap,
    step: SwapStep,
    verb: str,
    consultant: str | None,
) -> SwapDone:
    """A further step, logged and told."""
    after = tx.swaps.go_on(swap, step)
    said = f"{after.state}: {step.reason}" if step.reason else after.state
    log_step(tx, ground, actor, verb, after, swap.state, said)
    tell(tx, ground, after, acting_for(actor, consultant), (swap.taker,) if swap.taker else ())
    return as_it_is(tx, ground, after)


def take_back(
    url: str,
    actor: Actor,
    number: int,
    consultant: str | None,
    version: str | None,
    at: datetime | None,
    act: Act,
    verb: str,
    whose: Callable[[Swap, str | None], str],
) -> SwapDone:
    """Take something back about a swap; `whose` says of the swap whose act that is, or raises."""
    require_for(actor, consultant)
    with acting(url, at) as (tx, ground):
        swap = tx.swaps.one(number)
        consultant = whose(swap, consultant)
        check_version(tx, swap, version)
        step = SwapStep(0, ground.at, actor.name, act, consultant)
        return go_on(tx, ground, actor, swap, step, verb, consultant)


def acting_for(actor: Actor, consultant: str | None) -> str | None:
    """The consultant who acts themselves; None where an ops lead does."""
    return consultant if actor.consultant == consultant else None


def log_step(
    tx: Transaction, ground: SwapGround, actor: Actor, verb: str, swap: Swap, before: str | None, after: str
) -> None:
    """Keep in the audit log what was done."""
    tx.log(actor.name, verb, f"{swap} {swap.seat}", before, after, at=ground.at)


def as_it_is(tx: Transaction, ground: SwapGround, swap: Swap) -> SwapDone:
    """What became of it, as it is now."""
    now_ = SwapGround(tx, AsItIs(), ground.at)
    enabled = ground.inputs.organisation.notices.enabled
    return SwapDone(now_.view(swap), now_.directory, tx.outbox.count(MailState.WAITING) if enabled else None)


def cleaned(text: str, place: str) -> str:
    """A text on one line. Raises FaultyInput where it is too long."""
    said = " ".join(text.split())
    if len(said) > LONGEST:
        raise FaultyInput([Fault(place, _("at most {number} letters", number=LONGEST))])
    return said
