"""What must fit between rows, once each can be read: no row twice, no id of another thing, roles and teams that fit."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from rostering.domain.catalogue import Catalogue, Package, Team
from rostering.domain.parties import Agreement, Balance, Booking, Consultant, Customer
from rostering.domain.seats import Pin
from rostering.folder.notes import Notes, quoted
from rostering.folder.sheets import Records, SheetForm, SheetRow
from rostering.language import _

Value = TypeVar("Value")


def refuse_doubles(form: SheetForm[Value], records: Records[Value]) -> None:
    """Of the rows with the same key, all but the first are faults."""
    first: dict[tuple[str, ...], SheetRow] = {}
    for row, value in records.found:
        twin = first.setdefault(form.key_of(value), row)
        if twin is not row:
            row.fault(
                _("has the same {key} as {place}", key=", ".join(form.key), place=twin.place),
                _("delete one of them"),
                form.key[0],
            )


def refuse_team_ids(bookings: Records[Booking], notes: Notes) -> None:
    """A booking's id is no team's: seats are called by either."""
    for row, booking in bookings.found:
        if notes.knows("team", booking.id):
            row.fault(_("id {id} is a team's id", id=quoted(booking.id)), _("call the booking otherwise"), "id")


def refuse_balances(balances: Records[Balance], consultants: Records[Consultant], notes: Notes) -> None:
    """A balance is kept in a role that the consultant has."""
    roles = {consultant.id: consultant.roles for consultant in consultants.values}
    for row, balance in balances.found:
        held = roles.get(balance.consultant)
        if held is not None and balance.role not in held and not notes.lacks("role", balance.role):
            message = _(
                "consultant {consultant} does not have the role {role}",
                consultant=quoted(balance.consultant),
                role=quoted(balance.role),
            )
            row.fault(message, _roles(held), "role")


def refuse_pins(pins: Records[Pin], consultants: Records[Consultant], notes: Notes) -> None:
    """A pinned seat is one of a team or booking that is known, in a role that the consultant has."""
    roles = {consultant.id: consultant.roles for consultant in consultants.values}
    for row, pin in pins.found:
        team, _day, role, _number = pin.seat.split(":")
        if notes.lacks("team", team) and notes.lacks("booking", team):
            row.fault(_("seat: {team} is neither a team nor a booking", team=quoted(team)), column="seat")
        held = roles.get(pin.consultant)
        if held is not None and role not in held and not notes.lacks("role", role):
            row.fault(
                _(
                    "consultant {consultant} does not have the role {role}",
                    consultant=quoted(pin.consultant),
                    role=quoted(role),
                ),
                _roles(held),
                "consultant",
            )


def refuse_idle_loans(consultants: Records[Consultant]) -> None:
    """Someone is lent only to teams that they do not belong to."""
    for row, consultant in consultants.found:
        own = next((team for team in consultant.lends if consultant.belongs(team)), None)
        if own and consultant.teams:
            message = _("lends: {own} is among teams already", own=quoted(own))
            row.fault(message, _("take it out of one of them"), "lends")
        elif own:
            message = _("lends: without teams, they belong to all of them")
            row.fault(message, _("fill in teams, or leave lends empty"), "lends")


def refuse_strange_teams(customers: Records[Customer], agreements: Records[Agreement], catalogue: Catalogue) -> None:
    """A customer's team is a local one, and stands for a team that the customer's packages name where they name any."""
    bought: dict[str, dict[str, None]] = defaultdict(dict)
    for agreement in agreements.values:
        bought[agreement.customer][agreement.package] = None
    for row, customer in customers.found:
        # An unknown team or package, or a faulty one, is told of elsewhere.
        team = catalogue.teams.get(customer.team or "")
        if team and not team.stands_for:
            row.fault(
                _("team {id} is no local team, it stands for no other", id=quoted(team.id)),
                _local_teams(catalogue),
                "team",
            )
        elif team:
            for package in filter(None, map(catalogue.packages.get, bought[customer.id])):
                _refuse_strange_team(row, team, package)


def _refuse_strange_team(row: SheetRow, team: Team, package: Package) -> None:
    named = dict.fromkeys(duty.team for duty in package.obligations)
    if named and team.stands_for not in named:
        row.fault(
            _(
                "team {id} stands for {stands_for}, but package {name} names {named}",
                id=quoted(team.id),
                stands_for=quoted(team.stands_for or ""),
                name=package.name,
                named=", ".join(map(quoted, named)),
            ),
            _("choose a team that stands for what the package names"),
            "team",
        )


def _roles(held: Iterable[str]) -> str:
    return _("roles: {roles}", roles=", ".join(held))


def _local_teams(catalogue: Catalogue) -> str:
    local = sorted(team.id for team in catalogue.teams.values() if team.stands_for)
    return _("local teams: {local}", local=", ".join(local)) if local else _("give a team stands_for in packages.toml")
