"""Everything that two commits write of the examples, compared to the byte; one JSON object a run.

    python benchmarks/same_outputs.py BEFORE AFTER [--keep FOLDER] [--effort E]

Each commit is checked out beside the other and goes through the examples with one clock that stands still: text and
JSON of each command, its exit code, exported folders, feeds, charges in every format, the page. Seconds that a search
took are left out. Names every output that differs, and ends with 1 if there is one.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

CLOCK = """\
import sys
from datetime import UTC, datetime
from rostering.services import clock
clock.now = lambda: datetime(2026, 9, 1, 8, tzinfo=UTC)
from rostering.__main__ import main
sys.argv = ["rostering", *sys.argv[1:]]
main()
"""
PERIODS = {
    "picocore": "2026Q4",
    "integrations": "2026Q4",
    "nordic": "2026-05-01..2026-06-07",
    "understaffed": "2027-03-15..2027-04-02",
    "over-constrained": "2026-12",
    "contradictory": "2026-11",
}
FORMATS = ("csv", "xlsx", "json", "peppol", "oioubl", "generic-da", "uniconta-journal", "business-central")
VARYING = (
    (re.compile(rb'("seconds": )[\d.]+'), rb"\g<1>0"),
    (re.compile(rb"\d+(\.\d+)? seconds"), b"0 seconds"),
    (re.compile(rb"/\S*/(before|after)/"), b"/"),
)


def calls(example: str, effort: str) -> Iterator[list[str]]:
    """What is asked of one example, in order."""
    period = PERIODS[example]
    yield ["import", f"examples/{example}"]
    yield ["export", "{out}/folder"]
    yield ["windows", period]
    yield ["plan", period, "--effort", effort, "--time-limit", "600"]
    for name in ("show", "audit"):
        yield [name]
    yield ["publish", "1", "--by", "lead"]
    yield ["risk", period]
    yield ["fairness", "--history"]
    yield ["fairness", period]
    yield ["report", "--out", "{out}/page.html"]
    yield ["feeds", "export", "{out}/feeds", "--teams", "--customers", "--language", "da"]
    if example == "picocore":
        yield from asked_of_picocore(effort)


def asked_of_picocore(effort: str) -> Iterator[list[str]]:
    """What only the example with bookings is asked."""
    yield ["explain", "1", "preparedness:2026-12-25:pim:1"]
    yield ["replan", "1", "--absent", "jonas:2026-12-24..2026-12-27", "--effort", effort, "--time-limit", "600"]
    yield ["diff", "1", "2"]
    yield ["what-if", "2026-11", "--remove-consultant", "karen", "--effort", "1", "--time-limit", "600"]
    booking = ["--period", "2026-12-11..2026-12-13", "--part", "evening", "--roles", "backend:1"]
    yield ["quote", "--customer", "nordan", *booking]
    yield ["radar"]
    yield ["billing", "show", "2026Q4"]
    yield ["billing", "close", "2026-11"]
    for form in FORMATS:
        yield ["billing", "export", "2026-11", "--format", form, "--out", f"{{out}}/{form}"]
    yield ["billing", "verify", "2026Q4"]
    yield ["publish", "2", "--by", "lead"]
    yield ["billing", "show", "2026Q4"]
    yield ["feeds", "export", "{out}/later", "--since", "1", "--utc", "--busy"]


def written(tree: Path, out: Path, effort: str) -> dict[str, bytes]:
    """All that one commit says and writes, by what was asked."""
    found: dict[str, bytes] = {}
    for example in PERIODS:
        for number, call in enumerate(calls(example, effort)):
            for form in ((), ("--json",)):
                folder = out / example / ("json" if form else "text")
                folder.mkdir(parents=True, exist_ok=True)
                words = [word.format(out=folder) for word in call]
                found[f"{example} {number:02} {' '.join((*call, *form))}"] = said(tree, folder, [*words, *form])
    files = (file for file in sorted(out.rglob("*")) if file.is_file() and ".db" not in file.name)
    return found | {str(file.relative_to(out)): file.read_bytes() for file in files}


def said(tree: Path, folder: Path, words: list[str]) -> bytes:
    """What a command says, with its exit code."""
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "ROSTERING_DB": str(folder / "store.db")}
    environment |= {"COLUMNS": "120", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-c", CLOCK, *words], cwd=tree, env=environment, capture_output=True, check=False
    )
    return b"%d\n%s\n--\n%s" % (done.returncode, done.stdout, done.stderr)


def plain(body: bytes) -> bytes:
    """Without what no two runs have in common."""
    for pattern, stands_for in VARYING:
        body = pattern.sub(stands_for, body)
    return body


def main() -> int:
    """Compare two commits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("commits", nargs=2)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--effort", default="1")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        top = asked.keep or Path(scratch)
        sides = []
        for name, commit in zip(("before", "after"), asked.commits, strict=True):
            tree = top / name / "tree"
            subprocess.run(["git", "worktree", "add", "--detach", "--quiet", "--force", tree, commit], check=True)
            sides.append(written(tree.absolute(), (top / name / "out").absolute(), asked.effort))
            subprocess.run(["git", "worktree", "remove", "--force", tree], check=True)
        before, after = sides
        names = sorted(before.keys() | after.keys())
        differs = [one for one in names if plain(before.get(one, b"")) != plain(after.get(one, b""))]
    print(json.dumps({"outputs": len(names), "same": len(names) - len(differs), "differs": differs}, indent=1))
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main())
