"""Which addresses are the service's own: those that it may repeat, and those whose pages may send to it.

The header Host is whatever a caller says. A page that repeated it could be made to show, and a cache to keep, a link
that leads a secret elsewhere; so an address is told when the service was told it (`--url`), or when the reader sits at
the same machine. Anybody else is not refused, as 421 would take the page from every firm whose proxy was set up without
`--url`: the page comes without addresses, and its link begins where the reader's browser is.
"""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_HOST = re.compile(r"[A-Za-z0-9._-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?", re.ASCII)
_OWN_SITES = ("same-origin", "none")
"""What Sec-Fetch-Site says of a page of ours, and of somebody who typed the address."""


def known_base(scope: Scope) -> str | None:
    """Where the caller reached the service, by what it says, when that is this machine; None: nobody can tell."""
    host = Headers(scope=scope).get("host", "")
    return f"{scope['scheme']}://{host}" if _HOST.fullmatch(host) and _is_loopback(host) else None


def is_foreign(scope: Scope, base: str | None) -> bool:
    """Whether a request may change something and was sent by a page that is not ours.

    Browsers say so by Sec-Fetch-Site, older ones by Origin, which has to be the Host that was asked, or the base; a
    caller that says neither is no browser. The scheme is left out, as a proxy may have spoken https.
    """
    if scope["method"] in SAFE_METHODS:
        return False
    headers = Headers(scope=scope)
    if site := headers.get("sec-fetch-site"):
        return site not in _OWN_SITES
    origin = headers.get("origin")
    own = {_authority(base), _authority(f"{_scheme(origin)}://{headers.get('host', '')}")} if origin else set()
    return origin is not None and _authority(origin) not in own - {None}


def _is_loopback(host: str) -> bool:
    name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def _scheme(url: str) -> str:
    return url.partition(":")[0]


def _authority(url: str | None) -> tuple[str, int] | None:
    """The host and port that a URL leads to; None for one that leads to none."""
    try:
        parts = urlsplit(url or "")
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError:
        return None
    return (parts.hostname, port) if parts.hostname and port else None
