"""Which columns of what is held people read, in which words, and how a value looks to them."""

import json
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rostering.language import _, formats, marked
from rostering.language.labels import label

SHOWN = {
    "consultant": ("name", "email", "roles", "grade", "employed_from", "employed_to", "fte", "knows", "teams"),
    "leave": ("first", "last", "kind"),
    "proposal": ("made", "source", "first", "last", "state"),
    "balance": ("role", "points"),
    "pin": ("seat",),
    "customer": ("name", "street", "city", "email"),
    "booking": ("title", "first", "last", "customer"),
    "document": ("name",),
    "duty": ("day", "name", "role", "starts", "ends", "roster"),
    "compensating_day": ("day", "roster"),
    "account": ("role", "opening", "target", "earned", "roster"),
    "roster": ("number", "first", "last", "created"),
    "publication": ("roster", "at", "by"),
    "discard": ("roster", "at", "by"),
    "swap": ("number", "seat", "note"),
    "swap_step": ("swap", "at", "by", "reason"),
    "callout": ("called", "answered", "ended", "customer", "priority", "what", "reason"),
    "due_step": ("due", "name", "day", "reason", "by"),
    "radar_case": ("opened", "reason", "closed"),
    "job": ("created", "asked_by", "first", "last"),
    "user": ("name", "created", "ended"),
    "session": ("created", "seen", "ended"),
    "invitation": ("created", "expires", "used"),
    "access_token": ("name", "created", "seen", "expires", "ended"),
    "kept_answer": ("began", "status"),
    "errand": ("created", "kind", "ended"),
    "subscription": ("name", "created", "ends", "last_fetch", "client"),
    "mail": ("created", "subject", "address", "sent"),
    "webhook": ("address", "created", "ended"),
    "delivery": ("created", "event", "sent"),
    "own_profile": ("name",),
    "audit_log": ("at", "who", "action", "what", "before", "after"),
    "baseline": ("file", "key"),
    "other_change": ("file", "key"),
    "exchange": ("folder", "file"),
    "charge": ("day", "customer", "booking", "role", "amount"),
    "closing": ("month", "at", "by"),
    "charge_export": ("month", "at", "form", "by"),
    "billed": ("month", "at", "customer", "note", "by"),
    "former": ("name", "consultant", "money_until"),
}
"""By table; the file of data has all of them."""
_WORDS = {
    "name": marked("Name"),
    "email": marked("Mail address"),
    "roles": marked("Roles"),
    "grade": marked("Grade"),
    "employed_from": marked("Employed from"),
    "employed_to": marked("Last day"),
    "fte": marked("Part of full time"),
    "knows": marked("Knows"),
    "teams": marked("Teams"),
    "first": marked("From"),
    "last": marked("To"),
    "kind": marked("Kind"),
    "made": marked("Read"),
    "source": marked("From where"),
    "state": marked("State"),
    "role": marked("Role"),
    "points": marked("Points"),
    "seat": marked("Seat"),
    "street": marked("Street"),
    "city": marked("City"),
    "title": marked("Title"),
    "customer": marked("Customer"),
    "day": marked("Date"),
    "starts": marked("Begins"),
    "ends": marked("Ends"),
    "roster": marked("Roster"),
    "opening": marked("Brought"),
    "target": marked("Share"),
    "earned": marked("Earned"),
    "number": marked("No."),
    "created": marked("Made"),
    "at": marked("When"),
    "by": marked("By"),
    "note": marked("Note"),
    "swap": marked("Swap"),
    "reason": marked("Reason"),
    "called": marked("Called"),
    "answered": marked("Answered"),
    "ended": marked("Ended"),
    "priority": marked("Priority"),
    "what": marked("What"),
    "due": marked("Due"),
    "opened": marked("Opened"),
    "closed": marked("Closed"),
    "asked_by": marked("Asked by"),
    "seen": marked("Last seen"),
    "expires": marked("Good until"),
    "used": marked("Used"),
    "began": marked("Began"),
    "status": marked("Answer"),
    "last_fetch": marked("Last fetched"),
    "client": marked("Calendar program"),
    "subject": marked("Subject"),
    "address": marked("Address"),
    "sent": marked("Sent"),
    "event": marked("Event"),
    "who": marked("Who"),
    "action": marked("Act"),
    "before": marked("Before"),
    "after": marked("After"),
    "file": marked("File"),
    "key": marked("Record"),
    "folder": marked("Folder"),
    "booking": marked("Booking"),
    "amount": marked("Amount"),
    "month": marked("Month"),
    "form": marked("Format"),
    "consultant": marked("Id"),
    "money_until": marked("Kept until"),
}
_LABELLED = frozenset({"kind", "state", "grade", "reason"})
_LONGEST = 300


def head(column: str) -> str:
    """A column in words."""
    return _(_WORDS[column]) if column in _WORDS else label(column)


def shown(column: str, value: Any, zone: ZoneInfo) -> str:
    """A value as people read it."""
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, datetime):
        return formats.moment(value, zone)
    if isinstance(value, date):
        return formats.month(value) if column == "month" else formats.long_day(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return formats.listed(value)
    return _text(column, value)


def _text(column: str, value: Any) -> str:
    if column == "amount":
        return formats.dkk(value)
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    text = label(value) if column in _LABELLED and value.islower() and "_" in value else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
