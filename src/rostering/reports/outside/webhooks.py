"""Webhooks and their messages in words and shapes; a secret is told once, when its webhook is added."""

import json
from collections.abc import Iterable
from datetime import datetime

from rich.table import Table

from rostering.answers.webhooks import WebhookShown
from rostering.domain.webhooks import Delivery, Webhook
from rostering.language import _, counted, told
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape


def added_shape(webhook: Webhook) -> Shape:
    """The secret, and the webhook whose it is."""
    return {"secret": webhook.secret, **_shape(webhook)}


def added_report(webhook: Webhook) -> list[str]:
    """The secret first, then what it is."""
    events = ", ".join(webhook.events)
    return [
        webhook.secret,
        _(
            "It is shown this once. Webhook {number} tells {address} of: {events}. Messages go out with webhooks send.",
            number=webhook.number,
            address=webhook.address,
            events=events,
        ),
    ]


def webhook_shape(found: WebhookShown) -> Shape:
    """A webhook without its secret, and how its messages stand."""
    return {**_shape(found.webhook), "waiting": found.waiting, "sent": found.sent, "failed": found.failed}


def webhooks_table(webhooks: Iterable[WebhookShown]) -> Table:
    """Where messages go, about what, and how many."""
    shown = list(webhooks)
    figures = (_("Waiting"), _("Sent"), _("Failed"))
    columns = (_("No."), _("Address"), _("Events"), *figures, _("Removed (UTC)"))
    table = grid(counted(len(shown), "webhook"), *columns, numbers=(columns[0], *figures))
    for each in shown:
        webhook = each.webhook
        counts = map(str, (each.waiting, each.sent, each.failed))
        cells = (str(webhook.number), webhook.address, ", ".join(webhook.events), *counts, _time(webhook.ended))
        table.add_row(*map(cell, cells))
    return table


def removed_report(found: WebhookShown) -> str:
    """That an address is told nothing more."""
    return _("Removed webhook {number}: {address}.", number=found.webhook.number, address=found.webhook.address)


def delivery_shape(delivery: Delivery) -> Shape:
    """A message with what it says, and what became of it."""
    return {
        "id": delivery.id,
        "webhook": delivery.webhook,
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "created": _instant(delivery.created),
        "due": _instant(delivery.due),
        "sent": _instant(delivery.sent),
        "error": delivery.error and told(delivery.error),
        "message": json.loads(delivery.body),
    }


def deliveries_table(deliveries: Iterable[Delivery]) -> Table:
    """What was told to whom, when, and what became of it."""
    shown = list(deliveries)
    columns = (_("Id"), _("Event"), _("About"), _("State"), _("Attempts"), _("When (UTC)"), _("Error"))
    table = grid(counted(len(shown), "message"), *columns, numbers=(_("Attempts"),))
    for each in shown:
        data = json.loads(each.body)["data"]
        about = " → ".join(filter(None, (data["about"], data["after"])))
        when, error = _time(each.sent or each.due or each.created), told(each.error or "")
        table.add_row(*map(cell, (each.id, each.event, about, each.state, str(each.attempts), when, error)))
    return table


def _shape(webhook: Webhook) -> Shape:
    return {
        "number": webhook.number,
        "address": webhook.address,
        "events": [event.value for event in webhook.events],
        "created": _instant(webhook.created),
        "removed": _instant(webhook.ended),
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _time(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""
