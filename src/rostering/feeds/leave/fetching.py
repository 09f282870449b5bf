"""A calendar from an https address: from a public place, the one that was looked up, no longer than is allowed.

The name is resolved once, every address it has must be public, and the connection goes to one of these very addresses,
so that no second answer of a name server can lead elsewhere. An address is a password: no message repeats it.
"""

import http.client
import io
import re
import socket
import ssl
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from rostering.errors import Refused
from rostering.feeds.leave.addresses import is_public
from rostering.feeds.leave.dates_only import MOST_BYTES
from rostering.language import _

MOST_REDIRECTS = 3
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_.])?|\[[0-9a-f:.]+\]", re.ASCII)
_REDIRECTS = (301, 302, 303, 307, 308)


class Unfetchable(Refused):
    """A calendar that was not fetched, and why."""


class BadAddress(Unfetchable):
    """An address that is not even tried."""

    exit_code = 2


def resolved(host: str, port: int) -> list[str]:
    """All addresses of a name. Raises OSError, UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class AddressGuard:
    """What fetching is allowed; the fields are there for tests, and for firms with ports of their own."""

    ports: Collection[int] = (443,)
    resolve: Callable[[str, int], list[str]] = resolved
    allows: Callable[[str], bool] = is_public
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    connecting: float = 5
    reading: float = 10
    altogether: float = 30
    """Seconds."""


def fetch(url: str, guard: AddressGuard | None = None) -> bytes:
    """The body of what an address answers, at most 1 MiB. Raises Unfetchable."""
    guard = guard or AddressGuard()
    deadline = time.monotonic() + guard.altogether
    for _time in range(MOST_REDIRECTS + 1):
        parts, port = _checked(url, guard)
        body, elsewhere = _asked(parts, port, guard, deadline)
        if elsewhere is None:
            return body
        url = urljoin(url, elsewhere)
    raise Unfetchable(_("the address leads on more than {number} times", number=MOST_REDIRECTS))


def _checked(url: str, guard: AddressGuard) -> tuple[SplitResult, int]:
    """An address in its parts, once nothing in its form speaks against it."""
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise BadAddress(_("the address has characters that no address has"))
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        raise BadAddress(_("the address cannot be read")) from None
    if parts.scheme != "https":
        hint = _("; write https:// in the place of webcal://") if parts.scheme == "webcal" else ""
        raise BadAddress(_("only addresses with https are fetched{hint}", hint=hint))
    if "@" in parts.netloc:
        raise BadAddress(_("the address has a user's name before the host"))
    if not _HOST.fullmatch(parts.netloc.lower().removesuffix(f":{parts.port}")):
        raise BadAddress(_("the address has no host"))
    if port not in guard.ports:
        raise BadAddress(_("port {port} is not allowed", port=port))
    return parts, port


def _asked(parts: SplitResult, port: int, guard: AddressGuard, deadline: float) -> tuple[bytes, str | None]:
    """What the host answers: the body, or where it leads on."""
    host = parts.hostname or ""
    connection = _Pinned(host, port, _public_addresses(host, port, guard), guard, deadline)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Accept": "text/calendar, text/csv;q=0.9, */*;q=0.1", "Accept-Encoding": "identity"}
    try:
        connection.request("GET", path, headers={**headers, "User-Agent": "rostering"})
        with connection.getresponse() as response:
            return _answer(response)
    except (ssl.SSLError, ssl.CertificateError):
        raise Unfetchable(_("the host does not prove who it is, or speaks no TLS")) from None
    except TimeoutError:
        raise Unfetchable(_("the host takes too long")) from None
    except (OSError, http.client.HTTPException, ValueError):
        raise Unfetchable(_("the host cannot be reached, or breaks off")) from None
    finally:
        connection.close()


def _public_addresses(host: str, port: int, guard: AddressGuard) -> list[str]:
    """All addresses of the host; one that is not public spoils them all."""
    try:
        addresses = guard.resolve(host, port)
    except (OSError, UnicodeError):
        addresses = []
    if not addresses:
        raise Unfetchable(_("the host has no address"))
    if not all(map(guard.allows, addresses)):
        raise Unfetchable(_("the host is not on the public internet"))
    return addresses


def _answer(response: http.client.HTTPResponse) -> tuple[bytes, str | None]:
    if response.status in _REDIRECTS:
        elsewhere = response.getheader("Location")
        if not elsewhere:
            raise Unfetchable(_("the host leads on, but not where"))
        return b"", elsewhere
    if response.status != 200:
        raise Unfetchable(_("the host answers {status}", status=response.status))
    if response.getheader("Content-Encoding", "identity").strip().lower() != "identity":
        raise Unfetchable(_("the host answers compressed, although asked not to"))
    return _body(response), None


def _body(response: http.client.HTTPResponse) -> bytes:
    body = bytearray()
    expected = response.length
    if expected is not None and expected > MOST_BYTES:
        raise Unfetchable(_("the answer is too large: at most {number} MiB", number=MOST_BYTES >> 20))
    while chunk := response.read1(1 << 16):
        body += chunk
        if len(body) > MOST_BYTES:
            raise Unfetchable(_("the answer is too large: at most {number} MiB", number=MOST_BYTES >> 20))
    if expected is not None and len(body) < expected:
        raise Unfetchable(_("the answer breaks off"))
    return bytes(body)


class _Pinned(http.client.HTTPSConnection):
    """A connection to one of some addresses, and to nowhere else; the certificate must be the name's."""

    def __init__(self, host: str, port: int, addresses: list[str], guard: AddressGuard, deadline: float) -> None:
        super().__init__(host, port, context=guard.context)
        self._addresses, self._guard, self._deadline = addresses, guard, deadline

    def connect(self) -> None:
        """Connect to the first address that answers."""
        for number, address in enumerate(self._addresses, 1):
            try:
                plain = socket.create_connection((address, self.port), _left(self._deadline, self._guard.connecting))
                break
            except OSError:
                if number == len(self._addresses):
                    raise
        plain.settimeout(_left(self._deadline, self._guard.connecting))
        try:
            secure = self._guard.context.wrap_socket(plain, server_hostname=self.host)
        except OSError:
            plain.close()
            raise
        self.sock: Any = _TimedSocket(secure, self._deadline, self._guard.reading)


class _TimedSocket:
    """A socket as `http.client` uses it, which waits no longer than the deadline however slowly bytes drip."""

    def __init__(self, sock: ssl.SSLSocket, deadline: float, reading: float) -> None:
        self._sock, self._deadline, self._reading = sock, deadline, reading
        self._is_read = False

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(_left(self._deadline, self._reading))
        self._sock.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        self._is_read = True
        return io.BufferedReader(_TimedStream(self._sock, self._deadline, self._reading))

    def close(self) -> None:
        if not self._is_read:  # else its file ends it, once all is read
            self._sock.close()


class _TimedStream(io.RawIOBase):
    """The bytes of a socket as they come, until the deadline."""

    def __init__(self, sock: ssl.SSLSocket, deadline: float, reading: float) -> None:
        self._sock, self._deadline, self._reading = sock, deadline, reading

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(_left(self._deadline, self._reading))
        return self._sock.recv_into(buffer)

    def close(self) -> None:
        self._sock.close()
        super().close()


def _left(deadline: float, most: float) -> float:
    """Seconds that may be waited; never none, which would mean not to wait at all."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return min(left, most)
