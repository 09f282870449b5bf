"""What is held of people beyond its purpose: sign-ins that have ended, mails and messages that went out long ago."""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, select, update
from sqlmodel import Session, col, or_

from rostering.domain.notices import MailState
from rostering.domain.outgoing import DeliveryState
from rostering.domain.proposals import ProposalState
from rostering.store.access_tokens import AccessTokenRow
from rostering.store.chats import ChatMessageRow
from rostering.store.errands import ErrandRow
from rostering.store.kept_answers import KeptAnswerRow
from rostering.store.outbox import MailRow
from rostering.store.proposals import ProposalRow
from rostering.store.sessions import InvitationRow, SessionRow
from rostering.store.subscriptions import SubscriptionRow
from rostering.store.webhooks import DeliveryRow


class Beyond:
    """Rows that go since what they were for is over; how many is counted by table."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.gone: Counter[str] = Counter()

    def sign_ins(self, before: datetime) -> None:
        """Sessions, invitations, tokens and errands that have ended, and messages that went out to others."""
        self._drop(SessionRow, or_(col(SessionRow.ended) < before, col(SessionRow.expires) < before))
        self._drop(InvitationRow, or_(col(InvitationRow.used) < before, col(InvitationRow.expires) < before))
        over = or_(col(AccessTokenRow.ended) < before, col(AccessTokenRow.expires) < before)
        tokens = select(AccessTokenRow.number).where(over)  # type: ignore[call-overload]
        self._drop(KeptAnswerRow, or_(col(KeptAnswerRow.began) < before, col(KeptAnswerRow.token).in_(tokens)))
        self._drop(AccessTokenRow, over)
        self._drop(ErrandRow, col(ErrandRow.ended) < before)
        sent = col(DeliveryRow.state).not_in([DeliveryState.WAITING.value, DeliveryState.SENDING.value])
        self._drop(DeliveryRow, sent, col(DeliveryRow.created) < before)
        told = col(ChatMessageRow.state).not_in([DeliveryState.WAITING.value, DeliveryState.SENDING.value])
        words = col(ChatMessageRow.body) != "", col(ChatMessageRow.created) < before
        self._empty(
            ChatMessageRow, {"title": "", "body": "", "error": None}, told, *words
        )  # its key says that it was told
        fetched = {"client": None, "last_fetch": None}
        self._empty(SubscriptionRow, fetched, col(SubscriptionRow.ends) < before, col(SubscriptionRow.client) != "")

    def mails(self, before: datetime) -> None:
        """Mails that went out or never will, and the dates of leave that has its answer."""
        over = col(MailRow.state).not_in([MailState.WAITING.value, MailState.SENDING.value])
        self._drop(MailRow, over, col(MailRow.created) < before)
        answered = col(ProposalRow.state).in_([ProposalState.ACCEPTED.value, ProposalState.REJECTED.value])
        nothing: dict[str, Any] = {"items": [], "skipped": [], "source": "", "chosen": None}
        full = col(ProposalRow.source) != ""
        self._empty(ProposalRow, nothing, answered, full, col(ProposalRow.made) < before)

    def _drop(self, table: Any, *where: Any) -> None:
        core: Table = table.__table__
        self.gone[core.name] += self._session.connection().execute(delete(core).where(*where)).rowcount

    def _empty(self, table: Any, values: dict[str, Any], *where: Any) -> None:
        core: Table = table.__table__
        self.gone[core.name] += self._session.connection().execute(update(core).where(*where).values(values)).rowcount
