"""What may be asked and sent: the kinds of values that routes share, each with its limits and its schema."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema

from rostering.errors import BadCall
from rostering.spans import Period

LONGEST_PERIOD = 1100
"""Dates of a period: three years and a bit."""
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
_MONTH = r"20\d\d-(0[1-9]|1[0-2])"
_DAY = _MONTH + r"-(0[1-9]|[12]\d|3[01])"
_PERIOD = rf"^(20\d\d(Q[1-4])?|{_MONTH}(\.\.{_MONTH})?|{_DAY}\.\.{_DAY})$"


class Parameters(BaseModel):
    """What stands in the path and behind the question mark; nothing else is taken there."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Body(BaseModel):
    """What is sent as JSON; nothing else is taken."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _period(text: object) -> Period:
    """A period as it is written. Raises ValueError with a sentence of ours."""
    try:
        period = Period.parse(text if isinstance(text, str) else "")
    except BadCall as error:
        raise ValueError(str(error)) from None
    if not (period.first >= FIRST and period.last <= LAST):
        raise ValueError(f"a period lies from {FIRST} to {LAST}")
    if len(period) > LONGEST_PERIOD:
        raise ValueError(f"a period has {LONGEST_PERIOD} dates at most, not {len(period)}")
    return period


def _month(text: object) -> Period:
    """A month. Raises ValueError."""
    period = _period(text)
    if len(period.months()) != 1 or period != period.months()[0]:
        raise ValueError(f"'{text}' is no month: write 2026-12")
    return period


Dates = Annotated[
    Period,
    PlainValidator(_period),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": _PERIOD,
            "description": "2026Q3, 2026-07, 2026, 2026-07..2026-09 or 2026-07-01..2026-09-30",
            "examples": ["2026Q4"],
        }
    ),
]
"""A period."""
Month = Annotated[
    Period,
    PlainValidator(_month),
    WithJsonSchema({"type": "string", "pattern": f"^{_MONTH}$", "examples": ["2026-12"]}),
]
"""A month."""
Day = Annotated[date, Field(ge=FIRST, le=LAST)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
"""Of a roster, a job, an entry."""
Text = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""A name or an id, on one line."""
Note = Annotated[str, Field(min_length=1, max_length=1000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+$")]
Version = Annotated[str, Field(min_length=1, max_length=1 << 16)]
"""What somebody was shown, as an earlier answer had it."""
Seconds = Annotated[float, Field(ge=0, le=60, allow_inf_nan=False)]
"""How long all searches of a call that somebody waits for may take together."""
Effort = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]
Seed = Annotated[int, Field(ge=0, le=2**31 - 1)]
Most = Annotated[int, Field(ge=1, le=500)]
"""Items of a part of a list."""
