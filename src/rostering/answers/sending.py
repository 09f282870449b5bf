"""What one run of sending messages to programs of others did."""

from dataclasses import dataclass
from typing import Generic

from rostering.domain.outgoing import DeliveryState, Message, To


@dataclass(frozen=True)
class SendingRun(Generic[To, Message]):
    """The messages that a run took up, as it left them, each with whoever was to get it."""

    attempts: tuple[tuple[To, Message], ...]
    waiting: int
    """How many still wait, or are in the hands of another sender."""

    def count(self, state: DeliveryState) -> int:
        """How many of those taken up are left in a state."""
        return sum(message.state is state for _to, message in self.attempts)

    @property
    def unsent(self) -> tuple[tuple[To, Message], ...]:
        """Those that were not taken."""
        return tuple(each for each in self.attempts if each[1].state is not DeliveryState.SENT)

    @property
    def is_taken(self) -> bool:
        """Whether the last that was taken up was taken."""
        return bool(self.attempts) and self.attempts[-1][1].state is DeliveryState.SENT
