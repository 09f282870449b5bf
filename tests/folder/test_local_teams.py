"""Local teams, people who are lent, and roles between dates: how they are written, and every word against them."""

from datetime import date

import pytest

from rostering.domain.catalogue import Team
from rostering.errors import FaultyInput
from rostering.folder.reader import read_files
from samples.small_folder import TEXTS, files

TEAM = '\n[teams.north]\nname = "North"\nstands_for = "standby"\ncalendar = "se"\n'
PACKAGES = TEXTS["packages.toml"] + TEAM
SECOND = '\n[teams.p1]\nname = "P1"\nroles = { pim = 1 }\n'
PEOPLE = "id,name,email,roles,grade,employed_from,employed_to,fte,knows,teams,lends\n"
BO, IDA = "bo,Bo,,backend pim,senior,2020-01-01,,1,aaby", "ida,Ida,,pim,senior,2021-02-01,,1,"
CUSTOMERS = "id,name,country,team\naaby,Aaby,DK,{team}\nbrink,Brink,SE,\ncirrus,Cirrus,DK,\n"


def people(bo: str = BO, teams: str = "") -> str:
    """The consultants' file, with a row of Bo and what stands in its columns teams and lends."""
    return f"{PEOPLE}{bo},{teams or ','}\n{IDA},,\n"


def with_roles(roles: str) -> str:
    return people(BO.replace("backend pim", f"{roles}"))


def said_of(**changed: str | bytes) -> list[str]:
    with pytest.raises(FaultyInput) as caught:
        read_files(files(**({"packages_toml": PACKAGES} | changed)))
    return [str(fault) for fault in caught.value.faults]


def test_a_local_team_and_who_belongs_to_it_are_read() -> None:
    sheets = {"consultants_csv": people(teams="north,standby"), "customers_csv": CUSTOMERS.format(team="north")}
    inputs = read_files(files(packages_toml=PACKAGES, **sheets))
    assert inputs.catalogue.teams["north"] == Team("north", "North", calendar="se", stands_for="standby")
    assert [(who.teams, who.lends) for who in inputs.consultants] == [(("north",), ("standby",)), ((), ())]
    assert [customer.team for customer in inputs.customers] == ["north", None, None]


def test_without_the_columns_nobody_has_a_team() -> None:
    inputs = read_files(files())
    assert {(who.teams, who.lends) for who in inputs.consultants} == {((), ())}
    assert {customer.team for customer in inputs.customers} == {None}


@pytest.mark.parametrize(
    ("roles", "dates"),
    [
        ("pim backend", {}),
        ("pim@2026-11-01 backend", {"pim": (date(2026, 11, 1), None)}),
        ("pim@2026-11-01.. backend", {"pim": (date(2026, 11, 1), None)}),
        ("pim@..2026-10-31 backend", {"pim": (None, date(2026, 10, 31))}),
        (
            "pim@2026-11-01..2026-12-31 backend@..2026-10-31",
            {"pim": (date(2026, 11, 1), date(2026, 12, 31)), "backend": (None, date(2026, 10, 31))},
        ),
        ("pim@2026-11-01..2026-11-01 backend", {"pim": (date(2026, 11, 1), date(2026, 11, 1))}),
    ],
)
def test_a_role_may_have_dates(roles: str, dates: dict[str, tuple[date | None, date | None]]) -> None:
    who = read_files(files(consultants_csv=with_roles(roles))).consultants[0]
    assert (who.roles, who.role_dates) == (("pim", "backend"), dates)


def test_a_role_is_held_from_its_first_date_to_its_last() -> None:
    who = read_files(files(consultants_csv=with_roles("pim@2026-11-01..2026-12-31 backend"))).consultants[0]
    held = [day for day in ("2026-10-31", "2026-11-01", "2026-12-31", "2027-01-01") if who.has("pim", _day(day))]
    assert held == ["2026-11-01", "2026-12-31"]
    assert who.has("backend", _day("2030-01-01"))
    assert not who.has("frontend", _day("2026-11-01"))


def _day(text: str) -> date:
    return date.fromisoformat(text)


DATES = "write role@from, role@..until or role@from..until, or role"


@pytest.mark.parametrize(
    ("roles", "message"),
    [
        ("pim@2026-13-01", "roles: '2026-13-01' is not a date (there is no such day in the calendar)"),
        ("pim@1/11", "roles: '1/11' is not a date (write it as YYYY-MM-DD, such as 2026-11-20)"),
        ("pim@", f"roles: 'pim@' has no date ({DATES})"),
        ("pim@..", f"roles: 'pim@..' has no date ({DATES})"),
        (
            "pim@2026-11-02..2026-11-01",
            "roles: 'pim@2026-11-02..2026-11-01' ends before it starts (swap the dates or correct one)",
        ),
        ("pim pim@2026-11-01", "roles: 'pim' stands twice"),
        ("pim pym@2026-11-01", "unknown role 'pym' (did you mean 'pim'?)"),
    ],
)
def test_dates_of_roles_that_make_no_sense_are_faults(roles: str, message: str) -> None:
    ledger = TEXTS["ledger.csv"].replace("bo,pim,-3\n", "")
    assert said_of(consultants_csv=with_roles(roles), ledger_csv=ledger) == [f"consultants.csv:2: {message}"]


@pytest.mark.parametrize(
    ("teams", "message"),
    [
        ("nort,", "unknown team 'nort' (did you mean 'north'?)"),
        ("north,sout", "unknown team 'sout' (known: north, standby)"),
        ("north,standby north", "lends: 'north' is among teams already (take it out of one of them)"),
        (",north", "lends: without teams, they belong to all of them (fill in teams, or leave lends empty)"),
        ("north north,", "teams: 'north' stands twice"),
    ],
)
def test_teams_of_people_that_make_no_sense_are_faults(teams: str, message: str) -> None:
    assert said_of(consultants_csv=people(teams=teams)) == [f"consultants.csv:2: {message}"]


@pytest.mark.parametrize(
    ("team", "message"),
    [
        ("norht", "unknown team 'norht' (did you mean 'north'?)"),
        ("standby", "team 'standby' is no local team, it stands for no other (local teams: north, remote)"),
        (
            "remote",
            "team 'remote' stands for 'p1', but package Premium names 'standby' "
            "(choose a team that stands for what the package names)",
        ),
    ],
)
def test_a_customers_team_stands_for_what_the_package_names(team: str, message: str) -> None:
    remote = '\n[teams.remote]\nname = "Remote"\nstands_for = "p1"\n'
    sheets = {"packages_toml": PACKAGES + SECOND + remote, "customers_csv": CUSTOMERS.format(team=team)}
    assert said_of(**sheets) == [f"customers.csv:2: {message}"]


def test_a_customer_of_packages_without_promises_may_have_any_local_team() -> None:
    remote = '\n[teams.remote]\nname = "Remote"\nstands_for = "p1"\n'
    customers = CUSTOMERS.format(team="").replace("brink,Brink,SE,", "brink,Brink,SE,remote")
    inputs = read_files(files(packages_toml=PACKAGES + SECOND + remote, customers_csv=customers))
    assert inputs.customers[1].team == "remote"


def test_without_local_teams_the_hint_says_how_to_make_one() -> None:
    changed = {"packages_toml": TEXTS["packages.toml"], "customers_csv": CUSTOMERS.format(team="standby")}
    assert said_of(**changed) == [
        "customers.csv:2: team 'standby' is no local team, it stands for no other "
        "(give a team stands_for in packages.toml)"
    ]


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        (
            'stands_for = "standby"',
            'stands_for = "standbye"',
            ["teams.north.stands_for: unknown team 'standbye' (did you mean 'standby'?)"],
        ),
        (
            'stands_for = "standby"',
            'stands_for = "north"',
            ["teams.north.stands_for: the team stands for itself (name a team that stands for none)"],
        ),
        (
            'name = "Standby team"\nroles = { backend = 1, pim = 1 }',
            'name = "Standby team"\nstands_for = "north"',
            [
                "teams.standby.stands_for: 'north' stands for 'standby' itself (name a team that stands for none)",
                "teams.north.stands_for: 'standby' stands for 'north' itself (name a team that stands for none)",
                "packages[premium].obligations[1].team: 'standby' is a local team, "
                "packages name the team that it stands for (write 'north')",
                "packages[plus].obligations[1].team: 'standby' is a local team, "
                "packages name the team that it stands for (write 'north')",
            ],
        ),
        (
            'name = "North"',
            'name = "North"\nroles = { pim = 1 }',
            ["teams.north.roles: a local team has the roles of the team it stands for (leave roles out)"],
        ),
        (
            'team = "standby"\npresence',
            'team = "north"\npresence',
            [
                "packages[premium].obligations[1].team: 'north' is a local team, "
                "packages name the team that it stands for (write 'standby')"
            ],
        ),
        (
            'calendar = "se"',
            'calendar = "../se"',
            [
                "teams.north.calendar: '../se' is not an id "
                "(use 1 to 64 letters a-z, digits, _ . and -, a letter or digit first)"
            ],
        ),
        (
            'calendar = "se"',
            'calendar = "rates"',
            ["teams.north.calendar: 'rates' is not a calendar (call the file otherwise)"],
        ),
        (
            'calendar = "se"',
            'calender = "se"',
            ["teams.north.calender: unknown key (did you mean 'calendar'?)"],
        ),
    ],
)
def test_local_teams_that_make_no_sense_are_faults(old: str, new: str, messages: list[str]) -> None:
    assert PACKAGES.count(old) == 1
    assert said_of(packages_toml=PACKAGES.replace(old, new)) == [f"packages.toml: {message}" for message in messages]


def test_a_teams_own_calendar_lies_beside_the_other_files() -> None:
    own = {"skaane.toml": b'country = "SE"\n'}
    packages = PACKAGES.replace('calendar = "se"', 'calendar = "skaane"')
    assert read_files(files(packages_toml=packages) | own).documents["skaane.toml"] == 'country = "SE"\n'
    with pytest.raises(FaultyInput, match=r"^skaane\.toml: unknown file"):
        read_files(files(packages_toml=PACKAGES) | own)


def test_while_the_teams_cannot_be_read_any_toml_file_may_be_a_calendar() -> None:
    with pytest.raises(FaultyInput) as caught:
        read_files(files(packages_toml="[roles") | {"skaane.toml": b""})
    assert [fault.place for fault in caught.value.faults] == ["packages.toml:1"]


def test_a_booking_is_not_called_like_a_local_team() -> None:
    bookings = TEXTS["bookings.csv"].replace("b1,", "north,")
    assert said_of(bookings_csv=bookings) == ["bookings.csv:2: id 'north' is a team's id (call the booking otherwise)"]
