"""Charges in a store: lines of closed months, frozen prices and exports can be added and read, and nothing else."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from rostering.domain.charges import Billed, Charge, Export, Frozen, in_order
from rostering.domain.former import as_now, kept_corrections
from rostering.store.charge_rows import BilledRow, ChargeExportRow, ChargeRow, Closing, ClosingRow, FrozenPriceRow
from rostering.store.forgetting import FormerPeople


class ChargeStore:
    """What finance has closed, inside one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lines(self) -> tuple[Charge, ...]:
        """The lines of all closed months, by date, booking, consultant, month."""
        return in_order(row.value() for row in self._session.exec(select(ChargeRow)))

    def lines_as_now(self) -> tuple[Charge, ...]:
        """The same with the ids that rosters have by now for who was forgotten, whose lines are kept as they were."""
        return in_order(as_now(self.lines(), self._ids()))

    def with_kept_corrections(self, lines: Iterable[Charge]) -> tuple[Charge, ...]:
        """New lines that name what they correct as it is kept."""
        return kept_corrections(lines, self.lines(), self._ids())

    def _ids(self) -> dict[str, str]:
        return FormerPeople(self._session).ids()

    def closings(self) -> dict[date, Closing]:
        """The closed months by their first date, ascending."""
        rows = self._session.exec(select(ClosingRow).order_by(col(ClosingRow.month)))
        return {row.month: row.value() for row in rows}

    def frozen(self) -> tuple[Frozen, ...]:
        """All frozen prices, by date, booking, role."""
        values = (row.value() for row in self._session.exec(select(FrozenPriceRow)))
        return tuple(sorted(values, key=lambda one: (one.want.day, one.want.booking, one.want.role, one.want.customer)))

    def exports(self, month: date | None = None) -> tuple[Export, ...]:
        """The exports of a month, or all of them, in the order in which they were made."""
        rows = self._session.exec(select(ChargeExportRow).order_by(col(ChargeExportRow.number)))
        return tuple(row.value() for row in rows if month in {None, row.month})

    def close(self, closing: Closing, lines: Iterable[Charge]) -> None:
        """Close a month with its lines, which are all of the closing's month."""
        self._session.add_all(ChargeRow.of(line) for line in lines)
        self._session.flush()
        self._session.add(ClosingRow.of(closing))
        self._session.flush()

    def freeze(self, prices: Iterable[Frozen]) -> None:
        """Freeze prices that are not frozen yet."""
        self._session.add_all(map(FrozenPriceRow.of, prices))
        self._session.flush()

    def billed(self) -> tuple[Billed, ...]:
        """What was billed by hand, in the order in which it was said."""
        rows = self._session.exec(select(BilledRow).order_by(col(BilledRow.number)))
        return tuple(row.value() for row in rows)

    def mark_billed(self, billed: Billed) -> Billed:
        """Keep that a customer was billed by hand, under the next number."""
        numbered = replace(billed, number=max((one.number for one in self.billed()), default=0) + 1)
        self._session.add(BilledRow(**vars(numbered)))
        self._session.flush()
        return numbered

    def add_export(self, export: Export) -> Export:
        """Keep that files were written, under the next number."""
        numbered = replace(export, number=max((one.number for one in self.exports()), default=0) + 1)
        self._session.add(ChargeExportRow.of(numbered))
        self._session.flush()
        return numbered
