"""All pages of swaps; those of an ops lead: what waits, and one of them decided."""

from functools import partial

from rostering.answers.swaps import AllSwaps, LookedAt
from rostering.domain.rights import Action
from rostering.domain.swaps import SwapState
from rostering.reports.look.wording import signed
from rostering.reports.roster.board_words import label
from rostering.services.swaps.acting import LONGEST
from rostering.services.swaps.approving import approve, refuse
from rostering.services.swaps.swap_looks import all_swaps, swap_of
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import ChoiceField, Fields, Text
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.service.replies import Reply
from rostering.web.swaps.own_routes import PAGES as OWN
from rostering.web.swaps.own_routes import memory_of
from rostering.web.swaps.swap_views import card_of, cards_of, policy_words


async def show_all(asked: Asked) -> Reply:
    """What waits for approval, what is on offer, and what is over."""
    found: AllSwaps = await asked.run(all_swaps, asked.store, asked.actor, asked.now, memory_of(asked))
    cards = partial(cards_of, names=found.directory, reader=None)
    return page(
        asked,
        "swaps/swaps.html",
        waiting=cards(found.waiting),
        open=cards(found.open),
        over=cards(found.over),
        policy=policy_words(found.policy),
    )


async def show_one(asked: Asked) -> Reply:
    """One swap, with all that speaks for and against it."""
    number = int(asked.param("number"))
    found: LookedAt = await asked.run(swap_of, asked.store, asked.actor, number, None, asked.now, memory_of(asked))
    return page(
        asked,
        "swaps/judge.html",
        found=found,
        card=card_of(found.view, found.directory, None),
        able=[(who, found.directory.consultants.get(who, who)) for who in found.able],
        is_waiting=found.view.state is SwapState.TAKEN,
        label=label,
        signed=signed,
        longest=LONGEST,
    )


async def approve_swap(asked: Asked) -> Reply:
    """Approve a swap."""
    form, number = asked.form, int(asked.param("number"))
    await asked.run(approve, asked.store, asked.actor, number, form.version, form.text("seen") or None, asked.now)
    return see(asked.url("judge_swap", number=number, done="approved"))


async def refuse_swap(asked: Asked) -> Reply:
    """Say no to a swap."""
    form, number = asked.form, int(asked.param("number"))
    await asked.run(refuse, asked.store, asked.actor, number, form.text("reason"), form.version, asked.now)
    return see(asked.url("judge_swap", number=number, done="refused"))


_LEAD = Action.APPROVE_SWAPS
_DONE = Fields(ChoiceField("done", options=("approved", "refused"), required=False))
_SEEN = Fields(Text("seen", required=False, longest=40))
_REASON = Fields(Text("reason", longest=LONGEST, lines=True))
_PATH = "/swaps/{number:int}"

PAGES = (
    *OWN,
    Page("/swaps", "all_swaps", READ, _LEAD, show_all),
    Page(_PATH, "judge_swap", READ, _LEAD, show_one, query=_DONE),
    Page(f"{_PATH}/approve", "approve_swap", SEND, _LEAD, approve_swap, _SEEN, again=show_one),
    Page(f"{_PATH}/refuse", "refuse_swap", SEND, _LEAD, refuse_swap, _REASON, again=show_one),
)
