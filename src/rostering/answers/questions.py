"""What can be asked of a firm, and a quote with what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rostering.answers.quotes import Quote
from rostering.spans import Period


@dataclass(frozen=True)
class Askable:
    """What forms of questions offer: names by id, in the order in which they are offered."""

    today: date
    customers: Mapping[str, str]
    consultants: Mapping[str, str]
    """Those who are employed today or later."""
    roles: Mapping[str, str]
    parts: Mapping[str, str]
    packages: Mapping[str, str]
    bookings: Mapping[str, str]
    """Those that can be cancelled: their customers' names and dates."""
    rules: tuple[str, ...]
    """The parameters of the policy's rules, as `rule.parameter`."""
    period: Period
    """The quarter of today, or the next one where nothing is left of it."""


@dataclass(frozen=True)
class Quoted:
    """A quote, and the mark of what it rests on."""

    quote: Quote
    mark: str
    suggested: str
    """An id for the booking that is free, in the manner of the firm's others."""
    booked: str = ""
    """The id under which it was booked; empty as long as it is not."""
