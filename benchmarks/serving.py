"""Serve feeds on the loopback and ask for them; one JSON object a run.

    python benchmarks/serving.py [--events N] [--long N] [--seconds S] [--connections N] [--access-log] [--profile]

The runs: `whole`, a warm feed sent over and over; `packed`, the same in gzip; `unchanged`, the same answered with 304;
`beside`, how long others wait for a 304 while a long feed is made for the first time. The server has one processor and
the client another, where there are two. Times of the server are processor time as the kernel counts it.
"""

import argparse
import json
import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from feeds import CREW, publication
from rostering.domain.subscriptions import Subject, SubjectKind
from rostering.domain.users import Actor
from rostering.resources import shipped
from rostering.rosters.version import Publication
from rostering.services.inputs.folders import import_folder
from rostering.services.links.subscriptions import add_link
from rostering.spans import DAY, Period
from rostering.store import open_store

TICK = os.sysconf("SC_CLK_TCK")
SHORT, LONG = range(5), range(CREW, CREW + 5)
"""Who has duties: people of two teams."""
BESIDE = 5.0
"""Seconds that others are watched for, before the long feed is asked for and from then on."""


class Server:
    """A service over a store, and its processor time."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        parts = urlsplit(url)
        self.address = parts.hostname or "", parts.port or 0
        self._stat = Path(f"/proc/{process.pid}/stat")

    def spent(self) -> float:
        """Seconds of processor time."""
        fields = self._stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def whole(self, request: bytes) -> bytes:
        """One answer, on a connection of its own."""
        with socket.create_connection(self.address) as line:
            line.sendall(request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
            return b"".join(iter(lambda: line.recv(1 << 16), b""))


def asking(path: str, tag: str = "", coding: str = "") -> bytes:
    """A request for a feed, unless it is still the one with the tag; in a coding, if one is named."""
    condition = f"If-None-Match: {tag}\r\n" if tag else ""
    condition += f"Accept-Encoding: {coding}\r\n" if coding else ""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: benchmark\r\n{condition}\r\n".encode()


def tag_of(answer: bytes) -> str:
    """The ETag of an answer."""
    return answer.partition(b"\r\netag: ")[2].partition(b"\r\n")[0].decode()


def load(server: Server, request: bytes, connections: int, seconds: float) -> list[float]:
    """Ask over and over on kept connections; returns the seconds that each answer took."""
    length = len(server.whole(request)) - len(b"connection: close\r\n")
    waits: list[float] = []
    with selectors.DefaultSelector() as lines:
        for _ in range(connections):
            line = socket.create_connection(server.address)
            lines.register(line, selectors.EVENT_READ, [time.perf_counter(), length])
            line.sendall(request)
        end = time.perf_counter() + seconds
        while (now := time.perf_counter()) < end:
            for key, _ in lines.select(0.1):
                key.data[1] -= len(key.fileobj.recv(1 << 20))  # type: ignore[union-attr]
                if key.data[1] == 0:
                    now = time.perf_counter()
                    waits.append(now - key.data[0])
                    key.data[:] = [now, length]
                    key.fileobj.sendall(request)  # type: ignore[union-attr]
        for key in list(lines.get_map().values()):
            key.fileobj.close()  # type: ignore[union-attr]
    return waits


def measured(server: Server, name: str, request: bytes, connections: int, seconds: float) -> Mapping[str, object]:
    """A run of one request under load."""
    answer = server.whole(request)
    before, began = server.spent(), time.perf_counter()
    waits = load(server, request, connections, seconds)
    spent, passed = server.spent() - before, time.perf_counter() - began
    return {
        "run": name,
        "status": int(answer[9:12]),
        "events": answer.count(b"BEGIN:VEVENT"),
        "octets": len(answer),
        "connections": connections,
        "answers": len(waits),
        "a_second": round(len(waits) / passed),
        "server_ms_each": round(1000 * spent / len(waits), 3),
        "server_busy": round(spent / passed, 2),
        **told(waits),
    }


def beside(server: Server, request: bytes, long: bytes) -> Mapping[str, object]:
    """How long others wait before a long feed is made, and while it is."""
    quiet = load(server, request, 1, BESIDE)
    made: list[tuple[bytes, float]] = []

    def make() -> None:
        began = time.perf_counter()
        made.append((server.whole(long), time.perf_counter() - began))

    maker = threading.Thread(target=make)
    maker.start()
    busy: list[float] = []
    while maker.is_alive():
        busy += load(server, request, 1, 0.05)
    maker.join()
    answer, seconds = made[0]
    return {
        "run": "beside",
        "events": answer.count(b"BEGIN:VEVENT"),
        "long_ms": round(1000 * seconds, 1),
        "before": told(quiet),
        "meanwhile": {"answers": len(busy), **told(busy)},
    }


def told(waits: Sequence[float]) -> dict[str, float]:
    """The median, the worst hundredth and the worst of some waits, in milliseconds."""
    ordered = sorted(waits)
    places = {"median_ms": 0.5, "p99_ms": 0.99, "worst_ms": 1.0}
    return {name: round(1000 * ordered[int(place * (len(ordered) - 1))], 2) for name, place in places.items()}


@contextmanager
def served(store: str, folder: Path, options: Sequence[str], profile: bool) -> Iterator[Server]:
    """A server on a processor of its own, as far as there are two."""
    profiled = ["-m", "cProfile", "-o", "serving.prof"] if profile else []
    words = [*profiled, "-m", "rostering", "--db", store, "--json", "serve", "--port", "0", *options]
    processors = sorted(os.sched_getaffinity(0))
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        os.sched_setaffinity(process.pid, processors[:1])
        os.sched_setaffinity(0, processors[-1:])
        if process.stdout is None:
            raise AssertionError("the server says where it listens")
        yield Server(process, json.loads(process.stdout.readline())["url"])
        process.send_signal(signal.SIGTERM)


def made_store(folder: Path, events: int, long: int) -> tuple[str, list[str]]:
    """A store with two consultants' feeds, and the paths of the short one and the long one."""
    store = str(folder / "rostering.db")
    import_folder(store, shipped("examples") / "picocore", "benchmark")
    with open_store(store).transaction() as tx:
        inputs = tx.inputs()
        kept = replace(inputs.consultants[0], employed_to=None)
        people = tuple(replace(kept, id=f"c{number:05d}", knows=()) for number in (SHORT[0], LONG[0]))
        tx.replace_inputs(replace(inputs, consultants=people, leave=(), balances=()))
        short, other = (_publication(consultants, shown) for consultants, shown in ((SHORT, events), (LONG, long)))
        duties = short.version.duties + other.version.duties
        period = Period(short.version.period.first, max(duty.seat.day for duty in duties))
        saved = tx.add_version(replace(other.version, duties=duties, period=period))
        tx.publish(saved.number, other.at, other.by)
    subjects = [Subject(SubjectKind.CONSULTANT, person.id) for person in people]
    return store, [
        f"/feeds/{add_link(store, subject, Actor.ops('benchmark')).secret}/rostering.ics" for subject in subjects
    ]


def _publication(consultants: range, shown: int) -> Publication:
    """Duties of a crew, so many that a feed shows at least `shown` of each from the horizon on."""
    horizon = (datetime.now(UTC).date().replace(day=1) - DAY).replace(day=1)
    events = shown
    while True:
        made = publication(consultants, events)
        if _shown(made, consultants[0], horizon) >= shown:
            return made
        events += max(1, shown // 100)


def _shown(made: Publication, number: int, horizon: date) -> int:
    person = f"c{number:05d}"
    return sum(duty.consultant == person and duty.seat.day >= horizon for duty in made.version.duties)


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=200, help="of the warm feed")
    parser.add_argument("--long", type=int, default=2000, help="events of the feed that is made meanwhile")
    parser.add_argument("--seconds", type=float, default=5, help="of each run")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--access-log", action="store_true", help="as the service does by itself")
    parser.add_argument("--profile", action="store_true", help="write serving.prof")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="rostering-serving-"))
    options = ["--link-limit", "0", "--address-limit", "0", *([] if arguments.access_log else ["--no-access-log"])]
    try:
        store, (short, long) = made_store(folder, arguments.events, arguments.long)
        with served(store, folder, options, arguments.profile) as server:
            tag = tag_of(server.whole(asking(short)))
            load_of = arguments.connections, arguments.seconds
            print(json.dumps(measured(server, "whole", asking(short), *load_of)), flush=True)
            print(json.dumps(measured(server, "packed", asking(short, coding="gzip"), *load_of)), flush=True)
            print(json.dumps(measured(server, "unchanged", asking(short, tag), *load_of)), flush=True)
            print(json.dumps(beside(server, asking(short, tag), asking(long))), flush=True)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
