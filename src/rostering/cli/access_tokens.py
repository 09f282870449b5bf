"""The commands users tokens: access tokens for programs, made, listed and revoked."""

from datetime import datetime
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.printing import answer
from rostering.cli.settings import caller, settings_of
from rostering.domain.users import Actor, Role
from rostering.reports.outside.access_tokens import (
    made_token_report,
    made_token_shape,
    revoked_token_report,
    token_shape,
    tokens_table,
)

app = typer.Typer(help="Access tokens, with which programs act for a user.", no_args_is_help=True)

Until = Annotated[
    datetime,
    typer.Option("--until", metavar="DATE", formats=["%Y-%m-%d"], help="The last date of it.", show_default=False),
]


@app.command()
def add(
    ctx: typer.Context,
    user: Annotated[str, typer.Argument(metavar="NAME", help="The user, by name.", show_default=False)],
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="What it is for.", show_default=False)],
    until: Until,
    role: Annotated[
        Role | None, typer.Option(help="What it may do; by default all that the user may.", show_default=False)
    ] = None,
) -> None:
    """Make a token and show it, once.

    Ends with 2 when the role may do what the user may not.
    """
    settings = settings_of(ctx)
    actor = Actor.ops(caller())
    made = services.access_tokens.make_token(settings.store, actor, user, name, role, until.date())
    answer(settings, made_token_shape(made), *made_token_report(made))


@app.command("list")
def list_(
    ctx: typer.Context,
    user: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Only those of a user.", show_default=False)
    ] = None,
    ended: Annotated[bool, typer.Option("--all", help="Also those that are good no more.")] = False,
) -> None:
    """List the tokens, with when they end and were last used; never their secrets."""
    settings = settings_of(ctx)
    found = services.access_tokens.tokens(settings.store, Actor.ops(caller()), user, ended)
    answer(settings, [token_shape(each) for each in found], tokens_table(found))


@app.command()
def revoke(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="The token's number.", show_default=False)],
) -> None:
    """Let a token be good no more, from now on.

    Ends with 3 when it has ended.
    """
    settings = settings_of(ctx)
    found = services.access_tokens.revoke_token(settings.store, Actor.ops(caller()), number)
    answer(settings, token_shape(found), revoked_token_report(found))
