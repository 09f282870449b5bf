"""Close a month of many charges, export it in every format and verify it; one JSON object a step.

    python benchmarks/charges.py [--lines N] [--customers N] [--format F ...]

The roster is made here, not planned: every customer has bookings of two heads on every date of a month, until there are
so many lines. Each step is a process of its own, so that its memory is its own; seconds are those of the clock.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, islice, product
from pathlib import Path

from rostering.demand.build import seats_of
from rostering.domain.inputs import Inputs
from rostering.domain.seats import Duty
from rostering.resources import shipped
from rostering.rosters.version import Version
from rostering.services.cases.versions import directory_of
from rostering.services.charges.closing import close_month
from rostering.services.charges.exporting import export_charges
from rostering.services.charges.verifying import verify
from rostering.services.clock import now
from rostering.services.inputs.folders import import_folder
from rostering.spans import Period
from rostering.store import open_store
from rostering.windows import calendars_of, windows_of

MONTH = Period.parse("2026-09")
HEADS = ("backend", "pim")
RUN = 5
"""The dates of one booking."""
FORMATS = ("csv", "xlsx", "json", "peppol", "oioubl", "html", "pdf", "generic-da", "business-central")
CREW = 40
"""Consultants of each role."""


def main() -> None:
    """Make the firm, and take each step in a process of its own; or, as such a process, one step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=5000)
    parser.add_argument("--customers", type=int, default=90)
    parser.add_argument("--format", action="append", dest="formats")
    parser.add_argument("--step", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step(options.step[0], Path(options.step[1]))
        return
    steps = ("close", *(options.formats or FORMATS), "verify")
    with tempfile.TemporaryDirectory() as folder:
        made = make(Path(folder), options.customers, options.lines)
        print(json.dumps({"lines": made, "customers": options.customers}))
        for name in steps:
            subprocess.run([sys.executable, __file__, "--step", name, folder], check=True)  # ourselves


def step(name: str, folder: Path) -> None:
    """Close, verify or export, and say what it took."""
    url, out, start = str(folder / "rostering.db"), folder / "out", time.perf_counter()
    if name == "close":
        close_month(url, MONTH, "finance", early=True)
    elif name == "verify":
        verify(url, MONTH, out)
    else:
        export_charges(url, MONTH, name, out, by="finance")
    taken, most = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"step": name, "seconds": round(taken, 2), "mib": most // 1024}), flush=True)


def make(folder: Path, customers: int, most: int) -> int:
    """Import the firm and publish its month; returns how many seats are held."""
    url = imported(folder, tables(customers, most))
    with open_store(url).transaction() as tx:
        roster = roster_of(tx.inputs())
        tx.publish(tx.add_version(roster).number, now(), "finance")
    return len(roster.duties)


def imported(folder: Path, tables: Mapping[str, Sequence[str]]) -> str:
    """Import a firm of these tables, with the policy and prices of the example firm; returns the store."""
    firm = folder / "firm"
    firm.mkdir()
    for file in (shipped("examples") / "picocore").glob("*.toml"):
        (firm / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    for name, rows in tables.items():
        (firm / f"{name}.csv").write_text("\n".join([*rows, ""]), encoding="utf-8")
    url = str(folder / "rostering.db")
    import_folder(url, firm, "lead")
    return url


def tables(customers: int, most: int, crew: int = CREW) -> dict[str, list[str]]:
    """The tables of the data folder: half of the customers with an EAN, each booking with an order number."""
    rows = {
        "consultants": ["id,name,email,roles,grade,employed_from,employed_to,fte,knows"],
        "customers": ["id,name,country,cvr,vat_number,email,street,city,postal_code,buyer_reference,ean,language"],
        "agreements": ["customer,package,from,to"],
        "bookings": ["id,customer,from,to,part,roles,shared,cancelled,po_number,title"],
        "leave": ["consultant,from,to,kind"],
        "ledger": ["consultant,role,points"],
    }
    for role, number in product(HEADS, range(crew)):
        rows["consultants"].append(f"{role}{number},{role.title()} {number},,{role},senior,2020-01-01,,1,")
    for number, cvr in enumerate(islice(cvrs(), customers)):
        address = f"Gaden {number + 1},Byen,{1000 + number},Ref {number}"
        ean = f"579{number:09}" if number % 2 else ""
        ean += str(-sum(int(digit) * (1, 3)[at % 2] for at, digit in enumerate(ean)) % 10) if ean else ""
        rows["customers"].append(
            f"c{number},Kunde {number} A/S,DK,{cvr},,,{address},{ean},{('da', 'en')[number % 3 // 2]}"
        )
        rows["agreements"].append(f"c{number},premium,2024-01-01,")
    for number, first in islice(product(range(customers), list(MONTH)[::RUN]), -(-most // (RUN * len(HEADS)))):
        last = first.replace(day=first.day + RUN - 1)
        rows["bookings"].append(
            f"B{number}-{first.day},c{number},{first},{last},evening,backend:1 pim:1,,,PO-{number},Kampagne {number}"
        )
    return rows


def cvrs() -> Iterator[str]:
    """Numbers that could be of Danish businesses."""
    for number in count(1_000_000):
        digit = -sum(int(one) * by for one, by in zip(f"{number}", (2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
        if digit < len("0123456789"):
            yield f"{number}{digit}"


def roster_of(inputs: Inputs) -> Version:
    """The booked seats of the month, each with somebody of its role in turn."""
    days = calendars_of(inputs).days(MONTH)
    windows = [one for one in windows_of(inputs, days.own, MONTH, days.local) if one.booking]
    seats = [seat for window in windows for seat in seats_of(window, inputs.policy)]
    duties = [Duty(seat, f"{seat.role}{at // len(HEADS) % CREW}") for at, seat in enumerate(seats)]
    return Version(
        number=0,
        period=MONTH,
        created=now(),
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
        directory=directory_of(inputs),
    )


if __name__ == "__main__":
    main()
