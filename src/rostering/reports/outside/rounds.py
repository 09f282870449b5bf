"""Regular work in words and shapes."""

from datetime import datetime
from zoneinfo import ZoneInfo

from rich.table import Table

from rostering.answers.rounds import RegularWork, RoundShown
from rostering.domain.rounds import RoundOutcome
from rostering.language import _, counted, told
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape


def regular_work_shape(work: RegularWork) -> Shape:
    """All pieces, and how the workers are."""
    return {
        "rounds": [_shape(each, work.zone) for each in work.rounds],
        "workers": work.has_workers,
        "last_sign": _instant(work.last_sign, work.zone),
    }


def regular_work_table(work: RegularWork) -> Table:
    """Each piece with its last run, what came of it, and its last success."""
    columns = (_("Regular work"), _("Begun"), _("Last done"), _("State"), _("What it said"))
    table = grid(counted(len(work.rounds), "piece of regular work"), *columns)
    for each in work.rounds:
        run = each.run
        cells = (_(each.title), _time(run.begun, work.zone), _time(run.succeeded, work.zone), _state(each))
        table.add_row(*map(cell, (*cells, told(run.told or ""))))
    return table


def workers_report(work: RegularWork) -> str:
    """Who does it."""
    if not work.has_workers:
        return _("It is done by `rostering serve`, as the store has no workers.")
    if work.is_deserted:
        return _("Workers are to do it, and none has given a sign of life for a minute: start `rostering worker`.")
    return _("Workers do it; one gave a sign of life at {time}.", time=_time(work.last_sign, work.zone))


def _state(each: RoundShown) -> str:
    if each.run.holder:
        return _("cut off") if each.is_left else _("going on")
    words = {RoundOutcome.DONE: _("done"), RoundOutcome.SKIPPED: _("not wanted"), RoundOutcome.FAILED: _("failed")}
    return words[each.run.outcome] if each.run.outcome else _("not yet")


def _shape(each: RoundShown, zone: ZoneInfo) -> Shape:
    run = each.run
    times = {name: _instant(getattr(run, name), zone) for name in ("begun", "ended", "succeeded")}
    return {"name": each.name, **times, "outcome": run.outcome, "told": run.told, "is_left": each.is_left}


def _instant(at: datetime | None, zone: ZoneInfo) -> str | None:
    return at.astimezone(zone).isoformat() if at else None


def _time(at: datetime | None, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else ""
