"""Notices in the outbox, as JSON and on the terminal."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.table import Table

from rostering.domain.notices import Mail
from rostering.language import _, told
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape


def notice_shape(mail: Mail, zone: ZoneInfo) -> Shape:
    """A mail but for what it says."""
    return {
        "id": mail.number,
        "to": mail.letter.address,
        "consultant": mail.letter.consultant,
        "cause": mail.letter.cause.value,
        "subject": mail.letter.subject,
        "state": mail.state.value,
        "created": _instant(mail.created, zone),
        "sent": _instant(mail.sent, zone),
        "attempts": mail.attempts,
        "next_attempt": _instant(mail.due, zone),
        "error": mail.error,
    }


def whole_notice_shape(mail: Mail, zone: ZoneInfo) -> Shape:
    """A mail with what it says."""
    return {**notice_shape(mail, zone), "message_id": mail.letter.message_id, "body": mail.letter.body}


def notices_table(mails: Iterable[Mail], zone: ZoneInfo) -> Table:
    """Mails, one a row."""
    table = grid(
        _("Notices"),
        *("Id", _("To"), _("Subject"), _("State"), _("Created"), _("Attempts"), _("Error")),
        numbers=("Id", _("Attempts")),
    )
    for mail in mails:
        letter, created = mail.letter, mail.created.astimezone(zone).strftime("%Y-%m-%d %H:%M")
        cells = (str(mail.number), letter.address, letter.subject, _(mail.state.value), created, str(mail.attempts))
        table.add_row(*map(cell, (*cells, told(mail.error or ""))))
    return table


def notice_text(mail: Mail) -> str:
    """A mail as its reader gets it, below how it stands."""
    state = _(mail.state.value) + (f": {told(mail.error)}" if mail.error else "")
    head = {
        _("State"): state,
        _("To"): f"{mail.letter.name} <{mail.letter.address}>",
        _("Subject"): mail.letter.subject,
    }
    return "\n".join([*(f"{label}: {said}" for label, said in head.items()), "", mail.letter.body.rstrip("\n")])


def _instant(at: datetime | None, zone: ZoneInfo) -> str | None:
    return None if at is None else at.astimezone(zone).isoformat()
