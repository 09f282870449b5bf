"""Where mails go: read from one line, which may hold a password and so is never repeated."""

from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from rostering.errors import BadCall
from rostering.language import _
from rostering.notices.delivery import Transport
from rostering.notices.maildir import Maildir
from rostering.notices.smtp import Server, Smtp

VARIABLE = "ROSTERING_SMTP"
_FORMS = ("smtp://user:password@host:587", "smtps://user:password@host:465", "maildir:/folder")
_PORTS = {"smtp": 587, "smtps": 465}
_LOCAL_PORT = 25


class NoTransport(BadCall):
    """Nobody has said where mails go, or not in a known form."""


def transport_of(address: str | None, sender: str) -> Transport:
    """The transport that a line names. Raises NoTransport."""
    if not address or not address.strip():
        raise NoTransport(
            _(
                "{variable} does not say where mails go: set it to {forms} or {last}",
                variable=VARIABLE,
                forms=", ".join(_FORMS[:-1]),
                last=_FORMS[-1],
            )
        )
    scheme, _colon, rest = address.strip().partition(":")
    if scheme == "maildir" and rest.strip("/"):
        return Maildir(Path("/" + rest.lstrip("/") if rest.startswith("//") else rest))
    try:
        return Smtp(_server(urlsplit(address.strip())), sender)
    except ValueError:
        raise NoTransport(
            _(
                "{variable} is not in a form that is known: {forms} or {last}",
                variable=VARIABLE,
                forms=", ".join(_FORMS[:-1]),
                last=_FORMS[-1],
            )
        ) from None


def _server(url: SplitResult) -> Server:
    if url.scheme not in _PORTS or not url.hostname or url.path.strip("/") or url.query or url.fragment:
        raise ValueError("not a mail server")
    local = _is_local(url.hostname)
    usual = _LOCAL_PORT if local and url.scheme == "smtp" else _PORTS[url.scheme]
    return Server(
        host=url.hostname,
        port=usual if url.port is None else url.port,
        encrypted=url.scheme == "smtps",
        local=local,
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
    )


def _is_local(host: str) -> bool:
    """Whether the name is surely this machine, so that nothing crosses a wire."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
