"""The command rounds."""

import typer

from rostering.cli import services
from rostering.cli.printing import answer
from rostering.cli.settings import settings_of
from rostering.reports.outside.rounds import regular_work_shape, regular_work_table, workers_report


def rounds(ctx: typer.Context) -> None:
    """List the regular work (mails, webhooks, channels, pagers, the radar, retention), and how it last went.

    `rostering serve` does it while it runs or, where there are any, workers do. Ends with 1 when the last run of one
    failed or was cut off, or when there should be workers and none gives a sign of life.
    """
    settings = settings_of(ctx)
    work = services.round_looks.regular_work(settings.store)
    answer(settings, regular_work_shape(work), regular_work_table(work), workers_report(work))
    if work.is_deserted or any(each.is_left or each.run.outcome == "failed" for each in work.rounds):
        raise typer.Exit(1)
