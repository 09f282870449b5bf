"""Channels of chats added, listed, tried and removed."""

from collections.abc import Collection
from dataclasses import replace

from rostering.answers.chats import ChatList, ChatShown
from rostering.domain.chats import (
    LONGEST_NAME,
    Chat,
    ChatKind,
    ChatMessage,
    News,
    checked_chat_address,
)
from rostering.domain.outgoing import UNFINISHED, DeliveryState
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Conflict, Fault, FaultyInput, Unknown
from rostering.folder.notes import nearest, quoted
from rostering.language import _, speaking
from rostering.notices import ChatNews, body_of
from rostering.services.access.freshness import check_mark, mark_of
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.store import Reading, Transaction

_NAMED = "chat "
"""How the log names channels."""


class UnknownChat(Unknown):
    """A number that no channel has."""

    def __init__(self, number: int) -> None:
        super().__init__(_("there is no channel {number}", number=number))


class ChatEnded(Conflict):
    """A channel that is told nothing more."""

    def __init__(self, chat: Chat) -> None:
        super().__init__(_("channel {number} was removed already", number=chat.number))


class ChatThere(Conflict):
    """An address that is told already."""

    def __init__(self, chat: Chat) -> None:
        super().__init__(_("channel {number} has this address already: remove it first", number=chat.number))


def add_chat(
    url: str,
    actor: Actor,
    kind: ChatKind,
    address: str,
    name: str,
    team: str | None = None,
    news: Collection[News] = (),
    version: str | None = None,
) -> ChatShown:
    """Tell a channel some news from now on, by default all.

    Raises Forbidden, NoInputs, FaultyInput, ChatThere, Stale.
    """
    require(actor, Action.KEEP_CHATS)
    with existing_store(url).transaction() as tx:
        _check_mark(tx, version)
        chat = _new(tx, kind, address, name, team, news)
        if there := [one for one in tx.chats.all() if one.ended is None and one.address == chat.address]:
            raise ChatThere(there[0])
        added = tx.chats.add(chat)
        tx.log(actor.name, "add chat", str(added), None, _told(added), at=added.created)
        return _shown(tx, added, _teams(tx))


def remove_chat(url: str, actor: Actor, number: int, version: str | None = None) -> ChatShown:
    """Tell a channel nothing more. Raises Forbidden, UnknownChat, ChatEnded, Stale."""
    require(actor, Action.KEEP_CHATS)
    with existing_store(url).transaction() as tx:
        _check_mark(tx, version)
        found, at = _known(tx, number), now()
        if found.ended:
            raise ChatEnded(found)
        tx.chats.end(number, at)
        tx.log(actor.name, "remove chat", str(found), _told(found), None, at=at)
        return _shown(tx, replace(found, ended=at), _teams(tx))


def chats(url: str, actor: Actor, ended: bool = False) -> ChatList:
    """The channels that are told, or all there ever were. Raises Forbidden, NoStore, NoInputs."""
    require(actor, Action.KEEP_CHATS)
    with existing_store(url).reading() as reading:
        teams = _teams(reading)
        found = tuple(_shown(reading, each, teams) for each in reading.chats.all() if ended or each.ended is None)
        return ChatList(found, teams, mark_of(reading, _NAMED))


def chat_messages(
    url: str, actor: Actor, number: int | None = None, state: DeliveryState | None = None
) -> tuple[ChatMessage, ...]:
    """The messages, or those to a channel, or in a state. Raises Forbidden, NoStore, UnknownChat."""
    require(actor, Action.KEEP_CHATS)
    with existing_store(url).reading() as reading:
        if number is not None:
            _known(reading, number)
        return reading.chats.messages(number, state)


def greet(url: str, actor: Actor, number: int) -> Chat:
    """Let a channel be told of what it will be told. Raises Forbidden, UnknownChat, ChatEnded."""
    require(actor, Action.KEEP_CHATS)
    with existing_store(url).transaction() as tx:
        found, at = _known(tx, number), now()
        if found.ended:
            raise ChatEnded(found)
        greetings = sum(message.key.startswith("greeting:") for message in tx.chats.messages(number))
        firm = tx.inputs().organisation
        with speaking(firm.language):
            title = _("{firm} will write here about:", firm=firm.name)
            news = ChatNews(f"greeting:{greetings + 1}", title, tuple(each.words for each in found.news))
            body = body_of(found.kind, news)
        message = ChatMessage(number, 0, news.key, found.news[0], news.title, body, created=at)
        tx.chats.tell(found, [message], found.told)
        return found


def _new(tx: Transaction, kind: ChatKind, address: str, name: str, team: str | None, news: Collection[News]) -> Chat:
    """A channel of what was said. Raises FaultyInput with all that is wrong with it."""
    faults: list[Fault] = []
    wanted, teams, called = "", _teams(tx), " ".join(name.split())
    try:
        wanted = checked_chat_address(kind, address)
    except FaultyInput as faulty:
        faults.extend(faulty.faults)
    if not called:
        faults.append(Fault("name", _("is missing"), _("write what people call the channel")))
    elif len(called) > LONGEST_NAME or not called.isprintable():
        faults.append(Fault("name", _("this is longer than {most} characters", most=LONGEST_NAME)))
    if team is not None and team not in teams:
        faults.append(Fault("team", _("unknown team {id}", id=quoted(team)), nearest(team, teams)))
    if faults:
        raise FaultyInput(faults)
    ordered = tuple(each for each in News if each in news or not news)
    return Chat(0, kind, called, wanted, team, ordered, now(), tx.log_book.newest())


def _told(chat: Chat) -> str:
    """What the log keeps of a channel: nothing of its address."""
    return f"{chat.kind} {chat.name} ({chat.team or 'all teams'}): {', '.join(chat.news)}"


def _check_mark(tx: Transaction, version: str | None) -> None:
    if version is not None:
        check_mark(tx, version, _NAMED)


def _teams(reading: Reading) -> dict[str, str]:
    """The names of all teams, by id."""
    return {team.id: team.name for team in reading.inputs().catalogue.teams.values()}


def _known(reading: Reading, number: int) -> Chat:
    found = reading.chats.by_number(number)
    if found is None:
        raise UnknownChat(number)
    return found


def _shown(reading: Reading, chat: Chat, teams: dict[str, str]) -> ChatShown:
    number, count = chat.number, reading.chats.count
    last = reading.chats.last_tried(number)
    return ChatShown(
        chat,
        teams.get(chat.team, chat.team) if chat.team else "",
        waiting=count(number, *UNFINISHED),
        sent=count(number, DeliveryState.SENT),
        failed=count(number, DeliveryState.FAILED),
        problem=(last.error or "") if last else "",
    )
