"""Firms whose every page has something to show: a roster, a draft by hand, ways to repair it, swaps, closed months."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from page_people import LEAD, NOON
from quarter import firm
from rostering.domain.charges import Layout
from rostering.domain.exports import ExportWish
from rostering.domain.seats import Duty
from rostering.domain.subscriptions import Purpose, Subject, SubjectKind
from rostering.resources import shipped
from rostering.services.callouts.recording import add
from rostering.services.charges.closing import close_month
from rostering.services.charges.downloads import export
from rostering.services.charges.drafts import drafts
from rostering.services.charges.months import month
from rostering.services.clock import now
from rostering.services.dues.due_looks import obligations
from rostering.services.inputs.folders import import_folder
from rostering.services.jobs.mending import Missing, ask_for_repair, mending_offer
from rostering.services.jobs.queue import Waiting
from rostering.services.jobs.run import run_job
from rostering.services.links.subscriptions import add_link
from rostering.services.rosters.by_hand import give
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.showing import show
from rostering.services.swaps.answering import take
from rostering.services.swaps.choosing import choices
from rostering.services.swaps.offering import offer
from rostering.spans import DAY, WEEK, Period
from rostering.store import open_store

PERIOD, CLOSED = Period.parse("2026Q4"), Period.parse("2026-10")


@dataclass(frozen=True)
class Filled:
    """A store, and what there is in it, by what pages' addresses call it."""

    store: str
    values: Mapping[str, object]
    giver: str
    """Who holds `seat`, and offers `swap`; `taker` takes `taken`, of which all but the approval is done."""
    taker: str
    taken: int
    offered: int
    given: str
    """Who takes `seat` where it is given by hand."""


def example(folder: Path) -> str:
    """The example firm, its quarter planned and published."""
    store = str(folder / "example.db")
    import_folder(store, shipped("examples") / "picocore", "benchmark")
    return planned(store)


def generated(folder: Path, consultants: int) -> str:
    """A firm with so many consultants in local teams of 25, its quarter planned and published."""
    teams = max(1, consultants // 25)
    store = str(folder / f"firm-{consultants}.db")
    import_folder(store, shipped("examples") / "picocore", "benchmark")
    made = firm(consultants, teams, PERIOD, seed=1)
    local = sorted({team for one in made.consultants for team in one.teams})
    more = "".join(f'\n[teams.{team}]\nname = "{team}"\nstands_for = "preparedness"\n' for team in local)
    documents = {**made.documents, "packages.toml": made.documents["packages.toml"] + more}
    with open_store(store).transaction() as tx:
        tx.replace_inputs(replace(made, documents=documents, leave=tuple(dict.fromkeys(made.leave))))
        tx.log("benchmark", "import", "generated", at=now())
    return planned(store)


def planned(store: str) -> str:
    """The store with its quarter planned as fast as can be, and published."""
    kept = make_plan(store, PERIOD, limits_of(2, effort=0.01), lambda _: None, "benchmark", start=date(2026, 10, 1))
    publish(store, kept.version.number, "benchmark", force=True)
    return store


def filled(store: str) -> Filled:
    """The store with one of everything that a page shows."""
    published = show(store).version.number
    ahead = _ahead(store)
    mended, others = ahead[0], [duty for duty in ahead if duty.consultant != ahead[0].consultant]
    (taken, taker), duty = _swapped(store, others)
    offered = offer(store, LEAD, duty.consultant, duty.seat.id, at=NOON).view.swap.number
    close_month(store, CLOSED, "benchmark", early=True)
    exported = export(store, LEAD, CLOSED, ExportWish("csv"))
    line = month(store, LEAD, CLOSED).standing.lines[0]
    given = _able(store, duty)[0]
    job = _repair(store, published, mended)
    draft = give(store, LEAD, duty.seat.id, given, published, str(_newest(store)))
    called = {"who": duty.consultant or "", "customer": line.customer, "priority": "p1", "what": "The shop is down"}
    called |= {"called": "2026-10-05T10:00", "ended": "2026-10-05T11:00"}
    owed = [view.owed.key for view in obligations(store, LEAD, PERIOD).views[:1]]
    with open_store(store).reading() as reading:
        inputs = reading.inputs()
    return Filled(
        store,
        {
            **({"owed": owed[0]} if owed else {}),
            "callout": add(store, LEAD, called, NOON).callout.number,
            "seat": duty.seat.id,
            "day": duty.seat.day,
            "consultant": duty.consultant,
            "before": published,
            "after": draft.number,
            "number": draft.number,
            "published": published,
            "job": job,
            "swap": offered,
            "table": "bookings",
            "key": inputs.bookings[0].id,
            "document": "rates.toml",
            "file": "rates.toml",
            "month": f"{CLOSED.first:%Y-%m}",
            "line": line.id,
            "customer": line.customer,
            "reference": drafts(store, LEAD, CLOSED, Layout()).drafts[0].reference,
            "form": "peppol",
            "export": exported.number,
            "written": next(iter(exported.files)),
            "entry": 1,
            "secret": add_link(
                store, Subject(SubjectKind.CUSTOMER, line.customer), LEAD, purpose=Purpose.ON_CALL
            ).secret,
        },
        giver=duty.consultant or "",
        taker=taker,
        taken=taken,
        offered=offered,
        given=given,
    )


def _repair(store: str, number: int, duty: Duty) -> int:
    """A repair that is done, of whoever holds a duty and cannot serve it."""
    who, day = duty.consultant or "", duty.seat.day
    missing = [Missing(1, who, Period(day, day + DAY))]
    job = ask_for_repair(store, LEAD, Waiting(), number, missing, mending_offer(store, LEAD, number).mark)
    run_job(store, job.number)
    return job.number


def _newest(store: str) -> int:
    with open_store(store).reading() as reading:
        return reading.newest_entry()


def _ahead(store: str) -> list[Duty]:
    """The duties that somebody holds and may still swap, by date."""
    first = max(NOON.date(), now().date()) + WEEK
    return [duty for duty in show(store).version.duties if duty.consultant and duty.seat.day >= first]


def _swapped(store: str, ahead: list[Duty]) -> tuple[tuple[int, str], Duty]:
    """A swap that waits for an ops lead, with whom it goes to, and another duty that somebody could take."""
    found = [(duty, who) for duty in ahead for who in _able(store, duty)[:1]][:2]
    (first, taker), (other, _who) = found
    swap = offer(store, LEAD, first.consultant, first.seat.id, taker, at=NOON).view.swap.number
    take(store, LEAD, swap, taker, at=NOON)
    return (swap, taker), other


def _able(store: str, duty: Duty) -> tuple[str, ...]:
    return choices(store, LEAD, duty.consultant or "", duty.seat.id, at=NOON).able
