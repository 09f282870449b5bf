"""Explaining: why this person has a seat, why nobody has, and what would fill it."""

from collections.abc import Sequence
from datetime import date

from rostering.answers.explanations import Explained, Reasons
from rostering.audit.shortages import shortages_of
from rostering.domain.findings import Fix
from rostering.language import _
from rostering.rosters.history import published_on, status_of
from rostering.rosters.version import Publication, Status, Version
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule
from rostering.services.cases.case import case_of_roster
from rostering.services.cases.versions import directory_of, roster_of
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.services.rosters.edits import UnknownId
from rostering.solver.mend.alternatives import alternatives_of
from rostering.solver.mend.fixes import fixes_for
from rostering.solver.mend.shortages import proven_shortages
from rostering.solver.model.budget import Budget, SearchLimits

MOST_SEATS = 5
"""Of how many empty seats a plan says by itself what would fill them."""

MOST_SHORTAGES = 12
"""How many shortages are told that nobody had time to prove."""


def explain(url: str, number: int, seat: str, today: date | None = None) -> Explained:
    """Explain one seat of a roster by today's inputs. Raises NoRoster, UnknownRoster, Unknown."""
    with existing_store(url).reading() as reading:
        version = reading.version(number)
        case = case_of_roster(reading, version)
    roster = roster_of(version, case.problem)
    if seat not in case.problem.seat:
        raise UnknownId(_("roster {number} has no seat", number=number), case.problem.seat, seat)
    holder = roster.holders.get(seat)
    today = today or now().astimezone(case.problem.zone).date()
    return Explained(
        roster=number,
        status=status_of(version, case.publications),
        seat=case.problem.seat[seat],
        consultant=holder,
        alternatives=alternatives_of(roster, case.rules, seat),
        fixes=() if holder else fixes_for(roster, case.rules, seat, today, Budget(SearchLimits())),
        directory=directory_of(case.inputs),
        successor=_successor(version, case.problem.seat[seat].day, case.publications),
    )


def _successor(version: Version, day: date, publications: Sequence[Publication]) -> int | None:
    if status_of(version, publications) is Status.DRAFT:
        return None
    current = published_on(publications)[day].version.number
    return None if current == version.number else current


def reasons_for(
    roster: Roster, rules: Sequence[Rule], budget: Budget, fewest: bool, grace: Budget | None = None
) -> Reasons:
    """Why seats are empty, and what would fill the first few of them; no more are begun when the budget is over.

    `fewest`: it is proven that no fewer seats can be empty. Shortages may take what is left or the `grace`; where no
    time is left to prove any, the first few are told as far as counting goes. A stop leaves unsaid what is not known.
    """
    fixes: dict[str, tuple[Fix, ...]] = {}
    empty = [seat.id for seat in roster.problem.seats if seat.id not in roster.holders]
    for seat in empty[:MOST_SEATS]:
        if not budget.over:
            fixes[seat] = fixes_for(roster, rules, seat, roster.problem.period.first, budget)
    asking = grace or budget
    shortages = proven_shortages(roster, rules, asking, fewest)
    counted = shortages_of(roster)[:MOST_SHORTAGES] if not shortages and not asking.seconds else ()
    return Reasons(shortages or counted, fixes)
