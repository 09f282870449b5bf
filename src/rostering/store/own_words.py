"""What is somebody's alone when they are forgotten: rows that go, and words of their own that are taken out."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, func, literal, select
from sqlmodel import col, or_

from rostering.domain.subscriptions import SubjectKind
from rostering.domain.traces import Traces
from rostering.store.access_tokens import AccessTokenRow
from rostering.store.callouts import CalloutRow
from rostering.store.dues import DueStepRow
from rostering.store.errands import ErrandRow
from rostering.store.exchanges import OtherChangeRow
from rostering.store.forgetting import Forgetting
from rostering.store.kept_answers import KeptAnswerRow
from rostering.store.log_rows import AuditLogRow, BaselineRow
from rostering.store.outbox import MailRow
from rostering.store.own_numbers import forget_numbers
from rostering.store.proposals import ProposalRow
from rostering.store.sessions import InvitationRow, SessionRow
from rostering.store.subscriptions import SubscriptionRow
from rostering.store.swaps import SwapRow, SwapStepRow
from rostering.store.users import UserRow

_LEAVE = "leave.csv"


def forget_own(forgetting: Forgetting, traces: Traces, at: datetime) -> None:
    """Let go of what is theirs alone, before names are replaced."""
    key = traces.id
    _drop_accounts(forgetting, key)
    _drop_what_folders_know(forgetting, key)
    forgetting.drop(MailRow, col(MailRow.consultant) == key)
    _end_links(forgetting, key, at)
    nothing: dict[str, Any] = {"items": [], "skipped": [], "source": "", "chosen": None}
    forgetting.empty(ProposalRow, nothing, col(ProposalRow.consultant) == key)
    _empty_log(forgetting, traces)
    _empty_words(forgetting, traces)
    forget_numbers(forgetting, key)


def _drop_accounts(forgetting: Forgetting, key: str) -> None:
    users = select(UserRow.number).where(col(UserRow.consultant) == key)  # type: ignore[call-overload]
    tokens = select(AccessTokenRow.number).where(col(AccessTokenRow.user).in_(users))  # type: ignore[call-overload]
    forgetting.drop(KeptAnswerRow, col(KeptAnswerRow.token).in_(tokens))
    for table in (AccessTokenRow, SessionRow, InvitationRow):
        forgetting.drop(table, col(table.user).in_(users))
    forgetting.drop(ErrandRow, col(ErrandRow.owner).in_(users))
    forgetting.drop(UserRow, col(UserRow.consultant) == key)


def _drop_what_folders_know(forgetting: Forgetting, key: str) -> None:
    """A folder that still has the name does not know that it is gone, and cannot bring it back."""
    for table in (BaselineRow, OtherChangeRow):
        forgetting.drop(table, col(table.file) == _LEAVE, col(table.key).startswith(f"{key}:", autoescape=True))
    ours = or_(col(BaselineRow.key) == key, col(BaselineRow.key).startswith(f"{key}:", autoescape=True))
    forgetting.empty(BaselineRow, {"digest": ""}, ours, col(BaselineRow.file).in_(["consultants.csv", "ledger.csv"]))


def _end_links(forgetting: Forgetting, key: str, at: datetime) -> None:
    theirs = (
        col(SubscriptionRow.subject_kind) == SubjectKind.CONSULTANT.value,
        col(SubscriptionRow.subject_id) == key,
    )
    values: dict[str, Any] = {
        "name": "",
        "client": None,
        "last_fetch": None,
        "ends": func.coalesce(col(SubscriptionRow.ends), at),
        "digest": literal("forgotten ").concat(cast(col(SubscriptionRow.number), String)),
    }
    forgetting.empty(SubscriptionRow, values, *theirs)


def _empty_words(forgetting: Forgetting, traces: Traces) -> None:
    """What they wrote, or what was written about what they did."""
    key, names = traces.id, [*traces.names, traces.id]
    forgetting.empty(SwapRow, {"note": ""}, col(SwapRow.giver) == key, col(SwapRow.note) != "")
    by = or_(col(SwapStepRow.consultant) == key, col(SwapStepRow.by).in_(names))
    forgetting.empty(SwapStepRow, {"reason": ""}, by, col(SwapStepRow.reason) != "")
    forgetting.empty(CalloutRow, {"what": "", "reason": ""}, col(CalloutRow.consultant) == key)
    by = or_(col(DueStepRow.holder) == key, col(DueStepRow.by).in_(names))
    forgetting.empty(DueStepRow, {"reason": ""}, by, col(DueStepRow.reason) != "")


def _empty_log(forgetting: Forgetting, traces: Traces) -> None:
    """In the log: the dates of their leave, and what was said about their call-outs, swaps and meetings."""
    session, key = forgetting.session, traces.id
    swaps = [
        f"swap {number}:"
        for number in session.execute(select(SwapRow.number).where(col(SwapRow.giver) == key)).scalars()  # type: ignore[call-overload]
    ]
    proposals = [
        f"proposal {number}"
        for number in session.execute(select(ProposalRow.number).where(col(ProposalRow.consultant) == key)).scalars()  # type: ignore[call-overload]
    ]
    dues = list(session.execute(select(DueStepRow.key).where(col(DueStepRow.holder) == key)).scalars())  # type: ignore[call-overload]
    what = col(AuditLogRow.what)
    about = (
        what == key,
        what.in_(proposals),
        what.startswith(f"leave of {key}:", autoescape=True),
        what.like("call-out %") & what.endswith(f" {key}", autoescape=True),
        *(what.startswith(swap) for swap in swaps),
        *(what.contains(due, autoescape=True) for due in dues),
    )
    said = or_(col(AuditLogRow.before).is_not(None), col(AuditLogRow.after).is_not(None))
    forgetting.empty(AuditLogRow, {"before": None, "after": None}, or_(*about), said)
    leave = f'"{_LEAVE}:{key}:'
    for column in (AuditLogRow.before, AuditLogRow.after):
        rows = select(AuditLogRow.number, column).where(col(column).contains(leave, autoescape=True))  # type: ignore[call-overload]
        for number, told in session.execute(rows).all():
            forgetting.empty(AuditLogRow, {column.key: _without(told, key)}, col(AuditLogRow.number) == number)  # type: ignore[union-attr]


def _without(told: str, key: str) -> str:
    """An entry's records without those of their leave."""
    records = json.loads(told)
    return json.dumps(
        {place: text for place, text in records.items() if not place.startswith(f"{_LEAVE}:{key}:")},
        ensure_ascii=False,
    )
