"""The commands leave: read from calendars and tables, listed, accepted or rejected."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.printing import answer
from rostering.cli.settings import Settings, caller, settings_of
from rostering.domain.proposals import LeaveProposal
from rostering.errors import BadCall
from rostering.files import MOST_OF_A_CALENDAR, read_given
from rostering.language import _, foreign
from rostering.reports.outside.leave import (
    accepted_report,
    accepted_shape,
    proposal_report,
    proposal_shape,
    proposals_table,
)

app = typer.Typer(help="Leave, read from calendars and accepted by hand.", no_args_is_help=True)

Who = Annotated[str, typer.Option("--consultant", metavar="ID", help="Whose leave it is.", show_default=False)]
Ahead = Annotated[int, typer.Option("--days", metavar="N", min=1, max=3660, help="How far from today on to look.")]
Number = Annotated[int, typer.Argument(metavar="N", help="The proposal's number.", show_default=False)]


@app.command()
def read(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A calendar (.ics) or a table (from,to); - for stdin.")],
    consultant: Who,
    days: Ahead = 400,
) -> None:
    """Read a calendar or a CSV table, and propose the days away in it as leave; nothing is applied."""
    settings = settings_of(ctx)
    name, data = _content(file)
    _show(settings, services.leave.propose(settings.store, name, data, consultant, caller(), days))


@app.command()
def fetch(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="An https address; - to read it from stdin, out of sight.")],
    consultant: Who,
    days: Ahead = 400,
    port: Annotated[
        list[int] | None, typer.Option(metavar="PORT", help="Allow this port besides 443.", show_default=False)
    ] = None,
) -> None:
    """Fetch a calendar and propose the days away in it as leave; only where organisation.toml allows it.

    Ends with 1 when that is not allowed, or nothing could be fetched.
    """
    settings = settings_of(ctx)
    address = sys.stdin.readline().strip() if url == "-" else url
    guard = services.leave.guard_of(port or ())
    proposal = services.leave.propose_from_address(settings.store, address, consultant, caller(), guard, days)
    _show(settings, proposal)


@app.command("list")
def list_(
    ctx: typer.Context,
    consultant: Annotated[
        str | None, typer.Option("--consultant", metavar="ID", help="Only theirs.", show_default=False)
    ] = None,
    answered: Annotated[bool, typer.Option("--all", help="Those that have their answer, too.")] = False,
) -> None:
    """List the proposals that wait for an answer."""
    settings = settings_of(ctx)
    found = services.leave.proposals(settings.store, consultant, answered)
    table = proposals_table(found) if found else _("No proposal waits for an answer.") if not answered else _("None.")
    answer(settings, [proposal_shape(proposal) for proposal in found], table)


@app.command()
def show(ctx: typer.Context, number: Number) -> None:
    """Show what a proposal holds, and what was left aside and why."""
    settings = settings_of(ctx)
    _show(settings, services.leave.proposal(settings.store, number), hint=False)


@app.command()
def accept(
    ctx: typer.Context,
    number: Number,
    items: Annotated[
        str | None,
        typer.Option(metavar="1,3", help="Which items; by default those that are ticked.", show_default=False),
    ] = None,
) -> None:
    """Make leave of what is ticked in a proposal, and say which published duties it falls on.

    Ends with 3 when the proposal has been answered.
    """
    settings = settings_of(ctx)
    wanted = None if items is None else _numbers(items)
    done = services.leave.accept(settings.store, number, caller(), wanted)
    hint = [_("`{command}` proposes repairs.", command=settings.command("radar"))] if done.duties else []
    answer(settings, accepted_shape(done), *accepted_report(done), *hint)


@app.command()
def reject(ctx: typer.Context, number: Number) -> None:
    """Answer a proposal with no; the inputs stay as they are.

    Ends with 3 when the proposal has been answered.
    """
    settings = settings_of(ctx)
    proposal = services.leave.reject(settings.store, number, caller())
    answer(settings, proposal_shape(proposal), _("Proposal {number} is rejected.", number=proposal.number))


def _show(settings: Settings, proposal: LeaveProposal, hint: bool = True) -> None:
    accepting = _(
        "Nothing is applied yet: `{command}` takes what is ticked.",
        command=settings.command(f"leave accept {proposal.number}"),
    )
    said = [accepting] if hint and proposal.is_open and proposal.found.items else []
    answer(settings, proposal_shape(proposal), *proposal_report(proposal), *said)


def _content(file: str) -> tuple[str, bytes]:
    """What faults call a file, and its bytes as far as they matter."""
    if file == "-":
        return "stdin", sys.stdin.buffer.read(MOST_OF_A_CALENDAR + 1)  # one more shows that it is too large
    try:
        return Path(file).name, read_given(Path(file), Path(file).name, MOST_OF_A_CALENDAR)
    except (OSError, ValueError) as error:
        raise BadCall(
            _("cannot read '{file}': {why}", file=file, why=foreign(getattr(error, "strerror", None) or error))
        ) from None


def _numbers(text: str) -> list[int]:
    words = text.replace(",", " ").split()
    if not all(word.isascii() and word.isdigit() and len(word) < 10 for word in words):
        raise BadCall(_("'{text}' are no item numbers: write them as 1,3", text=text))
    return [int(word) for word in words]
