"""What other programs call somebody who is forgotten: it goes out of earlier documents, and out of closed months."""

import json
from typing import Any

from sqlmodel import col, or_, select

from rostering.folder.toml_people import without_person
from rostering.folder.toml_values import NotByForm
from rostering.store.forgetting import Forgetting
from rostering.store.log_rows import AuditLogRow
from rostering.store.pagers import PagerOverrideRow
from rostering.store.pay_rows import PayClosingRow

_FILES = ("pay.toml", "pagers.toml")
"""Documents that name people by what other programs call them."""


def forget_numbers(forgetting: Forgetting, key: str) -> None:
    """Take them out of what the log tells of documents; of pagers nothing of theirs is ahead any more."""
    forgetting.drop(PagerOverrideRow, col(PagerOverrideRow.consultant) == key)
    told = [col(AuditLogRow.before), col(AuditLogRow.after)]
    named = or_(*(column.contains(f'"{file}', autoescape=True) for column in told for file in _FILES))
    for row in forgetting.session.exec(select(AuditLogRow).where(named)).all():
        said = {"before": row.before, "after": row.after}
        news = {name: _without(text, key) for name, text in said.items() if text}
        if any(news[name] != said[name] for name in news):
            forgetting.empty(AuditLogRow, news, col(AuditLogRow.number) == row.number)


def forget_closed_numbers(forgetting: Forgetting, key: str) -> None:
    """The same in closed months of pay."""
    for row in forgetting.session.exec(select(PayClosingRow)).all():
        if key in row.numbers:
            rest = {who: number for who, number in row.numbers.items() if who != key}
            forgetting.empty(PayClosingRow, {"numbers": rest}, col(PayClosingRow.month) == row.month)


def _without(told: str, key: str) -> str:
    if not told.startswith("{"):
        return told
    records: dict[str, Any] = json.loads(told)
    documents = {place: text for place, text in records.items() if place.startswith(_FILES)}
    news = {place: _document(text, key) for place, text in documents.items()}
    return told if news == documents else json.dumps({**records, **news}, ensure_ascii=False)


def _document(text: str, key: str) -> str:
    """Nothing of a document that nobody can read any more."""
    try:
        return without_person(text, key)
    except NotByForm:
        return ""
