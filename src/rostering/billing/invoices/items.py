"""Items: the lines of a document, each a charge, or all of a booking at one price in one month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rostering.billing.text.values import units_of
from rostering.domain.charges import Charge, ChargeKind, first_of_month
from rostering.domain.totals import total_of
from rostering.money import Ore
from rostering.spans import Period


@dataclass(frozen=True)
class Item:
    """One line of a document, and the charges that it stands for."""

    charges: tuple[Charge, ...]

    @property
    def line(self) -> Charge:
        """The charge; of several the first with all of their amount, and without what they differ in."""
        first, *others = self.charges
        if not others:
            return first
        return replace(
            first,
            amount=self.amount,
            corrects=None,
            consultant=self._shared("consultant"),
            role=self._shared("role"),
            day_class=self._shared("day_class"),
        )

    @property
    def days(self) -> tuple[date, ...]:
        """The dates, in order."""
        return tuple(sorted({line.day for line in self.charges}))

    @property
    def period(self) -> Period:
        """From the first date to the last; of a fee those that it pays for."""
        return self.charges[0].paid or Period(self.days[0], self.days[-1])

    @property
    def quantity(self) -> int:
        """How many consultant-days it adds; negative where it takes them back."""
        return sum(map(units_of, self.charges))

    @property
    def amount(self) -> Ore:
        """Excluding VAT."""
        return total_of(self.charges)

    def _shared(self, name: str) -> str:
        values = {getattr(line, name) for line in self.charges}
        return values.pop() if len(values) == 1 else ""


def items_of(lines: Iterable[Charge], by_booking: bool) -> tuple[Item, ...]:
    """The lines one by one, or together by booking, price and month of their dates; in their order, fees one by one."""
    found: dict[object, list[Charge]] = {}
    for line in lines:
        month = first_of_month(line.day)
        key = (line.booking, month, line.unit_price, line.kind) if by_booking and line.booking else line.id
        found.setdefault(key, []).append(line)
    return tuple(Item(tuple(charges)) for charges in found.values())


def outstanding(lines: Sequence[Charge]) -> tuple[Charge, ...]:
    """A customer's lines without what nets to nothing: a credit and what stands in its place at the same price.

    There are none where all that is left nets to nothing.
    """
    left = {line.id: line for line in lines}
    for credit in (line for line in lines if line.kind is ChargeKind.CREDIT):
        if twin := _twin(credit, left.values()):
            del left[credit.id], left[twin.id]
    return tuple(left.values()) if total_of(left.values()) else ()


def _twin(credit: Charge, lines: Iterable[Charge]) -> Charge | None:
    """The charge that makes up for a credit: the one that says so, or one of the same booking and date."""
    equal = [line for line in lines if line.amount == -credit.amount and line.booking == credit.booking]
    instead = [line for line in equal if line.corrects == credit.corrects]
    return next(iter([*instead, *(line for line in equal if line.day == credit.day)]), None)
