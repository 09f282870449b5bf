"""Accounts of big days over time, replayed from published duties and the shares recorded with them."""

from collections.abc import Iterable, Mapping

from rostering.domain.accounts import dates_of
from rostering.domain.apportionment import apportion
from rostering.domain.findings import BigDayAccount
from rostering.domain.seats import Duty
from rostering.rosters.version import Version


def big_days_of(version: Version, duties: Iterable[Duty], balances: Mapping[str, int]) -> tuple[BigDayAccount, ...]:
    """The accounts that a publication writes by the duties on the dates it holds; each opens with the balance before.

    What is held is shared out as the recorded shares are, so that nothing is made or lost, whatever seats are empty and
    whatever dates another publication holds. A roster that records no shares, as those of earlier releases, writes
    nothing.
    """
    shares = {account.consultant: account.target for account in version.big_days}
    if not any(shares.values()):
        return tuple(BigDayAccount(who, balances.get(who, 0), 0) for who in sorted(shares))
    held = dates_of(duties)
    targets = apportion(held.total(), shares)
    return tuple(
        BigDayAccount(who, balances.get(who, 0), targets.get(who, 0), held[who]) for who in sorted({*shares, *held})
    )
