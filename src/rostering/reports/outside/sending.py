"""One run of sending messages to programs of others, in words and shapes."""

from typing import Any

from rostering.answers.sending import SendingRun
from rostering.domain.outgoing import DeliveryState
from rostering.language import _, counted
from rostering.reports.look.shapes import Shape


def run_shape(run: SendingRun[Any, Any]) -> Shape:
    """How many messages were sent, wait, and are given up."""
    return {
        "sent": run.count(DeliveryState.SENT),
        "waiting": run.waiting,
        "failed": run.count(DeliveryState.FAILED),
    }


def run_report(run: SendingRun[Any, Any]) -> str:
    """The same in a sentence."""
    sent, waiting, failed = run_shape(run).values()
    told = {"waiting": waiting, "failed": failed}
    return _("Sent {messages}; {waiting} waiting, {failed} failed.", messages=counted(sent, "message"), **told)
