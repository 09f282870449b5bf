"""Openings of the ledger that a data folder leaves to rostering: who has no balance where others have one."""

from collections.abc import Iterable, Iterator
from datetime import date

from rostering.demand.accounts import Past, joined, openings_of
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Consultant
from rostering.language import _, n_
from rostering.language.formats import listed, long_day
from rostering.rosters.version import Publication
from rostering.services.cases.past import past_of


def opening_doubts(inputs: Inputs, publications: Iterable[Publication] = ()) -> tuple[str, ...]:
    """Sentences that say who opens at what, of roles in which some have a row in the ledger and some have nothing."""
    past = past_of(publications, date.max)
    began = past.since or _recorded(inputs)
    return tuple(doubt for role in inputs.catalogue.roles for doubt in _doubts(inputs, role, began, past))


def _recorded(inputs: Inputs) -> date:
    """The first date on which everybody was there of whom a balance is recorded: the ledger begins no sooner."""
    rows = {(balance.consultant, balance.role) for balance in inputs.balances}
    dates = (joined(who, role) for who in inputs.consultants for role in who.roles if (who.id, role) in rows)
    return max(dates, default=date.min)


def _doubts(inputs: Inputs, role: str, began: date, past: Past) -> Iterator[str]:
    able = [who for who in inputs.consultants if role in who.roles]
    rows = {balance.consultant for balance in inputs.balances if balance.role == role}
    if not any(who.id in rows for who in able):
        return
    without = [who for who in able if who.id not in rows and (who.id, role) not in past.points]
    newcomers = [who for who in without if joined(who, role) > began]
    if there := [who for who in without if who not in newcomers]:
        yield _at_zero(inputs, role, there)
    for who in newcomers:
        pool = [other for other in able if other.employed(joined(who, role))]
        yield _at_the_median(inputs, role, who, openings_of(inputs, role, pool, began, past)[who.id], past)


def _at_zero(inputs: Inputs, role: str, people: list[Consultant]) -> str:
    return n_(
        "ledger.csv: {people} has no row as {role}, where others have one, and opens at 0",
        "ledger.csv: {people} have no row as {role}, where others have one, and open at 0",
        len(people),
        people=listed(who.name for who in people),
        role=inputs.catalogue.roles[role],
    )


def _at_the_median(inputs: Inputs, role: str, who: Consultant, points: int, past: Past) -> str:
    """A newcomer, by the first date that is published; without one it depends on when the first period begins."""
    came = {"person": who.name, "role": inputs.catalogue.roles[role], "date": long_day(joined(who, role))}
    if past.since:
        return _(
            "ledger.csv: {person}, who comes as {role} on {date}, has no row and opens at the median of the others, "
            "{points}",
            **came,
            points=f"{points:+d}" if points else 0,
        )
    return _(
        "ledger.csv: {person}, who comes as {role} on {date}, has no row and opens at the median of the others, "
        "{points}, in a period that begins before that date, else at 0",
        **came,
        points=f"{points:+d}" if points else 0,
    )
