"""The service in a process of its own."""

import http.client
import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from samples.programs import Program, command


@dataclass(frozen=True)
class Response:
    """What came over the wire."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Running:
    """A server that listens, and the file that its stderr goes to."""

    process: Program
    url: str
    log: Path

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        parts = urlsplit(self.url)
        return parts.hostname or "", parts.port or 0

    def get(self, path: str, method: str = "GET", **headers: str) -> Response:
        """The answer to a request on a connection of its own."""
        connection = http.client.HTTPConnection(*self.address, timeout=30)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return Response(answer.status, headers, answer.read())
        finally:
            connection.close()

    def asked(self, path: str) -> http.client.HTTPResponse:
        """An answer that has begun, to a client that takes little at a time."""
        client = socket.socket()
        client.settimeout(30)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)  # keeps the server's kernel from taking it all
        client.connect(self.address)
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n".encode())
        answer = http.client.HTTPResponse(client)
        answer.begin()
        client.close()  # the answer keeps it
        return answer

    def said(self, raw: bytes) -> bytes:
        """All that comes back for some bytes."""
        with socket.create_connection(self.address, timeout=30) as client:
            client.sendall(raw)
            client.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: client.recv(65536), b""))

    def stopped(self, signal: int) -> int:
        """The exit code after a signal."""
        self.process.send_signal(signal)
        return self.process.wait(60)


@contextmanager
def running(store: str, folder: Path, *options: str) -> Iterator[Running]:
    """A server of a store on a free port, without limits unless they are given."""
    limits = () if "--link-limit" in options else ("--link-limit", "0", "--address-limit", "0")
    log = folder / f"serve-{len(list(folder.glob('serve-*')))}.log"
    words = ("--db", store, "--json", "serve", "--port", "0", *limits, *options)
    with command(*words, folder=folder, errors=log) as process:
        try:
            line = process.stdout.readline()
            assert line, log.read_text()
            yield Running(process, json.loads(line)["url"], log)
        finally:
            process.kill()
