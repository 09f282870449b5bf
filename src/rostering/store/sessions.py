"""The tables of sessions and invitations, without their secrets, and what can be asked of them."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, col, select, update
from sqlmodel import Session as Connection

from rostering.domain.sessions import Invitation, Session
from rostering.store.columns import Instant, TableRow


class SessionRow(TableRow, table=True):
    """A session."""

    digest: str = Field(primary_key=True)
    user: int = Field(foreign_key="user.number")
    created: datetime = Field(sa_type=Instant)
    seen: datetime = Field(sa_type=Instant)
    expires: datetime = Field(sa_type=Instant)
    ended: datetime | None = Field(sa_type=Instant)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[object, ...]:  # noqa: N805
        return (Index("session_user", "user"),)

    def value(self) -> Session:
        """The domain's value."""
        return Session(**self.model_dump())


class InvitationRow(TableRow, table=True):
    """An invitation."""

    digest: str = Field(primary_key=True)
    user: int = Field(foreign_key="user.number")
    created: datetime = Field(sa_type=Instant)
    expires: datetime = Field(sa_type=Instant)
    used: datetime | None = Field(sa_type=Instant)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[object, ...]:  # noqa: N805
        return (Index("invitation_user", "user"),)

    def value(self) -> Invitation:
        """The domain's value."""
        return Invitation(**self.model_dump())


class Sessions:
    """Who is signed in, and who is invited to."""

    def __init__(self, session: Connection) -> None:
        self._session = session

    def by_digest(self, digest: str) -> Session | None:
        """The session whose secret has this SHA-256, in hexadecimal."""
        row = self._session.get(SessionRow, digest)
        return None if row is None else row.value()

    def of(self, user: int) -> tuple[Session, ...]:
        """Every session that a user ever had, the oldest first."""
        rows = select(SessionRow).where(col(SessionRow.user) == user).order_by(col(SessionRow.created))
        return tuple(row.value() for row in self._session.exec(rows))

    def begin(self, session: Session) -> None:
        """Keep a new session."""
        self._session.add(SessionRow(**vars(session)))
        self._session.flush()

    def note(self, digest: str, seen: datetime) -> None:
        """Keep that a session is used."""
        self._session.exec(update(SessionRow).where(col(SessionRow.digest) == digest).values(seen=seen))
        self._session.expire_all()

    def end(self, digest: str, at: datetime) -> None:
        """End a session."""
        one = col(SessionRow.digest) == digest
        self._session.exec(update(SessionRow).where(one, col(SessionRow.ended).is_(None)).values(ended=at))
        self._session.expire_all()

    def end_all(self, user: int, at: datetime) -> None:
        """End all sessions of a user."""
        theirs = col(SessionRow.user) == user
        self._session.exec(update(SessionRow).where(theirs, col(SessionRow.ended).is_(None)).values(ended=at))
        self._session.expire_all()

    def end_everybodys(self, at: datetime) -> int:
        """End all sessions; how many there were."""
        ended = self._session.exec(update(SessionRow).where(col(SessionRow.ended).is_(None)).values(ended=at))
        self._session.expire_all()
        return ended.rowcount

    def invitation(self, digest: str) -> Invitation | None:
        """The invitation whose secret has this SHA-256, in hexadecimal."""
        row = self._session.get(InvitationRow, digest)
        return None if row is None else row.value()

    def invitations_of(self, user: int) -> tuple[Invitation, ...]:
        """Every invitation that a user ever had, the oldest first."""
        rows = select(InvitationRow).where(col(InvitationRow.user) == user).order_by(col(InvitationRow.created))
        return tuple(row.value() for row in self._session.exec(rows))

    def invite(self, invitation: Invitation) -> None:
        """Keep a new invitation, in the place of all that its user has."""
        self.spend_all(invitation.user, invitation.created)
        self._session.add(InvitationRow(**vars(invitation)))
        self._session.flush()

    def spend_all(self, user: int, at: datetime) -> None:
        """Let no invitation of a user be good any more."""
        theirs = col(InvitationRow.user) == user
        self._session.exec(update(InvitationRow).where(theirs, col(InvitationRow.used).is_(None)).values(used=at))
        self._session.expire_all()
