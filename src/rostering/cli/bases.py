"""Where the service is reached: the option of every command that shows an address."""

import os
from typing import Annotated

import typer

from rostering.cli.printing import remark
from rostering.language import _
from rostering.reports.outside.links import base_of

VARIABLE = "ROSTERING_URL"
LOCAL = "http://127.0.0.1:8000"

Base = Annotated[
    str | None,
    typer.Option("--url", metavar="BASE", help=f"Where the service is reached; {VARIABLE}, else {LOCAL}, by default."),
]


def base_named(url: str | None) -> str:
    """What addresses begin with. Raises BadBase."""
    return base_of(url or os.environ.get(VARIABLE) or LOCAL)


def warn_of(base: str) -> None:
    """Say that secrets should not go through the net as they are."""
    if base.startswith("http:"):
        remark(
            _("{base} is not https: say where others reach the service with --url or {name}", base=base, name=VARIABLE)
        )
