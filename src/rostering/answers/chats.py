"""What there is of channels in chats, and what one run of sending did."""

from collections.abc import Mapping
from dataclasses import dataclass

from rostering.domain.chats import Chat, ChatMessage
from rostering.domain.webhooks import DeliveryState


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


@dataclass(frozen=True)
class ChatRun:
    """The messages that a run took up, as it left them."""

    attempts: tuple[tuple[Chat, ChatMessage], ...]
    waiting: int
    """How many still wait, or are in the hands of another sender."""

    def count(self, state: DeliveryState) -> int:
        """How many of those taken up are left in a state."""
        return sum(message.state is state for _chat, message in self.attempts)

    @property
    def unsent(self) -> tuple[tuple[Chat, ChatMessage], ...]:
        """Those that were not taken."""
        return tuple(each for each in self.attempts if each[1].state is not DeliveryState.SENT)
