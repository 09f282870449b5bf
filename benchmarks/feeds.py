"""Build feeds from made-up publications; one JSON object a run.

    python benchmarks/feeds.py [--events N] [--consultants N] [--events-each N] [--firms N] [--processes N]

The runs: `one`, a consultant's feed, built cold, looked up warm, and built again after a swap of one duty; `many`, the
feeds of all consultants, split into so many firms and so many processes that work side by side.
"""

import argparse
import json
import os
import resource
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from multiprocessing import get_context
from typing import TypeVar
from zoneinfo import ZoneInfo

from rostering.domain.catalogue import READINESS, Presence
from rostering.domain.seats import Duty, Seat, seat_id
from rostering.domain.subscriptions import Style, Subject, SubjectKind
from rostering.feeds import Library
from rostering.rosters.version import Directory, Publication, Version
from rostering.spans import DAY, Hours, Period, Span

FIRST = date(2026, 1, 1)
PUBLISHED = datetime(2025, 12, 1, 9, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Copenhagen")
ROLES = {"backend": "Backend", "frontend": "Frontend", "pim": "PIM"}
CREW = 25
"""Consultants of a team."""
LOOKUPS = 20_000
STYLE = Style("da")
Made = TypeVar("Made")


def publication(consultants: range, events: int) -> Publication:
    """A firm's duties: each consultant has one every day or every few, through four years at most."""
    duties = tuple(_duties(consultants, events))
    names = Directory(
        organisation="Nordlys Digital",
        timezone=ZONE.key,
        language="da",
        consultants={_id(i): f"Åse Bjørk-Ågård {i}" for i in consultants},
        customers={f"k{i}": f"Kunde & Søn {i} A/S" for i in range(100)},
        roles=ROLES,
        teams={f"team{i // CREW}": f"Beredskabshold {i // CREW}" for i in consultants[::CREW]},
    )
    period = Period(FIRST, max(duty.seat.day for duty in duties))
    version = Version(1, period, PUBLISHED, 0, "", None, duties, (), (), (), (), {}, (), (), names)
    return Publication(1, version, PUBLISHED, "lead")


def _id(number: int) -> str:
    return f"c{number:05d}"


def _duties(consultants: range, events: int) -> Iterator[Duty]:
    for number in consultants:
        team = f"team{number // CREW}"
        for turn in range(events):
            yield Duty(_seat(team, number % CREW, FIRST + DAY * (turn * max(1, 1400 // events))), _id(number))


def _seat(team: str, place: int, day: date) -> Seat:
    """Every third duty is a booked evening for one customer, the others are pooled for four."""
    booked = place % 3 == 2
    role = list(ROLES)[place % 3]
    first = int(team.removeprefix("team")) * 4
    customers = tuple(f"k{(first + i) % 100}" for i in range(1 if booked else 4))
    return Seat(
        id=seat_id(team, day, role, place),
        day=day,
        span=_span("16:00-22:00" if booked else "08:00-16:00", day),
        kind=READINESS if booked else "weekend",
        name="Aften" if booked else "Saturday",
        role=role,
        number=place,
        team=team,
        customers=customers,
        booking=None,
        presence=Presence.HOME_STANDBY,
        shared=False,
        points=3,
        day_class=None,
        occasion=None,
        response="Response in under an hour",
        pool=team,
    )


@cache
def _span(hours: str, day: date) -> Span:
    return Hours.parse(hours).on(day, ZONE)


def one(events: int) -> Mapping[str, object]:
    """One consultant's feed: cold, warm, and after a swap."""
    first = publication(range(CREW), events)
    subject = Subject(SubjectKind.CONSULTANT, _id(0))
    library = Library([first])
    folding, _ = _timed(lambda: library.feed(Subject(SubjectKind.CONSULTANT, _id(1)), STYLE))
    cold, feed = _timed(lambda: library.feed(subject, STYLE))
    warm, _ = _timed(lambda: [library.feed(subject, STYLE) for _ in range(LOOKUPS)])
    later = Library([first, _swapped(first)], library)
    later.feed(Subject(SubjectKind.CONSULTANT, _id(1)), STYLE)
    again, new = _timed(lambda: later.feed(subject, STYLE))
    if feed.body == new.body or feed.body.count(b"BEGIN:VEVENT") != events:
        raise AssertionError("the swap must change a feed that has all events")
    return {
        "run": "one",
        "events": events,
        "octets": len(feed.body),
        "first_ms": round(1000 * folding, 2),
        "cold_ms": round(1000 * cold, 2),
        "warm_us": round(1e6 * warm / LOOKUPS, 2),
        "after_swap_ms": round(1000 * again, 2),
    }


def _swapped(before: Publication) -> Publication:
    """The same, but the first consultant's first duty goes to the second."""
    first, *others = before.version.duties
    version = replace(before.version, number=2, duties=(Duty(first.seat, _id(1)), *others))
    return Publication(2, version, before.at + timedelta(days=1), "lead")


def many(consultants: int, events: int, firms: int, processes: int) -> Mapping[str, object]:
    """The feeds of all consultants, each with its tag and date; the firms one after the other in each process."""
    size = -(-consultants // firms)
    parts = [range(first, min(first + size, consultants)) for first in range(0, consultants, size)]
    began = time.monotonic()
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        built = list(pool.map(_build, parts, [events] * len(parts)))
    peaks: dict[int | float, int | float] = {each["process"]: 0 for each in built}
    for each in built:
        peaks[each["process"]] = max(peaks[each["process"]], each["megabytes"])
    return {
        "run": "many",
        "consultants": consultants,
        "events_each": events,
        "firms": firms,
        "processes": processes,
        "feeds": sum(each["feeds"] for each in built),
        "octets": sum(each["octets"] for each in built),
        "seconds_to_make_up": round(sum(each["made_up"] for each in built), 2),
        "seconds_to_build": round(sum(each["seconds"] for each in built), 2),
        "seconds": round(time.monotonic() - began, 2),
        "megabytes": sum(peaks.values()),
    }


def _build(consultants: range, events: int) -> dict[str, int | float]:
    """A firm's feeds, kept all at once as a service keeps them."""
    made_up, first = _timed(lambda: publication(consultants, events))
    library = Library([first])
    subjects = [Subject(SubjectKind.CONSULTANT, _id(number)) for number in consultants]
    seconds, feeds = _timed(lambda: [library.feed(subject, STYLE) for subject in subjects])
    return {
        "process": os.getpid(),
        "feeds": len(feeds),
        "octets": sum(len(feed.body) for feed in feeds),
        "made_up": made_up,
        "seconds": seconds,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _timed(work: Callable[[], Made]) -> tuple[float, Made]:
    """Seconds of processor time, and what came of them."""
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=200, help="of the one feed")
    parser.add_argument("--consultants", type=int, default=10_000)
    parser.add_argument("--events-each", type=int, default=20)
    parser.add_argument("--firms", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    arguments = parser.parse_args()
    print(json.dumps(one(arguments.events)), flush=True)
    if arguments.consultants:
        split = arguments.consultants, arguments.events_each, arguments.firms, arguments.processes
        print(json.dumps(many(*split)), flush=True)


if __name__ == "__main__":
    main()
