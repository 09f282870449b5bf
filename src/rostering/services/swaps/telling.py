"""Notices of swaps: who is told what was done, through the outbox, in the transaction that does it."""

from collections.abc import Iterable

from rostering.domain.swaps import Act, Swap, SwapStep
from rostering.domain.users import Role
from rostering.language import speaking, told
from rostering.notices import SwapNews, Writer
from rostering.rosters.postings import Posting, current_entries
from rostering.services.swaps.ground import SwapGround
from rostering.store import Transaction

_SILENT = frozenset({Act.APPROVED, Act.PASSED})
"""What the publication itself tells."""


def tell(
    tx: Transaction, ground: SwapGround, swap: Swap, by: str | None, able: Iterable[str] = (), waits: bool = False
) -> None:
    """Write to those whom the last step of a swap concerns, but for whoever took it; nothing while notices are off.

    `by` is the consultant who took the step, None where somebody else took it for them; `able` are those whom an offer
    to everybody reaches. What waits for approval is told to ops leads who are consultants; others have no address.
    """
    firm, step = ground.inputs.organisation, swap.last
    if not firm.notices.enabled or step.act in _SILENT:
        return
    leads = _leads(tx) if waits else ()
    reached = {swap.giver, swap.to, swap.taker, step.consultant, *able, *leads} - {by, None}
    if step.act is Act.DECLINED and swap.to is None:
        return  # that somebody does not want it is nobody's business
    people = [one for one in ground.inputs.consultants if one.id in reached and one.email]
    with speaking(firm.language):
        news, writer = _news(ground, swap, step, waits), Writer(firm, ground.at)
        tx.outbox.add([news.letter(writer, reader) for reader in people], ground.at)


def _leads(tx: Transaction) -> tuple[str, ...]:
    """The consultants who are ops leads as well: these can be written to."""
    users = (user for user in tx.users.all() if user.role is Role.OPS and user.ended is None)
    return tuple(user.consultant for user in users if user.consultant)


def _news(ground: SwapGround, swap: Swap, step: SwapStep, waits: bool) -> SwapNews:
    names = ground.directory
    postings = {each.id: each for each in current_entries(ground.publications) if isinstance(each, Posting)}
    other = swap.to or swap.taker
    return SwapNews(
        swap,
        step,
        giver=names.consultants.get(swap.giver, swap.giver),
        other=names.consultants.get(other, other) if other else "",
        actor=names.consultants.get(step.consultant or "", step.consultant or ""),
        given=postings.get(swap.seat),
        in_return=postings.get(swap.in_return or ""),
        reason=told(step.reason, names.name_of) if step.act is Act.ENDED else step.reason,
        waits=waits,
    )
