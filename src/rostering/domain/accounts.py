"""Whose accounts there are: those of all who have a share, and of whoever holds a duty without one."""

from collections import Counter
from collections.abc import Iterable, Mapping

from rostering.domain.findings import DATE, Account, BigDayAccount
from rostering.domain.seats import Duty

Key = tuple[str, str]
"""A consultant and a role."""


def of_all_holders(
    accounts: Iterable[Account], duties: Iterable[Duty], balances: Mapping[Key, int]
) -> tuple[Account, ...]:
    """The accounts, and by name one more for each who holds duties in a role without an account there.

    Nothing is their share, so all they earn is beyond it; they open with the balance that they have, if any.
    """
    accounts, earned = tuple(accounts), points_of(duties)
    others = sorted(earned.keys() - {(one.consultant, one.role) for one in accounts})
    return (*accounts, *(Account(*key, balances.get(key, 0), 0, earned[key]) for key in others))


def big_days_of_all_holders(
    accounts: Iterable[BigDayAccount], duties: Iterable[Duty], balances: Mapping[str, int]
) -> tuple[BigDayAccount, ...]:
    """The accounts of big days, and by name one more for each who has a duty on such a day without an account.

    Where there are no shares, as in rosters of earlier releases, there is nothing that one could be beyond.
    """
    accounts = tuple(accounts)
    dates = dates_of(duties if any(one.target for one in accounts) else ())
    others = sorted(dates.keys() - {one.consultant for one in accounts})
    return (*accounts, *(BigDayAccount(who, balances.get(who, 0), 0, dates[who]) for who in others))


def points_of(duties: Iterable[Duty]) -> dict[Key, int]:
    """By consultant and role, what the duties earn; everybody who holds one is there."""
    earned: dict[Key, int] = {}
    for duty in duties:
        if duty.consultant:
            key = duty.consultant, duty.seat.role
            earned[key] = earned.get(key, 0) + duty.seat.points
    return earned


def dates_of(duties: Iterable[Duty]) -> Counter[str]:
    """By consultant, how many dates of occasions they have a duty on, in thousandths."""
    dates = {(duty.consultant, duty.seat.day) for duty in duties if duty.consultant and duty.seat.occasion}
    return Counter({who: DATE * number for who, number in Counter(who for who, _ in dates).items()})
