"""Fetching a calendar: from public addresses only, over https, no more than allowed, and never twice resolved."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pytest

from rostering.errors import FaultyInput
from rostering.feeds.leave.addresses import is_public
from rostering.feeds.leave.dates_only import MOST_BYTES
from rostering.feeds.leave.fetching import AddressGuard, BadAddress, Unfetchable, fetch
from rostering.services.clock import now
from rostering.services.inputs.folders import import_folder
from rostering.services.inputs.leave import proposals, propose_from_address
from rostering.spans import DAY
from samples.small_firm import edited, write_firm

HERE = Path(__file__).parent
HOST = "calendar.test"
"""The name in the certificate beside this file, whose key is known to everybody."""
BODY = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
OK = b"HTTP/1.1 200 OK\r\n"


def answer(body: bytes = BODY, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


@dataclass
class Server:
    """An https server on this machine that gives one answer after the other."""

    port: int
    answers: list[bytes | Callable[[ssl.SSLSocket], None]]
    asked: list[str] = field(default_factory=list)
    """The requests as they came."""
    resolved: list[str] = field(default_factory=list)

    @property
    def guard(self) -> AddressGuard:
        """What lets a test reach it, and nothing else: no name is looked up, no address is public."""
        context = ssl.create_default_context(cafile=str(HERE / "calendar_test_authority.pem"))
        return AddressGuard((self.port,), self._resolve, lambda address: address == "127.0.0.1", context)

    def url(self, path: str = "/private/secret.ics") -> str:
        return f"https://{HOST}:{self.port}{path}"

    def _resolve(self, host: str, _port: int) -> list[str]:
        self.resolved.append(host)
        return ["127.0.0.1"] if host == HOST else ["10.0.0.1"]


@contextmanager
def serving(*answers: bytes | Callable[[ssl.SSLSocket], None]) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(HERE / "calendar_test_host.pem")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(listener.getsockname()[1], list(answers))
        thread = threading.Thread(target=_serve, args=(listener, context, server), daemon=True)
        thread.start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def _serve(listener: socket.socket, context: ssl.SSLContext, server: Server) -> None:
    while True:
        try:
            plain, _ = listener.accept()
        except OSError:
            return
        with plain:
            try:
                with context.wrap_socket(plain, server_side=True) as secure:
                    _answer(secure, server)
            except OSError:
                continue


def _answer(secure: ssl.SSLSocket, server: Server) -> None:
    server.asked.append(secure.recv(10_000).decode())
    reply = server.answers.pop(0)
    if isinstance(reply, bytes):
        secure.sendall(reply)
    else:
        reply(secure)


def test_a_calendar_is_fetched_from_the_address_that_was_checked() -> None:
    with serving(answer()) as server:
        assert fetch(server.url("/a/b.ics?key=1"), server.guard) == BODY
    (request,) = server.asked
    assert request.startswith("GET /a/b.ics?key=1 HTTP/1.1\r\n")
    assert f"Host: {HOST}:{server.port}\r\n" in request
    assert "Accept-Encoding: identity\r\n" in request
    assert server.resolved == [HOST]


@pytest.mark.parametrize(
    "reply",
    [
        OK + b"Connection: close\r\n\r\n" + BODY,
        OK + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY),
        answer(BODY, "Content-Encoding: identity"),
    ],
)
def test_however_a_server_marks_the_end_all_is_read(reply: bytes) -> None:
    with serving(reply) as server:
        assert fetch(server.url(), server.guard) == BODY


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_a_host_may_lead_on_to_another_place_that_is_checked_again(status: str) -> None:
    with serving(answer(b"", "Location: /elsewhere", status=status), answer()) as server:
        assert fetch(server.url(), server.guard) == BODY
    assert [request.split()[1] for request in server.asked] == ["/private/secret.ics", "/elsewhere"]
    assert server.resolved == [HOST, HOST]


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (answer(b"", "Location: http://calendar.test/", status="302 Found"), "only addresses with https"),
        (answer(b"", "Location: https://intranet.test:{port}/", status="302 Found"), "not on the public internet"),
        (answer(b"", "Location: https://calendar.test:22/", status="302 Found"), "port 22 is not allowed"),
        (answer(b"", "Location: https://me@calendar.test:{port}/", status="302 Found"), "a user's name"),
        (answer(b"", "Location: file:///etc/passwd", status="302 Found"), "only addresses with https"),
        (answer(b"", status="302 Found"), "leads on, but not where"),
        (answer(b"", status="404 Not Found"), "the host answers 404"),
        (answer(b"", status="204 No Content"), "the host answers 204"),
        (answer(b"", "Content-Encoding: gzip"), "answers compressed"),
        (answer(b"x" * (MOST_BYTES + 1)), "too large"),
        (OK + b"Connection: close\r\n\r\n" + b"x" * (MOST_BYTES + 1), "too large"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n200000\r\n" + b"x" * 0x200000 + b"\r\n0\r\n\r\n", "too large"),
        (OK + b"Content-Length: 99999999999\r\n\r\n", "too large"),
        (OK + b"Content-Length: 1000\r\n\r\n" + BODY, "breaks off"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n100\r\n" + BODY, "breaks off"),
        (b"", "breaks off"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "breaks off"),
        (OK + b"X: y\r\n" * 1000 + b"\r\n", "breaks off"),
    ],
)
def test_an_answer_that_is_none_is_told_without_the_address(reply: bytes, sentence: str) -> None:
    with serving(b"") as server:
        server.answers[0] = reply.replace(b"{port}", str(server.port).encode())
        with pytest.raises(Unfetchable, match=sentence) as refused:
            fetch(server.url(), server.guard)
    assert "secret" not in str(refused.value)
    assert len(server.asked) == 1


def test_a_host_that_leads_round_in_circles_is_left() -> None:
    again = answer(b"", "Location: /again", status="302 Found")
    with serving(*[again] * 9) as server, pytest.raises(Unfetchable, match="leads on more than 3 times"):
        fetch(server.url(), server.guard)
    assert len(server.asked) == 4


def test_a_certificate_of_another_name_is_refused() -> None:
    with serving(answer()) as server:
        guard = replace(server.guard, resolve=lambda *_: ["127.0.0.1"])
        with pytest.raises(Unfetchable, match="does not prove who it is"):
            fetch(f"https://other.test:{server.port}/", guard)
        with pytest.raises(Unfetchable, match="does not prove who it is"):
            fetch(server.url(), replace(guard, context=ssl.create_default_context()))
    assert server.asked == []


def test_a_host_that_drips_is_left_at_the_deadline() -> None:
    left = threading.Event()

    def drip(secure: ssl.SSLSocket) -> None:
        secure.sendall(OK)
        while not left.wait(0.02):
            secure.sendall(b"X")

    with serving(drip) as server:
        with pytest.raises(Unfetchable, match="takes too long"):
            fetch(server.url(), replace(server.guard, altogether=0.3))
        left.set()


def test_a_host_that_says_nothing_is_left() -> None:
    left = threading.Event()

    def wait(_: ssl.SSLSocket) -> None:
        left.wait()

    with serving(wait) as server:
        with pytest.raises(Unfetchable, match="takes too long"):
            fetch(server.url(), replace(server.guard, reading=0.1))
        left.set()


def test_the_next_address_is_tried_where_one_is_dead() -> None:
    with serving(answer()) as server:
        guard = replace(server.guard, resolve=lambda *_: ["127.0.0.2", "127.0.0.1"], allows=lambda _: True)
        assert fetch(server.url(), guard) == BODY


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://calendar.test/", "only addresses with https"),
        ("webcal://calendar.test/", "write https:// in the place of webcal://"),
        ("ftp://calendar.test/", "only addresses with https"),
        ("calendar.test/secret", "only addresses with https"),
        ("https://me:word@calendar.test/", "a user's name"),
        ("https://calendar.test@10.0.0.1/", "a user's name"),
        ("https:///secret", "no host"),
        ("https://calendar.test:/", "no host"),
        ("https://a b/", "characters that no address has"),
        ("https://calendar.test\\@10.0.0.1/", "characters that no address has"),
        ("https://calendar.test/\r\nX: y", "characters that no address has"),
        ("https://kalendér.test/", "characters that no address has"),
        ("https://calendar.test:80/", "port 80 is not allowed"),
        ("https://calendar.test:99999/", "cannot be read"),
        ("https://[::1/", "cannot be read"),
        ("https://%31%30.0.0.1/", "no host"),
    ],
)
def test_an_address_that_could_be_meant_otherwise_is_not_tried(url: str, sentence: str) -> None:
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return []

    with pytest.raises(BadAddress, match=sentence):
        fetch(url, AddressGuard(resolve=resolve))
    assert asked == []


REFUSED = (
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.9.9.9"),
    *("169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.9", "192.0.0.10", "192.0.2.1"),
    *("192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1"),
    *("239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::7f00:1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a00:1", "64:ff9b::808:808"),
    *("64:ff9b:1::1", "100::1", "2001::1", "2001:0:808:808::1", "2001:10::1", "2001:20::1", "2001:1ff::1"),
    *("2001:db8::1", "2002:a00:1::1", "2002:808:808::1", "3fff::1", "4000::1", "5f00::1", "fc00::1", "fd12::1"),
    *("fe80::1", "fe80::1%lo", "fec0::1", "ff02::1", "ff0e::1"),
)
PUBLIC = ("8.8.8.8", "1.1.1.1", "193.163.1.1", "192.0.1.1", "2001:4860:4860::8888", "2606:4700::1111", "2a01:111::1")


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_is_or_leads_inside_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_public_internet_is_allowed(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("bad", ["10.0.0.1", "::1", "169.254.169.254", "64:ff9b::a00:1"])
def test_one_bad_address_of_a_name_spoils_the_good_ones(bad: str) -> None:
    for addresses in ([bad], ["8.8.8.8", bad], [bad, "8.8.8.8"]):
        with pytest.raises(Unfetchable, match="not on the public internet"):
            fetch("https://calendar.test/", AddressGuard(resolve=lambda *_, found=addresses: found))


@pytest.mark.parametrize("host", ["127.0.0.1", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "localhost"])
def test_an_address_in_numbers_is_checked_like_any_other(host: str) -> None:
    with pytest.raises(Unfetchable, match=r"not on the public internet|has no address"):
        fetch(f"https://{host}/")


def test_what_is_fetched_is_proposed_under_its_host_alone_and_stays_when_a_fetch_fails(tmp_path: Path) -> None:
    store, first = str(tmp_path / "store.db"), now().date() + DAY
    firm = edited("organisation.toml", 'language = "en"', 'language = "en"\n[leave]\nfetch_urls = true')
    import_folder(store, write_firm(tmp_path / "firm", **firm), "tester")
    table = answer(f"from,to\n{first},{first}\n".encode())
    with serving(table, table, answer(BODY[:-9]), answer(b"", status="503 Busy")) as server:
        call = partial(propose_from_address, store, server.url(), "asta", "tester", server.guard)
        made = call()
        assert call() == made
        with pytest.raises(FaultyInput, match=r"https://calendar\.test"):
            call()
        with pytest.raises(Unfetchable, match="answers 503"):
            call()
    assert proposals(store, answered=True) == (made,)
    assert (made.source, str(made.found.items[0].period)) == ("https://calendar.test", f"{first}..{first}")
    assert b"secret.ics" not in b"".join(file.read_bytes() for file in tmp_path.glob("store.db*"))


def test_a_name_without_an_address_is_told() -> None:
    with pytest.raises(Unfetchable, match="the host has no address"):
        fetch("https://calendar.test/", AddressGuard(resolve=lambda *_: []))
