"""Plan a month of thousands of booked seats for hundreds of people within a time limit; one JSON object.

    python benchmarks/big_month.py [--consultants N] [--seats S] [--time-limit SECONDS]

Half of the people are backend, half PIM consultants, and every customer has an evening of two heads booked on every
date. The command `rostering plan` runs as a process of its own: `seconds` are its whole wall time, starting and saving
included.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from charges import HEADS, MONTH, imported, tables
from rostering.audit.judgement import judge
from rostering.services.cases.case import case_of_roster
from rostering.services.cases.versions import roster_of
from rostering.store import open_store


def main() -> None:
    """Make the firm, plan its month, and judge the draft by the rules."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--consultants", type=int, default=340)
    parser.add_argument("--seats", type=int, default=5100)
    parser.add_argument("--time-limit", type=float, default=60)
    options = parser.parse_args()
    customers = -(-options.seats // (len(HEADS) * len(list(MONTH))))
    with tempfile.TemporaryDirectory() as folder:
        url = imported(Path(folder), tables(customers, options.seats, options.consultants // len(HEADS)))
        taken = planned(url, options.time_limit)
        print(json.dumps({**vars(options), **taken, **judged(url)}))


def planned(url: str, limit: float) -> dict[str, float]:
    """What the command took."""
    words = [sys.executable, "-m", "rostering", "--db", url, "plan", f"{MONTH.first:%Y-%m}"]
    started = time.perf_counter()
    child = subprocess.Popen([*words, "--time-limit", str(limit), "--json"], stdout=subprocess.DEVNULL)  # ourselves
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit("the plan failed")
    processor = round(usage.ru_utime + usage.ru_stime, 1)
    return {"seconds": round(time.perf_counter() - started, 1), "processor": processor, "mib": usage.ru_maxrss // 1024}


def judged(url: str) -> dict[str, int]:
    """How full the draft is, what it breaks, and what it costs."""
    with open_store(url).reading() as reading:
        version = reading.newest()
        case = case_of_roster(reading, version)
    verdict = judge(roster_of(version, case.problem), case.rules)
    held = sum(duty.consultant is not None for duty in version.duties)
    return {"asked": len(version.duties), "held": held, "forbidden": verdict.hard, "penalty": verdict.penalty}


if __name__ == "__main__":
    main()
