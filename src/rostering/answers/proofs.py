"""What verifying charges found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rostering.domain.charges import Mismatch, MonthState
from rostering.spans import Period


@dataclass(frozen=True)
class Verified:
    """What was compared, and every difference."""

    period: Period
    differences: tuple[Mismatch, ...]
    states: Mapping[date, MonthState]
    """By the first date of each month."""
    lines: int
    """How many closed ones were looked at: of the period's dates, and billed in its months."""
    exports: int
    files: int
    moved: int
    """Exports of which no file lies any more where it was written."""
    waiting: int
    """How many lines correct the period's dates in a month that is still open."""
    taken: int = 0
    """Exports that a browser took away: they lie nowhere here."""

    @property
    def agrees(self) -> bool:
        """Whether there is no difference."""
        return not self.differences
