"""The fairness points that published rosters carry over into what is planned next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rostering.domain.findings import Account
from rostering.domain.seats import Duty
from rostering.rosters.history import published_on
from rostering.rosters.version import Publication, Version


def carried_balances(publications: Sequence[Publication], before: date) -> dict[tuple[str, str], int]:
    """By consultant and role, the balance after all published periods that end before a date.

    It starts at the opening of the first of these periods; each adds what was earned above its target. A version that
    is superseded in part counts for the days it still holds: what was earned on the others is taken off, and the
    target shrinks with the role's points.
    """
    holders = published_on(publications)
    balances: dict[tuple[str, str], int] = {}
    standing = {holder.number: holder for _, holder in sorted(holders.items())}
    for publication in standing.values():
        if publication.version.period.last < before:
            lost = [duty for duty in publication.version.duties if holders.get(duty.seat.day) is not publication]
            for account, points in _earnings(publication.version, lost):
                key = account.consultant, account.role
                balances[key] = balances.get(key, account.opening) + points
    return balances


def _earnings(version: Version, lost: Sequence[Duty]) -> Iterator[tuple[Account, int]]:
    """Each account with its points above target, without the duties that another version has taken over."""
    whole, gone = _points_by_role(version.duties), _points_by_role(lost)
    for account in version.ledger:
        earned = account.earned - sum(
            duty.seat.points for duty in lost if (duty.consultant, duty.seat.role) == (account.consultant, account.role)
        )
        target = account.target
        if gone[account.role]:
            target = target * (whole[account.role] - gone[account.role]) // whole[account.role]
        yield account, earned - target


def _points_by_role(duties: Iterable[Duty]) -> Counter[str]:
    points: Counter[str] = Counter()
    for duty in duties:
        points[duty.seat.role] += duty.seat.points
    return points
