"""Measure the way in, from what people write to what is planned, shown and fed; one JSON object.

    python benchmarks/way_in.py [FOLDER] [--period P] [--runs N]

Milliseconds of processor time, the median of the runs, and how many TOML documents each step has parsed: `import` into
a new store and `import_again` into the same, `check_faulty` of the folder with a line too many, `windows` of the
period, `plan` up to the solver, `first_fetch` of everybody's feed by a service that has just started, and `look_again`
of that service after a change.
"""

import argparse
import json
import shutil
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

from feeds import CREW, publication
from rostering.domain.subscriptions import Subject, SubjectKind
from rostering.errors import FaultyInput
from rostering.resources import shipped
from rostering.services.cases.case import case_of
from rostering.services.inputs.checks import check_folder
from rostering.services.inputs.folders import import_folder
from rostering.services.links.serving import Desk
from rostering.services.links.subscriptions import add_link
from rostering.services.opening import existing_store
from rostering.services.rosters.planning import LOOK_AHEAD_WEEKS
from rostering.services.rosters.windows import windows
from rostering.spans import Period

Measured = Mapping[str, float | int]


def measured(work: Callable[[], object], runs: int) -> Measured:
    """The median of some runs, and the documents that the first of them has parsed."""
    with counted() as documents:
        times = [timed(work)]
    times += [timed(work) for _ in range(runs - 1)]
    return {"ms": round(1000 * median(times), 1), "documents": len(documents)}


@contextmanager
def counted() -> Iterator[list[int]]:
    """The lengths of the TOML documents that are parsed meanwhile."""
    found: list[int] = []
    parse = tomllib.loads

    def counting(text: str) -> Mapping[str, object]:
        found.append(len(text))
        return parse(text)

    tomllib.loads = counting  # type: ignore[assignment]
    try:
        yield found
    finally:
        tomllib.loads = parse


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    began = time.process_time()
    work()
    return time.process_time() - began


def way_in(folder: Path, period: Period, runs: int, at: Path) -> Mapping[str, Measured]:
    """All steps, with stores and folders below `at`."""
    stores = (str(at / f"{number}.db") for number in range(runs))
    store, faulty = str(at / "rostering.db"), broken(folder, at / "faulty")
    import_folder(store, folder, "benchmark")
    found = {
        "import": measured(lambda: import_folder(next(stores), folder, "benchmark"), runs),
        "import_again": measured(partial(import_folder, store, folder, "benchmark"), runs),
        "check_faulty": measured(partial(refused, faulty), runs),
        "windows": measured(partial(windows, store, period), runs),
        "plan": measured(partial(planned, store, period), runs),
    }
    secret = published(store)
    desk = Desk(store)
    return {
        **found,
        "first_fetch": measured(partial(fetched, store, secret), runs),
        "look_again": measured(partial(looked, desk, store), runs),
    }


def broken(folder: Path, copy: Path) -> Path:
    """The folder with a line too many."""
    shutil.copytree(folder, copy)
    with (copy / "leave.csv").open("a", encoding="utf-8") as sheet:
        sheet.write("nobody,2026-01-01,2026-01-01,leave\n")
    return copy


def refused(folder: Path) -> None:
    """Check a faulty folder."""
    with suppress(FaultyInput):
        check_folder(folder)
        raise AssertionError("the folder has a fault")


def planned(store: str, period: Period) -> None:
    """What a plan rests on."""
    with existing_store(store).reading() as reading:
        case_of(reading, period, look_ahead=LOOK_AHEAD_WEEKS)


def published(store: str) -> str:
    """The secret of everybody's feed, once something is published."""
    made = publication(range(CREW), 50)
    with existing_store(store).transaction() as tx:
        tx.publish(tx.add_version(made.version).number, made.at, made.by)
    return add_link(store, Subject(SubjectKind.ALL, ""), "benchmark").secret


def fetched(store: str, secret: str) -> None:
    """A feed of a service that has just started."""
    desk = Desk(store)
    desk.look()
    desk.restock()
    if (answer := desk.answer(secret, datetime.now(UTC))) is None:
        raise AssertionError("the link is good")
    desk.make(answer)


def looked(desk: Desk, store: str) -> None:
    """Look whether something has changed, which it has."""
    with existing_store(store).transaction() as tx:
        tx.log("benchmark", "look", "store", None, None, at=datetime.now(UTC))
    desk.look()


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=shipped("examples") / "nordic")
    parser.add_argument("--period", type=Period.parse, default=Period.parse("2026Q4"))
    parser.add_argument("--runs", type=int, default=9)
    arguments = parser.parse_args()
    at = Path(tempfile.mkdtemp(prefix="rostering-way-in-"))
    try:
        print(json.dumps(way_in(arguments.folder, arguments.period, arguments.runs, at), indent=2))
    finally:
        shutil.rmtree(at)


if __name__ == "__main__":
    main()
