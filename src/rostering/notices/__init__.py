"""Notices: the mails that tell people what of their own has changed and what comes, and news for channels in chats."""

from rostering.notices.bulletins import Bulletins
from rostering.notices.cards import ChatNews, body_of
from rostering.notices.delivery import Postponed, Rejected, Transport, Unreachable
from rostering.notices.differences import OwnDifference, differences
from rostering.notices.due_letters import due_letter
from rostering.notices.letters import Writer, reminder_key
from rostering.notices.messages import message_of
from rostering.notices.report_letters import report_letter
from rostering.notices.swap_letters import SwapNews
from rostering.notices.transport import NoTransport, transport_of

__all__ = [
    "Bulletins",
    "ChatNews",
    "NoTransport",
    "OwnDifference",
    "Postponed",
    "Rejected",
    "SwapNews",
    "Transport",
    "Unreachable",
    "Writer",
    "body_of",
    "differences",
    "due_letter",
    "message_of",
    "reminder_key",
    "report_letter",
    "transport_of",
]
