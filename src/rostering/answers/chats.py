"""What there is of channels in chats, and what one run of sending did."""

from collections.abc import Mapping
from dataclasses import dataclass

from rostering.answers.sending import SendingRun
from rostering.domain.chats import Chat, ChatMessage

ChatRun = SendingRun[Chat, ChatMessage]


@dataclass(frozen=True)
class ChatShown:
    """A channel with how its messages stand."""

    chat: Chat
    team: str
    """The team's name; empty: all teams."""
    waiting: int
    sent: int
    failed: int
    problem: str = ""
    """Why its last message was not taken; empty where it was."""


@dataclass(frozen=True)
class ChatList:
    """The channels, with the teams that there are and what a form about them carries."""

    chats: tuple[ChatShown, ...]
    teams: Mapping[str, str]
    mark: str
