"""The commands notices: list, show, send."""

import os
from datetime import timedelta
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.printing import answer, remark
from rostering.cli.settings import settings_of
from rostering.domain.notices import MailState
from rostering.language import _, counted, told
from rostering.reports.outside.notices import notice_shape, notice_text, notices_table, whole_notice_shape

TRANSPORT = "ROSTERING_SMTP"
MOST_MINUTES = 7 * 24 * 60
app = typer.Typer(
    help="Mails to those whose own duties have changed, and reminders.", no_args_is_help=True, rich_markup_mode=None
)


@app.command("list")
def list_(
    ctx: typer.Context,
    state: Annotated[MailState | None, typer.Option("--state", help="Only those in this state.")] = None,
) -> None:
    """List the mails in the outbox, and what became of them."""
    settings = settings_of(ctx)
    found = services.letters.list_notices(settings.store, state)
    shown = notices_table(found.mails, found.zone) if found.mails else _("There are no notices.")
    answer(settings, [notice_shape(mail, found.zone) for mail in found.mails], shown)


@app.command()
def show(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="ID", help="The mail's id, as list has it.", show_default=False)],
) -> None:
    """Show one mail with what it says."""
    settings = settings_of(ctx)
    found = services.letters.show_notice(settings.store, number)
    answer(settings, whole_notice_shape(found.mails[0], found.zone), notice_text(found.mails[0]))


@app.command()
def send(
    ctx: typer.Context,
    lost_after: Annotated[
        int,
        typer.Option(
            "--lost-after",
            metavar="MINUTES",
            min=0,
            max=MOST_MINUTES,
            help="When a mail whose sender has gone silent is sent again.",
        ),
    ] = 20,
    at_once: Annotated[bool, typer.Option("--now", help="Try again at once what was put off.")] = False,
) -> None:
    """Send what waits, after putting reminders that are due into the outbox.

    Mails go where the environment variable ROSTERING_SMTP says: smtp://user:password@host:587 (with STARTTLS),
    smtps://user:password@host:465, or maildir:/folder. Call it every few minutes. Ends with 4 when there is nobody to
    take mails.
    """
    settings = settings_of(ctx)
    patience = timedelta(minutes=lost_after)
    run = services.sending.send_notices(settings.store, os.environ.get(TRANSPORT), patience, at_once)
    for mail in (*run.failed, *run.postponed):
        said = {"number": mail.number, "address": mail.letter.address, "error": told(mail.error or "")}
        failed = _("notice {number} to {address} is not sent: {error}", **said)
        remark(failed if mail in run.failed else _("notice {number} to {address} is not sent yet: {error}", **said))
    shape = {"sent": len(run.sent), "waiting": run.waiting, "failed": len(run.failed)}
    mails = counted(shape["sent"], "mail")
    figures = {"waiting": shape["waiting"], "failed": shape["failed"]}
    answer(settings, shape, _("Sent {mails}; {waiting} waiting, {failed} failed.", mails=mails, **figures))
    if not run.reached:
        remark(_("nothing can be sent: {why}; once it can, call send --now", why=told(run.stopped or "")))
        raise typer.Exit(4)
