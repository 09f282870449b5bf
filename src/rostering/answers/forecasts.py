"""What a period is expected to cost customers, and what that adds up to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rostering.domain.charges import ChargeKind
from rostering.domain.forecasts import ForecastLine
from rostering.money import Ore
from rostering.spans import Period


@dataclass(frozen=True)
class ForecastSums:
    """What some lines add up to, in oere."""

    count: int
    staffed: Ore
    not_staffed: Ore
    cancelled: Ore
    fees: Ore
    unpriced: int
    """How many lines have no price, and so are in no sum."""

    @property
    def amount(self) -> Ore:
        """All of it."""
        return self.staffed + self.not_staffed + self.cancelled + self.fees


@dataclass(frozen=True)
class Forecast:
    """The lines of a period, and the names of customers by id."""

    period: Period
    lines: tuple[ForecastLine, ...]
    customers: Mapping[str, str]

    @property
    def total(self) -> ForecastSums:
        """The sums of all lines."""
        return _sums(self.lines)

    @property
    def by_month(self) -> dict[str, ForecastSums]:
        """The sums by the month of the dates, such as `2026-11`."""
        return self._by(lambda line: f"{line.day:%Y-%m}")

    @property
    def by_customer(self) -> dict[str, ForecastSums]:
        """The sums by customer."""
        return self._by(lambda line: line.customer)

    @property
    def unpriced(self) -> tuple[str, ...]:
        """Why lines have no price, each reason once."""
        return tuple(dict.fromkeys(line.reason for line in self.lines if line.amount is None))

    def _by(self, key: Callable[[ForecastLine], str]) -> dict[str, ForecastSums]:
        keys = sorted(set(map(key, self.lines)))
        return {each: _sums(line for line in self.lines if key(line) == each) for each in keys}


def _sums(lines: Iterable[ForecastLine]) -> ForecastSums:
    lines = tuple(lines)
    charges = [line for line in lines if line.kind is ChargeKind.CHARGE]
    return ForecastSums(
        count=len(lines),
        staffed=_sum(line for line in charges if line.staffed),
        not_staffed=_sum(line for line in charges if not line.staffed),
        cancelled=_sum(line for line in lines if line.kind is ChargeKind.CANCELLATION),
        fees=_sum(line for line in lines if line.kind is ChargeKind.FEE),
        unpriced=sum(line.amount is None for line in lines),
    )


def _sum(lines: Iterable[ForecastLine]) -> Ore:
    return sum(line.amount or 0 for line in lines)
