"""A consultant's pages of swaps: offers to them and by them, one looked at and answered, a duty offered."""

from collections.abc import Callable
from functools import partial

from rostering.answers.swaps import Choices, LookedAt, OwnSwaps, SwapDone
from rostering.domain.rights import Action
from rostering.domain.swaps import SwapState
from rostering.services.rosters.memory import Memory
from rostering.services.swaps.acting import LONGEST
from rostering.services.swaps.answering import decline, let_go, take
from rostering.services.swaps.choosing import choices
from rostering.services.swaps.offering import offer, withdraw
from rostering.services.swaps.swap_looks import own_swaps, swap_of
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import ChoiceField, Fields, Text
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.me.whose import WHOSE, choose, named, other, whose
from rostering.web.service.replies import Reply
from rostering.web.swaps.swap_views import card_of, cards_of, duty_card, meaning_of, policy_words

DONE = ("offered", "taken", "passed", "let_go", "declined", "withdrawn")


async def show_swaps(asked: Asked) -> Reply:
    """What is offered to one, by one, and what came of others."""
    consultant = named(asked)
    if consultant is None:
        return await choose(asked)
    found: OwnSwaps = await asked.run(own_swaps, asked.store, asked.actor, consultant, asked.now, memory_of(asked))
    cards = partial(cards_of, names=found.directory, reader=consultant)
    return page(
        asked,
        "swaps/own.html",
        found=found,
        to_me=cards(found.to_me),
        by_me=cards(found.by_me),
        over=cards(found.over),
        policy=policy_words(found.policy),
        other=other(asked),
    )


async def show_choices(asked: Asked) -> Reply:
    """To whom a duty can be offered, and for what."""
    consultant = named(asked)
    if consultant is None:
        return await choose(asked)
    seat = "" if asked.form.wrong("seat") else asked.form.again("seat") or asked.query.again("seat")
    if not seat:
        return await show_swaps(asked) if asked.form.is_sent else see(asked.url("me", consultant=other(asked)))
    trader = (asked.form.again("to") if asked.form.again("in_return") else "") or asked.query.again("with") or None
    found: Choices = await asked.run(
        choices, asked.store, asked.actor, consultant, seat, trader, asked.now, memory_of(asked)
    )
    names = found.directory
    returns = [
        (one.duty.seat.id, duty_card(one.duty, names), meaning_of(one.prospect, names, consultant))
        for one in found.returns
    ]
    return page(
        asked,
        "swaps/offer.html",
        found=found,
        duty=duty_card(found.duty, names),
        returns=returns,
        people=names.consultants,
        policy=policy_words(found.policy),
        longest=LONGEST,
        may_still=asked.may(Action.APPROVE_SWAPS) or not found.is_late,
        other=other(asked),
    )


async def make_offer(asked: Asked) -> Reply:
    """Offer a duty."""
    form = asked.form
    done: SwapDone = await asked.run(
        offer,
        asked.store,
        asked.actor,
        whose(asked),
        form.text("seat"),
        form.text("to") or None,
        form.text("in_return") or None,
        form.text("note"),
        form.version,
        asked.now,
    )
    return see(asked.url("swap", number=done.view.swap.number, consultant=other(asked), done="offered"))


async def show_swap(asked: Asked) -> Reply:
    """One swap, with what it would mean and what can be done about it."""
    consultant = named(asked)
    if consultant is None:
        return see(asked.url("judge_swap", number=asked.param("number")))
    number = int(asked.param("number"))
    found: LookedAt = await asked.run(
        swap_of, asked.store, asked.actor, number, consultant, asked.now, memory_of(asked)
    )
    return page(
        asked,
        "swaps/swap.html",
        found=found,
        card=card_of(found.view, found.directory, consultant),
        able=[found.directory.consultants.get(who, who) for who in found.able if who != consultant],
        policy=policy_words(found.policy),
        may_late=asked.may(Action.APPROVE_SWAPS),
        other=other(asked),
    )


async def take_swap(asked: Asked) -> Reply:
    """Take an offer."""
    form = asked.form
    done: SwapDone = await asked.run(
        take,
        asked.store,
        asked.actor,
        int(asked.param("number")),
        whose(asked),
        form.version,
        form.text("seen") or None,
        asked.now,
    )
    return _seen(asked, "passed" if done.view.swap.state is SwapState.DONE else "taken")


async def let_go_of_swap(asked: Asked) -> Reply:
    """Let go of an offer again."""
    return await _answered(asked, let_go, "let_go")


async def decline_swap(asked: Asked) -> Reply:
    """Say no to an offer."""
    return await _answered(asked, decline, "declined")


async def withdraw_swap(asked: Asked) -> Reply:
    """Take one's offer back."""
    return await _answered(asked, withdraw, "withdrawn")


async def _answered(asked: Asked, act: Callable[..., SwapDone], done: str) -> Reply:
    await asked.run(
        act, asked.store, asked.actor, int(asked.param("number")), whose(asked), asked.form.version, asked.now
    )
    return _seen(asked, done)


def _seen(asked: Asked, done: str) -> Reply:
    return see(asked.url("swap", number=asked.param("number"), consultant=other(asked), done=done))


def memory_of(asked: Asked) -> Memory:
    """What the service remembers of its store, for the board and for swaps."""
    return asked.site.memory


_OWN = Action.SWAP_DUTIES
_OFFER = Fields(
    WHOSE,
    Text("seat", longest=300),
    Text("to", required=False, longest=100),
    Text("in_return", required=False, longest=300),
    Text("note", required=False, longest=LONGEST),
)
_CHOICES = Fields(WHOSE, Text("seat", required=False, longest=300), Text("with", required=False, longest=100))
_ONE = Fields(WHOSE)
_TAKE = Fields(WHOSE, Text("seen", required=False, longest=40))
_QUERY = Fields(WHOSE, ChoiceField("done", options=DONE, required=False))
_PATH = "/me/swaps/{number:int}"

PAGES = (
    Page("/me/swaps", "swaps", READ, _OWN, show_swaps, query=_QUERY),
    Page("/me/swaps/offer", "offer_swap", READ, _OWN, show_choices, query=_CHOICES),
    Page("/me/swaps/offer", "offer_swap", SEND, _OWN, make_offer, _OFFER, again=show_choices),
    Page(_PATH, "swap", READ, _OWN, show_swap, query=_QUERY),
    Page(f"{_PATH}/take", "take_swap", SEND, _OWN, take_swap, _TAKE, again=show_swap),
    Page(f"{_PATH}/let-go", "let_go_of_swap", SEND, _OWN, let_go_of_swap, _ONE, again=show_swap),
    Page(f"{_PATH}/decline", "decline_swap", SEND, _OWN, decline_swap, _ONE, again=show_swap),
    Page(f"{_PATH}/withdraw", "withdraw_swap", SEND, _OWN, withdraw_swap, _ONE, again=show_swap),
)
