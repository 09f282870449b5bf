"""The commands webhooks: other programs told what has happened."""

from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.printing import answer, remark
from rostering.cli.settings import caller, settings_of
from rostering.domain.outgoing import DeliveryState
from rostering.domain.users import Actor
from rostering.domain.webhooks import WebhookEvent
from rostering.language import _, told
from rostering.reports.outside.sending import run_report, run_shape
from rostering.reports.outside.webhooks import (
    added_report,
    added_shape,
    deliveries_table,
    delivery_shape,
    removed_report,
    webhook_shape,
    webhooks_table,
)

app = typer.Typer(help="Other programs, told what has happened.", no_args_is_help=True, rich_markup_mode=None)

Number = Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="The webhook's number.", show_default=False)]


@app.command()
def add(
    ctx: typer.Context,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Where messages go, https://...")],
    events: Annotated[
        list[WebhookEvent] | None,
        typer.Option("--event", help="What to tell; may be repeated. By default everything.", show_default=False),
    ] = None,
) -> None:
    """Tell an address, from now on, that rosters are published, duties swapped and months closed.

    The secret with which messages are signed is shown once. Messages are those of Standard Webhooks, and go out with
    `webhooks send`. Ends with 3 when the address is told already.
    """
    settings = settings_of(ctx)
    added = services.webhooks.add_webhook(settings.store, Actor.ops(caller()), address, events or ())
    answer(settings, added_shape(added), *added_report(added))


@app.command("list")
def list_(
    ctx: typer.Context, ended: Annotated[bool, typer.Option("--all", help="Also those that were removed.")] = False
) -> None:
    """List the webhooks, and how their messages stand; never their secrets."""
    settings = settings_of(ctx)
    found = services.webhooks.webhooks(settings.store, Actor.ops(caller()), ended)
    shown = webhooks_table(found) if found else _("There are no webhooks.")
    answer(settings, [webhook_shape(each) for each in found], shown)


@app.command()
def remove(ctx: typer.Context, number: Number) -> None:
    """Tell an address nothing more; what still waits goes nowhere.

    Ends with 3 when it was removed already.
    """
    settings = settings_of(ctx)
    found = services.webhooks.remove_webhook(settings.store, Actor.ops(caller()), number)
    answer(settings, webhook_shape(found), removed_report(found))


@app.command()
def deliveries(
    ctx: typer.Context,
    number: Annotated[
        int | None, typer.Argument(metavar="[NUMBER]", min=1, help="Only those of a webhook.", show_default=False)
    ] = None,
    state: Annotated[DeliveryState | None, typer.Option("--state", help="Only those in this state.")] = None,
) -> None:
    """List the messages, and what became of them."""
    settings = settings_of(ctx)
    found = services.webhooks.deliveries(settings.store, Actor.ops(caller()), number, state)
    shown = deliveries_table(found) if found else _("There are no messages.")
    answer(settings, [delivery_shape(each) for each in found], shown)


@app.command()
def send(
    ctx: typer.Context,
    at_once: Annotated[bool, typer.Option("--now", help="Try again at once what was put off.")] = False,
) -> None:
    """Send what waits; call it every few minutes.

    What is not taken is tried again for five days, less and less often; a webhook is told in order. Ends with 4 when a
    message was not taken.
    """
    settings = settings_of(ctx)
    run = services.delivering.send_webhooks(settings.store, at_once)
    for _to, each in run.unsent:
        said = {"message": each.id, "number": each.webhook, "error": told(each.error or "")}
        failed = _("message {message} to webhook {number} is not sent: {error}", **said)
        later = _("message {message} to webhook {number} is not sent yet: {error}", **said)
        remark(failed if each.state is DeliveryState.FAILED else later)
    answer(settings, run_shape(run), run_report(run))
    if run.unsent:
        raise typer.Exit(4)
