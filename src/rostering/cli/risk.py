"""The command risk."""

from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.planning import PeriodText
from rostering.cli.printing import answer
from rostering.cli.settings import settings_of
from rostering.reports.risk import risk_report, risk_shape
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


def risk(ctx: typer.Context, period: PeriodText, number: RosterNumber = None) -> None:
    """Say who could step in if somebody fell ill.

    For each seat it lists those who could take it without breaking a rule that forbids, seats with nobody first, and
    what hangs on a single person.
    """
    settings, wanted = settings_of(ctx), Period.parse(period)
    found = services.risk.risk(settings.store, wanted, number)
    report = risk_report(found.backings, found.single_points, found.directory)
    shape = risk_shape(found.backings, found.single_points)
    heading = f"If somebody fell ill, in {found.source}:"
    answer(settings, shape, *([heading, report] if found.backings else [f"There is nothing to staff in {wanted}."]))
