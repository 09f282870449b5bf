"""The command risk."""

from datetime import datetime
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.planning import PeriodText, from_option
from rostering.cli.printing import answer
from rostering.cli.settings import settings_of
from rostering.language import _
from rostering.reports.roster.risk import risk_report, risk_shape
from rostering.spans import Period

RosterNumber = Annotated[
    int | None,
    typer.Option(
        "--roster",
        metavar="N",
        help="The roster to look at; by default what is published in the period, else its newest roster.",
        show_default=False,
    ),
]
First = Annotated[
    datetime | None,
    from_option("Nothing earlier is listed, except in JSON; today by default."),
]


def risk(ctx: typer.Context, period: PeriodText, number: RosterNumber = None, first: First = None) -> None:
    """Say who could step in if somebody fell ill.

    For each seat it lists those who could take it without breaking a rule that forbids, seats with nobody first, and
    what hangs on a single person. Dates that are over are left out, except in JSON.
    """
    settings, wanted = settings_of(ctx), Period.parse(period)
    found = services.risk.risk(settings.store, wanted, number, first.date() if first else None)
    shape = risk_shape(found)
    begun = wanted.first < found.today
    said = [_("Dates before {day} are left out.", day=found.today)] if begun and found.backings else []
    if found.ahead:
        title = _("If somebody fell ill, in {source}:", source=found.source)
        answer(settings, shape, title, *said, risk_report(found))
    else:
        nothing = _("There is nothing to staff in {period}.", period=wanted)
        over = _("There is nothing to staff in {period} any more.", period=wanted)
        answer(settings, shape, *said, over if said else nothing)
