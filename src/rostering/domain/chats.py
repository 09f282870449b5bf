"""Channels of Slack and Microsoft Teams that are told what happens; their addresses are secrets."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from rostering.domain.outgoing import Outgoing, checked_address
from rostering.errors import Fault, FaultyInput
from rostering.language import _, marked

LONGEST_NAME = 60
_SLACK, _RETIRED = ("hooks.slack.com", "hooks.slack-gov.com"), (".webhook.office.com", "outlook.office.com")
_SHOWN = 4
"""Letters of an address's end that are shown, so that two can be told apart."""


class ChatKind(StrEnum):
    """The services that have channels."""

    SLACK = "slack"
    TEAMS = "teams"

    @property
    def service(self) -> str:
        """The service's name."""
        return {ChatKind.SLACK: "Slack", ChatKind.TEAMS: "Microsoft Teams"}[self]


class News(StrEnum):
    """What a channel can be told of."""

    PUBLISHED = "published"
    SWAPPED = "swapped"
    GAPS = "gaps"
    DUES = "dues"

    @property
    def words(self) -> str:
        """The same as people read it."""
        return _(_WORDS[self])


_WORDS = {
    News.PUBLISHED: marked("rosters that are published"),
    News.SWAPPED: marked("duties that are swapped"),
    News.GAPS: marked("duties whose holder cannot serve them"),
    News.DUES: marked("meetings and reports that come due"),
}


@dataclass(frozen=True)
class Chat:
    """A channel that is told some news, of one team or of all."""

    number: int
    """0 until the store has numbered it."""
    kind: ChatKind
    name: str
    """As people call it."""
    address: str
    """The secret to which messages go."""
    team: str | None
    """Only of whose duties it is told; None: of all."""
    news: tuple[News, ...]
    created: datetime
    told: int
    """The entry of the log up to which there are messages."""
    ended: datetime | None = None

    def __str__(self) -> str:
        return f"chat {self.number}"

    @property
    def hint(self) -> str:
        """As much of the address as may be shown."""
        return hint_of(self.address)


@dataclass(frozen=True)
class ChatMessage(Outgoing):
    """A message to a channel."""

    chat: int
    number: int
    """From 1 on in each channel."""
    key: str
    """What it is about: a channel is told of it once."""
    news: News
    title: str
    body: str
    """As the service takes it."""

    @property
    def place(self) -> tuple[int, int]:
        """Its channel and number."""
        return self.chat, self.number


def hint_of(address: str) -> str:
    """A host and the last letters of what is secret."""
    return f"{urlsplit(address).hostname or ''}/…{address[-_SHOWN:]}"


def checked_chat_address(kind: ChatKind, text: str) -> str:
    """An address of a channel. Raises FaultyInput, which repeats nothing of it."""
    address = checked_address(text)
    if fault := _elsewhere(kind, urlsplit(address).hostname or "", urlsplit(address).path):
        raise FaultyInput([Fault("address", *fault)])
    return address


def _elsewhere(kind: ChatKind, host: str, path: str) -> tuple[str, str] | None:
    """Why an address is none of a kind, and where to find one."""
    if host.endswith(_RETIRED):
        return _("this is a connector of Office 365, and these are retired"), _(
            "make a workflow in Teams: When a Teams webhook request is received"
        )
    if kind is ChatKind.TEAMS and host in _SLACK:
        return _("this is an address of Slack"), _("choose slack")
    if host in _SLACK and not path.startswith("/services/"):
        return _("this is no incoming webhook of Slack"), _("its address goes on with /services/")
    if kind is ChatKind.SLACK and host.endswith((".logic.azure.com", ".api.powerplatform.com")):
        return _("this is a workflow of Teams"), _("choose teams")
    return None
