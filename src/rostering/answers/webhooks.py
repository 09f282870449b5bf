"""What there is of webhooks, and what one run of sending did."""

from dataclasses import dataclass

from rostering.domain.webhooks import Delivery, DeliveryState, Webhook


@dataclass(frozen=True)
class WebhookShown:
    """A webhook with how its messages stand."""

    webhook: Webhook
    waiting: int
    sent: int
    failed: int


@dataclass(frozen=True)
class WebhookRun:
    """The messages that a run took up, as it left them."""

    attempts: tuple[Delivery, ...]
    waiting: int
    """How many still wait, or are in the hands of another sender."""

    def count(self, state: DeliveryState) -> int:
        """How many of those taken up are left in a state."""
        return sum(each.state is state for each in self.attempts)

    @property
    def unsent(self) -> tuple[Delivery, ...]:
        """Those that were not taken."""
        return tuple(each for each in self.attempts if each.state is not DeliveryState.SENT)
