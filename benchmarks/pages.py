"""Ask for every page in this process, and let Chromium scroll the board; one JSON object a run.

    python benchmarks/pages.py [--consultants N ...] [--times N] [--no-browser]

The runs: `board` of the example firm and of generated ones, by month and quarter; `json`, the same as `show --json`
has it; `page`, each other page of the example; `list`, lists of the data of the last firm, given 2,000 bookings;
`scroll`, what Chromium's own tracing says while the quarter is scrolled from end to end. Milliseconds are warm: the
median of some requests from the outermost layer on, with session, rendering and packing, by the clock and of processor
time. Rosters are the greedy start: what is measured is how they are shown.
"""

import argparse
import asyncio
import gzip
import json
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import sync_playwright

from quarter import firm
from rostering.domain.parties import Booking
from rostering.domain.users import Actor, Role
from rostering.reports.look.shapes import roster_shape
from rostering.resources import shipped
from rostering.services.access.sign_in import begun
from rostering.services.access.users import add_user
from rostering.services.clock import now
from rostering.services.inputs.folders import import_folder
from rostering.services.links.serving import FeedDesk
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.showing import show
from rostering.spans import Period
from rostering.store import open_store
from rostering.web.app import application
from rostering.web.assets.asset_files import ASSETS
from rostering.web.frame.pages import nothing_here, routes
from rostering.web.frame.site import Site
from rostering.web.map import PAGES
from rostering.web.service.limits import RateLimits
from serving import served

PERIOD = Period.parse("2026Q4")
LEAD = Actor.ops("benchmark")
BASE = "http://127.0.0.1:8000"
NOON = datetime(2026, 11, 18, 11, tzinfo=UTC)
"""When it is, for the pages: in the middle of the quarter."""
LONG = 50
"""Milliseconds of a task after which somebody notices."""


class Browser:
    """Somebody who asks for pages of a store, signed in as an ops lead."""

    def __init__(self, store: str) -> None:
        self.site = Site(store, PAGES, clock=lambda: NOON)
        app = application(FeedDesk(store), RateLimits(0, 0), None, routes(self.site), nothing_here(self.site))
        headers = {"accept": "text/html", "accept-encoding": "gzip"}
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=BASE, headers=headers)
        self.http.cookies.set("session", session(store), domain="127.0.0.1", path="/")

    async def get(self, path: str) -> tuple[int, bytes, int]:
        """The status, the text, and how much of it goes over the line."""
        async with self.http.stream("GET", path) as answer:
            raw = b"".join([part async for part in answer.aiter_raw()])
        packed = answer.headers.get("content-encoding") == "gzip"
        return answer.status_code, gzip.decompress(raw) if packed else raw, len(raw)


def session(store: str) -> str:
    """The secret of a session of an ops lead, who is added."""
    user = add_user(store, LEAD, f"lead {time.monotonic_ns()}", Role.OPS).user
    with open_store(store).transaction() as tx:
        return begun(tx, user, now()).secret


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


async def measured(browser: Browser, path: str, times: int) -> dict[str, object]:
    """How long a page takes warm, and what it weighs."""
    status, text, packed = await browser.get(path)
    took = []
    for _ in range(times):
        began = clocks()
        await browser.get(path)
        took.append(since(began))
    return {"path": path, "status": status, **told(took), "bytes": len(text), "packed": packed, **scripts(text)}


Took = tuple[float, float]
"""Seconds by the clock, and of processor time, which does not count what other programs take on a busy machine."""


def clocks() -> Took:
    """What both show."""
    return time.perf_counter(), time.process_time()


def since(began: Took) -> Took:
    """What has passed by both."""
    return time.perf_counter() - began[0], time.process_time() - began[1]


def told(took: Sequence[Took]) -> dict[str, float]:
    """The medians of both, in milliseconds."""
    wall, processor = (statistics.median(each) for each in zip(*took, strict=True))
    return {"ms": round(1000 * wall, 1), "processor_ms": round(1000 * processor, 1)}


def scripts(text: bytes) -> dict[str, int]:
    """What a page loads besides, packed: scripts and styles."""
    found = dict.fromkeys(("scripts", "styles"), 0)
    for url in set(re.findall(r'(?:src|href)="(/assets/[^"]+)"', text.decode())):
        asset = ASSETS.by_url[url]
        kind = {"js": "scripts", "css": "styles"}.get(asset.name.rpartition(".")[2])
        if kind:
            found[kind] += len(asset.packed)
    return found


def as_json(store: str, times: int) -> dict[str, object]:
    """The same data as JSON: how long it takes, and what it weighs."""

    def made() -> bytes:
        kept = show(store)
        return json.dumps(roster_shape(kept.version, kept.status)).encode()

    text, took = made(), []
    for _ in range(times):
        began = clocks()
        made()
        took.append(since(began))
    return {**told(took), "bytes": len(text), "packed": len(gzip.compress(text, 5))}


def addresses(store: str, site: Site) -> Iterator[str]:
    """Every page that can be looked at in the store, with something that is there in its path."""
    version = show(store).version
    duty = next(duty for duty in version.duties if duty.consultant and duty.seat.day >= NOON.date())
    values: Mapping[str, object] = {
        "seat": duty.seat.id,
        "day": duty.seat.day,
        "consultant": duty.consultant,
        "before": version.number,
        "after": version.number,
        "table": "bookings",
        "key": "B-2026-041",
        "document": "rates.toml",
    }
    for page in site.pages:
        wanted = re.findall(r"{(\w+)", page.path)
        if "GET" in page.methods and page.action and page.name != "board" and all(name in values for name in wanted):
            asked = [name for name in page.query.by_name if name in ("before", "after")]
            yield site.url(page.name, **{name: values[name] for name in (*wanted, *asked)})


def scrolled(store: str, folder: Path, path: str) -> dict[str, object] | None:
    """What Chromium's tracing says while a page is scrolled from end to end; None where there is no Chromium."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        return None
    options = ["--link-limit", "0", "--address-limit", "0", "--no-access-log"]
    with served(store, folder, options, profile=False) as server, sync_playwright() as playwright:
        host, port = server.address
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        context = chromium.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": "session", "value": session(store), "url": f"http://{host}:{port}"}])
        page = context.new_page()
        page.goto(f"http://{host}:{port}{path}")
        loaded = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        cells, height = page.evaluate("[document.querySelectorAll('td').length, document.body.scrollHeight]")
        chromium.start_tracing(page=page, categories=["toplevel", "devtools.timeline", "blink.user_timing"])
        page.mouse.move(700, 500)
        page.evaluate("performance.mark('scrolling')")
        steps = height // 400 + 1
        for _ in range(steps):
            page.mouse.wheel(0, 400)
            page.evaluate("() => new Promise(requestAnimationFrame)")
        at = page.evaluate("[window.scrollY + window.innerHeight, document.body.scrollHeight]")
        tasks = tasks_of(json.loads(chromium.stop_tracing())["traceEvents"])
        chromium.close()
    return {
        "path": path,
        "loaded_ms": round(loaded),
        "cells": cells,
        "height": height,
        "scrolled_to_end": at[0] >= at[1] - 2,
        "tasks": len(tasks),
        "longest_ms": round(max(wall for wall, _ in tasks), 1),
        "longest_processor_ms": round(max(processor for _, processor in tasks), 1),
        "long_tasks": sum(processor > LONG for _, processor in tasks),
    }


def tasks_of(events: Sequence[Mapping[str, Any]]) -> list[Took]:
    """How long each task of the page's main thread took since the scrolling began, in milliseconds."""
    (mark,) = [event for event in events if event["name"] == "scrolling" and "blink.user_timing" in event["cat"]][:1]
    thread = mark["pid"], mark["tid"]
    return [
        (event["dur"] / 1000, event.get("tdur", event["dur"]) / 1000)
        for event in events
        if event["name"].endswith("RunTask")
        and "dur" in event
        and (event["pid"], event["tid"]) == thread
        and event["ts"] > mark["ts"]
    ]


def printed(run: str, consultants: int, found: Mapping[str, object] | None) -> None:
    """One line."""
    print(json.dumps({"run": run, "consultants": consultants, **(found or {"skipped": "no Chromium"})}), flush=True)


async def lists(store: str, consultants: int, times: int) -> None:
    """The lists of the data, whole, searched and narrowed, once the firm has 2,000 bookings."""
    with open_store(store).transaction() as tx:
        inputs = tx.inputs()
        agreed = [one.customer for one in inputs.agreements if inputs.catalogue.packages[one.package].bookable]
        period, part = Period(date(2026, 10, 5), date(2026, 10, 6)), next(iter(inputs.catalogue.parts))
        more = [Booking(f"L{n:04}", agreed[n % len(agreed)], period, part, {"backend": 1}) for n in range(2000)]
        tx.replace_inputs(replace(inputs, bookings=(*inputs.bookings, *more)))
        tx.log("benchmark", "import", "inputs", at=now())
    browser = Browser(store)
    for path in ("bookings", "bookings?month=2026-10&q=backend", "consultants?now=yes", "leave?sort=consultant"):
        printed("list", consultants, await measured(browser, f"/data/{path}", times))
    await browser.http.aclose()


async def asked_for(store: str, consultants: int, times: int, every: bool) -> None:
    """The board, and the same as JSON in turns; then, maybe, every other page."""
    browser = Browser(store)
    for key in ("2026-11", "2026Q4"):
        printed("board", consultants, await measured(browser, f"/board?period={key}", times))
    printed("json", consultants, as_json(store, times))
    if every:
        for path in addresses(store, browser.site):
            printed("page", consultants, await measured(browser, path, times))
    await browser.http.aclose()


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--consultants", type=int, nargs="*", default=[200], help="of generated firms")
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--no-browser", action="store_true")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="rostering-pages-"))
    try:
        makers: list[tuple[int, Callable[[], str]]] = [(16, lambda: example(folder))]
        makers += [(number, partial(generated, folder, number)) for number in arguments.consultants]
        for place, (number, make) in enumerate(makers):
            store = make()
            asyncio.run(asked_for(store, number, arguments.times, every=place == 0))
            if not arguments.no_browser:
                printed("scroll", number, scrolled(store, folder, "/board?period=2026Q4"))
            if place and place == len(makers) - 1:
                asyncio.run(lists(store, number, arguments.times))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
