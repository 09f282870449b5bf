"""The command replan, which mends a roster."""

from datetime import date, datetime
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.meter import ProgressMeter
from rostering.cli.planning import Effort, Seed, from_option, time_limit_option, too_little_time
from rostering.cli.printing import answer, remark
from rostering.cli.rosters import Number
from rostering.cli.settings import caller, settings_of
from rostering.language import _, counted
from rostering.reports.roster.repairs import option_report, options_shape

Absent = Annotated[
    list[str] | None,
    typer.Option(
        "--absent",
        metavar="ID:FROM..TO",
        help="Who is not there, and when; ID:FROM is one date, ID:FROM.. the rest of the roster. May be repeated.",
        show_default=False,
    ),
]
From = Annotated[
    datetime | None,
    from_option("The first date that may change; today, or the roster's first date, by default."),
]


def replan(
    ctx: typer.Context,
    number: Number,
    absent: Absent = None,
    start: From = None,
    time_limit: Annotated[float | None, time_limit_option(30)] = None,
    seed: Seed = None,
    effort: Effort = None,
) -> None:
    """Mend a roster with few changes, in up to three ways, each saved as a draft.

    Also mends what changed inputs have broken: new leave, somebody who leaves, a booking that came or went. An absence
    is recorded as leave when the draft is published. Ends with 1 when a seat stays empty, with 3 when the inputs
    changed meanwhile or the roster has been replaced.
    """
    settings = settings_of(ctx)
    use_case = services.replanning
    absences = [use_case.Absence.parse(text) for text in absent or ()]
    today: date | None = start.date() if start else None
    limits = use_case.limits_of(time_limit, effort, seed)
    with ProgressMeter(quiet=True) as meter:
        found = use_case.replan(settings.store, number, absences, today, limits, meter, caller(), meter.stop)
    if found.interrupted:
        remark(_("stopped by hand; the best repairs so far are kept"))
    if not found.searched:
        remark(too_little_time(_("the repair"), _("more time: --time-limit")))
    shape = {
        "before": number,
        "from": found.today.isoformat(),
        "options": options_shape(found),
    }
    reports = [part for option in found.options for part in option_report(option, found)]
    publish = settings.command("publish")
    ways = counted(len(found.options), "way")
    title = _("{ways} to mend roster {number} from {day} on", ways=ways, number=number, day=found.today)
    answer(settings, shape, title, *reports, _("To take one of them, publish its draft:") + f"\n  {publish} N")
    if any(option.version.empty for option in found.options[:1]):
        raise typer.Exit(1)
