"""The audit log as JSON."""

from collections.abc import Mapping

from rostering.answers.log import ChangedRecord, Logged
from rostering.reports.look.shapes import Shape


def logged_shape(entry: Logged) -> Shape:
    """An act."""
    return {
        "entry": entry.number,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "action": entry.action,
        "what": entry.what,
        "records": [_record(record) for record in entry.records],
        "hidden": entry.hidden,
    }


def _record(record: ChangedRecord) -> Shape:
    return {"place": record.place, "before": _side(record.before), "after": _side(record.after)}


def _side(side: Mapping[str, str] | str | None) -> object:
    return dict(side) if isinstance(side, Mapping) else side
