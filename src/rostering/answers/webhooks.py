"""What there is of webhooks, and what one run of sending did."""

from dataclasses import dataclass

from rostering.answers.sending import SendingRun
from rostering.domain.webhooks import Delivery, Webhook

WebhookRun = SendingRun[Webhook, Delivery]


@dataclass(frozen=True)
class WebhookShown:
    """A webhook with how its messages stand."""

    webhook: Webhook
    waiting: int
    sent: int
    failed: int
