"""The table of the firm's own profiles, by which charges are exported; what each was before stands in the log."""

from collections.abc import Mapping

from sqlalchemy import Text
from sqlmodel import Field, Session, col, delete, select

from rostering.store.columns import TableRow


class OwnProfileRow(TableRow, table=True):
    """A profile as it is written."""

    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as SQLAlchemy wants it

    name: str = Field(primary_key=True)
    text: str = Field(sa_type=Text)


class OwnProfiles:
    """The profiles by name. Whoever changes one logs it in the same transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> Mapping[str, str]:
        """The texts by name."""
        rows = self._session.exec(select(OwnProfileRow).order_by(col(OwnProfileRow.name)))
        return {row.name: row.text for row in rows}

    def put(self, name: str, text: str) -> None:
        """Keep a text under a name, in the place of what was there."""
        self.drop(name)
        self._session.add(OwnProfileRow(name=name, text=text))
        self._session.flush()

    def drop(self, name: str) -> None:
        """Keep nothing under a name."""
        self._session.exec(delete(OwnProfileRow).where(col(OwnProfileRow.name) == name))
        self._session.expire_all()
