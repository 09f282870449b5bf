"""docs/commands.md: every command with its own help, as a terminal of 80 columns without colours shows it."""

from collections.abc import Iterator

from typer import Typer
from typer.main import get_command_name
from typer.testing import CliRunner

from rostering.cli.main import app
from rostering.cli.settings import VARIABLE

PLAIN = {"COLUMNS": "80", "LINES": "24", "TERM": "dumb", "NO_COLOR": "1", "FORCE_COLOR": None, "LANGUAGE": "en"}
HEAD = f"""\
# Commands

Every command with its own help, made by `make docs`. The store is `--db`, else the variable `{VARIABLE}`, else
`rostering.db` in the current folder: a file name, or a URL such as `postgresql://host/name`. With `--json` there is one
JSON document on standard output and nothing else; messages go to standard error. A PERIOD is `2026Q3`, `2026-07` or
`2026`, or `2026-07..2026-09` or `2026-07-01..2026-09-30` with both ends included.

| ends with | when |
|---|---|
| 0 | it is done |
| 1 | the answer is no: what that means for a command stands in its help |
| 2 | the call or the input is wrong |
| 3 | it contradicts what was published, closed or changed meanwhile: this, too, stands in its help |
| 4 | the store or a file could not be read or written |
| 130 | Ctrl-C ended it |
"""


def commands_page() -> str:
    """The page as it has to be."""
    named = {name: help_of(name) for name in names_of(app)}
    rows = [f"| [{name}](#{anchor_of(name)}) | {said_of(text)} |" for name, text in named.items()]
    chapters = [_chapter(f"rostering {name}".strip(), text) for name, text in {"": help_of(""), **named}.items()]
    return "\n".join([HEAD, "| command | does |", "|---|---|", *rows, "", *chapters])


def names_of(group: Typer) -> Iterator[str]:
    """What every command is called, with the words of its group before it, in the order of the help."""
    for command in group.registered_commands:
        yield command.name or get_command_name(str(getattr(command.callback, "__name__", "")))
    for inner in group.registered_groups:
        if inner.typer_instance:
            yield from (f"{inner.name} {name}" for name in names_of(inner.typer_instance))


def help_of(name: str) -> str:
    """The help of a command, the same on every terminal."""
    shown = CliRunner().invoke(app, [*name.split(), "--help"], prog_name="rostering", env=PLAIN, terminal_width=80)
    return shown.output.strip()


def said_of(text: str) -> str:
    """What a command does: the first paragraph of its help after the usage, on one line."""
    return " ".join(text.split("\n\n")[1].split())


def anchor_of(name: str) -> str:
    """Where a command's chapter begins."""
    return f"rostering {name}".replace(" ", "-")


def _chapter(title: str, text: str) -> str:
    return f"## {title}\n\n```\n{text}\n```\n"
