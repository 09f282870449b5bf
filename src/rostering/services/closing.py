"""Months of charges: what is billed in one, and closing it for good."""

from rostering.billing.statement import Statement
from rostering.spans import Period
from rostering.store import Reading


def statement_of(reading: Reading, month: Period) -> Statement:
    """The statement of a month: of a closed one as it was closed, of an open one as it would be. Raises Unbillable."""
    raise NotImplementedError
