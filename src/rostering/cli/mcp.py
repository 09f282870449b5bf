"""The command mcp."""

from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.settings import settings_of
from rostering.errors import BadCall
from rostering.language import _


class NoProtocol(BadCall):
    """The library of the protocol is not there."""

    def __init__(self) -> None:
        super().__init__(_("this needs the library mcp: pip install 'rostering[mcp]'"))


def mcp(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="USER|ROLE",
            help="Whose assistant it is: who signs in by this name, or ops, consultant, finance or viewer.",
            show_default=False,
        ),
    ],
) -> None:
    """Answer an assistant by the Model Context Protocol, over standard input and output, until the input ends.

    It can ask who is on, somebody's duties, the coverage of a period, why a seat has its holder, whether a booking can
    be staffed, and the charges of a month, as far as the rights of USER or ROLE go. It only looks.
    """
    settings = settings_of(ctx)
    services.acting.actor_named(settings.store, name)
    # Imported here for the reason that services are, and since the protocol is an extra.
    try:
        from rostering.assistants import server  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in {"mcp", "mcp_types", "anyio"}:
            raise
        raise NoProtocol from missing
    from rostering.assistants.assistant import Assistant  # noqa: PLC0415

    server.serve(Assistant(settings.store, name))
