"""Commands for what is to come: windows and plan."""

import math
from datetime import datetime
from typing import Annotated

import typer
from typer.models import OptionInfo

from rostering.answers.rosters import Kept
from rostering.cli import services
from rostering.cli.meter import ProgressMeter
from rostering.cli.printing import answer, remark
from rostering.cli.settings import Settings, caller, settings_of
from rostering.language import _, n_
from rostering.reports.look.listings import windows_table
from rostering.reports.look.shapes import roster_shape, windows_shape
from rostering.reports.look.wording import listing
from rostering.reports.roster.tables import roster_report
from rostering.spans import Period


def _finite(number: float | None) -> float | None:
    if number is not None and not math.isfinite(number):
        raise typer.BadParameter(_("write a number of seconds"))
    return number


PERIOD_HELP = "2026Q3, 2026-07, 2026, 2026-07..2026-09 or 2026-07-01..2026-09-30."
PeriodText = Annotated[str, typer.Argument(metavar="PERIOD", help=PERIOD_HELP, show_default=False)]


def time_limit_option(usual: int) -> OptionInfo:
    """The option `--time-limit`, with a command's usual seconds in its help."""
    option: OptionInfo = typer.Option(
        "--time-limit",
        metavar="S",
        min=0,
        callback=_finite,
        help=f"Seconds to search at most; {usual} by default.",
        show_default=False,
    )
    return option


def from_option(what: str) -> OptionInfo:
    """The option `--from` with a date, and what it means to a command in its help."""
    option: OptionInfo = typer.Option("--from", metavar="DATE", formats=["%Y-%m-%d"], help=what, show_default=False)
    return option


TimeLimit = Annotated[float | None, time_limit_option(120)]
Effort = Annotated[
    float | None,
    typer.Option(
        "--effort",
        metavar="E",
        min=0,
        callback=_finite,
        help="How hard to search, counted the same on any machine; by default it goes with the time.",
        show_default=False,
    ),
]
Seed = Annotated[
    int | None,
    typer.Option(
        "--seed", metavar="N", min=0, max=2**31 - 1, help="Another number takes other chances.", show_default=False
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, max=256, help="Searches side by side.", show_default=False),
]


def windows(ctx: typer.Context, period: PeriodText) -> None:
    """List what must be staffed, and for whom."""
    settings, wanted = settings_of(ctx), Period.parse(period)
    demand = services.windows.windows(settings.store, wanted)
    for warning in demand.warnings:
        remark(_("warning: {text}", text=warning))
    nothing = _("Nothing is to be staffed in {period}.", period=wanted)
    answer(settings, windows_shape(demand), windows_table(demand) if demand.windows else nothing)


def too_little_time(what: str, hint: str = "") -> str:
    """What is said of a roster that no search has come to."""
    told = _(
        "there was too little time to improve {what}: all of it, or a part, is the first that fills the seats one by "
        "one, lawful but not improved",
        what=what,
    )
    return f"{told} ({hint})" if hint else told


def plan(
    ctx: typer.Context,
    period: PeriodText,
    time_limit: TimeLimit = None,
    seed: Seed = None,
    workers: Workers = None,
    effort: Effort = None,
    look_ahead: Annotated[
        int,
        typer.Option("--look-ahead", metavar="W", min=0, max=13, help="Weeks after the period to keep coverable."),
    ] = 4,
    start: Annotated[
        datetime | None,
        from_option("The first date that may change where a roster is published; today by default."),
    ] = None,
    after: Annotated[
        int | None,
        typer.Option("--after", metavar="N", help="Plan as if draft N were published.", show_default=False),
    ] = None,
    pin: Annotated[
        list[str] | None,
        typer.Option(
            "--pin", metavar="SEAT=CONSULTANT", help="Give a seat to somebody; repeatable.", show_default=False
        ),
    ] = None,
) -> None:
    """Find the best roster and save it as a draft.

    Dates that are over stay as they are published.

    Ctrl-C stops the search and keeps the best roster so far. Ends with 1 when a seat stays empty or the rules
    contradict each other, with 3 when the inputs changed meanwhile.
    """
    settings, wanted = settings_of(ctx), Period.parse(period)
    limits = services.planning.limits_of(time_limit, effort, seed, workers)
    pins = list(dict.fromkeys(map(services.planning.parse_pin, pin or ())))
    with ProgressMeter(quiet=settings.as_json) as meter:
        kept = services.planning.make_plan(
            settings.store,
            wanted,
            limits,
            meter,
            caller(),
            look_ahead,
            meter.stop,
            start=start.date() if start else None,
            after=after,
            pins=pins,
        )
    for seat in kept.idle_pins:
        remark(_("warning: {text}", text=_("pins.csv: nothing asks for {seat}; its pin holds nothing", seat=seat)))
    _remark_standing(kept)
    if kept.version.interrupted:
        remark(_("stopped by hand; the best roster so far is kept"))
    if not kept.searched:
        remark(too_little_time(_("the roster"), _("more time: --time-limit")))
    if not kept.version.duties:
        remark(_("note: nothing is to be staffed in {period}, so the roster is empty", period=wanted))
    report = roster_report(kept.version, kept.status)
    answer(settings, roster_shape(kept.version, kept.status), report, _next(settings, kept.version.number))
    if kept.version.empty:
        raise typer.Exit(1)


def _remark_standing(kept: Kept) -> None:
    """Say what is published on the plan's dates, which of them stay, and what before them is only a draft."""
    if draft := kept.draft_before:
        text = _(
            "note: {period} before it is only a draft, roster {number}: its balances and the duties at "
            "its edge do not count yet; to plan as if it were published: --after {number}",
            period=draft.period,
            number=draft.number,
        )
        remark(text)
    if not kept.standing:
        return
    period, numbers = kept.version.period, listing(str(number) for number in kept.standing)
    text = n_(
        "note: roster {numbers} is published for dates of {period}",
        "note: rosters {numbers} are published for dates of {period}",
        len(kept.standing),
        numbers=numbers,
        period=period,
    )
    stay = "; " + _("its dates up to {day} stay as published", day=kept.over) if kept.over else ""
    remark(text + stay + "; " + _("publishing this draft takes their place"))


def _next(settings: Settings, number: int) -> str:
    places = _("SEAT CONSULTANT")
    return "\n".join(
        [
            _("Saved as draft {number}. To publish it:", number=number),
            f"  {settings.command(f'publish {number}')}",
            _("To give a seat to somebody else first, by its id:"),
            f"  {settings.command(f'show {number} --ids')}",
            f"  {settings.command(f'assign {number} {places}')}",
        ]
    )
