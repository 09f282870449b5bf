"""Swaps that end by themselves, as the roster, a booking or the clock has overtaken them."""

from datetime import datetime

from rostering.domain.swaps import Act, SwapStep, live
from rostering.services.swaps.ground import AsItIs, SwapGround
from rostering.services.swaps.telling import tell
from rostering.store import Transaction

ITSELF = "rostering"
"""Who the log says ended them."""


def end_overtaken(tx: Transaction, at: datetime) -> int:
    """Keep of each swap that has ended by itself that it has, and why; those concerned are told. Returns how many."""
    going_on = live(tx.swaps.all())
    if not going_on:
        return 0
    ground = SwapGround(tx, AsItIs(), at)
    reasons = {swap: reason for swap in going_on if (reason := ground.over(swap))}
    for swap, reason in reasons.items():
        ended = tx.swaps.go_on(swap, SwapStep(0, at, ITSELF, Act.ENDED, reason=reason))
        tx.log(ITSELF, "end swap", f"{swap} {swap.seat}", swap.state, f"{ended.state}: {reason}", at=at)
        tell(tx, ground, ended, None, filter(None, (swap.taker,)))
    return len(reasons)
