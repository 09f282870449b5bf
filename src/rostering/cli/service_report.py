"""The command service-report: draws a report up; and list, write, approve, send, due, tickets."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from rostering.answers.service_reports import StatusReport
from rostering.cli import services
from rostering.cli.callouts import content_of
from rostering.cli.printing import answer, remark
from rostering.cli.settings import caller, settings_of
from rostering.domain.service_reports import ReportFile
from rostering.domain.users import Actor
from rostering.errors import Refused
from rostering.files import write_files
from rostering.language import _, told
from rostering.reports.outside.service_reports import (
    drafts_sentences,
    drafts_shape,
    failed_sentences,
    made_sentence,
    made_shape,
    report_shape,
    reports_table,
    sent_sentence,
    sent_shape,
    state_sentence,
    tickets_sentence,
    tickets_shape,
)
from rostering.spans import Period

MAKE = "make"


class MakesByDefault(TyperGroup):
    """A group that takes what is none of its commands as the arguments of `make`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command's name where it was left out."""
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = [MAKE, *args]
        return super().parse_args(ctx, args)


class NoPdfMade(Refused):
    """A report that was wanted as PDF, on a machine that makes none."""


class ReportForm(StrEnum):
    """What a report can be written as."""

    HTML = "html"
    PDF = "pdf"


app = typer.Typer(
    cls=MakesByDefault,
    help="Status reports to customers: CUSTOMER PERIOD draws one up, as a draft to approve and send.",
    no_args_is_help=True,
)
Number = Annotated[int, typer.Argument(metavar="N", help="The report's number.", show_default=False)]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write in.")]
Forms = Annotated[
    ReportForm | None,
    typer.Option(
        "--format", help="Write it as this alone; by default as both, where PDF can be made.", show_default=False
    ),
]


@app.command(MAKE)
def make(
    ctx: typer.Context,
    customer: Annotated[str, typer.Argument(metavar="CUSTOMER", help="By id.", show_default=False)],
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="Such as 2026-11, 2026Q4 or FROM..TO.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write it in this folder, too.", show_default=False)
    ] = None,
    form: Forms = None,
    note: Annotated[
        str, typer.Option("--note", metavar="TEXT", help="What to write above the figures.", show_default=False)
    ] = "",
) -> None:
    """Draw up a draft for a customer and a period; `make` may be left out.

    What would say the same as the newest one of the same dates is that one. Where one was sent, the new one says that
    it replaces it. Ends with 1 when the customer's package promises no report.
    """
    settings = settings_of(ctx)
    made = services.report_making.make(settings.store, _lead(), customer, Period.parse(period), shown, note)
    if form is ReportForm.PDF and not any(file.form == form for file in made.files):
        raise NoPdfMade(told(made.without_pdf) or _("it was made without PDF"))
    if made.without_pdf and form is None:
        remark(told(made.without_pdf))
    files = _written(out, made.files, form) if out else []
    answer(settings, made_shape(made, files), made_sentence(made), *files)


@app.command("list")
def list_(
    ctx: typer.Context,
    period: Annotated[
        str | None, typer.Argument(metavar="PERIOD", help="On any date of it; all by default.", show_default=False)
    ] = None,
    customer: Annotated[
        str | None, typer.Option(metavar="ID", help="To this customer alone.", show_default=False)
    ] = None,
) -> None:
    """List the reports that were made, the newest first."""
    settings = settings_of(ctx)
    asked = Period.parse(period) if period else None
    found = services.report_looks.reports(settings.store, _lead(), asked, customer)
    shown_ = reports_table(found) if found.views else _("There are no status reports.")
    answer(settings, [report_shape(view) for view in found.views], shown_)


@app.command()
def write(ctx: typer.Context, number: Number, out: Out = Path(), form: Forms = None) -> None:
    """Write a report as it was made, byte for byte."""
    settings = settings_of(ctx)
    looks = services.report_looks
    found = (
        [looks.report_file(settings.store, _lead(), number, form)]
        if form
        else looks.report_files(settings.store, _lead(), number)
    )
    files = _written(out, found, form)
    answer(settings, {"report": number, "files": files}, *files)


@app.command()
def approve(ctx: typer.Context, number: Number) -> None:
    """Approve a draft, so that it can be sent. Ends with 1 when its period was not over, with 3 when it is no draft."""
    settings = settings_of(ctx)
    view = services.report_sending.approve(settings.store, _lead(), number)
    answer(settings, report_shape(view), state_sentence(view))


@app.command()
def send(ctx: typer.Context, number: Number) -> None:
    """Put an approved report into the outbox, for `notices send`; what was due is noted as done.

    It goes to the addresses under report_to of the customer's agreement, as PDF, or as HTML where it was made without.
    Ends with 1 when there is no address, with 3 when it is not approved.
    """
    settings = settings_of(ctx)
    sent = services.report_sending.send(settings.store, _lead(), number)
    answer(settings, sent_shape(sent), sent_sentence(sent))


@app.command()
def discard(ctx: typer.Context, number: Number) -> None:
    """Throw a report away that was not sent; it stays to be read. Ends with 3 when it was sent or has given way."""
    settings = settings_of(ctx)
    view = services.report_sending.discard(settings.store, _lead(), number)
    answer(settings, report_shape(view), state_sentence(view))


@app.command()
def due(ctx: typer.Context) -> None:
    """Draw up a draft of each report that has fallen due and has none; to be called every day.

    Ends with 1 when one of them could not be made.
    """
    settings = settings_of(ctx)
    drafts = services.report_making.make_due(settings.store, _lead(), shown)
    for sentence in failed_sentences(drafts):
        remark(sentence)
    answer(settings, drafts_shape(drafts), *drafts_sentences(drafts))
    if drafts.failed:
        raise typer.Exit(1)


@app.command()
def tickets(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A table of tickets; - for stdin.")],
    profile: Annotated[
        str, typer.Option("--profile", metavar="P", help="How it is read: plain, jira, or a profile's own FILE.toml.")
    ] = "plain",
) -> None:
    """Read tickets from a CSV file, for reports to count: all, or none where anything is wrong.

    A ticket that was read before is as the new file has it; reports that were made stay as they are.
    """
    settings = settings_of(ctx)
    name, data = content_of(file)
    read = services.ticket_files.read_tickets(settings.store, _lead(), name, data, profile)
    answer(settings, tickets_shape(read), tickets_sentence(read))


def shown(report: StatusReport) -> str:
    """The page of a report."""
    # Imported here for the reason that services are: the help needs no templates.
    from rostering.reports.outside.service_report_page import service_report_page  # noqa: PLC0415

    return service_report_page(report)


def _lead() -> Actor:
    return Actor.ops(caller())


def _written(out: Path, files: Iterable[ReportFile], form: ReportForm | None) -> list[str]:
    """Write files; returns their paths."""
    wanted = [file for file in files if form in (None, file.form)]
    return [str(path) for path in write_files(out, {file.name: file.data for file in wanted})]
