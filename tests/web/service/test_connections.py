"""Connections of the service, as uvicorn keeps them."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from rostering.web.service.connections import LONGEST, PATIENCE, Bounded
from rostering.web.service.replies import Reply
from samples.running import running

ASKED = b"GET / HTTP/1.1\r\nHost: test\r\n"


class Hurried(Bounded):
    """Waits no longer than a test likes to."""

    patience = 0.3


class Narrow(Bounded):
    """Has room for few."""

    most = 9


async def _hello(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001
    await asyncio.sleep(2 * Hurried.patience if scope["path"] == "/slow" else 0)
    await Reply(200, b"hello").send(scope, send)


@contextmanager
def listening(protocol: type[Bounded] = Hurried) -> Iterator[socket.socket]:
    """A connection to a small service."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(_hello, http=protocol, ws="none", lifespan="off", log_config=None, access_log=False)
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            with socket.create_connection(listener.getsockname(), timeout=30) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()


def _rest(client: socket.socket) -> bytes:
    return b"".join(iter(lambda: client.recv(65536), b""))


def _answer(client: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"hello"):
        more = client.recv(65536)
        assert more
        said += more
    return said


@pytest.mark.parametrize("begun", [b"", b"\r\n", b"GET /feeds/", ASKED, ASKED + b"X-Long: a"])
def test_a_request_that_never_says_what_it_wants_is_cut(begun: bytes) -> None:
    with listening() as client:
        client.sendall(begun)
        assert _rest(client) == b""


@pytest.mark.parametrize("more", [b"\r\n", b"GET /"])
def test_so_is_one_after_another_that_was_answered(more: bytes) -> None:
    with listening() as client:
        client.sendall(ASKED + b"\r\n")
        _answer(client)
        client.sendall(more)
        assert _rest(client) == b""


def test_an_answer_may_take_longer_than_its_request() -> None:
    with listening() as client:
        client.sendall(ASKED.replace(b"/ ", b"/slow ") + b"Connection: close\r\n\r\n")
        assert _rest(client).endswith(b"hello")


def test_a_body_may_be_as_long_as_it_is_and_many_requests_may_come_at_once() -> None:
    with listening() as client:
        body = b"x" * 20 * LONGEST
        client.sendall(ASKED + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        assert _answer(client).count(b"HTTP/1.1") == 1
        client.sendall(ASKED + b"Connection: close\r\n\r\n")
        assert _rest(client).startswith(b"HTTP/1.1 200")
    with listening() as client:
        client.sendall((ASKED + b"\r\n") * 9 + ASKED + b"Connection: close\r\n\r\n")
        assert _rest(client).count(b"hello") == 10


def test_there_are_no_more_connections_than_the_system_has_room_for() -> None:
    with listening(Narrow) as client, ExitStack() as stack:
        others = [stack.enter_context(socket.create_connection(client.getpeername(), timeout=30)) for _ in range(20)]
        others[-1].settimeout(PATIENCE / 2)
        with suppress(ConnectionError):
            assert others[-1].recv(1) == b""
        client.sendall(ASKED + b"Connection: close\r\n\r\n")
        assert _rest(client).endswith(b"hello")


def test_a_request_of_endless_headers_is_refused(store: str, tmp_path: Path) -> None:
    with running(store, tmp_path) as server, socket.create_connection(server.address, timeout=30) as client:
        client.sendall(ASKED)
        with pytest.raises((ConnectionError, TimeoutError)):
            client.sendall(b"X-Many: %s\r\n" % (b"a" * LONGEST) * 1000)
        assert server.get("/healthz").status == 200


@pytest.mark.parametrize("protocol", [b"websocket", b"WebSocket", b"h2c", b"TLS/1.0"])
def test_another_protocol_is_not_spoken_and_that_is_no_news(protocol: bytes, caplog: pytest.LogCaptureFixture) -> None:
    with listening() as client:
        client.sendall(ASKED + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: " + protocol + b"\r\n\r\nmore of it")
        answer = b"".join(iter(lambda: client.recv(1 << 16), b""))
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(b"\r\n\r\nhello")
    assert b"\r\nconnection: close\r\n" in answer
    assert caplog.records == []
