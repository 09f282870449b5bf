"""The ledger over time, by kind: replayed from published duties and the openings and targets recorded with them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rostering.domain.accounts import of_all_holders
from rostering.domain.apportionment import apportion
from rostering.domain.catalogue import BIG_DAY
from rostering.domain.findings import Account, BigDayAccount
from rostering.domain.seats import Duty, Seat
from rostering.rosters.big_days import big_days_of
from rostering.rosters.history import published_on
from rostering.rosters.version import Publication, Version
from rostering.spans import Period

BROUGHT = "brought"
"""The line of what no published duty explains: the data folder's opening balances, a newcomer's median."""

Balances = Mapping[tuple[str, str], Mapping[str, int]]
"""By consultant and role, the balance of each kind."""


@dataclass(frozen=True)
class KindLine:
    """What the duties of one kind make of an account."""

    kind: str
    opening: int
    earned: int
    target: int

    @property
    def deviation(self) -> int:
        """Points above or below the fair share of this kind."""
        return self.opening + self.earned - self.target


@dataclass(frozen=True)
class LedgerEntry:
    """An account and its lines by kind, which add up to it; lines without any points are left out."""

    account: Account
    kinds: tuple[KindLine, ...]


@dataclass(frozen=True)
class Chapter:
    """What one publication writes into the ledger by the dates it holds."""

    publication: Publication
    days: tuple[date, ...]
    entries: tuple[LedgerEntry, ...]
    big_days: tuple[BigDayAccount, ...] = ()

    @property
    def period(self) -> Period:
        """From the first to the last date that it holds."""
        return Period(self.days[0], self.days[-1])

    @property
    def whole(self) -> bool:
        """Whether it holds all dates for which it was made."""
        return len(self.days) == len(self.publication.version.period)


def replay(
    publications: Iterable[Publication], before: date | None = None, *, big_days: bool = True
) -> tuple[Chapter, ...]:
    """The ledger from the first published date on, or up to, not including, a date; each chapter opens where it stood.

    A consultant's first chapter opens as it was recorded. A publication of which some dates are held by another, or lie
    beyond `before`, keeps that part of its targets that the role's points on the other dates are of all its points.
    """
    balances: dict[tuple[str, str], Mapping[str, int]] = {}
    dates: dict[str, int] = {}
    chapters: list[Chapter] = []
    for publication, days in _held_days(publications, before):
        held = frozenset(days)
        duties = [duty for duty in publication.version.duties if duty.seat.day in held]
        accounts = _accounts(publication.version, duties, balances)
        entries = entries_of(accounts, [duty.seat for duty in duties], duties, balances, big_days=big_days)
        big = big_days_of(publication.version, duties, dates)
        chapters.append(Chapter(publication, days, entries, big))
        balances |= _balances(entries)
        dates |= _deviations(big)
    return tuple(chapters)


def balances_after(chapters: Iterable[Chapter]) -> dict[tuple[str, str], Mapping[str, int]]:
    """How everybody stands after these chapters; those who were away in the last ones as they stood before."""
    return {key: kinds for chapter in chapters for key, kinds in _balances(chapter.entries).items()}


def points_after(chapters: Iterable[Chapter]) -> dict[tuple[str, str], int]:
    """By consultant and role, the balance after these chapters, all kinds together."""
    return _totals(balances_after(chapters))


def big_days_after(chapters: Iterable[Chapter]) -> dict[str, int]:
    """By consultant, the dates of occasions above or below the share after these chapters, in thousandths."""
    return {who: dates for chapter in chapters for who, dates in _deviations(chapter.big_days).items()}


def carried_balances(publications: Iterable[Publication], before: date) -> dict[tuple[str, str], int]:
    """By consultant and role, the balance after all published dates before a date."""
    return points_after(replay(publications, before))


def known_to(version: Version, publications: Iterable[Publication]) -> tuple[Publication, ...]:
    """What had been published when a version was made, and so what its openings rest on."""
    made = version.created, version.number
    return tuple(each for each in publications if (each.at, each.version.number) < made)


def entries_of(
    accounts: Iterable[Account], seats: Iterable[Seat], duties: Iterable[Duty], balances: Balances, *, big_days: bool
) -> tuple[LedgerEntry, ...]:
    """Accounts line by line: earned by the duties, the target shared out as the role's points are over its seats.

    Whoever holds a duty has one, whether or not it is among them. What the balances before do not explain of an opening
    is brought. `big_days`: whether they are a kind of their own.
    """
    duties = tuple(duties)
    points, earned = _points(seats, big_days), _earned(duties, big_days)
    return tuple(
        _entry(
            account,
            balances.get((account.consultant, account.role), {}),
            earned.get((account.consultant, account.role), {}),
            points.get(account.role, {}),
        )
        for account in of_all_holders(accounts, duties, _totals(balances))
    )


def kind_of(seat: Seat, *, big_days: bool) -> str:
    """The line on which a seat's points stand."""
    return BIG_DAY if big_days and seat.occasion else seat.kind


def _entry(
    account: Account, carried: Mapping[str, int], earned: Mapping[str, int], points: Mapping[str, int]
) -> LedgerEntry:
    targets = apportion(account.target, points)
    openings = Counter(carried)
    openings[BROUGHT] += account.opening - sum(carried.values())
    kinds = sorted({*openings, *earned, *targets}, key=lambda kind: (kind != BROUGHT, kind))
    lines = (KindLine(kind, openings[kind], earned.get(kind, 0), targets.get(kind, 0)) for kind in kinds)
    whole = replace(account, earned=sum(earned.values()))
    return LedgerEntry(whole, tuple(line for line in lines if line.opening or line.earned or line.target))


def _accounts(version: Version, duties: Sequence[Duty], balances: Balances) -> Iterator[Account]:
    """The recorded accounts with the balance at which they open."""
    targets = _targets(version, [duty.seat for duty in duties])
    for account in version.ledger:
        key = account.consultant, account.role
        opening = sum(balances[key].values()) if key in balances else account.opening
        yield replace(account, opening=opening, target=targets[key])


def _targets(version: Version, kept: Sequence[Seat]) -> dict[tuple[str, str], int]:
    """The recorded targets, by role shrunk with its points where not all its seats are kept."""
    before, after = _points([duty.seat for duty in version.duties], False), _points(kept, False)
    shares: dict[str, dict[str, int]] = {}
    for account in version.ledger:
        shares.setdefault(account.role, {})[account.consultant] = account.target
    for role, targets in shares.items():
        whole, left = (sum(points.get(role, {}).values()) for points in (before, after))
        if left < whole:
            shares[role] = apportion(sum(targets.values()) * left // whole, targets)
    return {(who, role): target for role, targets in shares.items() for who, target in targets.items()}


def _points(seats: Iterable[Seat], big_days: bool) -> dict[str, Counter[str]]:
    """By role, what its seats earn by kind."""
    points: dict[str, Counter[str]] = {}
    for seat in seats:
        points.setdefault(seat.role, Counter())[kind_of(seat, big_days=big_days)] += seat.points
    return points


def _earned(duties: Iterable[Duty], big_days: bool) -> dict[tuple[str, str], Counter[str]]:
    """By consultant and role, what the duties earn by kind."""
    earned: dict[tuple[str, str], Counter[str]] = {}
    for duty in duties:
        if duty.consultant:
            kinds = earned.setdefault((duty.consultant, duty.seat.role), Counter())
            kinds[kind_of(duty.seat, big_days=big_days)] += duty.seat.points
    return earned


def _balances(entries: Iterable[LedgerEntry]) -> dict[tuple[str, str], Mapping[str, int]]:
    return {
        (entry.account.consultant, entry.account.role): {line.kind: line.deviation for line in entry.kinds}
        for entry in entries
    }


def _totals(balances: Balances) -> dict[tuple[str, str], int]:
    """All kinds together."""
    return {key: sum(kinds.values()) for key, kinds in balances.items()}


def _deviations(accounts: Iterable[BigDayAccount]) -> dict[str, int]:
    return {account.consultant: account.deviation for account in accounts}


def _held_days(
    publications: Iterable[Publication], before: date | None
) -> Iterator[tuple[Publication, tuple[date, ...]]]:
    """The publications that hold any date, each with those dates; in order of the first of them."""
    holders = published_on(publications)
    days: dict[int, list[date]] = {}
    for day in sorted(holders):
        if before is None or day < before:
            days.setdefault(holders[day].number, []).append(day)
    return ((holders[dates[0]], tuple(dates)) for dates in days.values())
