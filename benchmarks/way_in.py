"""Measure the way in, from what people write to what is planned, shown and fed; one JSON object.

    python benchmarks/way_in.py [FOLDER] [--period P] [--runs N]

Each step in a process that has just started, as a command has, and again in the same, as a service has: milliseconds of
processor time, the median of the runs, and how many TOML documents were parsed at first. The steps: `import` into a
store that has the same already, `check_faulty` of the folder with a line too many, `windows` of the period, `plan`
without the solver, `first_fetch` of a feed of 1250 duties from a service that has just started, and `look_again` of
that service after a change.
"""

import argparse
import json
import multiprocessing
import shutil
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

from feeds import CREW, publication
from rostering.domain.subscriptions import Subject, SubjectKind
from rostering.domain.users import Actor
from rostering.errors import FaultyInput
from rostering.resources import shipped
from rostering.services.cases.case import case_of, is_overtaken
from rostering.services.inputs.checks import check_folder
from rostering.services.inputs.folders import import_folder
from rostering.services.links.serving import FeedDesk
from rostering.services.links.subscriptions import add_link
from rostering.services.opening import existing_store
from rostering.services.rosters.basis import LOOK_AHEAD_WEEKS
from rostering.services.rosters.windows import windows
from rostering.spans import Period

Work = Callable[[], object]
FRESH = multiprocessing.get_context("forkserver")
"""Each process is forked from one that has loaded the modules and done nothing else."""


def way_in(folder: Path, period: Period, runs: int, at: Path) -> Mapping[str, Mapping[str, float]]:
    """All steps, with a store and a faulty folder below `at`."""
    store = str(at / "rostering.db")
    import_folder(store, folder, "benchmark")
    fed, secret = published(store)
    steps: Mapping[str, Callable[[], Work]] = {
        "import": partial(ready, import_folder, store, folder, "benchmark"),
        "check_faulty": partial(ready, refused, broken(folder, at / "faulty")),
        "windows": partial(ready, windows, store, period),
        "plan": partial(ready, planned, store, period),
        "first_fetch": partial(ready, fetched, fed, secret),
        "look_again": partial(looking, fed),
    }
    return {name: measured(step, runs) for name, step in steps.items()}


def measured(step: Callable[[], Work], runs: int) -> Mapping[str, float]:
    """The medians of some runs, each in a process of its own, and the documents that each has parsed at first."""
    with ProcessPoolExecutor(1, FRESH, max_tasks_per_child=1) as pool:
        found = [pool.submit(twice, step).result() for _ in range(runs)]
    first, again, documents = (median(column) for column in zip(*found, strict=True))
    return {"ms": round(1000 * first, 1), "again_ms": round(1000 * again, 1), "documents": documents}


def twice(step: Callable[[], Work]) -> tuple[float, float, int]:
    """The seconds of a step at first and again, and how many documents were parsed at first."""
    work = step()
    with counted() as documents:
        first = timed(work)
    return first, timed(step()), len(documents)


def timed(work: Work) -> float:
    """Seconds of processor time."""
    began = time.process_time()
    work()
    return time.process_time() - began


def ready(work: Callable[..., object], *arguments: object) -> Work:
    """What needs no preparation."""
    return partial(work, *arguments)


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
    """What a plan rests on, and the look before it is saved whether that still holds."""
    opened = existing_store(store)
    with opened.reading() as reading:
        case = case_of(reading, period, look_ahead=LOOK_AHEAD_WEEKS)
    with opened.transaction() as tx:
        if is_overtaken(tx, case, tx.inputs()):
            raise AssertionError("nothing has changed meanwhile")


def published(empty: str) -> tuple[str, str]:
    """A copy of the store in which something is published, and the secret of everybody's feed."""
    store, made = f"{empty}.published", publication(range(CREW), 50)
    shutil.copy(empty, store)
    with existing_store(store).transaction() as tx:
        tx.publish(tx.add_version(made.version).number, made.at, made.by)
    return store, add_link(store, Subject(SubjectKind.ALL, ""), Actor.ops("benchmark")).secret


def fetched(store: str, secret: str) -> None:
    """The feed of a service that has just started."""
    desk = FeedDesk(store)
    desk.look()
    desk.read_published()
    answer = desk.answer(secret, datetime.now(UTC))
    if answer is None or not desk.make(answer).body:
        raise AssertionError("the link is good")


def looking(store: str) -> Work:
    """The look of a service that has looked before, at a change since."""
    desk = FeedDesk(store)
    desk.look()
    with existing_store(store).transaction() as tx:
        tx.log("benchmark", "look", "store", at=datetime.now(UTC))
    return desk.look


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=shipped("examples") / "nordic")
    parser.add_argument("--period", type=Period.parse, default=Period.parse("2026Q4"))
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    at = Path(tempfile.mkdtemp(prefix="rostering-way-in-"))
    try:
        print(json.dumps(way_in(arguments.folder, arguments.period, arguments.runs, at), indent=2))
    finally:
        shutil.rmtree(at)


if __name__ == "__main__":
    main()
