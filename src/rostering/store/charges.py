"""Money in a store: lines of closed months, frozen prices and exports can be added and read, and nothing else."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlmodel import Session, col, select

from rostering.domain.charges import Billed, Charge, Export, Frozen, in_order
from rostering.domain.former import Line, as_now, kept_corrections
from rostering.domain.pay import PayLine
from rostering.store.charge_rows import BilledRow, ChargeExportRow, ChargeRow, Closing, ClosingRow, FrozenPriceRow
from rostering.store.forgetting import FormerPeople
from rostering.store.former_rows import ResealedRow
from rostering.store.pay_rows import PayClosing, PayClosingRow, PayExportRow, PayLineRow


class Sealed(Protocol):
    """A closed month, whose lines are called something together."""

    @property
    def batch(self) -> str:
        """What they are called."""


ClosedAs = TypeVar("ClosedAs", bound=Sealed)


class MonthStore(Generic[Line, ClosedAs]):
    """The closed months of one kind of money, inside one transaction; the kinds differ by their tables only."""

    _line_table: ClassVar[Any]
    _closing_table: ClassVar[Any]
    _export_table: ClassVar[Any]

    def __init__(self, session: Session) -> None:
        self._session = session

    def lines(self) -> tuple[Line, ...]:
        """The lines of all closed months, in order."""
        return in_order(row.value() for row in self._session.exec(select(self._line_table)))

    def lines_as_now(self) -> tuple[Line, ...]:
        """The same with the ids that rosters have by now for who was forgotten, whose lines are kept as they were."""
        return in_order(as_now(self.lines(), self._ids()))

    def with_kept_corrections(self, lines: Iterable[Line]) -> tuple[Line, ...]:
        """New lines that name what they correct as it is kept."""
        return kept_corrections(lines, self.lines(), self._ids())

    @property
    def money(self) -> str:
        """What tells this kind of money from the others."""
        return str(self._line_table.__tablename__)

    def batches(self) -> dict[date, str]:
        """By which names the lines of closed months are known by now; they change when names go out of them."""
        closed = {month: closing.batch for month, closing in self.closings().items()}
        mine = select(ResealedRow).where(col(ResealedRow.money) == self.money).order_by(col(ResealedRow.forgetting))
        return closed | {row.month: row.batch for row in self._session.exec(mine)}

    def _ids(self) -> dict[str, str]:
        return FormerPeople(self._session).ids()

    def closings(self) -> dict[date, ClosedAs]:
        """The closed months by their first date, ascending."""
        rows = self._session.exec(select(self._closing_table).order_by(col(self._closing_table.month)))
        return {row.month: row.value() for row in rows}

    def exports(self, month: date | None = None) -> tuple[Export, ...]:
        """The exports of a month, or all of them, in the order in which they were made."""
        rows = self._session.exec(select(self._export_table).order_by(col(self._export_table.number)))
        return tuple(row.value() for row in rows if month in {None, row.month})

    def close(self, closing: ClosedAs, lines: Iterable[Line]) -> None:
        """Close a month with its lines, which are all of the closing's month."""
        self._session.add_all(self._line_table.of(line) for line in lines)
        self._session.flush()
        self._session.add(self._closing_table.of(closing))
        self._session.flush()

    def same_export(self, export: Export) -> Export | None:
        """The export of the very same files to the same place, if there is one."""
        return next((one for one in self.exports(export.month) if one.what == export.what), None)

    def add_export(self, export: Export) -> Export:
        """Keep that files were written, under the next number."""
        numbered = replace(export, number=max((one.number for one in self.exports()), default=0) + 1)
        self._session.add(self._export_table.of(numbered))
        self._session.flush()
        return numbered


class PayStore(MonthStore[PayLine, PayClosing]):
    """What consultants were paid."""

    _line_table, _closing_table, _export_table = PayLineRow, PayClosingRow, PayExportRow


class ChargeStore(MonthStore[Charge, Closing]):
    """What customers were charged, with the prices under it, and who was billed by hand."""

    _line_table, _closing_table, _export_table = ChargeRow, ClosingRow, ChargeExportRow

    def frozen(self) -> tuple[Frozen, ...]:
        """All frozen prices, by date, booking, role."""
        values = (row.value() for row in self._session.exec(select(FrozenPriceRow)))
        return tuple(sorted(values, key=lambda one: (one.want.day, one.want.booking, one.want.role, one.want.customer)))

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
