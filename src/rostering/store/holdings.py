"""What each table holds of people: in whose words it is told, what is secret, and what the law asks to be kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from rostering.language import marked


@dataclass(frozen=True)
class Holding:
    """A table that may hold somebody."""

    title: str
    """What people call its rows."""
    secrets: frozenset[str] = frozenset()
    """Columns that nobody is shown."""


_DIGEST = frozenset({"digest"})
HOLDINGS: Mapping[str, Holding] = {
    "consultant": Holding(marked("Master data")),
    "leave": Holding(marked("Leave and wishes")),
    "proposal": Holding(marked("Leave that was sent in")),
    "balance": Holding(marked("Opening balances of the ledger")),
    "pin": Holding(marked("Pinned seats")),
    "customer": Holding(marked("Customers")),
    "agreement": Holding(marked("Agreements")),
    "booking": Holding(marked("Bookings")),
    "document": Holding(marked("Documents of the data folder")),
    "duty": Holding(marked("Duties")),
    "compensating_day": Holding(marked("Compensating days off")),
    "account": Holding(marked("Accounts of fairness")),
    "roster": Holding(marked("Rosters")),
    "publication": Holding(marked("Publications")),
    "discard": Holding(marked("Drafts thrown away")),
    "swap": Holding(marked("Swaps")),
    "swap_step": Holding(marked("Steps of swaps")),
    "callout": Holding(marked("Call-outs")),
    "due_step": Holding(marked("Meetings and reports for customers")),
    "radar_case": Holding(marked("Cases of the radar")),
    "job": Holding(marked("Plans that were asked for"), frozenset({"best"})),
    "user": Holding(marked("Users"), frozenset({"password"})),
    "session": Holding(marked("Sessions"), _DIGEST),
    "invitation": Holding(marked("Invitations"), _DIGEST),
    "access_token": Holding(marked("Access tokens"), _DIGEST),
    "kept_answer": Holding(
        marked("Requests of programs"), frozenset({"fingerprint", "holder", "headers", "body", "key"})
    ),
    "errand": Holding(marked("Questions and documents that were asked for"), frozenset({"key", "holder"})),
    "subscription": Holding(marked("Links to calendars"), _DIGEST),
    "mail": Holding(marked("Mails")),
    "webhook": Holding(marked("Webhooks"), frozenset({"secret"})),
    "delivery": Holding(marked("Messages to other programs")),
    "own_profile": Holding(marked("Profiles of exports")),
    "audit_log": Holding(marked("Log")),
    "baseline": Holding(marked("What folders know"), _DIGEST),
    "other_change": Holding(marked("What folders do not know yet")),
    "exchange": Holding(marked("Folders"), frozenset({"seal"})),
    "charge": Holding(marked("Lines of charges")),
    "closing": Holding(marked("Closed months")),
    "charge_export": Holding(marked("Exports of charges")),
    "billed": Holding(marked("Billed by hand")),
    "service_report": Holding(marked("Reports to customers")),
    "report_file": Holding(marked("Files of reports to customers"), frozenset({"data"})),
    "report_step": Holding(marked("Steps of reports to customers")),
    "pay_line": Holding(marked("Lines of pay")),
    "pay_closing": Holding(marked("Closed months of pay")),
    "pay_export": Holding(marked("Exports of pay")),
    "pager": Holding(marked("Pagers"), frozenset({"holder"})),
    "pager_override": Holding(marked("Duties pushed to pagers")),
    "chat": Holding(marked("Channels of chats"), frozenset({"address"})),
    "chat_message": Holding(marked("Messages to chats")),
    "former": Holding(marked("Ids that records of money still have")),
}
"""In the order in which somebody who asks for what is held of them is told."""
NOBODY = frozenset({"ticket", "frozen_price", "forgetting", "forgetting_end", "resealed"})
"""Tables that hold nobody: numbers of tickets, prices by role, and that names went out."""
MONTHLY = frozenset({"charge", "closing", "charge_export", "billed", "pay_line", "pay_closing", "pay_export"})
"""Tables of money whose rows are each of a month."""
MONEY = MONTHLY | {"former"}
"""Records of money: the Bookkeeping Act has them kept as they were."""
