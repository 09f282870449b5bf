"""The command radar."""

from datetime import datetime
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.meter import ProgressMeter
from rostering.cli.planning import from_option, time_limit_option
from rostering.cli.printing import answer
from rostering.cli.settings import caller, settings_of
from rostering.language import _, counted
from rostering.reports.outside.radar import radar_report, radar_shape

From = Annotated[
    datetime | None,
    from_option("No duties before this date; today by default."),
]


def radar(
    ctx: typer.Context, start: From = None, time_limit: Annotated[float | None, time_limit_option(30)] = None
) -> None:
    """Find published duties that cannot be served any more, or that nothing asks for, and propose repairs.

    Leave that came later, somebody who leaves, a role that was lost, a booking that was cancelled or moved: each opens
    a case, whose repairs are saved as drafts once. It closes when what is published no longer has the clash. Ends with
    1 while a case is open, with 3 when the inputs changed meanwhile.

    What a booking asks for otherwise than a closed month has it is a case as well, of whatever date; it closes when a
    closed line has set it right.
    """
    settings = settings_of(ctx)
    limits = services.replanning.limits_of(time_limit)
    with ProgressMeter(quiet=True) as meter:
        first = start.date() if start else None
        picture = services.radar.radar(settings.store, first, limits, meter, caller(), meter.stop)
    if picture.is_clear:
        answer(
            settings, [], _("Every published duty from {day} on can be served, and is asked for.", day=picture.start)
        )
        return
    publish = settings.command("publish")
    title = _(
        "{cases} from {day} on",
        cases=counted(len(picture.sightings) + len(picture.disputes), "case"),
        day=picture.start,
    )
    answer(settings, radar_shape(picture), title, *radar_report(picture, publish))
    raise typer.Exit(1)
