"""Something due that nobody has done anything about yet."""

from datetime import date

from rostering.domain.dues import Due, Owed
from rostering.domain.promises import ACCOUNT_MANAGER, Cadence, Frequency, Unit
from rostering.spans import Period

REVIEW = Owed(
    Due(
        "aaby",
        Cadence("review", "Review", Frequency(1, Unit.QUARTER), ACCOUNT_MANAGER),
        Period.parse("2026Q4"),
        date(2026, 12, 31),
    ),
    manager="ida",
)
