"""Accounts of fairness: what everyone opens a period with, and the fair share of its points and of its big days."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median_low

from rostering.demand.shares import Able, targets_of
from rostering.domain.findings import DATE, Account, BigDayAccount
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Consultant
from rostering.domain.seats import Seat
from rostering.spans import Period

Weights = Mapping[str, Mapping[str, int]]
"""By consultant and role, as `weights_of` has them."""


@dataclass(frozen=True)
class Past:
    """What published rosters have left behind: since when there are any, and the balances after them."""

    since: date | None = None
    """The first published date; None where nothing is published."""
    points: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By consultant and role."""
    big_days: Mapping[str, int] = field(default_factory=dict)
    """By consultant."""


NO_PAST = Past()


def accounts_of(
    inputs: Inputs, period: Period, seats: Sequence[Seat], past: Past, weights: Weights
) -> tuple[Account, ...]:
    """An account per consultant and role: opening balance, and a whole-point share of the role's points as target."""
    accounts: list[Account] = []
    for role, able in _able(inputs, weights):
        openings = openings_of(inputs, role, [who for who, _ in able], period.first, past)
        targets = targets_of([seat for seat in seats if seat.role == role], able)
        accounts += [Account(who.id, role, openings[who.id], targets[who.id]) for who, _ in able]
    return tuple(sorted(accounts, key=lambda account: (account.consultant, account.role)))


def big_days_of(inputs: Inputs, seats: Sequence[Seat], past: Past, weights: Weights) -> tuple[BigDayAccount, ...]:
    """An account per consultant: their shares, role by role and pool by pool, of the seats on big days."""
    shares: Counter[str] = Counter()
    for role, able in _able(inputs, weights):
        big = [seat for seat in seats if seat.role == role and seat.occasion]
        shares.update(targets_of(big, able, lambda _: DATE))
    return tuple(BigDayAccount(who, past.big_days.get(who, 0), shares[who]) for who in sorted(shares))


def openings_of(
    inputs: Inputs, role: str, pool: Sequence[Consultant], first: date, past: Past = NO_PAST
) -> dict[str, int]:
    """With how many points each of a pool opens a period that begins on a date.

    Those of whom nothing is known open at 0 if they were there when the ledger began, on the first date that is
    published or planned; whoever came later opens at the median of the others.
    """
    known = {x.consultant: x.points for x in inputs.balances if x.role == role}
    known |= {who: points for (who, carried_role), points in past.points.items() if carried_role == role}
    began = min(first, past.since or first)
    known |= {who.id: 0 for who in pool if who.id not in known and joined(who, role) <= began}
    others = [known[who.id] for who in pool if who.id in known]
    return {who.id: known.get(who.id, median_low(others) if others else 0) for who in pool}


def joined(who: Consultant, role: str) -> date:
    """The first date on which somebody has a role."""
    first, _ = who.role_dates.get(role, (None, None))
    return max(who.employed_from, first or who.employed_from)


def _able(inputs: Inputs, weights: Weights) -> Iterator[tuple[str, Able]]:
    """Each role with those who have it at any time, and what they weigh in it."""
    for role in inputs.catalogue.roles:
        yield role, [(who, weights[who.id][role]) for who in inputs.consultants if weights[who.id].get(role)]
