"""Failures: each is told on stderr, and with `--json` once more as one JSON document on stdout."""

from typing import Any

import typer

from rostering.cli.printing import remark, tell, write_json
from rostering.errors import RosteringError
from rostering.reports.look.failures import error_shape, failure_shape

WrongUsage: type[Exception] = next(one for one in typer.BadParameter.__mro__ if one.__name__ == "ClickException")
"""What the parser raises of a call that it cannot take; typer gives this root of its errors no name of its own."""
STOPPED = 130


def refuse(error: RosteringError, as_json: bool) -> int:
    """Tell why a call could not be honoured; returns the exit code."""
    if as_json:
        write_json(failure_shape(error))
    return tell(error)


def correct(error: Any, as_json: bool) -> int:
    """Tell what is wrong with a call that the parser did not take; returns the exit code."""
    if as_json:
        # Where a command is missing, the parser's message is the whole help.
        missing = type(error).__name__ == "NoArgsIsHelpError"
        said = f"a command is missing: see {error.ctx.command_path} --help" if missing else error.format_message()
        write_json(error_shape("usage", said))
    error.show()
    return int(error.exit_code)


def stopped(as_json: bool) -> int:
    """Tell that the caller stopped the command; returns the exit code."""
    if as_json:
        write_json(error_shape("stopped", "stopped by hand"))
    remark("stopped")
    return STOPPED


def crashed(error: Exception, as_json: bool) -> None:
    """Tell scripts of a mistake of our own; people, and we, get the whole trace besides."""
    if as_json:
        write_json(error_shape("crash", f"{type(error).__name__}: {error}"))
