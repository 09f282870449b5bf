"""The command worker, which does what the web service leaves to workers."""

import json
import os
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.bases import VARIABLE
from rostering.cli.notices import TRANSPORT
from rostering.cli.printing import remark
from rostering.cli.settings import settings_of
from rostering.errors import BadCall
from rostering.language import _
from rostering.reports.outside.links import base_of


class NoLibrary(BadCall):
    """The library of the queue is not there."""

    def __init__(self) -> None:
        super().__init__(_("workers need the library procrastinate: pip install 'rostering[cluster]'"))


def worker(
    ctx: typer.Context,
    queues: Annotated[
        str,
        typer.Option("--queues", metavar="NAMES", help="What to do, parted by commas: plan, repair, mail, upkeep."),
    ] = "plan,repair,mail,upkeep",
    concurrency: Annotated[
        int, typer.Option(metavar="N", min=1, max=64, help="Plans at the same time, and as many repairs beside them.")
    ] = 1,
    cores: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help="Processors that plans share; by default all there are.", show_default=False
        ),
    ] = None,
    renew_queue: Annotated[
        bool, typer.Option("--renew-queue", help="Make the queue anew, with all other workers stopped.")
    ] = False,
) -> None:
    """Do what the web service leaves to workers, until stopped by SIGTERM or Ctrl-C.

    The store is one in PostgreSQL. The first worker makes a queue in it; from then on plans, repairs and regular work
    (mails, webhooks, channels, pagers, the radar, retention) are left to workers. There may be many, on many machines:
    what one was at that is stopped or lost is begun anew by another. Ends with 4 when the queue is of another version.
    """
    settings = settings_of(ctx)
    services.queue_making.refuse_files(settings.store)
    # Imported here for the reason that services are, and since the queue is an extra.
    try:
        from rostering.workers import working  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in {"procrastinate", "psycopg", "psycopg_pool"}:
            raise
        raise NoLibrary from missing
    named = working.queues_of(queues)
    url = os.environ.get(VARIABLE)
    how = working.Working(
        *(named, concurrency, cores, os.environ.get(TRANSPORT)),
        base=base_of(url) if url else "",
        renew_queue=renew_queue,
    )

    def begun() -> None:
        remark(_("working on {queues}", queues=", ".join(named)))
        if settings.as_json:
            typer.echo(json.dumps({"queues": list(named)}))

    working.work(settings.store, how, begun)
