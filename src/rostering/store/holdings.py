"""What each table holds of people: in whose words it is told, what is secret, and what the law asks to be kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from rostering.language import marked


@dataclass(frozen=True)
class HeldKind:
    """A table that may hold somebody."""

    title: str
    """What people call its rows."""
    secrets: frozenset[str] = frozenset()
    """Columns that nobody is shown."""


_DIGEST = frozenset({"digest"})
HOLDINGS: Mapping[str, HeldKind] = {
    "consultant": HeldKind(marked("Master data")),
    "leave": HeldKind(marked("Leave and wishes")),
    "proposal": HeldKind(marked("Leave that was sent in")),
    "balance": HeldKind(marked("Opening balances of the ledger")),
    "pin": HeldKind(marked("Pinned seats")),
    "customer": HeldKind(marked("Customers")),
    "agreement": HeldKind(marked("Agreements")),
    "booking": HeldKind(marked("Bookings")),
    "document": HeldKind(marked("Documents of the data folder")),
    "duty": HeldKind(marked("Duties")),
    "compensating_day": HeldKind(marked("Compensating days off")),
    "account": HeldKind(marked("Accounts of fairness")),
    "roster": HeldKind(marked("Rosters")),
    "publication": HeldKind(marked("Publications")),
    "discard": HeldKind(marked("Drafts thrown away")),
    "swap": HeldKind(marked("Swaps")),
    "swap_step": HeldKind(marked("Steps of swaps")),
    "callout": HeldKind(marked("Call-outs")),
    "due_step": HeldKind(marked("Meetings and reports for customers")),
    "radar_case": HeldKind(marked("Cases of the radar")),
    "job": HeldKind(marked("Plans that were asked for"), frozenset({"best", "holder"})),
    "user": HeldKind(marked("Users"), frozenset({"password"})),
    "session": HeldKind(marked("Sessions"), _DIGEST),
    "invitation": HeldKind(marked("Invitations"), _DIGEST),
    "access_token": HeldKind(marked("Access tokens"), _DIGEST),
    "kept_answer": HeldKind(
        marked("Requests of programs"), frozenset({"fingerprint", "holder", "headers", "body", "key"})
    ),
    "errand": HeldKind(marked("Questions and documents that were asked for"), frozenset({"key", "holder"})),
    "subscription": HeldKind(marked("Links to calendars"), _DIGEST),
    "mail": HeldKind(marked("Mails")),
    "webhook": HeldKind(marked("Webhooks"), frozenset({"secret"})),
    "delivery": HeldKind(marked("Messages to other programs")),
    "own_profile": HeldKind(marked("Profiles of exports")),
    "audit_log": HeldKind(marked("Log")),
    "baseline": HeldKind(marked("What folders know"), _DIGEST),
    "other_change": HeldKind(marked("What folders do not know yet")),
    "exchange": HeldKind(marked("Folders"), frozenset({"seal"})),
    "charge": HeldKind(marked("Lines of charges")),
    "closing": HeldKind(marked("Closed months")),
    "charge_export": HeldKind(marked("Exports of charges")),
    "billed": HeldKind(marked("Billed by hand")),
    "service_report": HeldKind(marked("Reports to customers")),
    "report_file": HeldKind(marked("Files of reports to customers"), frozenset({"data"})),
    "report_step": HeldKind(marked("Steps of reports to customers")),
    "pay_line": HeldKind(marked("Lines of pay")),
    "pay_closing": HeldKind(marked("Closed months of pay")),
    "pay_export": HeldKind(marked("Exports of pay")),
    "pager": HeldKind(marked("Pagers"), frozenset({"holder"})),
    "pager_override": HeldKind(marked("Duties pushed to pagers")),
    "chat": HeldKind(marked("Channels of chats"), frozenset({"address"})),
    "chat_message": HeldKind(marked("Messages to chats")),
    "former": HeldKind(marked("Ids that records of money still have")),
}
"""In the order in which somebody who asks for what is held of them is told."""
NOBODY = frozenset({"ticket", "frozen_price", "forgetting", "forgetting_end", "resealed", "round"})
"""Tables that hold nobody: numbers of tickets, prices by role, that names went out, and regular work."""
MONTHLY = frozenset({"charge", "closing", "charge_export", "billed", "pay_line", "pay_closing", "pay_export"})
"""Tables of money whose rows are each of a month."""
MONEY = MONTHLY | {"former"}
"""Records of money: the Bookkeeping Act has them kept as they were."""
