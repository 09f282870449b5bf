"""The ledger by another route than the product's: date by date and point by point; and published rosters, drawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from rostering.domain.findings import Account, BigDayAccount
from rostering.domain.seats import Duty
from rostering.rosters.version import Publication, Version
from rostering.spans import Period
from samples.published_samples import FIRST_INSTANT, duty, version

PEOPLE = ("anna", "bo", "clara", "dan")
ROLES = ("backend", "pim")
KINDS = {"holiday_period": 2, "public_holiday": 4, "weekend": 3}
START = date(2026, 7, 1)
CUTS = st.integers(-1, 40).map(lambda days: START + timedelta(days=days))
"""Dates before, in and after the drawn rosters."""
Key = tuple[str, str]


def walked_balances(publications: Sequence[Publication], before: date) -> dict[Key, int]:
    """Everybody's balance on a date: duties on their dates, targets when a publication's last date has passed."""
    holder = {day: place for place, one in enumerate(publications) for day in one.version.period if day < before}
    balances: dict[Key, int] = {}
    for place in dict.fromkeys(holder[day] for day in sorted(holder)):
        made = publications[place].version
        for account in made.ledger:
            balances.setdefault((account.consultant, account.role), account.opening)
        kept = [one for one in made.duties if holder.get(one.seat.day) == place]
        for one in kept:
            if one.consultant:
                key = one.consultant, one.seat.role
                balances[key] = balances.get(key, 0) + one.seat.points
        for role in ROLES:
            targets = {account.consultant: account.target for account in made.ledger if account.role == role}
            for who, target in _kept_targets(targets, _points(made.duties, role), _points(kept, role)).items():
                balances[who, role] -= target
    return balances


def walked_big_days(publications: Sequence[Publication], before: date) -> dict[str, int]:
    """How far everybody is from their share of big days, in thousandths: date by date, and share by share."""
    holder = {day: place for place, one in enumerate(publications) for day in one.version.period if day < before}
    balances: dict[str, int] = {}
    for place in dict.fromkeys(holder[day] for day in sorted(holder)):
        made, total = publications[place].version, 0
        shares = {account.consultant: account.target for account in made.big_days}
        days = [day for day in made.period if holder.get(day) == place] if any(shares.values()) else []
        for day in days:
            busy = {str(one.consultant) for one in made.duties if one.seat.day == day and one.seat.occasion}
            for who in busy - {"None"}:
                balances[who] = balances.get(who, 0) + 1000
                total += 1000
        for who, share in handed_out(total, shares).items():
            balances[who] = balances.get(who, 0) - share
    return balances


def handed_out(points: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Whole points by weight: the whole part of each quota, then one each by the size of what is left."""
    quotas = {key: Fraction(points * weight, sum(weights.values())) for key, weight in weights.items() if weight}
    shares = {key: int(quotas.get(key, 0)) for key in weights}
    waiting = sorted(quotas, key=lambda key: (shares[key] - quotas[key], key))
    for key in waiting[: points - sum(shares.values())] if quotas else []:
        shares[key] += 1
    return shares


def _kept_targets(targets: Mapping[str, int], whole: int, kept: int) -> Mapping[str, int]:
    return targets if whole == kept else handed_out(sum(targets.values()) * kept // whole, targets)


def _points(duties: Iterable[Duty], role: str) -> int:
    return sum(one.seat.points for one in duties if one.seat.role == role)


@st.composite
def publication_runs(draw: st.DrawFn) -> tuple[Publication, ...]:
    """Fresh plans and swaps, published one after the other: early and late, side by side and over each other."""
    publications: tuple[Publication, ...] = ()
    for number in range(1, draw(st.integers(1, 6)) + 1):
        swapped = bool(publications) and draw(st.booleans())
        made = _made(draw, number, publications, draw(st.sampled_from(publications)).version if swapped else None)
        at = FIRST_INSTANT + timedelta(days=number, hours=1)
        publications = (*publications, Publication(number, made, at, "lead"))
    return publications


def _made(draw: st.DrawFn, number: int, publications: tuple[Publication, ...], old: Version | None) -> Version:
    """A fresh plan, or the old version with some duties in other hands; opened by what was published then."""
    first = START + timedelta(days=draw(st.integers(0, 20)))
    period = old.period if old else Period(first, first + timedelta(days=draw(st.integers(0, 12))))
    duties = [_swapped(draw, one) for one in old.duties] if old else _duties(draw, period)
    ledger = _ledger(draw, duties, walked_balances(publications, period.first))
    created = FIRST_INSTANT + timedelta(days=number)
    shares = _shares(draw, sum(one.seat.occasion is not None for one in duties))
    return replace(version(number, period, duties, ledger=ledger), created=created, big_days=shares)


def _shares(draw: st.DrawFn, big: int) -> tuple[BigDayAccount, ...]:
    """Everybody's share of so many seats on big days; none where the roster is of an earlier release."""
    weights = {who: draw(st.integers(0, 3)) for who in PEOPLE} if draw(st.booleans()) else {}
    return tuple(BigDayAccount(who, 0, share) for who, share in handed_out(1000 * big, weights).items())


def _duties(draw: st.DrawFn, period: Period) -> list[Duty]:
    dates = [day for day in period if draw(st.booleans())]
    return [_duty(draw, day, role) for day in dates for role in ROLES if draw(st.booleans())]


def _duty(draw: st.DrawFn, day: date, role: str) -> Duty:
    kind, big = draw(st.sampled_from(sorted(KINDS))), draw(st.booleans())
    made = duty(draw(_holders), day, role=role, kind=kind, points=6 if big else KINDS[kind])
    return replace(made, seat=replace(made.seat, occasion="Christmas" if big else None))


def _swapped(draw: st.DrawFn, one: Duty) -> Duty:
    return replace(one, consultant=draw(_holders)) if draw(st.booleans()) else one


_holders = st.sampled_from([*PEOPLE, None])


def _ledger(draw: st.DrawFn, duties: Sequence[Duty], balances: Mapping[Key, int]) -> list[Account]:
    """Accounts of those who are there at all, with shares of all points of the role."""
    accounts: list[Account] = []
    for role in ROLES:
        drawn = {who: draw(st.integers(0, 3)) for who in PEOPLE}
        weights = {who: weight for who, weight in drawn.items() if weight}
        targets = handed_out(_points(duties, role), weights)
        for who in weights:
            opening = balances.get((who, role), draw(st.integers(-5, 5)))
            earned = _points([one for one in duties if one.consultant == who], role)
            accounts.append(Account(who, role, opening, targets[who], earned))
    return accounts
