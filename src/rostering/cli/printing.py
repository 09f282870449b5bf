"""Printing: answers on stdout, for people or as one JSON document; everything else on stderr."""

import io
import json
import os
import sys
from collections.abc import Iterable

import typer
from rich.console import Console, RenderableType

from rostering.cli.settings import Settings
from rostering.errors import Fault, FaultyInput, RosteringError
from rostering.language import _, counted, told
from rostering.reports.look.wording import printable

PIPED_WIDTH = 100
"""Columns when neither a terminal nor the variable COLUMNS says how many there are."""


def ready_streams() -> None:
    """Let no letter that a terminal lacks stop an answer; JSON is UTF-8 wherever it goes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def answer(settings: Settings, shape: object, *parts: RenderableType) -> None:
    """Print the answer: the shape as JSON, or the parts for people."""
    if settings.as_json:
        write_json(shape)
    else:
        for part in parts:
            _show(part)


def write_json(shape: object) -> None:
    """Print one JSON document."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    typer.echo(json.dumps(shape, ensure_ascii=False, indent=2))


def remark(text: str) -> None:
    """Say on stderr what is worth knowing, but no answer."""
    for line in text.splitlines():
        typer.echo(f"rostering: {printable(line)}", err=True)


def tell(error: RosteringError) -> int:
    """Say why a call could not be honoured; returns the exit code."""
    if isinstance(error, FaultyInput):
        tell_faults(error.faults, _("nothing was done"))
    else:
        first, *more = told(str(error)).splitlines() or [type(error).__name__]
        typer.echo("\n".join(map(printable, [f"rostering: {first}", *more])), err=True)
    return error.exit_code


def tell_faults(faults: Iterable[Fault], outcome: str) -> None:
    """Say on stderr all that is wrong with an input, then how much that is."""
    lines = [printable(str(fault)) for fault in faults]
    typer.echo("\n".join([*lines, f"rostering: {counted(len(lines), 'fault')}; {outcome}"]), err=True)


def _show(part: RenderableType) -> None:
    """Lines are left as they are, to be copied and searched; tables fit the terminal."""
    if isinstance(part, str):
        typer.echo("\n".join(map(printable, part.splitlines())))
    else:
        Console(file=sys.stdout, width=_width(), highlight=False).print(part, crop=False)


def _width() -> int | None:
    """Columns as the variable COLUMNS says; else those of the terminal, which None asks for."""
    said = os.environ.get("COLUMNS", "")
    if said.isascii() and said.isdigit() and int(said) > 0:
        return int(said)
    return None if sys.stdout.isatty() else PIPED_WIDTH
