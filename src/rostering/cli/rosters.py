"""Commands for rosters: show, audit, assign, publish, diff, fairness."""

from typing import Annotated

import typer

from rostering.answers.fairness import Ledger
from rostering.answers.notices import Announced
from rostering.answers.rosters import Audited
from rostering.cli import services
from rostering.cli.planning import PERIOD_HELP
from rostering.cli.printing import answer, remark
from rostering.cli.settings import Settings, caller, settings_of
from rostering.language import _, counted, told
from rostering.reports.look.listings import changes_table
from rostering.reports.look.shapes import diff_shape, fairness_shape, history_shape, roster_shape
from rostering.reports.look.wording import listing
from rostering.reports.roster.audits import audit_report, audit_shape
from rostering.reports.roster.big_days import big_days_over_time, big_days_tables
from rostering.reports.roster.empties import empty_line, empty_shape
from rostering.reports.roster.ledgers import callouts_ledger, history_table, ledger_table
from rostering.reports.roster.tables import breaches_table, heading, roster_report
from rostering.spans import Period

MOST_SEATS = 5
NOBODY = "-"
Number = Annotated[int, typer.Argument(metavar="N", help="The roster's number.", show_default=False)]
NumberOrStanding = Annotated[
    int | None,
    typer.Argument(
        metavar="N",
        help="The roster's number; by default what is published for now or next, else the newest draft.",
        show_default=False,
    ),
]
NumberOrNewest = Annotated[
    int | None, typer.Argument(metavar="N", help="The roster's number; the newest by default.", show_default=False)
]


def show(
    ctx: typer.Context,
    number: NumberOrStanding = None,
    ids: Annotated[bool, typer.Option("--ids", help="Name seats by their ids too, as assign takes them.")] = False,
) -> None:
    """Show a roster; by default what is published for the current or next period, else the newest draft."""
    settings = settings_of(ctx)
    kept = services.showing.show(settings.store, number)
    report = roster_report(kept.version, kept.status, ids=ids)
    answer(settings, roster_shape(kept.version, kept.status), report)


def audit(ctx: typer.Context, number: NumberOrNewest = None) -> None:
    """Judge a roster by today's inputs.

    No solver is asked. Ends with 1 when the roster breaks a rule that forbids.
    """
    settings = settings_of(ctx)
    found = services.showing.audit(settings.store, number)
    _remark_changes(found)
    answer(settings, audit_shape(found), *audit_report(found))
    if found.judgement.hard:
        raise typer.Exit(1)


def assign(
    ctx: typer.Context,
    number: Number,
    seat: Annotated[str, typer.Argument(metavar="SEAT", help="The seat's id, as show --ids has it.")],
    consultant: Annotated[str, typer.Argument(metavar="CONSULTANT", help="Who takes it, by id; - for nobody.")],
) -> None:
    """Give a seat to somebody else, in a new draft.

    The draft is audited and saved. Ends with 1 when it breaks a rule that forbids.
    """
    settings = settings_of(ctx)
    taker = None if consultant == NOBODY else consultant
    kept = services.edits.assign(settings.store, number, seat, taker, caller())
    version = kept.version
    hard = [judged for judged in version.breaches if judged.breach.penalty is None]
    said = [breaches_table(hard, version.directory)] if hard else []
    how = settings.command(f"publish {version.number}{' --force' if hard else ''}")
    saved = _("Saved as draft {number}. To publish it:", number=version.number)
    if hard:
        saved = _("Saved as draft {number}. To publish it, though it breaks what is forbidden:", number=version.number)
    answer(settings, roster_shape(version, kept.status), heading(version, kept.status), *said, f"{saved}\n  {how}")
    if hard:
        raise typer.Exit(1)


def publish(
    ctx: typer.Context,
    number: Number,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who publishes; you by default.")] = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="Publish even what breaks rules that forbid, or changes what is over or closed."),
    ] = False,
) -> None:
    """Publish a roster in place of earlier ones of its days.

    Ends with 1 when it breaks a rule that forbids, with 3 when something newer is published, or when it changes
    published dates that are over or months that are closed.
    """
    settings = settings_of(ctx)
    published = services.publishing.publish(settings.store, number, by or caller(), force)
    counts = published.changes.counts
    _remark_changes(published.audited)
    if published.rewritten:
        listed = "\n".join(f"  {told(text.strip())}" for text in published.rewritten)
        remark(_("note: this changes what is over or closed:\n{listed}", listed=listed))
    changed = ", ".join(f"{number} {_(what)}" for what, number in counts.items())
    period = published.version.period
    done = _("Published roster {number} for {period}: {changes}.", number=number, period=period, changes=changed)
    shape = {"roster": number, "changes": counts, "empty": empty_shape(published.empty)}
    said = [empty_line(published.empty, published.version.directory)] if published.empty else []
    answer(settings, {**shape, **_remark_notices(settings, published.announced)}, done, *said)


def diff(ctx: typer.Context, before: Number, after: Number) -> None:
    """Say what differs between two rosters."""
    settings = settings_of(ctx)
    found = services.showing.diff(settings.store, before, after)
    answer(settings, diff_shape(found.changes), changes_table(found.changes, found.directory))


def fairness(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(metavar="PERIOD", help=PERIOD_HELP, show_default=False)] = None,
    over_time: Annotated[bool, typer.Option("--history", help="Show all published periods, in order.")] = False,
) -> None:
    """Show the fairness ledger by role and kind, and everybody's big days.

    Of a period it shows what is published; by default it is that of the newest published roster, or of the newest
    draft as long as nothing is published. Over time it shows how everybody's balance went from one published period
    to the next.
    """
    settings, when = settings_of(ctx), None if period is None else Period.parse(period)
    if over_time:
        past = services.fairness.history(settings.store, when)
        said = history_table(past.chapters, past.directory) if past.chapters else _("Nothing of it is published.")
        answer(settings, history_shape(past.chapters), said, *big_days_over_time(past.chapters, past.directory))
    else:
        ledger = services.fairness.fairness(settings.store, when)
        _remark_gaps(ledger)
        table = ledger_table(ledger.entries, ledger.directory)
        big_days = big_days_tables(ledger.big_days, ledger.directory)
        called = [callouts_ledger(ledger.callouts, ledger.directory)] if ledger.callouts else []
        shape = fairness_shape(ledger.entries, ledger.big_days, ledger.callouts)
        answer(settings, shape, _("The ledger of {source}:", source=ledger.source), table, *big_days, *called)


def _remark_gaps(ledger: Ledger) -> None:
    """Say of which part of a period nothing is published."""
    period, published = ledger.period, ledger.published
    if not published:
        remark(_("note: nothing of {period} is published, so nobody has earned anything in it", period=period))
    elif len(published) < len(period):
        text = _(
            "note: of {period} only {number} of {dates} are published, "
            "the last is {last}; on the others nobody has earned anything",
            period=period,
            number=len(published),
            dates=counted(len(period), "date"),
            last=published[-1],
        )
        remark(text)


def _remark_notices(settings: Settings, announced: Announced | None) -> dict[str, int]:
    """Say how many mails wait to be sent, and who gets none; returns that for scripts."""
    if announced is None:
        return {}
    if announced.waiting:
        mails, command = counted(announced.waiting, "mail"), settings.command("notices send")
        remark(_("note: {mails} waiting; to send: {command}", mails=mails, command=command))
    if announced.unreached:
        remark(_("note: no e-mail address, so not told of it: {people}", people=listing(announced.unreached)))
    return {"notices": announced.waiting}


def _remark_changes(found: Audited) -> None:
    """Say how the roster and today's inputs have come apart."""
    if found.inputs_changed:
        number = found.version.number
        remark(_("note: inputs or neighbouring rosters have changed since roster {number} was made", number=number))
    if found.obsolete:
        remark(_("note: nothing asks any more for {seats}", seats=listing(found.obsolete, MOST_SEATS)))
