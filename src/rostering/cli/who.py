"""The command who."""

from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.printing import answer
from rostering.cli.settings import settings_of
from rostering.reports.outside.on_call import on_call_report, on_call_shape

At = Annotated[
    str | None,
    typer.Option(
        "--at", metavar="INSTANT", help="As 2026-12-24T20:00, by the firm's clock; now by default.", show_default=False
    ),
]
Customer = Annotated[
    str | None,
    typer.Option("--customer", metavar="C", help="Only those who serve this customer, by id.", show_default=False),
]


def who(ctx: typer.Context, at: At = None, customer: Customer = None) -> None:
    """Say who is on call now, and who comes next.

    It is said of what is published; a seat that nobody fills is named, too.
    """
    settings = settings_of(ctx)
    found = services.who.who(settings.store, at, customer)
    answer(settings, on_call_shape(found), *on_call_report(found))
