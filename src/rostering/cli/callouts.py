"""The commands callouts: added, read from a file, listed, gone on with, corrected, withdrawn."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from rostering.answers.callouts import CalloutDone
from rostering.cli import services
from rostering.cli.printing import answer, remark
from rostering.cli.settings import Settings, caller, settings_of
from rostering.domain.callouts import CalloutAct
from rostering.domain.users import Actor
from rostering.errors import BadCall
from rostering.files import MOST_OF_A_CALENDAR, read_given
from rostering.language import _, foreign
from rostering.reports.roster.callouts import (
    callouts_shape,
    callouts_table,
    done_sentence,
    done_shape,
    outside_remark,
    read_sentence,
    read_shape,
    rest_report,
    rest_shape,
    total,
)
from rostering.reports.roster.response import response_report, response_shape
from rostering.spans import Period

app = typer.Typer(help="Call-outs: who was called to work when, for whom and why.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(metavar="N", help="The call-out's number.", show_default=False)]
Customer = Annotated[str | None, typer.Option(metavar="C", help="For which customer, by id.", show_default=False)]
Seat = Annotated[
    str | None, typer.Option(metavar="SEAT", help="During which duty, as show --ids has it.", show_default=False)
]
Who = Annotated[str | None, typer.Option(metavar="ID", help="Who was called.", show_default=False)]
Called = Annotated[
    str | None, typer.Option(metavar="INSTANT", help="As 2026-11-21T02:10, by the firm's clock.", show_default=False)
]
Answered = Annotated[
    str | None, typer.Option(metavar="INSTANT", help="When somebody competent began on it.", show_default=False)
]
Updates = Annotated[
    str | None,
    typer.Option(
        metavar="INSTANTS", help="When the customer was told how it goes; several with spaces.", show_default=False
    ),
]
Ended = Annotated[str | None, typer.Option(metavar="INSTANT", help="When the work ended.", show_default=False)]
Priority = Annotated[str | None, typer.Option(metavar="P", help="Such as p1.", show_default=False)]
What = Annotated[str | None, typer.Option(metavar="TEXT", help="What it was about.", show_default=False)]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why.", show_default=False)]
Dates = Annotated[str, typer.Argument(metavar="PERIOD", help="2026Q3, 2026-07, 2026, or FROM..TO.")]
Theirs = Annotated[str | None, typer.Option("--customer", metavar="C", help="Only theirs, by id.", show_default=False)]
When = Annotated[str, typer.Option("--at", metavar="INSTANT", help="When it was; now by default.", show_default=False)]


@app.command()
def add(
    ctx: typer.Context,
    customer: Customer = None,
    seat: Seat = None,
    who: Who = None,
    called: Called = None,
    answered: Answered = None,
    updates: Updates = None,
    ended: Ended = None,
    priority: Priority = None,
    what: What = None,
) -> None:
    """Note a call-out; one that has no end yet goes on, and was called now where --called is left out.

    Either who was called or the seat is said; with the former alone, the duty that they had then is found.
    """
    settings = settings_of(ctx)
    cells = _cells(customer, seat, who, called, answered, updates, ended, priority, what)
    _told(settings, services.recording.add(settings.store, _lead(), cells))


@app.command()
def read(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A table (customer,who,called,...); - for stdin.")],
) -> None:
    """Read call-outs from a CSV file: all, or none where anything is wrong; what was read before adds nothing."""
    settings = settings_of(ctx)
    name, data = content_of(file)
    found = services.callout_files.read_file(settings.store, _lead(), name, data)
    answer(settings, read_shape(found), read_sentence(found))


@app.command("list")
def list_(
    ctx: typer.Context,
    period: Dates,
    customer: Theirs = None,
    who: Annotated[
        str | None, typer.Option("--who", metavar="ID", help="Only those of this consultant.", show_default=False)
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Those that were withdrawn, too.")] = False,
) -> None:
    """List the call-outs of a period, by when somebody was called."""
    settings = settings_of(ctx)
    asked = Period.parse(period)
    found = services.callout_looks.callouts(settings.store, _lead(), asked, customer, who, everything)
    told = [callouts_table(found), total(found)] if found.callouts else [_("No call-out.")]
    answer(settings, callouts_shape(found), *told)


@app.command()
def rest(
    ctx: typer.Context,
    period: Dates,
) -> None:
    """Say who begins work later after a call-out, and which shorter rests are to be made up for by when."""
    settings = settings_of(ctx)
    found = services.rest_after.rest_after(settings.store, _lead(), Period.parse(period))
    answer(settings, rest_shape(found), *rest_report(found))


@app.command()
def report(
    ctx: typer.Context,
    period: Dates,
    customer: Theirs = None,
) -> None:
    """Say how what packages promise about call-outs was kept: times of response, and what a month includes.

    Ends with 1 when a promise was broken.
    """
    settings = settings_of(ctx)
    found = services.response.report(settings.store, _lead(), Period.parse(period), customer)
    answer(settings, response_shape(found), *response_report(found))
    if found.broken:
        raise typer.Exit(1)


@app.command("answer")
def answer_(ctx: typer.Context, number: Number, when: When = "") -> None:
    """Note that somebody competent has begun on a call-out. Ends with 3 when it has ended."""
    _go_on(ctx, number, CalloutAct.ANSWERED, when)


@app.command()
def update(ctx: typer.Context, number: Number, when: When = "") -> None:
    """Note that the customer was told how it goes. Ends with 3 when the call-out has ended."""
    _go_on(ctx, number, CalloutAct.UPDATED, when)


@app.command()
def end(ctx: typer.Context, number: Number, when: When = "") -> None:
    """Note that the work on a call-out has ended. Ends with 3 when it had ended before."""
    _go_on(ctx, number, CalloutAct.ENDED, when)


@app.command()
def correct(
    ctx: typer.Context,
    number: Number,
    customer: Customer = None,
    seat: Seat = None,
    who: Who = None,
    called: Called = None,
    answered: Answered = None,
    updates: Updates = None,
    ended: Ended = None,
    priority: Priority = None,
    what: What = None,
    reason: Reason = "",
) -> None:
    """Correct a call-out; what is not said stays, and what was said before can still be read.

    An empty text takes away what may be missing. Ends with 3 when it was withdrawn.
    """
    settings = settings_of(ctx)
    cells = _cells(customer, seat, who, called, answered, updates, ended, priority, what)
    _told(settings, services.recording.correct(settings.store, _lead(), number, cells, reason))


@app.command()
def withdraw(ctx: typer.Context, number: Number, reason: Reason = "") -> None:
    """Let a call-out count no more. Ends with 3 when it was withdrawn before."""
    settings = settings_of(ctx)
    _told(settings, services.recording.withdraw(settings.store, _lead(), number, reason))


def _go_on(ctx: typer.Context, number: int, act: CalloutAct, when: str) -> None:
    settings = settings_of(ctx)
    _told(settings, services.recording.go_on(settings.store, _lead(), number, act, when))


def _cells(
    customer: str | None,
    seat: str | None,
    who: str | None,
    called: str | None,
    answered: str | None,
    updates: str | None,
    ended: str | None,
    priority: str | None,
    what: str | None,
) -> dict[str, str]:
    """What was said, by column."""
    said = {
        "customer": customer,
        "seat": seat,
        "who": who,
        "called": called,
        "answered": answered,
        "updates": updates,
        "ended": ended,
        "priority": priority,
        "what": what,
    }
    return {column: text for column, text in said.items() if text is not None}


def _lead() -> Actor:
    return Actor.ops(caller())


def _told(settings: Settings, done: CalloutDone) -> None:
    if note := outside_remark(done):
        remark(note)
    answer(settings, done_shape(done), done_sentence(done))


def content_of(file: str) -> tuple[str, bytes]:
    """What faults call a file, and its bytes."""
    if file == "-":
        return "stdin", sys.stdin.buffer.read(MOST_OF_A_CALENDAR + 1)  # one more shows that it is too large
    try:
        return Path(file).name, read_given(Path(file), Path(file).name, MOST_OF_A_CALENDAR)
    except (OSError, ValueError) as error:
        why = foreign(getattr(error, "strerror", None) or error)
        raise BadCall(_("cannot read '{file}': {why}", file=file, why=why)) from None
