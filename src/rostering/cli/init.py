"""The command init, with which a firm begins."""

from pathlib import Path
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.printing import answer
from rostering.cli.settings import settings_of
from rostering.language import _, marked

_TO_FILL = marked("""\
Fill in, with any editor or spreadsheet program:
  organisation.toml  the name of the firm, its calendar and language
  packages.toml      roles, teams, what is sold and what it promises
  consultants.csv    who can be rostered, in which roles
  customers.csv, agreements.csv  who is served, by which package
Then, and as often as you like: {command}""")


def init(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new or empty folder.", show_default=False)],
    example: Annotated[
        str | None,
        typer.Option("--from", metavar="EXAMPLE", help="Begin with an example, such as picocore.", show_default=False),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="What the firm is called; as the folder by default."),
    ] = None,
) -> None:
    """Write a first data folder, with comments, that can be imported at once."""
    settings = settings_of(ctx)
    files = services.beginning.begin(folder, name, example)
    command = settings.command(f"import {folder}")
    step = _(_TO_FILL, command=command) if example is None else _("To load it: {command}", command=command)
    answer(settings, {"files": [str(file) for file in files]}, *map(str, files), step)
