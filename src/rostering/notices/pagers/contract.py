"""What is asked of every pager, and the ways in which it can fail."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from rostering.domain.pagers import Override, PagerShift
from rostering.language import said
from rostering.spans import Span


class PagerError(Exception):
    """What was asked did not come about; says why, as it is kept."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Down(PagerError):
    """The pager cannot be asked at the moment, or lets us do nothing; nobody knows whether it did what was asked."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait
        """How many seconds it asks to be left alone."""


class PagerRefused(PagerError):
    """This one thing is refused, and was not done."""


class Gone(PagerRefused):
    """What was asked about is not there."""


def not_understood() -> Down:
    """What to raise for an answer that is not as its maker describes it."""
    return Down(said("its answer cannot be understood: check the address"))


class Client(Protocol):
    """A pager, spoken to. Every method raises Down, PagerRefused."""

    def overrides(self, schedule: str, span: Span) -> Sequence[Override]:
        """All overrides of a schedule that touch a span."""

    def user_of(self, mail: str) -> str | None:
        """The pager's id of whoever has this e-mail address."""

    def make(self, shift: PagerShift, user: str) -> str:
        """Put somebody on; returns the override's id."""

    def take_away(self, override: Override, at: datetime) -> None:
        """Let an override be no more from an instant on; what of it is over stays. One that is gone is gone."""

    def close(self) -> None:
        """Let go of whatever is held."""
