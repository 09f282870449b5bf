"""The outbox: mails by the key of what they are about, each claimed by one sender at a time."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Field, Index, Session, and_, col, exists, func, or_, select, update

from rostering.domain.notices import Cause, Letter, Mail, MailState
from rostering.store.columns import Instant, TableRow

_UNFINISHED = (MailState.WAITING.value, MailState.SENDING.value)
_FEW = 500
"""Keys in one question: databases take only so many."""


class MailRow(TableRow, table=True):
    """A mail with all that became of it."""

    __table_args__ = (Index("mail_by_state", "state"), Index("mail_by_address", "address"))

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    key: str = Field(unique=True)
    cause: str
    consultant: str
    name: str
    address: str
    subject: str
    body: str
    message_id: str
    state: str = MailState.WAITING.value
    created: datetime = Field(sa_type=Instant)
    attempts: int = 0
    claimed: datetime | None = Field(default=None, sa_type=Instant)
    due: datetime | None = Field(default=None, sa_type=Instant)
    sent: datetime | None = Field(default=None, sa_type=Instant)
    error: str | None = None

    def value(self) -> Mail:
        """The domain's value."""
        letter = {name: getattr(self, name) for name in _LETTER} | {"cause": Cause(self.cause)}
        fate = {name: getattr(self, name) for name in _FATE} | {"state": MailState(self.state)}
        return Mail(letter=Letter(**letter), **fate)


_LETTER = ("key", "consultant", "name", "address", "subject", "body", "message_id")
_FATE = ("number", "created", "attempts", "claimed", "due", "sent", "error")


class Outbox:
    """The mails; none is ever deleted. A mail that was withdrawn can come back, one that was sent cannot."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Mail, ...]:
        """Every mail there ever was, by number."""
        return self._mails(True)

    def mail(self, number: int) -> Mail | None:
        """The mail of this number."""
        return next(iter(self._mails(col(MailRow.number) == number)), None)

    def unfinished(self, cause: Cause) -> tuple[Mail, ...]:
        """The mails of a cause that are still to go out, or are just going."""
        return self._mails(col(MailRow.state).in_(_UNFINISHED), col(MailRow.cause) == cause.value)

    def count(self, *states: MailState) -> int:
        """How many mails stand there."""
        some = select(func.count()).where(col(MailRow.state).in_([state.value for state in states]))
        return self._session.exec(some).one()

    def missing(self, letters: Iterable[Letter]) -> tuple[Letter, ...]:
        """Those of the letters that the outbox has never had, or that were withdrawn."""
        wanted = tuple(letters)
        known = {mail.letter.key for mail in self._known(wanted) if mail.state is not MailState.WITHDRAWN}
        return tuple(letter for letter in wanted if letter.key not in known)

    def add(self, letters: Iterable[Letter], at: datetime) -> int:
        """Put the missing ones among the letters in, those of one key once; returns how many."""
        fresh = {letter.key: letter for letter in self.missing(letters)}
        withdrawn = {mail.letter.key: mail.number for mail in self._known(tuple(fresh.values()))}
        first = (self._session.exec(select(func.max(MailRow.number))).one() or 0) + 1
        new = [letter for letter in fresh.values() if letter.key not in withdrawn]
        rows = [MailRow(number=i, created=at, **_columns(letter)) for i, letter in enumerate(new, first)]
        self._session.add_all(rows)
        self._session.flush()
        for key, number in withdrawn.items():
            again = {name: getattr(fresh[key], name) for name in ("name", "address", "subject", "body")}
            self._change([number], state=MailState.WAITING.value, attempts=0, due=None, error=None, **again)
        return len(fresh)

    def withdraw(self, numbers: Collection[int]) -> None:
        """Let mails that are in nobody's hands go nowhere."""
        self._change(numbers, state=MailState.WITHDRAWN.value)

    def claim(self, at: datetime, patience: timedelta) -> Mail | None:
        """Take up the next mail that is due, for this sender alone; no change while its reader lacks an earlier one.

        A sender that has said nothing for as long as `patience` is taken for crashed, and its mail taken up again.
        """
        state, claimed, due = col(MailRow.state), col(MailRow.claimed), col(MailRow.due)
        ready = and_(state == MailState.WAITING.value, or_(due.is_(None), due <= at))
        lost = and_(state == MailState.SENDING.value, claimed <= at - patience)
        mails = self._mails(or_(ready, lost), ~_held_up(), limit=1)
        for mail in mails:
            self._change([mail.number], state=MailState.SENDING.value, claimed=at, attempts=mail.attempts + 1)
        return next(iter(self._mails(col(MailRow.number).in_([mail.number for mail in mails]))), None)

    def retry_now(self) -> None:
        """Let no mail wait for its next attempt any longer."""
        waiting = col(MailRow.state) == MailState.WAITING.value
        self._session.exec(update(MailRow).where(waiting).values(due=None))
        self._session.expire_all()

    def note_sent(self, mail: Mail, at: datetime) -> None:
        """Keep that a claimed mail was handed over, whatever another sender made of it meanwhile."""
        self._change([mail.number], state=MailState.SENT.value, sent=at, due=None, error=None)

    def postpone(self, mail: Mail, error: str, due: datetime) -> None:
        """Let a claimed mail wait for another attempt, unless another sender has taken it up since."""
        self._change([mail.number], *_still_ours(mail), state=MailState.WAITING.value, due=due, error=error)

    def fail(self, mail: Mail, error: str) -> None:
        """Give a claimed mail up, unless another sender has taken it up since."""
        self._change([mail.number], *_still_ours(mail), state=MailState.FAILED.value, due=None, error=error)

    def _mails(self, *only: Any, limit: int | None = None) -> tuple[Mail, ...]:
        rows = self._session.exec(select(MailRow).where(*only).order_by(col(MailRow.number)).limit(limit))
        return tuple(row.value() for row in rows)

    def _known(self, letters: Sequence[Letter]) -> list[Mail]:
        """The mails with the keys of letters."""
        keys = [letter.key for letter in letters]
        some = [col(MailRow.key).in_(keys[i : i + _FEW]) for i in range(0, len(keys), _FEW)]
        return [mail for condition in some for mail in self._mails(condition)]

    def _change(self, numbers: Collection[int], *only: Any, **values: Any) -> None:
        for number in sorted(numbers):
            one = col(MailRow.number) == number
            self._session.exec(update(MailRow).where(one, *only).values(**values))
        self._session.expire_all()


def _columns(letter: Letter) -> dict[str, Any]:
    return asdict(letter) | {"cause": letter.cause.value}


def _held_up() -> Any:
    """Whether it tells of a change and an earlier one is still to be told there: they are read in their order."""
    earlier, change = aliased(MailRow), Cause.CHANGE.value
    before = and_(col(earlier.address) == col(MailRow.address), col(earlier.number) < col(MailRow.number))
    untold = exists().where(before, col(earlier.cause) == change, col(earlier.state).in_(_UNFINISHED))
    return and_(col(MailRow.cause) == change, untold)


def _still_ours(mail: Mail) -> tuple[Any, ...]:
    return col(MailRow.state) == MailState.SENDING.value, col(MailRow.attempts) == mail.attempts
