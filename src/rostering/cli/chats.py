"""The commands chats: channels of Slack and Microsoft Teams, told what happens."""

import os
import sys
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.bases import VARIABLE, Base
from rostering.cli.printing import answer, remark
from rostering.cli.settings import caller, settings_of
from rostering.domain.chats import ChatKind, News
from rostering.domain.outgoing import DeliveryState
from rostering.domain.users import Actor
from rostering.language import _
from rostering.reports.outside.chats import (
    added_report,
    chat_message_shape,
    chat_messages_table,
    chat_shape,
    chats_table,
    greeted_report,
    removed_report,
    unsent_remark,
)
from rostering.reports.outside.links import base_of
from rostering.reports.outside.sending import run_report, run_shape

app = typer.Typer(
    help="Channels of Slack and Microsoft Teams, told what happens.", no_args_is_help=True, rich_markup_mode=None
)

Number = Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="The channel's number.", show_default=False)]
AtOnce = Annotated[bool, typer.Option("--now", help="Try again at once what was put off.")]
_LONGEST = 4000


@app.command()
def add(
    ctx: typer.Context,
    kind: Annotated[ChatKind, typer.Argument(metavar="slack|teams", help="Which service it is.", show_default=False)],
    name: Annotated[str, typer.Option("--name", help="What people call the channel.", show_default=False)],
    team: Annotated[
        str | None, typer.Option("--team", metavar="ID", help="Only of this team's duties.", show_default=False)
    ] = None,
    news: Annotated[
        list[News] | None,
        typer.Option("--news", help="What to tell; may be repeated. By default everything.", show_default=False),
    ] = None,
) -> None:
    """Tell a channel, from now on, of rosters that are published, swaps, duties without anybody, and what comes due.

    Its address is a secret, and so read from standard input, or asked for: the incoming webhook of Slack, or that of
    the workflow "When a Teams webhook request is received". It is shown nowhere. Messages go out with `chats send`.
    Ends with 3 when the address is told already.
    """
    settings = settings_of(ctx)
    added = services.channels.add_chat(settings.store, Actor.ops(caller()), kind, _address(), name, team, news or ())
    answer(settings, chat_shape(added), added_report(added))


@app.command("list")
def list_(
    ctx: typer.Context, ended: Annotated[bool, typer.Option("--all", help="Also those that were removed.")] = False
) -> None:
    """List the channels, and how their messages stand; of their addresses only the host and the end."""
    settings = settings_of(ctx)
    found = services.channels.chats(settings.store, Actor.ops(caller()), ended).chats
    shown = chats_table(found) if found else _("No channel is told anything.")
    answer(settings, [chat_shape(each) for each in found], shown)


@app.command()
def remove(ctx: typer.Context, number: Number) -> None:
    """Tell a channel nothing more; what still waits goes nowhere.

    Ends with 3 when it was removed already.
    """
    settings = settings_of(ctx)
    found = services.channels.remove_chat(settings.store, Actor.ops(caller()), number)
    answer(settings, chat_shape(found), removed_report(found))


@app.command("try")
def try_(ctx: typer.Context, number: Number) -> None:
    """Send a message to a channel that says what it will be told, with what else waits for it.

    Ends with 3 when it was removed, and with 4 when a message was not taken.
    """
    settings = settings_of(ctx)
    chat = services.channels.greet(settings.store, Actor.ops(caller()), number)
    run = services.chat_sending.send_chats(settings.store, _base(None), at_once=True, number=number)
    for each in run.unsent:
        remark(unsent_remark(*each))
    answer(settings, run_shape(run), greeted_report(chat, run))
    if run.unsent:
        raise typer.Exit(4)


@app.command()
def messages(
    ctx: typer.Context,
    number: Annotated[
        int | None, typer.Argument(metavar="[NUMBER]", min=1, help="Only those to a channel.", show_default=False)
    ] = None,
    state: Annotated[DeliveryState | None, typer.Option("--state", help="Only those in this state.")] = None,
) -> None:
    """List the messages, and what became of them."""
    settings = settings_of(ctx)
    found = services.channels.chat_messages(settings.store, Actor.ops(caller()), number, state)
    shown = chat_messages_table(found) if found else _("There are no messages.")
    answer(settings, [chat_message_shape(each) for each in found], shown)


@app.command()
def send(ctx: typer.Context, at_once: AtOnce = False, url: Base = None) -> None:
    """Tell channels what is new, and send what waits; call it every few minutes.

    What is not taken is tried again for five days, less and less often; a channel is told in order. Messages have a
    link to the board where --url or ROSTERING_URL says where the service is reached. Ends with 4 when a message was
    not taken.
    """
    settings = settings_of(ctx)
    run = services.chat_sending.send_chats(settings.store, _base(url), at_once)
    for each in run.unsent:
        remark(unsent_remark(*each))
    answer(settings, run_shape(run), run_report(run))
    if run.unsent:
        raise typer.Exit(4)


def _base(url: str | None) -> str:
    """Where others reach the service, if anybody has said so. Raises BadBase."""
    named = url or os.environ.get(VARIABLE)
    return base_of(named) if named else ""


def _address() -> str:
    """A line of standard input; somebody at a terminal is asked, and nobody reads along."""
    if sys.stdin.isatty():
        return str(typer.prompt(_("Address"), hide_input=True))
    return sys.stdin.readline(_LONGEST)
