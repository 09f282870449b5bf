"""The command serve, which starts the web service."""

import json
import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.notices import TRANSPORT
from rostering.cli.printing import remark
from rostering.cli.settings import settings_of
from rostering.language import _
from rostering.reports.outside.links import base_of


class WhereJobs(StrEnum):
    """Who does jobs and regular work."""

    AUTO = "auto"
    HERE = "here"


def serve(
    ctx: typer.Context,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    trusted_proxy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESS",
            help="A proxy, or a network of them, whose X-Forwarded-For and -Proto are believed; may be repeated.",
            show_default=False,
        ),
    ] = None,
    url: Annotated[
        str | None,
        typer.Option(
            "--url",
            metavar="BASE",
            envvar="ROSTERING_URL",
            help="Where others reach the service. Without it pages show addresses to readers at this machine alone.",
            show_default=False,
        ),
    ] = None,
    link_limit: Annotated[
        int, typer.Option(metavar="N", min=0, help="Requests a minute of one link from one address; 0: any number.")
    ] = 60,
    address_limit: Annotated[
        int, typer.Option(metavar="N", min=0, help="Requests a minute of one address in all; 0: any number.")
    ] = 6000,
    sign_in: Annotated[
        Path | None,
        typer.Option(
            "--sign-in",
            metavar="FILE",
            envvar="ROSTERING_SIGN_IN",
            help="A TOML file with the OpenID provider by which people sign in, beside their password.",
            show_default=False,
        ),
    ] = None,
    metrics: Annotated[
        bool, typer.Option("--metrics", help="Tell Prometheus figures under /metrics, though not through a proxy.")
    ] = False,
    metrics_port: Annotated[
        int | None,
        typer.Option(
            metavar="PORT",
            min=0,
            max=65535,
            help="Tell them at a port of their own, of the same address; 0 takes a free one.",
            show_default=False,
        ),
    ] = None,
    tracing: Annotated[
        bool,
        typer.Option("--tracing", help="Tell an OpenTelemetry collector where time goes, as variables OTEL_... say."),
    ] = False,
    jobs: Annotated[
        WhereJobs,
        typer.Option("--jobs", help="Who does plans and regular work: workers if there are any, or `here` always."),
    ] = WhereJobs.AUTO,
    access_log: Annotated[bool, typer.Option(help="Log each request on stderr, without its secret.")] = True,
) -> None:
    """Serve feeds, their pages and the sending in of leave over HTTP until stopped by SIGTERM or Ctrl-C.

    Put a proxy that speaks https before it. Several processes may serve one store in PostgreSQL. Plans and regular work
    (mails, webhooks, channels, pagers, the radar, retention) are done here, too, unless the store has workers.
    """
    # Imported here for the reason that services are: the help needs no HTTP.
    from rostering.web import server  # noqa: PLC0415
    from rostering.web.service.limits import RateLimits  # noqa: PLC0415

    settings = settings_of(ctx)
    base = base_of(url) if url else None
    provider = services.provider_file.read_provider(sign_in) if sign_in else None
    limits = RateLimits(link_limit, address_limit)
    service = server.Service(
        *(host, port, tuple(trusted_proxy or ()), limits, base, access_log, provider),
        metrics=metrics,
        metrics_port=metrics_port,
        tracing=tracing,
        mail_to=os.environ.get(TRANSPORT),
        here=jobs is WhereJobs.HERE,
    )

    def listening(at: str, figures: str | None) -> None:
        remark(_("listening on {address}", address=at))
        if figures:
            remark(_("figures for Prometheus on {address}", address=figures))
        if settings.as_json:
            typer.echo(json.dumps({"url": at, "metrics": figures} if figures else {"url": at}))

    server.serve(settings.store, service, listening)
