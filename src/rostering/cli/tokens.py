"""The commands feeds token: secret links added, listed, rotated and revoked."""

from typing import Annotated

import typer

from rostering.answers.links import Issued
from rostering.cli import services
from rostering.cli.bases import Base, base_named, warn_of
from rostering.cli.printing import answer
from rostering.cli.settings import caller, settings_of
from rostering.domain.subscriptions import Purpose, Subject, SubjectKind
from rostering.domain.users import Actor
from rostering.errors import BadCall
from rostering.language import _
from rostering.reports.outside.links import (
    issued_report,
    issued_shape,
    link_shape,
    links_table,
    revoked_report,
)

app = typer.Typer(help="Secret links to feeds.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(metavar="NUMBER", help="The link's number.", show_default=False)]
Language = Annotated[str | None, typer.Option(metavar="da|en", help="By default the firm's.", show_default=False)]
Utc = Annotated[bool, typer.Option("--utc", help="Times in UTC, for readers that know no zones.")]
Busy = Annotated[bool, typer.Option("--busy", help="Readiness is shown as busy.")]


class BadSubject(BadCall):
    """A link for nobody, or for several at once."""


@app.command()
def add(
    ctx: typer.Context,
    who: Annotated[
        str | None, typer.Argument(metavar="[CONSULTANT]", help="Whose duties, by id.", show_default=False)
    ] = None,
    consultant: Annotated[str | None, typer.Option(metavar="ID", help="The same.", show_default=False)] = None,
    role: Annotated[str | None, typer.Option(metavar="R", help="Those of a role.", show_default=False)] = None,
    team: Annotated[str | None, typer.Option(metavar="T", help="Those of a team.", show_default=False)] = None,
    customer: Annotated[
        str | None, typer.Option(metavar="C", help="Those for a customer, without names.", show_default=False)
    ] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Everybody's.")] = False,
    name: Annotated[str, typer.Option(metavar="TEXT", help="What its owner calls it, such as phone.")] = "",
    language: Language = None,
    utc: Utc = False,
    busy: Busy = False,
    alarm: Annotated[
        int | None, typer.Option(metavar="MIN", help="Ring so many minutes before a duty.", show_default=False)
    ] = None,
    leave: Annotated[bool, typer.Option("--leave", help="A link by which the consultant sends leave in.")] = False,
    on_call: Annotated[
        bool,
        typer.Option("--on-call", help="A page on which the customer sees which roles are on call, without names."),
    ] = False,
    url: Base = None,
) -> None:
    """Make a link and show it, once."""
    settings, base = settings_of(ctx), base_named(url)
    subject = _subject([who, consultant], role=role, team=team, customer=customer, all="" if everybody else None)
    purpose = _purpose(leave, on_call)
    issued = services.subscriptions.add_link(
        settings.store,
        subject,
        Actor.ops(caller()),
        name,
        purpose=purpose,
        language=language,
        utc=utc,
        busy=busy,
        alarm=alarm,
    )
    answer(settings, issued_shape(base, issued), *issued_report(base, issued))
    warn_of(base)


@app.command("list")
def list_(
    ctx: typer.Context,
    consultant: Annotated[
        str | None, typer.Option(metavar="ID", help="Of one consultant only.", show_default=False)
    ] = None,
    ended: Annotated[bool, typer.Option("--all-ended", "--all", help="Also those that have ended.")] = False,
) -> None:
    """List the links, with when and by what they were last fetched; never their secrets."""
    settings = settings_of(ctx)
    found = services.subscriptions.links(settings.store, consultant, ended)
    answer(settings, [link_shape(link) for link in found], links_table(found))


@app.command()
def rotate(
    ctx: typer.Context,
    number: Number,
    overlap: Annotated[int, typer.Option(metavar="DAYS", help="How long the old one stays good; 0: not at all.")] = 7,
    url: Base = None,
) -> None:
    """Make a link in the place of another, which ends after an overlap.

    Ends with 3 when the other has ended.
    """
    settings, base = settings_of(ctx), base_named(url)
    issued: Issued = services.subscriptions.rotate_link(settings.store, number, Actor.ops(caller()), overlap)
    answer(settings, issued_shape(base, issued), *issued_report(base, issued))
    warn_of(base)


@app.command()
def revoke(ctx: typer.Context, number: Number) -> None:
    """Let a link end now.

    Ends with 3 when it has ended.
    """
    settings = settings_of(ctx)
    link = services.subscriptions.revoke_link(settings.store, number, Actor.ops(caller()))
    answer(settings, link_shape(link), revoked_report(link))


def _purpose(leave: bool, on_call: bool) -> Purpose:
    """What the link is to be good for."""
    if leave and on_call:
        raise BadSubject(_("say either --leave or --on-call"))
    return Purpose.LEAVE if leave else Purpose.ON_CALL if on_call else Purpose.FEED


def _subject(people: list[str | None], **others: str | None) -> Subject:
    """The one subject that is named."""
    named = [Subject(SubjectKind.CONSULTANT, each) for each in people if each is not None]
    named += [Subject(SubjectKind(kind), each) for kind, each in others.items() if each is not None]
    if len(named) != 1:
        one = _("say for one only: a CONSULTANT, --role, --team, --customer or --all")
        raise BadSubject(one if named else _("say for whom: a CONSULTANT, --role, --team, --customer or --all"))
    return named[0]
