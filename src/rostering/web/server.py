"""Running the service: one process, one port, stopped gracefully by a signal."""

import gc
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from ipaddress import ip_network

import uvicorn
from starlette.routing import BaseRoute, Route

from rostering.domain.jobs import PLAN, REPAIR
from rostering.errors import BadCall
from rostering.language import _, foreign
from rostering.logs.begin import begin_logs
from rostering.services.access.provider import Provider
from rostering.services.errands.child_work import make_ready
from rostering.services.jobs.children import Children
from rostering.services.jobs.queue import Lanes
from rostering.services.links.serving import FeedDesk
from rostering.services.rounds.clockwork import Clockwork
from rostering.services.rounds.regular_work import Ground
from rostering.web.api.service import api_routes
from rostering.web.app import application
from rostering.web.frame.pages import nothing_here, routes
from rostering.web.frame.site import Site
from rostering.web.leave.leave_route import routes as leave_routes
from rostering.web.map import PAGES
from rostering.web.service.connections import BACKLOG, Bounded, room
from rostering.web.service.guard import AnsweredRequest
from rostering.web.service.limits import RateLimits

MOST_CONNECTIONS = 2000
"""Beyond these the answer is 503."""
LAST_ANSWERS = 20
"""Seconds that answers have to finish in when the service is stopped."""


class CannotListen(BadCall):
    """An address or a port that cannot be had."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(_("cannot listen on {host}: {reason}", host=_address(host, port), reason=reason))


class BadProxy(BadCall):
    """A proxy that is no address."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("'{text}' is neither an address nor a network: name the proxy like 10.0.0.5 or 10.0.0.0/24", text=text)
        )


class NoTelemetry(BadCall):
    """The libraries that tell of traces are not there."""

    def __init__(self) -> None:
        super().__init__(_("traces need OpenTelemetry: pip install 'rostering[tracing]'"))


@dataclass(frozen=True)
class Service:
    """How the service is run."""

    host: str = "127.0.0.1"
    port: int = 8000
    """0 takes any that is free."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses and networks whose X-Forwarded-For and X-Forwarded-Proto are believed."""
    limits: RateLimits = field(default_factory=RateLimits)
    base: str | None = None
    """Where others reach the service."""
    access_log: bool = True
    provider: Provider | None = None
    """By which people may sign in, beside their password."""
    metrics: bool = False
    """Whether `/metrics` answers whoever comes past no proxy."""
    metrics_port: int | None = None
    """Where else it answers; 0 takes any port that is free."""
    tracing: bool = False
    """Whether an OpenTelemetry collector is told where time goes."""
    mail_to: str | None = None
    """Where mails go; it may hold a password."""
    here: bool = False
    """Whether jobs and regular work are done here, though the store has workers."""


def serve(store: str, service: Service, listening: Callable[[str, str | None], None]) -> None:
    """Serve a store until a signal comes; `listening` is told the URL, and that of figures at a port of their own.

    Raises NoStore, StorageFailed, CannotListen, BadProxy, NoTelemetry; KeyboardInterrupt after SIGINT.
    """
    proxies = [_proxy(text) for text in service.trusted_proxies]
    desk = FeedDesk(store)
    plans, repairs = (Children(store, kinds=(kind,), here=service.here) for kind in (PLAN, REPAIR))
    ground = Ground(store, service.mail_to, service.base or "")
    with (
        _traces(service.tracing),
        _listener(service.host, service.port) as listener,
        _figures(store, service) as figures,
        plans,
        repairs,
        Clockwork(ground, here=service.here),
    ):
        url = _url(service.host, listener)
        begin_logs(service.access_log)
        site = Site(store, PAGES, service.base, provider=service.provider, queue=Lanes(plans, repairs))
        more = [*figures.routes, *leave_routes(store), *api_routes(site), *routes(site)]
        app = application(desk, service.limits, service.base, more, nothing_here(site), tell=figures.tell)
        config = uvicorn.Config(
            app,
            loop="asyncio",
            http=Bounded,
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,  # it prints paths, and so secrets
            server_header=False,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=proxies,
            limit_concurrency=MOST_CONNECTIONS,
            backlog=BACKLOG,
            timeout_graceful_shutdown=LAST_ANSWERS,
        )
        _prepare_signals()
        Bounded.most = room()
        make_ready(["rostering.web.api.searches"])
        site.errands.take_up()
        gc.freeze()  # what is loaded by now lasts as long as the service, and is not looked through for garbage
        try:
            _Server(config, lambda: listening(url, figures.url), site.closing.set).run([listener])
        finally:
            site.errands.close()


def _traces(wanted: bool) -> AbstractContextManager[None]:
    if not wanted:
        return nullcontext()
    # Imported here, since few want it, and it is an extra.
    try:
        from rostering.traces.telemetry import telemetry  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "opentelemetry":
            raise
        raise NoTelemetry from missing
    return telemetry()


@dataclass(frozen=True)
class _Figures:
    """What is measured, and where it is told; nothing unless that is wanted."""

    tell: Callable[[AnsweredRequest], None] | None = None
    routes: tuple[BaseRoute, ...] = ()
    url: str | None = None
    """At a port of their own."""


@contextmanager
def _figures(store: str, service: Service) -> Iterator[_Figures]:
    """The figures that a service is to tell, at a port of their own if it is to have one. Raises CannotListen."""
    if not service.metrics and service.metrics_port is None:
        yield _Figures()
        return
    # Imported here, since few want it, and starting takes long enough.
    from rostering.web.metrics.measures import Measures  # noqa: PLC0415
    from rostering.web.metrics.metrics_port import MetricsPort  # noqa: PLC0415
    from rostering.web.metrics.metrics_route import PATH  # noqa: PLC0415

    measures = Measures(store)
    routes = (Route(PATH, measures.page()),) if service.metrics else ()
    if service.metrics_port is None:
        yield _Figures(measures.requests, routes)
        return
    listener = _listener(service.host, service.metrics_port)
    with MetricsPort(listener, measures.page()):
        yield _Figures(measures.requests, routes, _url(service.host, listener) + PATH)


def _prepare_signals() -> None:
    """Stopping is no failure, though uvicorn, having stopped, sends itself the signal again; nor is a caller who goes.

    A command may end when nobody reads what it prints, a server when nobody reads one of its answers may not.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)


class _Server(uvicorn.Server):
    """Says when it listens, and when it stops to."""

    def __init__(self, config: uvicorn.Config, listening: Callable[[], None], closing: Callable[[], None]) -> None:
        super().__init__(config)
        self._listening, self._closing = listening, closing

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._listening()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._closing()
        await super().shutdown(sockets)


def _listener(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        # Named, since asyncio spares only what says it is TCP the 40 ms until the kernel sends a small answer.
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError, OverflowError) as error:
        raise CannotListen(host, port, _reason(error)) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            with suppress(OSError):
                listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise CannotListen(host, port, _reason(error)) from error
    return listener


def _url(host: str, listener: socket.socket) -> str:
    return f"http://{_address(host, listener.getsockname()[1])}"


def _reason(error: Exception) -> str:
    return foreign(getattr(error, "strerror", None) or error).lower()


def _address(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _proxy(text: str) -> str:
    try:
        return str(ip_network(text)) if "/" in text else str(ip_network(text).network_address)
    except ValueError:
        raise BadProxy(text) from None
