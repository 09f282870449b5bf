"""The teams of `packages.toml`: those that packages name, and local ones that stand for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from rostering.domain.catalogue import Team
from rostering.folder.cells import MOST_HEADS
from rostering.folder.notes import quoted
from rostering.folder.tables import TomlTable, identifier, text, whole
from rostering.language import _, marked


@dataclass(frozen=True)
class Crew:
    """A team as it is written, with the head counts that obligations take from it."""

    table: TomlTable
    team: Team
    roles: Mapping[str, int]
    is_sound: bool


def read_crews(document: TomlTable) -> dict[str, Crew]:
    """Read all teams of a catalogue, by id."""
    teams = document.child("teams", declares="team")
    crews = {id_: _crew(id_, teams.child(id_)) for id_ in teams.keys(identifier)}
    for crew in crews.values():
        _refuse_chain(crew, crews)
    return crews


def teams_of(crews: Mapping[str, Crew]) -> dict[str, Team]:
    """The teams that are in order."""
    return {id_: crew.team for id_, crew in crews.items() if crew.is_sound}


def head_counts(table: TomlTable) -> dict[str, int]:
    """How many of each role a team, or one of its promises, needs."""
    return table.child("roles").each(whole(1, MOST_HEADS), names="role")


def _crew(id_: str, table: TomlTable) -> Crew:
    before = table.notes.count
    team, roles = table.whole(partial(_team, id_))
    return Crew(table, team, roles, is_sound=table.notes.count == before)


def _team(id_: str, table: TomlTable) -> tuple[Team, dict[str, int]]:
    roles, stands_for = head_counts(table), table.optional("stands_for", text, None, names="team")
    if roles and stands_for:
        table.fault(_("a local team has the roles of the team it stands for"), _("leave roles out"), "roles")
    team = Team(
        id=id_,
        name=table.required("name", text),
        customers_per_team=table.optional("customers_per_team", whole(1), None),
        calendar=table.optional("calendar", identifier, None),
        stands_for=stands_for,
    )
    return team, roles


def _refuse_chain(crew: Crew, crews: Mapping[str, Crew]) -> None:
    """A local team stands for a team that packages can name: not for itself or for another local team."""
    other = crews.get(crew.team.stands_for or "")
    if other is crew:
        crew.table.fault(_("the team stands for itself"), _(_NAMEABLE), "stands_for")
    elif other and other.team.stands_for:
        chain = _(
            "{id} stands for {stands_for} itself", id=quoted(other.team.id), stands_for=quoted(other.team.stands_for)
        )
        crew.table.fault(chain, _(_NAMEABLE), "stands_for")


_NAMEABLE = marked("name a team that stands for none")
