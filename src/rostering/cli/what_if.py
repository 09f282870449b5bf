"""Commands that ask and keep nothing: what-if and quote."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from inspect import Parameter, signature
from itertools import chain
from typing import Annotated, Any

import typer

from rostering.cli import services
from rostering.cli.meter import ProgressMeter
from rostering.cli.planning import Effort, PeriodText, Seed, TimeLimit, from_option, too_little_time
from rostering.cli.printing import answer, remark
from rostering.cli.settings import caller, settings_of
from rostering.language import _
from rostering.reports.questions.quotes import quote_report, quote_shape
from rostering.reports.questions.what_if import comparison_report, comparison_shape
from rostering.services.questions.changes import CHANGES, Alteration
from rostering.spans import Period


def with_changes(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option for each change in the place of its parameter `changes`."""

    @wraps(command)
    def run(**given: Any) -> None:
        asked = [Alteration(change.option, text) for change in CHANGES for text in given.pop(change.name) or ()]
        command(changes=asked, **given)

    written = signature(command)
    places = ((_options() if name == "changes" else [place]) for name, place in written.parameters.items())
    run.__signature__ = written.replace(parameters=[*chain.from_iterable(places)])  # type: ignore[attr-defined]
    return run


def _options() -> list[Parameter]:
    return [
        Parameter(
            change.name,
            Parameter.POSITIONAL_OR_KEYWORD,
            default=None,
            annotation=Annotated[
                list[str] | None, typer.Option(metavar=change.form, help=change.help, show_default=False)
            ],
        )
        for change in CHANGES
    ]


@with_changes
def what_if(
    ctx: typer.Context,
    period: PeriodText,
    changes: Sequence[Alteration],
    time_limit: TimeLimit = None,
    effort: Effort = None,
    seed: Seed = None,
) -> None:
    """Plan a period as it is and with changes, side by side; nothing is saved.

    It compares coverage, fairness, penalty, DKK and the first day that breaks. Each change may be given several times;
    time and effort count for each side. Ends with 1 when the changes leave a seat empty.
    """
    settings, wanted = settings_of(ctx), Period.parse(period)
    limits = services.planning.limits_of(time_limit, effort, seed)
    with ProgressMeter(quiet=settings.as_json) as meter:
        found = services.what_if.what_if(settings.store, wanted, changes, limits, meter, meter.stop)
    if found.before.version.interrupted or found.after.version.interrupted:
        remark(_("stopped by hand; the figures are those of the best rosters so far"))
    for side, told in ((found.before, _("the side as it is")), (found.after, _("the side with the changes"))):
        if not side.searched:
            remark(too_little_time(told))
    answer(settings, comparison_shape(found), *comparison_report(found))
    if found.after.breaks:
        raise typer.Exit(1)


def quote(
    ctx: typer.Context,
    customer: Annotated[str, typer.Option(metavar="C", help="Who asks, by id.", show_default=False)],
    period: Annotated[str, typer.Option(metavar="FROM..TO", help="The dates, or one date.", show_default=False)],
    part: Annotated[str, typer.Option(metavar="P", help="The part of the day, by id.", show_default=False)],
    roles: Annotated[str, typer.Option(metavar="ROLES", help="Who is wanted, as backend:1,pim:1.", show_default=False)],
    shared: Annotated[bool, typer.Option("--shared", help="The consultants may serve others besides.")] = False,
    roster: Annotated[
        int | None,
        typer.Option(metavar="N", help="On top of this roster; by default what is published or drafted."),
    ] = None,
    first: Annotated[
        datetime | None,
        from_option("Nothing earlier; today by default."),
    ] = None,
    book: Annotated[
        str | None, typer.Option("--book", metavar="ID", help="If it can be staffed, book it, under this id.")
    ] = None,
) -> None:
    """Say whether a booking can be staffed, by whom and at what price; nothing is saved without --book.

    It also says what else moves. Ends with 1 when it cannot be staffed, and lists why, and the nearest dates that can;
    with 3 when there is such a booking, or what the quote rests on changed meanwhile.
    """
    settings = settings_of(ctx)
    call = services.quotes.QuoteCall(customer, period, part, roles, shared)
    today = first.date() if first else None
    if book is None:
        found = services.quotes.quote(settings.store, call, roster, today)
    else:
        found = services.booking.book(settings.store, call, book, caller(), roster, today)
    answer(settings, quote_shape(found), *quote_report(found))
    if not found.possible:
        raise typer.Exit(1)
