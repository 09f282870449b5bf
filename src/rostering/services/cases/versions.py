"""Between a roster, as rules judge it, and a version, as it is kept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from rostering.answers.explanations import Reasons
from rostering.audit.empty_seats import empty_seats
from rostering.audit.judgement import Judgement
from rostering.audit.rest import compensating_days_of
from rostering.audit.shortages import shortages_of
from rostering.demand.problem import Problem
from rostering.domain.accounts import big_days_of_all_holders, of_all_holders
from rostering.domain.findings import CompensatingDay, StageResult
from rostering.domain.inputs import Inputs
from rostering.domain.seats import Duty
from rostering.rosters.version import Directory, Version
from rostering.rules.big_day_shares import big_days_of
from rostering.rules.fairness import ledger_of
from rostering.rules.roster import Roster
from rostering.services.cases.case import Case


def version_of(
    case: Case,
    roster: Roster,
    judgement: Judgement,
    created: datetime,
    seed: int,
    based_on: int | None = None,
    stages: Sequence[StageResult] = (),
    interrupted: bool = False,
    reasons: Reasons | None = None,
    ended: Callable[[], bool] = lambda: False,
) -> Version:
    """The version, not numbered yet, that says all there is to say of a roster.

    Without a solver's reasons shortages are counted, and empty seats have no fixes. Once it has `ended`, no further
    candidate of an empty seat is looked into.
    """
    problem = case.problem
    known = reasons or Reasons(shortages_of(roster))
    duties = tuple(Duty(seat, roster.holders.get(seat.id)) for seat in problem.seats)
    empty = empty_seats(roster, case.rules, ended)
    return Version(
        number=0,
        period=problem.period,
        created=created,
        seed=seed,
        input_hash=problem.input_hash,
        based_on=based_on,
        duties=duties,
        compensating_days=compensating_days_of(roster),
        empty=tuple(replace(one, fixes=known.fixes.get(one.seat, ())) for one in empty),
        breaches=judgement.breaches,
        stages=tuple(stages),
        penalty_by_rule=judgement.penalty_by_rule,
        shortages=known.shortages,
        ledger=of_all_holders(ledger_of(roster), duties, case.past.points),
        big_days=big_days_of_all_holders(big_days_of(roster), duties, case.past.big_days),
        directory=directory_of(case.inputs),
        interrupted=interrupted,
    )


def roster_of(version: Version, problem: Problem) -> Roster:
    """The version's roster under what is known now: without seats, people and days off that are no more."""
    return roster_from(problem, version.duties, version.compensating_days)


def roster_from(problem: Problem, duties: Iterable[Duty], compensating: Iterable[CompensatingDay]) -> Roster:
    """The roster of some duties and days off, without seats, people and days off that the problem does not have."""
    held = {duty.seat.id: duty.consultant for duty in duties if duty.consultant in problem.consultant}
    days_off = {(off.consultant, off.day) for off in compensating}
    return Roster(
        problem,
        {seat: holder for seat, holder in held.items() if holder and seat in problem.seat},
        frozenset((who, day) for who, day in days_off if who in problem.consultant and day in problem.work_days(who)),
    )


def directory_of(inputs: Inputs) -> Directory:
    """The names in force."""
    parts = {booking.id: inputs.catalogue.parts[booking.part].name for booking in inputs.bookings}
    return Directory(
        organisation=inputs.organisation.name,
        timezone=inputs.organisation.timezone,
        language=inputs.organisation.language,
        consultants={consultant.id: consultant.name for consultant in inputs.consultants},
        customers={customer.id: customer.name for customer in inputs.customers},
        roles=dict(inputs.catalogue.roles),
        teams={team.id: team.name for team in inputs.catalogue.teams.values()} | parts,
    )
