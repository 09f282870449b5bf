"""The commands users: who may sign in, added, invited anew, listed and removed."""

from typing import Annotated

import typer

from rostering.cli import access_tokens, services
from rostering.cli.bases import Base, base_named, warn_of
from rostering.cli.printing import answer
from rostering.cli.settings import caller, settings_of
from rostering.domain.users import Actor, Role
from rostering.reports.outside.users import (
    account_shape,
    invited_report,
    invited_shape,
    removed_report,
    user_shape,
    users_table,
)

app = typer.Typer(help="Who may sign in.", no_args_is_help=True)
app.add_typer(access_tokens.app, name="tokens")

Name = Annotated[str, typer.Argument(metavar="NAME", help="By which they sign in.", show_default=False)]


@app.command()
def add(
    ctx: typer.Context,
    name: Name,
    role: Annotated[Role, typer.Option(help="What they do in rostering.", show_default=False)],
    consultant: Annotated[
        str | None, typer.Option(metavar="ID", help="Which consultant they are.", show_default=False)
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="da|en", help="By default their browser's.", show_default=False)
    ] = None,
    url: Base = None,
) -> None:
    """Let somebody sign in, and show the one-time address at which they set a password.

    Ends with 3 when there is a user of that name.
    """
    settings, base = settings_of(ctx), base_named(url)
    actor = Actor.ops(caller())
    invited = services.users.add_user(settings.store, actor, name, role, consultant, language)
    answer(settings, invited_shape(base, invited), *invited_report(base, invited))
    warn_of(base)


@app.command()
def invite(ctx: typer.Context, name: Name, url: Base = None) -> None:
    """Show another one-time address, as for whoever has lost a password; earlier ones are good no more."""
    settings, base = settings_of(ctx), base_named(url)
    invited = services.users.invite(settings.store, Actor.ops(caller()), name)
    answer(settings, invited_shape(base, invited), *invited_report(base, invited))
    warn_of(base)


@app.command("list")
def list_(
    ctx: typer.Context,
    ended: Annotated[bool, typer.Option("--all", help="Also those who were removed.")] = False,
) -> None:
    """List who may sign in, how, and when they were last seen."""
    settings = settings_of(ctx)
    found = services.users.users(settings.store, Actor.ops(caller()), ended)
    answer(settings, [account_shape(account) for account in found], users_table(found))


@app.command()
def remove(ctx: typer.Context, name: Name) -> None:
    """Let somebody sign in no more, and sign them out everywhere."""
    settings = settings_of(ctx)
    user = services.users.remove_user(settings.store, Actor.ops(caller()), name)
    answer(settings, user_shape(user), removed_report(user))
