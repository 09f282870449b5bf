"""A firm that swaps: the small one with a third PIM consultant, its November published by hand; 2 November 2026."""

from datetime import UTC, date, datetime
from pathlib import Path

from rostering.audit.judgement import judge
from rostering.domain.seats import seat_id
from rostering.domain.users import Actor, Role
from rostering.rosters.history import current_duties
from rostering.rosters.version import Version
from rostering.rules.roster import Roster
from rostering.services.cases.case import case_of
from rostering.services.cases.versions import version_of
from rostering.services.inputs.folders import import_folder
from rostering.spans import Period
from rostering.store import Transaction, open_store
from samples.shared import with_tables
from samples.small_firm import DOCUMENTS, MONTH, SHEETS, write_firm

AT = datetime(2026, 11, 2, 12, tzinfo=UTC)
"""A Monday; the weekend of the first is over."""
ELMA, FOLKE, GERDA = (Actor(who, Role.CONSULTANT, who) for who in ("elma", "folke", "gerda"))
LEAD, FINANCE, VIEWER = Actor.ops("lead"), Actor("finance", Role.FINANCE), Actor("viewer", Role.VIEWER)
PEOPLE = SHEETS["consultants.csv"] + "gerda,Gerda Ravnsbo,,pim,regular,2021-01-01,,1,\n"
LEAVE = """\
consultant,from,to,kind
folke,2026-11-21,2026-11-22,leave
gerda,2026-11-28,2026-11-28,rather_not
"""
MAILS = PEOPLE.replace("Elma Tangstrup,", "Elma Tangstrup,elma@havn.example").replace(
    "Folke Birkely,", "Folke Birkely,folke@havn.example"
)
NOTICES = '\n[notices]\nenabled = true\nsender = "rota@havn.example"\n'
AUTOMATIC, PENALISED = '\n[swaps]\napproval = "none"\n', '\n[swaps]\napproval = "penalised"\n'


def pim(day: int) -> str:
    """The PIM consultant's seat on a day of November."""
    return seat_id("preparedness", date(2026, 11, day), "pim", 1)


SATURDAYS, SUNDAYS = (pim(day) for day in (7, 14, 21, 28)), (pim(day) for day in (1, 8, 15, 22, 29))
OWN = {**dict.fromkeys(SATURDAYS, "elma"), **dict.fromkeys(SUNDAYS, "folke"), pim(22): "gerda"}
"""Who holds the PIM consultant's seats: Elma Saturdays, Folke Sundays but for his leave."""
_OTHERS = {"backend": ("asta", "birk"), "frontend": ("cilje", "david")}


def firm_files(policy: str = "") -> dict[str, str | None]:
    """What is other than in the small firm, `policy` at the end of policy.toml."""
    rules = DOCUMENTS["policy.toml"].replace("weekends_in_a_row = 2", "weekends_in_a_row = 5")
    return {"consultants_csv": PEOPLE, "leave_csv": LEAVE, "policy_toml": rules + policy}


def swapping(url: str, folder: Path, policy: str = "", **changed: str | None) -> str:
    """Make the store; returns its address."""
    import_folder(with_tables(url), write_firm(folder, **{**firm_files(policy), **changed}), "tester")
    post(url)
    return url


def mailing(url: str, folder: Path, policy: str = "") -> str:
    """The same firm, which sends notices; Gerda has no address."""
    organisation = DOCUMENTS["organisation.toml"] + NOTICES
    return swapping(url, folder, policy, consultants_csv=MAILS, organisation_toml=organisation)


def post(url: str, period: Period = MONTH, at: datetime = AT) -> int:
    """Publish who holds what in a period; returns the roster's number."""
    with open_store(url).transaction() as tx:
        version = tx.add_version(_version(tx, period, at))
        tx.publish(version.number, at, "lead")
    return version.number


def _version(tx: Transaction, period: Period, at: datetime) -> Version:
    case = case_of(tx, period)
    held = {seat.id: _holder(seat.role, seat.day, seat.id) for seat in case.problem.seats}
    roster = Roster(case.problem, held)
    return version_of(case, roster, judge(roster, case.rules), at, 0)


def _holder(role: str, day: date, seat: str) -> str:
    """Saturdays are the first's of each role, Sundays the second's; the evenings of the booking are Asta's."""
    if role == "pim":
        return OWN.get(seat) or ("elma" if day.isoweekday() == 6 else "folke")
    first, second = _OTHERS[role]
    return second if day.isoweekday() == 7 else first


def holder(url: str, seat: str) -> str | None:
    """Who holds a published seat now."""
    with open_store(url).reading() as look:
        return next((duty.consultant for duty in current_duties(look.publications()) if duty.seat.id == seat), None)
