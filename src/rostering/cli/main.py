"""The command `rostering`: all commands together."""

import signal
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from rostering import __version__
from rostering.cli import (
    api_schema,
    billing,
    callouts,
    chats,
    demo,
    explain,
    feeds,
    folders,
    init,
    leave,
    mcp,
    notices,
    obligations,
    overview,
    pagers,
    pay,
    people,
    planning,
    radar,
    replanning,
    report,
    risk,
    rosters,
    serve,
    service_report,
    swaps,
    upkeep,
    users,
    webhooks,
    what_if,
    who,
)
from rostering.cli.failing import STOPPED, WrongUsage, correct, crashed, refuse, stopped
from rostering.cli.hoisting import hoisted, wants_json
from rostering.cli.printing import ready_streams
from rostering.cli.settings import VARIABLE, Settings
from rostering.errors import RosteringError
from rostering.language import SOURCE, speaking

app = typer.Typer(
    context_settings={"help_option_names": ["--help", "-h"]},
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for name, command in (
    ("demo", demo.demo),
    ("init", init.init),
    ("import", folders.import_),
    ("export", folders.export),
    ("windows", planning.windows),
    ("plan", planning.plan),
    ("show", rosters.show),
    ("audit", rosters.audit),
    ("assign", rosters.assign),
    ("explain", explain.explain),
    ("replan", replanning.replan),
    ("publish", rosters.publish),
    ("diff", rosters.diff),
    ("who", who.who),
    ("fairness", rosters.fairness),
    ("report", report.report),
    ("risk", risk.risk),
    ("radar", radar.radar),
    ("what-if", what_if.what_if),
    ("quote", what_if.quote),
    ("serve", serve.serve),
    ("backup", upkeep.backup),
    ("restore", upkeep.restore),
    ("doctor", upkeep.doctor),
    ("api-schema", api_schema.api_schema),
    ("mcp", mcp.mcp),
):
    app.command(name)(command)
app.add_typer(overview.app, name="rosters")
app.add_typer(feeds.app, name="feeds")
app.add_typer(billing.app, name="billing")
app.add_typer(pay.app, name="pay")
app.add_typer(leave.app, name="leave")
app.add_typer(callouts.app, name="callouts")
app.add_typer(chats.app, name="chats")
app.add_typer(notices.app, name="notices")
app.add_typer(obligations.app, name="obligations")
app.add_typer(service_report.app, name="service-report")
app.add_typer(people.app, name="people")
app.add_typer(pagers.app, name="pagers")
app.add_typer(swaps.app, name="swaps")
app.add_typer(users.app, name="users")
app.add_typer(webhooks.app, name="webhooks")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"rostering {__version__}")
        raise typer.Exit


@app.callback()
def rostering(
    ctx: typer.Context,
    db: Annotated[
        str | None,
        typer.Option(
            "--db",
            metavar="URL",
            envvar=VARIABLE,
            help="The store: a file name or a database URL; rostering.db by default.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document instead of tables.")] = False,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Plans, publishes and bills on-call preparedness for service packages.

    --db and --json may stand before or after the command. Every command ends with 0 when it is done, 1 when the answer
    is no, 2 when the call or the input is wrong, 3 on a conflict, and 4 when the store or a file fails.
    """
    ctx.obj = Settings(db, as_json)
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def main(args: Sequence[str] | None = None) -> None:
    """Run a command and exit: 0 done, 1 the answer is no, 2 wrong input or call, 3 conflict, 4 storage failed."""
    if args is None and hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a reader that has seen enough ends us without a word
    ready_streams()
    words = hoisted(sys.argv[1:] if args is None else args)
    with speaking(SOURCE):  # until the command knows better; what it chooses ends with it
        code = _run(words, wants_json(words))
    sys.exit(code)


def _run(words: Sequence[str], as_json: bool) -> int:
    """Run a command; returns its exit code."""
    try:
        code = app(words, prog_name="rostering", standalone_mode=False)
        return stopped(as_json) if code == STOPPED else int(code or 0)
    except RosteringError as error:
        return refuse(error, as_json)
    except WrongUsage as error:
        return correct(error, as_json)
    except (KeyboardInterrupt, typer.Abort):
        return stopped(as_json)
    except Exception as error:
        crashed(error, as_json)
        raise
