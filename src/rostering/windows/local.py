"""Local teams: by whose calendar a date is judged, and who serves a customer in the place of whom."""

from collections.abc import Mapping
from datetime import date

from rostering.calendars import calendar_of, days_of, warnings_of
from rostering.domain.inputs import Inputs
from rostering.domain.seats import Day
from rostering.spans import Period

Days = Mapping[date, Day]


def local_days(inputs: Inputs, period: Period) -> dict[str, Days]:
    """The days of a period by the calendar of each team that keeps its own, by team. Raises as `days_of` does."""
    names = inputs.catalogue.calendars
    days = {name: days_of(calendar_of(name, inputs.documents), period) for name in sorted(set(names.values()))}
    return {team: days[name] for team, name in names.items()}


def calendar_doubts(inputs: Inputs, period: Period) -> tuple[str, ...]:
    """What is doubtful in a period by the calendars of the organisation and its teams. Raises as `days_of` does."""
    names = dict.fromkeys((inputs.organisation.calendar, *inputs.catalogue.calendars.values()))
    doubts = (warnings_of(calendar_of(name, inputs.documents), period) for name in names)
    return tuple(dict.fromkeys(doubt for found in doubts for doubt in found))


def days_by_team(inputs: Inputs, days: Days, local: Mapping[str, Days]) -> dict[str, Days]:
    """The days that hold for each team: `days` are the organisation's, `local` those of teams with a calendar."""
    return {team.id: local[team.id] if team.calendar else days for team in inputs.catalogue.teams.values()}


def stand_ins(inputs: Inputs) -> dict[tuple[str, str], str]:
    """The local team by the customer it serves and the team that it stands for."""
    teams = inputs.catalogue.teams
    served = [(customer.id, teams[customer.team]) for customer in inputs.customers if customer.team]
    return {(customer, team.stands_for): team.id for customer, team in served if team.stands_for}
