"""The command explain."""

from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.printing import answer, remark
from rostering.cli.rosters import Number
from rostering.cli.settings import settings_of
from rostering.language import _
from rostering.reports.roster.explain import explanation_report, explanation_shape


def explain(
    ctx: typer.Context,
    number: Number,
    seat: Annotated[str, typer.Argument(metavar="SEAT", help="The seat's id, as show --ids has it.")],
) -> None:
    """Say why this person has a seat, or why nobody has.

    For a seat that is filled, what everybody else in it would cost, rule by rule; for an empty one what rules each
    candidate out, and the single changes that fill it, each proven by solving again with it.
    """
    settings = settings_of(ctx)
    found = services.explaining.explain(settings.store, number, seat)
    if found.successor:
        day = found.seat.day
        remark(_("note: roster {number} is published for {day} now", number=found.successor, day=day))
    replan, assign = (settings.command(f"{verb} {number}") for verb in ("replan", "assign"))
    answer(settings, explanation_shape(found), *explanation_report(found, replan, assign))
