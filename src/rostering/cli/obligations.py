"""The command obligations: what falls due; and done, move, waive, promises."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from rostering.answers.dues import OwedOne
from rostering.cli import services
from rostering.cli.printing import answer
from rostering.cli.settings import Settings, caller, settings_of
from rostering.domain.users import Actor
from rostering.language import _
from rostering.reports.outside.dues import owed_sentence, owed_shape, owed_table, promised_shape, promised_table
from rostering.spans import Period

LIST = "list"


class ListsByDefault(TyperGroup):
    """A group that takes what is none of its commands as the arguments of `list`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command's name where it was left out."""
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = [LIST, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=ListsByDefault,
    help="What is owed to customers besides windows: PERIOD lists what falls due then.",
    no_args_is_help=True,
)
Key = Annotated[str, typer.Argument(metavar="KEY", help="As the list calls it.", show_default=False)]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why.", show_default=False)]
Whose = Annotated[str | None, typer.Option(metavar="ID", help="Of this customer alone.", show_default=False)]


@app.command(LIST)
def list_(
    ctx: typer.Context,
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="Such as 2026Q4, 2026-11 or 2026.")],
    customer: Whose = None,
) -> None:
    """List the meetings, reviews and reports that fall due in a period; `list` may be left out."""
    settings = settings_of(ctx)
    found = services.due_looks.obligations(settings.store, _lead(), Period.parse(period), customer)
    nothing = _("Nothing falls due.")
    answer(settings, [owed_shape(view) for view in found.views], owed_table(found) if found.views else nothing)


@app.command()
def done(
    ctx: typer.Context,
    key: Key,
    on: Annotated[str, typer.Option(metavar="DATE", help="When; today by default.", show_default=False)] = "",
    reason: Annotated[str, typer.Option("--note", metavar="TEXT", help="What to say to it.", show_default=False)] = "",
) -> None:
    """Say that it was held. Ends with 3 when somebody has said so already."""
    settings = settings_of(ctx)
    said = services.keeping.SaidOfDue(on=on, reason=reason)
    _told(settings, services.keeping.done(settings.store, _lead(), key, said))


@app.command()
def move(
    ctx: typer.Context,
    key: Key,
    to: Annotated[str, typer.Option(metavar="DATE", help="The new date.", show_default=False)],
    hours: Annotated[
        str, typer.Option(metavar="HH:MM-HH:MM", help="At fixed hours; none by default.", show_default=False)
    ] = "",
    holder: Annotated[
        str,
        typer.Option(metavar="CONSULTANT", help="Who holds it; by default as the package says.", show_default=False),
    ] = "",
    reason: Reason = "",
) -> None:
    """Move it to another date. What is done or waived is due again by that, and needs a reason."""
    settings = settings_of(ctx)
    said = services.keeping.SaidOfDue(to=to, hours=hours, holder=holder, reason=reason)
    _told(settings, services.keeping.move(settings.store, _lead(), key, said))


@app.command()
def waive(ctx: typer.Context, key: Key, reason: Reason) -> None:
    """Say that it need not be, and why. Ends with 3 when it is waived already."""
    settings = settings_of(ctx)
    _told(settings, services.keeping.waive(settings.store, _lead(), key, services.keeping.SaidOfDue(reason=reason)))


@app.command()
def promises(
    ctx: typer.Context,
    customer: Whose = None,
    at: Annotated[str, typer.Option(metavar="DATE", help="On this date; today by default.", show_default=False)] = "",
) -> None:
    """List what packages promise customers besides windows: how often, how much a month, how soon."""
    settings = settings_of(ctx)
    day = Period.parse(f"{at}..{at}").first if at else None
    found = services.due_looks.promises(settings.store, _lead(), customer, day)
    answer(settings, [promised_shape(one) for one in found.promised], promised_table(found))


def _lead() -> Actor:
    return Actor.ops(caller())


def _told(settings: Settings, kept: OwedOne) -> None:
    answer(settings, owed_shape(kept.view), owed_sentence(kept.view))
