"""Local teams: by whose calendar a date is judged, and who serves a customer in the place of whom."""

from collections.abc import Mapping

from rostering.domain.inputs import Inputs
from rostering.windows.firm_days import Days


def days_by_team(inputs: Inputs, days: Days, local: Mapping[str, Days]) -> dict[str, Days]:
    """The days that hold for each team: `days` are the organisation's, `local` those of teams with a calendar."""
    return {team.id: local[team.id] if team.calendar else days for team in inputs.catalogue.teams.values()}


def stand_ins(inputs: Inputs) -> dict[tuple[str, str], str]:
    """The local team by the customer it serves and the team that it stands for."""
    teams = inputs.catalogue.teams
    served = [(customer.id, teams[customer.team]) for customer in inputs.customers if customer.team]
    return {(customer, team.stands_for): team.id for customer, team in served if team.stands_for}
