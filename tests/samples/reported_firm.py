"""The example firm with a quarter behind it: published by hand, called out, with tickets, and reports owed."""

from datetime import UTC, datetime
from pathlib import Path

from rostering.domain.seats import Duty
from rostering.domain.users import Actor, Role
from rostering.resources import shipped
from rostering.rosters.version import Version
from rostering.services.callouts.recording import add
from rostering.services.cases.case import case_of
from rostering.services.cases.versions import directory_of
from rostering.services.dues.keeping import SaidOfDue, done, move
from rostering.services.inputs.folders import import_folder
from rostering.services.service_reports.ticket_files import read_tickets
from rostering.spans import Period
from rostering.store import Transaction, open_store
from samples.shared import with_tables

LEAD, FINANCE, VIEWER = Actor("lead", Role.OPS), Actor("finance", Role.FINANCE), Actor("viewer", Role.VIEWER)
QUARTER, PLANNED = Period.parse("2026Q4"), Period.parse("2026-10-01..2027-01-17")
AT = datetime(2027, 1, 4, 9, tzinfo=UTC)
"""A Monday, from which the quarter is over."""
DANISH, ENGLISH, UNNAMED = "egekrone", "havgaard", "tidselbo"
"""Egekrone reads Danish and is told names; Havgård's Premium ends with November; Tidselbo has named no address."""
EMPTY = ("2026-11-14:pim:1", "2026-12-06:backend:1", "2026-12-06:frontend:1", "2026-12-06:pim:1")
"""The seats that nobody held."""
_RESPONSES = """
[[packages.response]]
priority = "p1"
first = "1 hour"
updates = "2 hours"
clock = "always"

[[packages.response]]
priority = "p2"
first = "4 hours"
clock = "always"

[[packages.allowances]]
id = "urgent_tickets"
name = "Urgent tickets"
often = "2 a month"
counts = ["p1"]
"""
_NOTICES = '\n[notices]\nenabled = true\nsender = "drift@nordlys.example"\nreminder_hours = 0\n'
TICKETS = """\
id,customer,kind,opened,closed
T1,egekrone,inquiry,2026-10-02,2026-10-03
T2,egekrone,incident,2026-10-17,2026-10-17
T3,egekrone,incident,2026-11-21,
T4,egekrone,service_request,2026-11-03,2026-11-20
T5,egekrone,change,2026-09-28,2026-10-05
T6,egekrone,patch_assessed,2026-10-08,2026-10-08
T7,egekrone,patch_assessed,2026-12-08,2026-12-09
T8,egekrone,patch_applied,2026-12-10,2026-12-10
T9,havgaard,inquiry,2026-12-29,2027-01-02
"""


def written(folder: Path, notices: str = _NOTICES) -> Path:
    """The folder, from the example."""
    folder.mkdir(parents=True)
    for file in (shipped("examples") / "picocore").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    _change(folder / "packages.toml", "# Parts of the day", f"{_RESPONSES}\n# Parts of the day")
    _change(
        folder / "agreements.csv", "customer,package,from,to\n", "customer,package,from,to,report_to,names_people\n"
    )
    _change(
        folder / "agreements.csv",
        "egekrone,premium,2024-01-01,\n",
        "egekrone,premium,2024-01-01,,drift@egekrone.example it@egekrone.example,yes\n",
    )
    _change(
        folder / "agreements.csv",
        "havgaard,extended,2026-12-01,\n",
        "havgaard,extended,2026-12-01,,web@havgaard.example,\n",
    )
    _even(folder / "agreements.csv")
    customers = (folder / "customers.csv").read_text("utf-8").splitlines()
    langs = [
        line + (",language" if line.startswith("id,") else ",da" if line.startswith("egekrone,") else ",")
        for line in customers
    ]
    (folder / "customers.csv").write_text("\n".join(langs) + "\n", "utf-8")
    with (folder / "organisation.toml").open("a", encoding="utf-8") as organisation:
        organisation.write(notices)
    return folder


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    if old not in text:
        raise ValueError(f"{file.name} has no {old!r}")
    file.write_text(text.replace(old, new), "utf-8")


def _even(file: Path) -> None:
    """Give rows without the new columns empty ones."""
    lines = file.read_text("utf-8").splitlines()
    file.write_text("".join(line + "," * (5 - line.count(",")) + "\n" for line in lines), "utf-8")


def reporting(url: str, folder: Path, notices: str = _NOTICES) -> str:
    """Make the store; returns its address."""
    import_folder(with_tables(url), written(folder, notices), "tester")
    with open_store(url).transaction() as tx:
        version = tx.add_version(_version(tx))
        tx.publish(version.number, datetime(2026, 9, 1, 12, tzinfo=UTC), "lead")
    _call_out(url)
    read_tickets(url, LEAD, "tickets.csv", TICKETS.encode(), at=AT)
    done(url, LEAD, f"{DANISH}:tactical_meeting:2026Q4", SaidOfDue(on="2026-11-12"), at=AT)
    move(url, LEAD, f"{DANISH}:tactical_meeting:2027Q1", SaidOfDue(to="2027-02-10", hours="10:00-11:30"), at=AT)
    return url


def _version(tx: Transaction) -> Version:
    """Each seat is held by the next of those who have its role, in turn; some by nobody."""
    case = case_of(tx, PLANNED)
    people = case.inputs.consultants
    duties = []
    for place, seat in enumerate(case.problem.seats):
        able = [one.id for one in people if one.has(seat.role, seat.day) and one.employed(seat.day)]
        empty = seat.id.partition(":")[2] in EMPTY and seat.booking is None
        duties.append(Duty(seat, None if empty else able[place % len(able)]))
    return Version(
        number=0,
        period=PLANNED,
        created=datetime(2026, 9, 1, 12, tzinfo=UTC),
        seed=0,
        input_hash="",
        based_on=None,
        duties=tuple(duties),
        compensating_days=(),
        empty=(),
        breaches=(),
        stages=(),
        penalty_by_rule={},
        shortages=(),
        ledger=(),
        big_days=(),
        directory=directory_of(case.inputs),
    )


def _call_out(url: str) -> None:
    """Call-outs of the quarter: in time, late, and one whose beginning nobody noted."""
    told = (
        (
            DANISH,
            "2026-10-17T09:10",
            "p1",
            "Kassen svarer ikke",
            "2026-10-17T09:35",
            "2026-10-17T10:30",
            "2026-10-17T11:50",
        ),
        (DANISH, "2026-11-21T10:00", "p1", "Import af varer er standset", "2026-11-21T11:24", "", "2026-11-21T12:10"),
        (
            DANISH,
            "2026-11-28T13:05",
            "p2",
            "Billeder mangler på <forsiden>",
            "2026-11-28T14:00",
            "",
            "2026-11-28T15:30",
        ),
        (DANISH, "2026-12-26T08:30", "p1", "Butikken er nede", "2026-12-26T11:05", "", "2026-12-26T12:00"),
        (ENGLISH, "2026-10-24T12:00", "p2", "Search is slow", "", "", "2026-10-24T17:00"),
    )
    for customer, called, priority, what, answered, updates, ended in told:
        cells = {"customer": customer, "who": "oskar", "called": called, "priority": priority, "what": what}
        add(url, LEAD, {**cells, "answered": answered, "updates": updates, "ended": ended}, at=AT)
