"""The table of personal access tokens, without their secrets, and what can be asked of it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, Session, col, func, select, update

from rostering.domain.access_tokens import AccessToken
from rostering.domain.users import Role
from rostering.store.columns import Instant, TableRow


class AccessTokenRow(TableRow, table=True):
    """A token."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    digest: str
    user: int = Field(foreign_key="user.number")
    name: str
    role: str
    created: datetime = Field(sa_type=Instant)
    expires: datetime = Field(sa_type=Instant)
    seen: datetime | None = Field(sa_type=Instant)
    ended: datetime | None = Field(sa_type=Instant)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[object, ...]:  # noqa: N805
        return Index("access_token_digest", "digest", unique=True), Index("access_token_user", "user")

    def value(self) -> AccessToken:
        """The domain's value."""
        return AccessToken(**{**self.model_dump(), "role": Role(self.role)})


class AccessTokens:
    """By which programs act for users. Whoever makes or ends one logs it in the same transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def by_digest(self, digest: str) -> AccessToken | None:
        """The token whose secret has this SHA-256, in hexadecimal."""
        row = self._session.exec(select(AccessTokenRow).where(col(AccessTokenRow.digest) == digest)).first()
        return None if row is None else row.value()

    def by_number(self, number: int) -> AccessToken | None:
        """The token of this number."""
        row = self._session.get(AccessTokenRow, number)
        return None if row is None else row.value()

    def all(self, user: int | None = None) -> tuple[AccessToken, ...]:
        """Every token that there ever was, or that a user ever had, by number."""
        rows = select(AccessTokenRow).order_by(col(AccessTokenRow.number))
        if user is not None:
            rows = rows.where(col(AccessTokenRow.user) == user)
        return tuple(row.value() for row in self._session.exec(rows))

    def add(self, token: AccessToken) -> AccessToken:
        """Keep a token under the next number."""
        known = self._session.exec(select(func.max(AccessTokenRow.number))).one() or 0
        numbered = replace(token, number=known + 1)
        self._session.add(AccessTokenRow(**{**vars(numbered), "role": numbered.role.value}))
        self._session.flush()
        return numbered

    def note(self, number: int, seen: datetime) -> None:
        """Keep that a token is used."""
        self._session.exec(update(AccessTokenRow).where(col(AccessTokenRow.number) == number).values(seen=seen))
        self._session.expire_all()

    def end(self, number: int, at: datetime) -> None:
        """Let a token be good no more."""
        self._end(col(AccessTokenRow.number) == number, at)

    def end_all(self, user: int, at: datetime) -> None:
        """Let no token of a user be good any more."""
        self._end(col(AccessTokenRow.user) == user, at)

    def _end(self, which: object, at: datetime) -> None:
        still = col(AccessTokenRow.ended).is_(None)
        self._session.exec(update(AccessTokenRow).where(which, still).values(ended=at))  # type: ignore[arg-type]
        self._session.expire_all()
