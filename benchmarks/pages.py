"""Ask for every page and every read of the API in this process, and let Chromium scroll the board.

    python benchmarks/pages.py [--consultants N ...] [--times N] [--folder FOLDER] [--no-browser] [--table]

Firms are the example and generated ones, each with a published quarter and one of everything that a page shows. One
JSON object a request: `page` and `read` are warm, the median of some requests from the outermost layer on, with
session, rendering and packing, by the clock and of processor time, with the statements that the store was asked;
`change` is what is judged when it is sent, and the first look at what came of it; `json` is what `show --json` has of
the same quarter; `scroll`, what Chromium's own tracing says while the quarter is scrolled from end to end. `--table`
prints all in one table besides, with the goal, in milliseconds of processor time. In a folder that is named firms are
kept for the next time. Rosters are the greedy start: what is measured is how they are shown.
"""

import argparse
import asyncio
import gc
import gzip
import json
import pickle
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from page_calls import Call, Visitors, boards, looks, reads
from page_changes import Measured, answers, approved, edited, swapped
from page_firms import Filled, example, filled, generated
from page_people import Answer, Figures, Took, session
from rostering.reports.look.shapes import roster_shape
from rostering.services.rosters.showing import show
from rostering.web.assets.asset_files import ASSETS
from serving import served

EXAMPLE = 16
"""Consultants of the example firm."""
LONG = 50
"""Milliseconds of a task after which somebody notices."""
Line = dict[str, Any]


def firm_of(folder: Path, consultants: int) -> Filled:
    """A firm with one of everything, made where the folder does not have it yet."""
    kept = folder / f"{consultants}.pickle"
    if not kept.exists():
        store = example(folder) if consultants == EXAMPLE else generated(folder, consultants)
        kept.write_bytes(pickle.dumps(filled(store)))
    found: Filled = pickle.loads(kept.read_bytes())
    copy = folder / f"measured-{consultants}.db"
    shutil.copy(folder / Path(found.store).name, copy)
    return replace(found, store=str(copy))


async def measured(visitors: Visitors, consultants: int, times: int) -> list[Line]:
    """All requests of a firm, one after the other."""
    more = await answers(visitors)
    found = [
        await warm(visitors, call, "page", times) for call in (*boards(visitors, consultants), *looks(visitors, more))
    ]
    found += [await warm(visitors, call, "read", times) for call in reads(visitors)]
    changes = Measured()
    for _ in range(max(1, times // 3)):
        await edited(visitors, changes, consultants)
        await swapped(visitors, changes)
    await approved(visitors, changes)
    found += [line("change", *each) for each in changes.calls.values()]
    await visitors.close()
    return found


async def warm(visitors: Visitors, call: Call, run: str, times: int) -> Line:
    """What a page takes that was asked for before."""
    figures, answer = Figures(), await visitors.answer(call)
    for _ in range(times):
        answer = await visitors.answer(call, figures)
    return line(run, call, figures, answer)


def line(run: str, call: Call, figures: Figures, answer: Answer) -> Line:
    """What a request took, and what came of it."""
    weighed = {"status": answer.status, "bytes": len(answer.text), "packed": answer.packed, **scripts(answer.text)}
    return {"run": run, "name": call.name, "goal": call.goal, **figures.shape(), **weighed}


def scripts(text: bytes) -> dict[str, int]:
    """What a page loads besides, packed: scripts and styles."""
    found = dict.fromkeys(("scripts", "styles"), 0)
    for url in {match.decode() for match in re.findall(rb'(?:src|href)="(/assets/[^"]+)"', text)}:
        asset = ASSETS.by_url[url]
        kind = {"js": "scripts", "css": "styles"}.get(asset.name.rpartition(".")[2])
        if kind:
            found[kind] += len(asset.packed)
    return found


def as_json(store: str, times: int) -> Line:
    """The same data as JSON: how long it takes, and what it weighs."""
    figures = Figures()
    for _ in range(times + 1):
        with figures.one():
            kept = show(store)
            text = json.dumps(roster_shape(kept.version, kept.status)).encode()
    return {
        "run": "json",
        "name": "show --json",
        **figures.shape(),
        "bytes": len(text),
        "packed": len(gzip.compress(text, 5)),
    }


def scrolled(store: str, folder: Path, path: str) -> dict[str, object] | None:
    """What Chromium's tracing says while a page is scrolled from end to end; None where there is no Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-headless-shell") or shutil.which("google-chrome")
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


def table(found: Mapping[int, Sequence[Line]]) -> str:
    """All requests with their goal, and what they took by the number of consultants."""
    by_name: dict[str, dict[int, Line]] = {}
    for consultants, lines in found.items():
        for one in lines:
            by_name.setdefault(one["name"], {})[consultants] = one
    heads = "".join(f" {number}: ms, goal, statements |" for number in found)
    rows = [f"| request |{heads}", "|---|" + "---|" * len(found)]
    for name, lines_of in by_name.items():
        cells = (_cell(lines_of.get(number)) for number in found)
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _cell(one: Line | None) -> str:
    if one is None:
        return "–"
    goal = f", {one['goal']}" if "goal" in one else ""
    return f"{one['processor_ms']:.0f}{goal}, {one['statements']}"


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--consultants", type=int, nargs="*", default=[200], help="of generated firms")
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--folder", type=Path, help="where firms are kept; by default they are made anew")
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--table", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="rostering-pages-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        run(folder, arguments)
    finally:
        if arguments.folder is None:
            shutil.rmtree(folder)


def run(folder: Path, arguments: argparse.Namespace) -> None:
    """Measure each firm, with garbage looked for as seldom as the service does."""
    gc.set_threshold(50_000)
    gc.freeze()
    found: dict[int, list[Line]] = {}
    for consultants in (EXAMPLE, *arguments.consultants):
        firm = firm_of(folder, consultants)
        found[consultants] = [as_json(firm.store, arguments.times)]
        found[consultants] += asyncio.run(measured(Visitors.of(firm), consultants, arguments.times))
        if not arguments.no_browser:
            shown = scrolled(firm.store, folder, "/board?period=2026Q4") or {"skipped": "no Chromium"}
            print(json.dumps({"run": "scroll", "consultants": consultants, **shown}), flush=True)
        for one in found[consultants]:
            print(json.dumps({"consultants": consultants, **one}), flush=True)
    if arguments.table:
        print(table(found))


if __name__ == "__main__":
    main()
