"""The service as a process: signals, logs, failing stores, proxies, and two beside each other."""

import http.client
import json
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from rostering.domain.users import Actor
from rostering.errors import BadCall
from rostering.services.inputs.folders import import_folder
from rostering.services.links.subscriptions import links, revoke_link
from rostering.web.server import Service, serve
from samples.disks import SmallDisk
from samples.long_rosters import coming, publish, shifts
from samples.programs import answered
from samples.running import running
from samples.small_firm import write_firm
from samples.web_firm import ASTA, BIRK, MONTHS, SECOND, path_of, secret_of

LONG = 2000
SEEN = 0.1
"""Seconds after which a change is seen for certain."""


@pytest.fixture
def long_store(store: str) -> str:
    """A store in which Asta has more duties than fit into a pipe."""
    publish(store, shifts(coming(), LONG, "asta"), coming())
    return store


def test_no_secret_is_in_anything_that_is_printed(store: str, tmp_path: Path) -> None:
    secret = secret_of(store)
    path = path_of(secret)
    with running(store, tmp_path) as server:
        tag = server.get(path).headers["etag"]
        codes = [
            server.get(path, "HEAD").status,
            server.get(path, if_none_match=tag).status,
            server.get(f"/feeds/{secret}/", referer=f"http://x{path}").status,
            server.get(f"/feeds/{secret}/?token={secret}").status,
            server.get(path, "POST").status,
            server.get(f"/feeds/{secret}x/y.ics").status,
            server.get(f"/{secret}/{secret}").status,
            server.get(path, connection="Upgrade", upgrade="websocket", sec_websocket_key=secret).status,
        ]
        assert codes == [200, 304, 200, 200, 405, 404, 404, 200]
        for raw in (f"GET {path} HTTP/9.9\r\n\r\n", f"{secret}\r\n\r\n", f"GET http://[{secret} HTTP/1.1\r\n\r\n"):
            server.said(raw.encode())
        server.said(f"GET {path}\xff HTTP/1.1\r\nHost: x\r\n\r\n".encode("latin-1"))
        Path(store).write_bytes(b"garbage " * 9999)
        time.sleep(SEEN)
        assert server.get(path).status == 503
        assert server.stopped(signal.SIGTERM) == 0
        rest = server.process.rest()
    printed = server.log.read_text() + rest
    assert secret not in printed
    assert "pgrade" not in printed
    events = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    requests = [(one["method"], one["route"], one["status"], one.get("link")) for one in events if "route" in one]
    feed = "/feeds/{token}/{name}"
    assert requests[0] == ("GET", feed, 200, 1)
    assert ("GET", feed, 503, None) in [(*one[:3], None) for one in requests]
    assert ("GET", "/...", 404, None) in requests
    assert len({one["request"] for one in events if "route" in one}) == len(requests)
    assert "Invalid HTTP request" in printed


def test_it_says_where_it_listens_and_keeps_who_fetched_when_it_is_stopped(store: str, tmp_path: Path) -> None:
    path = path_of(secret_of(store))
    with running(store, tmp_path) as server:
        assert server.get(path, user_agent="Mozilla/5.0 Thunderbird/153.0").status == 200
        assert server.stopped(signal.SIGINT) == 130
    assert server.log.read_text().startswith(f"rostering: listening on {server.url}\n")
    (link,) = links(store)
    assert link.subscription.client == "Thunderbird"
    assert link.subscription.last_fetch


def test_answers_that_have_begun_are_finished_before_it_stops(long_store: str, tmp_path: Path) -> None:
    path = path_of(secret_of(long_store))
    with running(long_store, tmp_path) as server:
        whole = server.get(path).body
        slow = server.asked(path)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(server.address)
        assert slow.read() == whole
        assert server.process.wait(60) == 0
    assert whole.count(b"BEGIN:VEVENT") >= LONG  # and a duty of before this month, where there is one


def test_a_server_killed_in_mid_answer_breaks_the_transfer(long_store: str, tmp_path: Path) -> None:
    path = path_of(secret_of(long_store))
    with running(long_store, tmp_path) as server:
        slow = server.asked(path)
        assert slow.status == 200
        promised = int(slow.headers["Content-Length"])
        server.process.kill()
        server.process.wait(60)
        with pytest.raises((http.client.IncompleteRead, ConnectionResetError)) as broken:
            slow.read()
    if isinstance(broken.value, http.client.IncompleteRead):
        assert broken.value.expected
        assert len(broken.value.partial) + broken.value.expected == promised


def test_a_caller_who_does_not_wait_for_the_answer_does_not_stop_it(store: str, tmp_path: Path) -> None:
    with running(store, tmp_path) as server:
        server.process.send_signal(signal.SIGSTOP)
        with socket.create_connection(server.address) as caller:
            caller.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        server.process.send_signal(signal.SIGCONT)
        assert server.get("/healthz").status == 200
        assert server.stopped(signal.SIGTERM) == 0


def test_what_others_do_to_the_store_is_seen_at_the_next_request(store: str, tmp_path: Path) -> None:
    path = path_of(secret_of(store))
    with running(store, tmp_path) as server:
        assert server.get(path).body.count(b"BEGIN:VEVENT") == 2
        publish(store, SECOND, MONTHS)
        time.sleep(SEEN)
        good = server.get(path).body
        assert good.count(b"BEGIN:VEVENT") == 1
        other = sqlite3.connect(store, isolation_level=None)
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        time.sleep(SEEN)
        failing = server.get(path)
        assert (failing.status, failing.body, server.get("/healthz").status) == (503, good, 200)
        other.execute("ROLLBACK")
        other.close()
        assert server.get(path).status == 200
        revoke_link(store, 1, Actor.ops("tester"))
        time.sleep(SEEN)
        assert b"has ended" in server.get(path).body


def test_a_full_disk_takes_nothing_from_a_feed(store: str, small_disk: SmallDisk, tmp_path: Path) -> None:
    secret = secret_of(store)
    path = path_of(secret)
    full = str(shutil.copy(store, small_disk.path / "rostering.db"))
    with running(full, tmp_path) as server:
        good = server.get(path).body
        small_disk.fill()
        for _ in range(3):
            time.sleep(SEEN)
            answer = server.get(path)
            assert (answer.status, answer.body) == (200, good)
            assert server.get("/readyz").status == 200
        small_disk.empty()
        time.sleep(SEEN)
        assert server.get(path).status == 200
        assert server.stopped(signal.SIGTERM) == 0
    (link,) = links(full)
    assert link.subscription.last_fetch


def test_a_store_on_a_read_only_medium_is_served_and_spoken_of_once(
    store: str, small_disk: SmallDisk, tmp_path: Path
) -> None:
    secret = secret_of(store)
    shutil.copy(store, small_disk.path / "rostering.db")
    small_disk.remount("ro")
    with running(str(small_disk.path / "rostering.db"), tmp_path) as server:
        answers = [server.get(path_of(secret)), server.get(f"/feeds/{secret}/"), server.get("/readyz")]
        assert [answer.status for answer in answers] == [200, 200, 200]
        time.sleep(2.5)  # the store is told every second who fetched
        assert server.stopped(signal.SIGTERM) == 0
    assert server.log.read_text().count("is read-only") == 1
    small_disk.remount("rw")


def test_nobody_has_to_read_its_log(store: str) -> None:
    command = [sys.executable, "-m", "rostering", "--db", store, "--json", "serve", "--port", "0"]
    limits = ["--link-limit", "0", "--address-limit", "0"]
    pipe = subprocess.PIPE
    with subprocess.Popen([*command, *limits], stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout
        address = urlsplit(json.loads(process.stdout.readline())["url"])
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
        for _ in range(2000):
            connection.request("GET", "/healthz")
            assert connection.getresponse().read() == b"alive\n"
        connection.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


def test_forwarded_headers_are_believed_from_trusted_proxies_alone(store: str, tmp_path: Path) -> None:
    secret = secret_of(store)
    page = f"/feeds/{secret}/"
    with running(store, tmp_path) as server:
        assert b"https://localhost/feeds" not in server.get(page, host="localhost", x_forwarded_proto="https").body
    with running(store, tmp_path, "--trusted-proxy", "10.0.0.1", "--trusted-proxy", "127.0.0.0/8") as server:
        assert b"https://localhost/feeds" in server.get(page, host="localhost", x_forwarded_proto="https").body
        assert b"vagt.dk" not in server.get(page, host="vagt.dk", x_forwarded_host="vagt.dk").body


def test_limits_count_the_address_that_a_trusted_proxy_names(store: str, tmp_path: Path) -> None:
    path = path_of(secret_of(store))
    limited = ("--link-limit", "1")
    with running(store, tmp_path, *limited) as server:
        codes = [server.get(path, x_forwarded_for=f"192.0.2.{number}").status for number in range(3)]
        assert codes == [200, 429, 429]
    with running(store, tmp_path, *limited, "--trusted-proxy", "127.0.0.1") as server:
        codes = [server.get(path, x_forwarded_for=f"203.0.113.9, 192.0.2.{number}").status for number in (1, 2, 2)]
        assert codes == [200, 200, 429]


def test_a_port_that_is_taken_is_one_sentence(store: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        answer = answered("--db", store, "serve", "--port", port, folder=tmp_path)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"rostering: cannot listen on 127.0.0.1:{port}: address already in use\n"


@pytest.mark.parametrize(
    ("service", "said"),
    [
        (Service(host="no-such-host.invalid"), "cannot listen on no-such-host.invalid:8000: "),
        (Service(host="192.0.2.1", port=0), "cannot listen on 192.0.2.1:0: "),
        (Service(trusted_proxies=("*",)), "'\\*' is neither an address nor a network"),
        (Service(trusted_proxies=("proxy.example.org",)), "'proxy.example.org' is neither an address nor a network"),
    ],
)
def test_addresses_that_make_no_sense_are_refused(store: str, service: Service, said: str) -> None:
    with pytest.raises(BadCall, match=said):
        serve(store, service, print)


def test_without_a_store_there_is_nothing_to_serve(tmp_path: Path) -> None:
    answer = answered("serve", folder=tmp_path)
    assert answer.code == 2
    assert "import a data folder first" in answer.err
    assert not (tmp_path / "rostering.db").exists()


def test_two_servers_of_one_store_give_the_same_bytes(url: str, tmp_path: Path) -> None:
    import_folder(url, write_firm(tmp_path / "firm"), "tester")
    publish(url, shifts(coming(), 50, "asta"), coming())
    paths = [path_of(secret_of(url, subject)) for subject in (ASTA, BIRK)]
    with running(url, tmp_path) as one, running(url, tmp_path) as other:
        for duties in (30, 60):
            answers = [[server.get(path) for path in paths] for server in (one, other)]
            assert [a.body for a in answers[0]] == [b.body for b in answers[1]]
            assert [a.headers["etag"] for a in answers[0]] == [b.headers["etag"] for b in answers[1]]
            publish(url, shifts(coming(), duties, "asta"), coming())
            time.sleep(SEEN)
        revoke_link(url, 1, Actor.ops("tester"))
        time.sleep(SEEN)
        assert one.get(paths[0]).body == other.get(paths[0]).body
        assert [server.stopped(signal.SIGTERM) for server in (one, other)] == [0, 0]
