"""Pooled windows: one team per date serves every customer whose package promises it, or whose local team it is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rostering.domain.catalogue import DayKind, Obligation, Team
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Agreement
from rostering.domain.seats import Day, Window
from rostering.spans import Period
from rostering.windows.firm_days import Days
from rostering.windows.local import stand_ins

Promises = Mapping[str, Sequence[Obligation]]
"""By customer, the obligations of one team on one date."""


def pooled_windows(inputs: Inputs, by_team: Mapping[str, Days], period: Period) -> Iterator[Window]:
    """One window per date and team that owes anything to anybody that day; `by_team` are the days of each team."""
    owed = {kind: _owed_on(inputs, kind) for kind in DayKind}
    for team in inputs.catalogue.teams.values():
        for day in map(by_team[team.id].__getitem__, period):
            promises = _in_force(owed[day.kind].get(team.id, ()), day.day)
            entitled = _entitled(inputs.catalogue.roles, team, promises)
            if entitled:
                yield _window(inputs, day, team.id, promises, entitled)


Owed = dict[str, list[tuple[Agreement, Obligation]]]


def _owed_on(inputs: Inputs, kind: DayKind) -> Owed:
    owed: Owed = defaultdict(list)
    local = stand_ins(inputs)
    for agreement in sorted(inputs.agreements, key=lambda agreement: (agreement.customer, agreement.first)):
        for obligation in inputs.catalogue.packages[agreement.package].obligations:
            if kind in obligation.on:
                team = local.get((agreement.customer, obligation.team), obligation.team)
                owed[team].append((agreement, obligation))
    return owed


def _in_force(agreements: Sequence[tuple[Agreement, Obligation]], day: date) -> Promises:
    promises: dict[str, list[Obligation]] = defaultdict(list)
    for agreement, obligation in agreements:
        if agreement.covers(day):
            promises[agreement.customer].append(obligation)
    return promises


def _entitled(roles: Mapping[str, str], team: Team, promises: Promises) -> dict[str, tuple[tuple[str, ...], ...]]:
    entitled = {role: tuple(_seats(role, team, promises)) for role in roles}
    return {role: seats for role, seats in entitled.items() if seats}


def _seats(role: str, team: Team, promises: Promises) -> Iterator[tuple[str, ...]]:
    heads = {customer: max(o.roles.get(role, 0) for o in owed) for customer, owed in promises.items()}
    customers = [customer for customer, count in heads.items() if count]
    size = team.customers_per_team or len(customers) or 1
    for start in range(0, len(customers), size):
        group = tuple(customers[start : start + size])
        for _ in range(max(heads[customer] for customer in group)):
            yield group


def _window(
    inputs: Inputs, day: Day, team: str, promises: Promises, entitled: Mapping[str, tuple[tuple[str, ...], ...]]
) -> Window:
    obligations = [obligation for owed in promises.values() for obligation in owed]
    first = obligations[0]  # the obligations of a team agree in hours, kind and presence
    return Window(
        day=day,
        span=first.hours.on(day.day, inputs.organisation.zone),
        kind=first.kind or day.kind.value,
        name=day.name,
        team=team,
        entitled=entitled,
        booking=None,
        presence=first.presence,
        shared=False,
        day_class=None,
        response="; ".join(dict.fromkeys(o.response for o in obligations if o.response)),
        pool=team,
    )
