"""Programs that are told by webhooks: they keep what they get, and answer as they are told to."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Receiver:
    """What came, and what is answered; no answer comes at all while it `hangs`."""

    address: str = ""
    status: int = 204
    retry_after: str = ""
    hangs: bool = False
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A receiver on loopback."""
    known = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            known.headers.append({name.lower(): value for name, value in self.headers.items()})
            known.bodies.append(body)
            if known.hangs:
                known.let_go.wait()
                return
            self.send_response(known.status)
            self.send_header("location", "/elsewhere")
            if known.retry_after:
                self.send_header("retry-after", known.retry_after)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library has it
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known.address = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield known
    finally:
        known.let_go.set()
        server.shutdown()
        thread.join()
        server.server_close()
