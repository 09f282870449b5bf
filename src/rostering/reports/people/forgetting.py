"""Who may be forgotten by when, and what became of it, in words and shapes."""

from collections.abc import Iterator, Mapping

from rich.table import Table

from rostering.answers.people import Forgotten, Leaver, PeopleKept, RetentionRun
from rostering.domain.former import Former
from rostering.language import _, counted, formats, n_
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape


def kept_shape(kept: PeopleKept) -> Shape:
    """Who has left, and who was forgotten."""
    return {
        "today": str(kept.today),
        "years": kept.years,
        "daily": kept.daily,
        "leavers": [leaver_shape(one) for one in kept.leavers],
        "forgotten": [former_shape(one) for one in kept.former],
    }


def leaver_shape(leaver: Leaver) -> Shape:
    """Somebody who has left, or leaves."""
    return {
        "id": leaver.id,
        "name": leaver.name,
        "last_day": str(leaver.last_day),
        "forget_from": str(leaver.forget_from),
        "hindrances": list(leaver.hindrances),
    }


def former_shape(former: Former) -> Shape:
    """Somebody who was forgotten; without the id, which records of money alone have."""
    until = former.money_until
    return {
        "id": former.id,
        "name": former.name,
        "at": former.at.isoformat(),
        "money_until": str(until) if until else None,
    }


def forgotten_shape(done: Forgotten) -> Shape:
    """What a forgetting changed."""
    return {
        **former_shape(done.former),
        "dry_run": done.dry_run,
        "changed": dict(sorted(done.changed.items())),
        "kept": dict(sorted(done.kept.items())),
        "same_name": list(done.homonyms),
        "look_at": list(done.remainders),
        "folders": list(done.folders),
    }


def run_shape(run: RetentionRun) -> Shape:
    """What a run of the rule did."""
    return {
        "dry_run": run.dry_run,
        "forgotten": [forgotten_shape(one) for one in run.forgotten],
        "money": [former_shape(one) for one in run.money],
        "waiting": [leaver_shape(one) for one in run.waiting],
        "gone": dict(sorted(run.gone.items())),
    }


def leavers_table(kept: PeopleKept) -> Table:
    """Who has left, and from when they can be forgotten."""
    heads = (_("Name"), _("Id"), _("Last day"), _("Can be forgotten from"), _("In the way"))
    table = grid(n_("{number} person has left", "{number} people have left", len(kept.leavers)), *heads)
    for one in kept.leavers:
        days = (formats.long_day(one.last_day), formats.long_day(one.forget_from))
        table.add_row(*map(cell, (one.name, one.id, *days, "; ".join(one.hindrances) or "–")))
    return table


def forgotten_lines(done: Forgotten) -> Iterator[str]:
    """What a forgetting changed, in sentences."""
    said = {"name": done.former.name, "rows": counted(done.count, "row")}
    trial = _("The name would become {name}: {rows} would change. Nothing was changed.", **said)
    yield trial if done.dry_run else _("The name is now {name}: {rows} changed.", **said)
    yield money_line(done.former)
    if done.homonyms:
        names = ", ".join(done.homonyms)
        yield _("Somebody else has the same name or address, so it stays where it stands alone: {names}", names=names)
    if done.remainders:
        entries = "; ".join(done.remainders)
        yield _("Entries of the log with a part of the name, perhaps another person's: {entries}", entries=entries)
    if done.folders:
        yield _("Files written there may hold the name: {folders}", folders=", ".join(done.folders))
    if not done.dry_run:
        yield _("Export the data folder anew, and let backups run out: both may still hold the name.")


def money_line(former: Former) -> str:
    """What the law has kept, and until when."""
    if former.money_until is None:
        return _("No record of money holds the name.")
    return _(
        "Records of money keep id and name until {day}: the Bookkeeping Act asks for five years from the end of the "
        "financial year. Then the retention rule takes them out.",
        day=formats.long_day(former.money_until),
    )


def run_lines(run: RetentionRun) -> Iterator[str]:
    """What a run of the rule did, in sentences."""
    people, would = len(run.forgotten), run.dry_run
    yield (
        n_("{number} person would be forgotten", "{number} people would be forgotten", people)
        if would
        else n_("{number} person was forgotten", "{number} people were forgotten", people)
    ) + "."
    for done in run.forgotten:
        yield f"  {done.former.name}: {counted(done.count, 'row')}"
    for former in run.money:
        yield (
            _("Records of money would lose the name of {name}.", name=former.name)
            if would
            else _("Records of money lost the name of {name}.", name=former.name)
        )
    yield _gone(run.gone, would=would)
    for leaver in run.waiting:
        day = formats.long_day(leaver.forget_from)
        reasons = "; ".join(leaver.hindrances) or _("can be forgotten from {day}", day=day)
        yield _("{name} stays: {reasons}", name=leaver.name, reasons=reasons)


def _gone(gone: Mapping[str, int], *, would: bool) -> str:
    rows = counted(sum(gone.values()), "row")
    if would:
        return _("Sign-ins, mails and answered leave beyond their time: {rows} would go.", rows=rows)
    return _("Sign-ins, mails and answered leave beyond their time: {rows} went.", rows=rows)
