"""Commands for rosters: show, audit, assign, publish, diff, fairness."""

from dataclasses import replace
from typing import Annotated

import typer

from rostering.answers.fairness import Ledger
from rostering.answers.notices import Announced
from rostering.answers.rosters import Audited
from rostering.cli import services
from rostering.cli.planning import PERIOD_HELP
from rostering.cli.printing import answer, remark
from rostering.cli.settings import Settings, caller, settings_of
from rostering.reports.look.listings import changes_table
from rostering.reports.look.shapes import (
    breaches_shape,
    diff_shape,
    fairness_shape,
    history_shape,
    penalties_shape,
    penalty_shape,
    roster_shape,
)
from rostering.reports.look.wording import listing
from rostering.reports.roster.big_days import big_days_over_time, big_days_tables
from rostering.reports.roster.empties import empty_line, empty_shape
from rostering.reports.roster.ledgers import history_table, ledger_table
from rostering.reports.roster.tables import breaches_table, heading, roster_report
from rostering.spans import Period
from rostering.words import counted

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


def show(ctx: typer.Context, number: NumberOrStanding = None) -> None:
    """Show a roster; by default what is published for the current or next period, else the newest draft."""
    settings = settings_of(ctx)
    kept = services.showing.show(settings.store, number)
    answer(settings, roster_shape(kept.version, kept.status), roster_report(kept.version, kept.status))


def audit(ctx: typer.Context, number: NumberOrNewest = None) -> None:
    """Judge a roster by today's inputs.

    No solver is asked. Ends with 1 when the roster breaks a rule that forbids.
    """
    settings = settings_of(ctx)
    found = services.showing.audit(settings.store, number)
    judgement = found.judgement
    shape = {
        "roster": found.version.number,
        "status": found.status.value,
        "breaches": breaches_shape(judgement.breaches),
        "hard": judgement.hard,
        **penalty_shape(judgement.penalty),
        **penalties_shape(judgement.penalty_by_rule),
        "obsolete": list(found.obsolete),
        "inputs_changed": found.inputs_changed,
    }
    _remark_changes(found)
    title = heading(replace(found.version, breaches=judgement.breaches), found.status)
    table = [breaches_table(judgement.breaches)] if judgement.breaches else []
    answer(settings, shape, title, *table, _verdict(judgement.hard, judgement.penalty))
    if judgement.hard:
        raise typer.Exit(1)


def assign(
    ctx: typer.Context,
    number: Number,
    seat: Annotated[str, typer.Argument(metavar="SEAT", help="The seat's id, as show --json has it.")],
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
    said = [breaches_table(hard)] if hard else []
    warning = ", though it breaks what is forbidden" if hard else ""
    how = settings.command(f"publish {version.number}{' --force' if hard else ''}")
    saved = f"Saved as draft {version.number}. To publish it{warning}:\n  {how}"
    answer(settings, roster_shape(version, kept.status), heading(version, kept.status), *said, saved)
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
    for text in published.rewritten:
        remark(f"note: changed {text.strip()}")
    changed = ", ".join(f"{number} {what}" for what, number in counts.items())
    done = f"Published roster {number} for {published.version.period}: {changed}."
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
        said = history_table(past.chapters, past.directory) if past.chapters else "Nothing of it is published."
        answer(settings, history_shape(past.chapters), said, *big_days_over_time(past.chapters, past.directory))
    else:
        ledger = services.fairness.fairness(settings.store, when)
        _remark_gaps(ledger)
        table = ledger_table(ledger.entries, ledger.directory)
        big_days = big_days_tables(ledger.big_days, ledger.directory)
        shape = fairness_shape(ledger.entries, ledger.big_days)
        answer(settings, shape, f"The ledger of {ledger.source}:", table, *big_days)


def _verdict(hard: int, price: int) -> str:
    forbidden = f"{counted(hard, 'breach')} of what is forbidden" if hard else "Nothing that is forbidden"
    return f"{forbidden}; the rest costs {price}." if price else f"{forbidden}, and nothing that costs."


def _remark_gaps(ledger: Ledger) -> None:
    """Say of which part of a period nothing is published."""
    period, published = ledger.period, ledger.published
    if not published:
        remark(f"note: nothing of {period} is published, so nobody has earned anything in it")
    elif len(published) < len(period):
        rest = f"the last is {published[-1]}; on the others nobody has earned anything"
        remark(f"note: of {period} only {len(published)} of {counted(len(period), 'date')} are published, {rest}")


def _remark_notices(settings: Settings, announced: Announced | None) -> dict[str, int]:
    """Say how many mails wait to be sent, and who gets none; returns that for scripts."""
    if announced is None:
        return {}
    if announced.waiting:
        remark(f"note: {counted(announced.waiting, 'mail')} waiting; to send: {settings.command('notices send')}")
    if announced.unreached:
        remark(f"note: no e-mail address, so not told of it: {listing(announced.unreached)}")
    return {"notices": announced.waiting}


def _remark_changes(found: Audited) -> None:
    """Say how the roster and today's inputs have come apart."""
    if found.inputs_changed:
        remark(f"note: inputs or neighbouring rosters have changed since roster {found.version.number} was made")
    if found.obsolete:
        remark(f"note: nothing asks any more for {listing(found.obsolete, MOST_SEATS)}")
