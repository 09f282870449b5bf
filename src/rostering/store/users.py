"""The table of users, who end and are not deleted, and what can be asked of it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, Session, col, select, update

from rostering.domain.users import Role, SignInSubject, User, key_of
from rostering.store.columns import Instant, TableRow

_OPEN = text("ended IS NULL")


class UserRow(TableRow, table=True):
    """A user; `key` is the name as it is compared, unique among those who have not ended."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str
    key: str
    role: str
    consultant: str | None
    language: str | None
    password: str | None
    """Its hash by argon2id."""
    issuer: str | None
    subject: str | None
    created: datetime = Field(sa_type=Instant)
    ended: datetime | None = Field(sa_type=Instant)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[object, ...]:  # noqa: N805
        unique = {"unique": True, "sqlite_where": _OPEN, "postgresql_where": _OPEN}
        return Index("user_key", "key", **unique), Index("user_subject", "issuer", "subject", **unique)  # type: ignore[arg-type]

    @classmethod
    def of(cls, user: User) -> "UserRow":
        """The row of a domain value."""
        subject = user.subject
        return cls(
            **{name: getattr(user, name) for name in _SAME},
            key=key_of(user.name),
            role=user.role.value,
            issuer=subject.issuer if subject else None,
            subject=subject.id if subject else None,
        )

    def value(self) -> User:
        """The domain's value."""
        subject = None if self.issuer is None or self.subject is None else SignInSubject(self.issuer, self.subject)
        return User(**{name: getattr(self, name) for name in _SAME}, role=Role(self.role), subject=subject)


_SAME = ("number", "name", "consultant", "language", "created", "ended")


class Users:
    """Who may sign in. Whoever changes one logs it in the same transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[User, ...]:
        """Every user there ever was, by number."""
        rows = self._session.exec(select(UserRow).order_by(col(UserRow.number)))
        return tuple(row.value() for row in rows)

    def by_number(self, number: int) -> User | None:
        """The user of this number, though they may have ended."""
        return self._first(col(UserRow.number) == number)

    def by_name(self, name: str) -> User | None:
        """The user of this name who has not ended."""
        return self._first(col(UserRow.key) == key_of(name), col(UserRow.ended).is_(None))

    def by_subject(self, subject: SignInSubject) -> User | None:
        """The user whom an OpenID provider knows as this, and who has not ended."""
        same = (col(UserRow.issuer) == subject.issuer, col(UserRow.subject) == subject.id)
        return self._first(*same, col(UserRow.ended).is_(None))

    def password(self, number: int) -> str | None:
        """The hash of a user's password; None while there is none."""
        return self._session.exec(select(UserRow.password).where(col(UserRow.number) == number)).first()

    def add(self, user: User) -> User:
        """Keep a user under the next number."""
        known = self._session.exec(select(UserRow.number)).all()
        numbered = replace(user, number=max(known, default=0) + 1)
        self._session.add(UserRow.of(numbered))
        self._session.flush()
        return numbered

    def change(self, user: User) -> None:
        """Keep what a user is called, what they are, and whether they have ended; the password stays."""
        values = UserRow.of(user).model_dump(exclude={"number", "password"})
        self._update(user.number, **values)

    def set_password(self, number: int, digest: str) -> None:
        """Keep the hash of a user's new password."""
        self._update(number, password=digest)

    def _first(self, *conditions: object) -> User | None:
        row = self._session.exec(select(UserRow).where(*conditions)).first()  # type: ignore[arg-type]
        return None if row is None else row.value()

    def _update(self, number: int, **values: object) -> None:
        self._session.exec(update(UserRow).where(col(UserRow.number) == number).values(**values))
        self._session.expire_all()
