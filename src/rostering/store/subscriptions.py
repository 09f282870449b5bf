"""The secret links of the store, by number and by the fingerprint of their secret."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime

from sqlmodel import Field, Session, col, or_, select, update

from rostering.domain.subscriptions import Purpose, Style, Subject, SubjectKind, Subscription
from rostering.store.columns import Instant, TableRow


class SubscriptionRow(TableRow, table=True):
    """A secret link."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    purpose: str
    subject_kind: str
    subject_id: str
    name: str
    language: str
    utc: bool
    busy: bool
    alarm: int | None
    digest: str = Field(unique=True)
    created: datetime = Field(sa_type=Instant)
    ends: datetime | None = Field(sa_type=Instant)
    last_fetch: datetime | None = Field(sa_type=Instant)
    client: str | None
    replaced_by: int | None = Field(foreign_key="subscription.number")

    @classmethod
    def of(cls, link: Subscription) -> "SubscriptionRow":
        """The row of a domain value."""
        return cls(
            **{name: getattr(link, name) for name in _SAME},
            **asdict(link.style),
            purpose=link.purpose.value,
            subject_kind=link.subject.kind.value,
            subject_id=link.subject.id,
        )

    def value(self) -> Subscription:
        """The domain's value."""
        return Subscription(
            **{name: getattr(self, name) for name in _SAME},
            purpose=Purpose(self.purpose),
            subject=Subject(SubjectKind(self.subject_kind), self.subject_id),
            style=Style(self.language, self.utc, self.busy, self.alarm),
        )


_SAME = ("number", "name", "digest", "created", "ends", "last_fetch", "client", "replaced_by")


class Subscriptions:
    """The secret links; they end, they are not deleted. Whoever changes one logs it in the same transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Subscription, ...]:
        """Every link there ever was, by number."""
        rows = self._session.exec(select(SubscriptionRow).order_by(col(SubscriptionRow.number)))
        return tuple(row.value() for row in rows)

    def by_digest(self, digest: str) -> Subscription | None:
        """The link whose secret has this SHA-256, in hexadecimal."""
        row = self._session.exec(select(SubscriptionRow).where(col(SubscriptionRow.digest) == digest)).first()
        return None if row is None else row.value()

    def add(self, link: Subscription) -> Subscription:
        """Keep a link under the next number."""
        known = self._session.exec(select(SubscriptionRow.number)).all()
        numbered = replace(link, number=max(known, default=0) + 1)
        self._session.add(SubscriptionRow.of(numbered))
        self._session.flush()
        return numbered

    def end(self, number: int, at: datetime, replaced_by: int | None = None) -> None:
        """Let a link end at an instant, for good or in favour of another."""
        self._change(number, ends=at, replaced_by=replaced_by)

    def note_fetches(self, fetches: Mapping[int, tuple[datetime, str]]) -> None:
        """Keep when links were fetched and by what family of client, unless a later fetch is known.

        No feed shows it, so it needs no line in the log.
        """
        for number, (at, client) in sorted(fetches.items()):
            last = col(SubscriptionRow.last_fetch)
            self._change(number, or_(last.is_(None), last < at), last_fetch=at, client=client)

    def _change(self, number: int, *only: object, **values: object) -> None:
        one = col(SubscriptionRow.number) == number
        self._session.exec(update(SubscriptionRow).where(one, *only).values(**values))  # type: ignore[arg-type]
        self._session.expire_all()
