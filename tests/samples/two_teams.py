"""A firm of sixty in two local teams, its last quarter of 2026 planned and published, and somebody in each role."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from quarter import firm  # the generator of the planning benchmark
from rostering.domain.inputs import Inputs
from rostering.domain.users import Actor, Role
from rostering.services.access.users import add_user
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.publishing import publish
from rostering.spans import Period
from rostering.store import open_store

QUARTER = Period.parse("2026Q4")
TEAMS = """
[teams.team00]
name = "Team North"
stands_for = "preparedness"

[teams.team01]
name = "Team South"
stands_for = "preparedness"
"""
CONSULTANT = "c0000"
"""Whom the consultant's user is."""


def make_two_teams(store: Path) -> Path:
    """Make the store, unless it is there in part: then anew."""
    store.unlink(missing_ok=True)
    url = str(store)
    with open_store(url).transaction() as tx:
        tx.replace_inputs(_inputs())
    number = make_plan(url, QUARTER, limits_of(60, effort=1), lambda _: None, "tester").version.number
    publish(url, number, "tester", today=QUARTER.first - timedelta(1))
    for role in Role:
        add_user(url, Actor.ops("tester"), role.value, role, CONSULTANT if role is Role.CONSULTANT else None)
    return store


def _inputs() -> Inputs:
    """Sixty consultants in two local teams; the text of the catalogue names the teams as well."""
    made = firm(60, 2, QUARTER, seed=1)
    packages = made.documents["packages.toml"] + TEAMS
    return replace(made, documents={**made.documents, "packages.toml": packages})
