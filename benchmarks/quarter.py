"""Plan generated quarters of growing firms; penalty, bound and seconds of every stage, one JSON object a run."""

import argparse
import json
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from rostering.demand.build import MARGIN, problem_of
from rostering.demand.problem import Problem
from rostering.domain.catalogue import Team
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Agreement, Balance, Booking, Consultant, Customer, Leave, LeaveKind
from rostering.folder.reader import read_folder
from rostering.resources import shipped
from rostering.rules.book import rules_of
from rostering.solver.model.budget import Budget, SearchLimits
from rostering.solver.plan.planner import plan
from rostering.solver.plan.task import Task
from rostering.spans import Period
from rostering.windows import calendars_of, windows_of

FIRST = date(2026, 10, 1)
ROLES = ("backend", "frontend", "pim")
GRADES = ("senior", "regular", "senior", "junior", "regular", "regular")


def firm(consultants: int, teams: int, period: Period, seed: int) -> Inputs:
    """A firm with so many consultants in so many local teams of their own, each with four Premium customers."""
    draw = random.Random(seed)
    shape = read_folder(shipped("examples") / "picocore")
    local = [f"team{i:02d}" for i in range(teams)] if teams > 1 else []
    customers = tuple(Customer(f"k{i:03d}", f"Kunde {i}", team=_at(local, i)) for i in range(4 * teams))
    people = tuple(_consultant(i, local, customers, draw) for i in range(consultants))
    staffed = {name: Team(name, name, stands_for="preparedness") for name in local}
    return Inputs(
        organisation=shape.organisation,
        catalogue=replace(shape.catalogue, teams={**shape.catalogue.teams, **staffed}),
        policy=shape.policy,
        rate_cards=shape.rate_cards,
        consultants=people,
        customers=customers,
        agreements=tuple(Agreement(customer.id, "premium", date(2024, 1, 1)) for customer in customers),
        bookings=tuple(_bookings(customers, teams, period, draw)),
        leave=tuple(leave for person in people for leave in _leave(person.id, period, draw)),
        balances=tuple(Balance(person.id, role, draw.randint(-3, 3)) for person in people for role in person.roles),
        documents=shape.documents,
    )


def _at(local: Sequence[str], number: int) -> str | None:
    return local[number % len(local)] if local else None


def _consultant(number: int, local: Sequence[str], customers: Sequence[Customer], draw: random.Random) -> Consultant:
    """The teams take their people in turns, and within a team so do the roles and grades."""
    team, place = _at(local, number), number // max(1, len(local))
    role = ROLES[place % 3]
    roles = (role, ROLES[(place + 1) % 3]) if place % 9 == 8 else (role,)
    served = [customer.id for customer in customers if customer.team == team]
    return Consultant(
        id=f"c{number:04d}",
        name=f"Consultant {number}",
        email="",
        roles=roles,
        grade=GRADES[place // 3 % len(GRADES)],
        employed_from=date(2024, 1, 1),
        fte=draw.choice([Decimal(1), Decimal(1), Decimal(1), Decimal("0.8")]),
        knows=tuple(sorted(draw.sample(served, k=(len(served) + 1) // 2))),
        teams=(team,) if team else (),
    )


def _leave(consultant: str, period: Period, draw: random.Random) -> Iterator[Leave]:
    """For each quarter a week of leave, two unwelcome dates and a welcome one."""
    for start in range(0, len(period) - 90, 91):
        monday = period.first + timedelta(start + draw.randrange(0, 80))
        yield Leave(consultant, Period(monday, monday + timedelta(6)), LeaveKind.LEAVE)
        for kind in (LeaveKind.RATHER_NOT, LeaveKind.RATHER_NOT, LeaveKind.WOULD_LIKE):
            day = period.first + timedelta(start + draw.randrange(0, 91))
            yield Leave(consultant, Period(day, day), kind)


def _bookings(customers: tuple[Customer, ...], teams: int, period: Period, draw: random.Random) -> Iterator[Booking]:
    """For each team and month two bookings of one to three evenings."""
    for number in range(2 * teams * len(period.months())):
        first = period.first + timedelta(draw.randrange(0, len(period) - 3))
        evenings = Period(first, first + timedelta(draw.randrange(0, 3)))
        roles = {draw.choice(ROLES): 1}
        yield Booking(f"B{number:04d}", draw.choice(customers).id, evenings, "evening", roles)


def problem(arguments: argparse.Namespace) -> tuple[Problem, Inputs]:
    """The generated problem; the same arguments give the same one."""
    months = 3 * arguments.quarters + FIRST.month - 2
    last = Period.parse(f"{FIRST.year + months // 12}-{months % 12 + 1:02d}").last
    period = Period(FIRST, last)
    inputs = firm(arguments.consultants, arguments.teams, period, arguments.seed)
    days = calendars_of(inputs).days(period.widened(MARGIN, MARGIN))
    return problem_of(inputs, period, days.own, windows_of(inputs, days.own, period)), inputs


def main() -> None:
    """Read the arguments, plan, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--consultants", type=int, required=True)
    parser.add_argument("--teams", type=int, help="local teams with people of their own; one for 25 by default")
    parser.add_argument("--quarters", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--time-limit", type=float, default=110.0, help="seconds for all stages")
    parser.add_argument("--workers", type=int, default=SearchLimits().workers)
    arguments = parser.parse_args()
    arguments.teams = arguments.teams or max(1, arguments.consultants // 25)
    began = time.monotonic()
    made, inputs = problem(arguments)
    rules = rules_of(inputs.policy)
    read = time.monotonic() - began
    limits = SearchLimits(seconds=arguments.time_limit, effort=1e9, seed=arguments.seed, workers=arguments.workers)
    result = plan(Task(made, rules), Budget(limits))
    stages = [
        {"name": s.name, "price": s.penalty, "bound": s.bound, "proven": s.proven, "seconds": s.seconds}
        for s in result.stages
    ]
    row = {
        "consultants": arguments.consultants,
        "teams": arguments.teams,
        "quarters": arguments.quarters,
        "seats": len(made.seats),
        "build_seconds": round(read, 2),
        "seconds": round(time.monotonic() - began, 2),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "stages": stages,
    }
    json.dump(row, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
