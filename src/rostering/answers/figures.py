"""The figures by which rosters are compared, each reckoned here alone."""

from collections.abc import Iterable, Mapping

from rostering.domain.findings import Account


def largest_deviation(accounts: Iterable[Account]) -> int:
    """How far the one who is furthest is from the fair share, in points."""
    return max((abs(account.deviation) for account in accounts), default=0)


def sum_of_squares(accounts: Iterable[Account]) -> int:
    """All deviations squared."""
    return sum(account.deviation**2 for account in accounts)


def penalty_changes(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """What each rule's penalty changes by; rules that cost the same are left out."""
    changed = {rule: after.get(rule, 0) - before.get(rule, 0) for rule in (*before, *after)}
    return {rule: change for rule, change in changed.items() if change}


def change_of(before: int | None, after: int | None) -> int | None:
    """What a figure changes by; None where either side has none."""
    return None if before is None or after is None else after - before
