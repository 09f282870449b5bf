"""Exchanges: the moments at which a data folder and the store knew the same, by an import or an export."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Field, Session, func, select

from rostering.store.bulk import become, remove
from rostering.store.columns import TableRow

Place = tuple[str, str]
"""A record's file and its key there."""


@dataclass(frozen=True)
class Exchange:
    """One file of a folder as an exchange left it, and the number of the last one that did."""

    folder: str
    file: str
    seal: str
    """What tells the file's records from any others, as `seals_of` gives it."""
    number: int


class ExchangeRow(TableRow, table=True):
    """A file of a folder as it once was; the same again takes the later number."""

    folder: str = Field(primary_key=True)
    file: str = Field(primary_key=True)
    seal: str = Field(primary_key=True)
    number: int

    def value(self) -> Exchange:
        """The domain's value."""
        return Exchange(**self.model_dump())


class OtherChangeRow(TableRow, table=True):
    """A record that was changed or removed by other means than an import, and the exchange that saw it first."""

    file: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    number: int


class Exchanges:
    """All exchanges of a store, numbered from 1, and what was changed by other means between them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Exchange, ...]:
        """Every file of every folder as it was when store and folder knew the same."""
        return tuple(row.value() for row in self._session.exec(select(ExchangeRow)))

    def newest(self) -> int:
        """The number of the last one, 0 before the first."""
        return self._session.exec(select(func.max(ExchangeRow.number))).one() or 0

    def others(self) -> dict[Place, int]:
        """The records that were changed by other means than an import, each with the exchange that saw it first."""
        return {(row.file, row.key): row.number for row in self._session.exec(select(OtherChangeRow))}

    def note(self, folder: str, seals: Mapping[str, str], number: int, others: Mapping[Place, int]) -> None:
        """Keep that a folder's files, by name, are what the store knows, and what was changed by other means."""
        for file, seal in seals.items():
            self._session.merge(ExchangeRow(folder=folder, file=file, seal=seal, number=number))
        self._session.flush()
        rows = [{"file": file, "key": key, "number": first} for (file, key), first in others.items()]
        remove(self._session, OtherChangeRow, become(self._session, OtherChangeRow, rows))
