"""The data as JSON: tables, records with their history, files of text, and what a change means."""

from collections.abc import Iterable, Sequence

from rostering.answers.data import DocumentView, Inventory, Record, RecordEvent, RecordView, SaveOutcome
from rostering.answers.imports import Imported
from rostering.reports.look.shapes import Shape


def inventory_shape(found: Inventory) -> Shape:
    """What the data folder holds."""
    at, who = found.changed or (None, None)
    return {
        "tables": dict(found.counts),
        "documents": list(found.documents),
        "changed_at": at and at.isoformat(),
        "changed_by": who,
    }


def records_shape(records: Iterable[Record]) -> list[Shape]:
    """Records with their cells."""
    return [_record(record) for record in records]


def record_shape(found: RecordView) -> Shape:
    """One record with its history."""
    record = found.record or Record("", {})
    history = [_event(event) for event in found.history]
    return {**_record(record), "table": found.table.name, "version": found.version, "history": history}


def document_shape(found: DocumentView) -> Shape:
    """A file of text with its history."""
    history = [_event(event) for event in found.history]
    return {"file": found.file, "text": found.text, "version": found.version, "history": history}


def outcome_shape(found: SaveOutcome) -> Shape:
    """What became of a change."""
    return {"key": found.key, "stored": found.stored, "meanings": list(found.meanings), "seen": found.seen}


def upload_shape(imported: Imported, meanings: Sequence[str], lost: Sequence[str], seen: str) -> Shape:
    """What an upload would change, and what that means."""
    told = {"warnings": list(imported.warnings), "meanings": list(meanings), "lost": list(lost)}
    return {**imported.counts, **told, "seen": seen}


def _record(record: Record) -> Shape:
    return {"key": record.key, "cells": dict(record.cells)}


def _event(event: RecordEvent) -> Shape:
    changes = [{"column": column, "before": before, "after": after} for column, before, after in event.changes]
    return {
        "entry": event.number,
        "at": event.at.isoformat(),
        "who": event.who,
        "action": event.action,
        "changes": changes,
        "new": event.is_new,
        "gone": event.is_gone,
    }
