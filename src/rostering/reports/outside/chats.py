"""Channels of chats and their messages in words and shapes; never an address."""

from collections.abc import Iterable
from datetime import datetime

from rich.table import Table

from rostering.answers.chats import ChatRun, ChatShown
from rostering.domain.chats import Chat, ChatMessage
from rostering.domain.outgoing import DeliveryState
from rostering.language import _, counted, told
from rostering.language.formats import listed
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape


def chat_shape(found: ChatShown) -> Shape:
    """A channel without its address, and how its messages stand."""
    chat = found.chat
    return {
        "number": chat.number,
        "kind": chat.kind.value,
        "name": chat.name,
        "address": chat.hint,
        "team": chat.team,
        "news": [news.value for news in chat.news],
        "created": _instant(chat.created),
        "removed": _instant(chat.ended),
        "waiting": found.waiting,
        "sent": found.sent,
        "failed": found.failed,
        "problem": told(found.problem) if found.problem else None,
    }


def added_report(found: ChatShown) -> str:
    """What a channel is told from now on, and what to do next."""
    chat = found.chat
    return _(
        "Channel {number}, {name} in {service}, is told of {news}. Messages go out with chats send.",
        number=chat.number,
        name=chat.name,
        service=chat.kind.service,
        news=listed(news.words for news in chat.news),
    )


def chats_table(chats: Iterable[ChatShown]) -> Table:
    """Which channels are told of what, and how many messages."""
    shown = list(chats)
    figures = (_("Waiting"), _("Sent"), _("Failed"))
    columns = (_("No."), _("Service"), _("Channel"), _("Address"), _("Team"), _("Told of"), *figures, _("Problem"))
    table = grid(counted(len(shown), "channel"), *columns, numbers=(columns[0], *figures))
    for each in shown:
        chat = each.chat
        about = (chat.kind.service, chat.name, chat.hint, each.team or _("all"), ", ".join(chat.news))
        counts = map(str, (each.waiting, each.sent, each.failed))
        table.add_row(*map(cell, (str(chat.number), *about, *counts, problem(each))))
    return table


def problem(found: ChatShown) -> str:
    """What is wrong with a channel, in words."""
    return _("removed") if found.chat.ended else told(found.problem)


def removed_report(found: ChatShown) -> str:
    """That a channel is told nothing more."""
    return _("Channel {number}, {name}, is told nothing more.", number=found.chat.number, name=found.chat.name)


def greeted_report(chat: Chat, run: ChatRun) -> str:
    """What became of a message to try a channel."""
    if run.is_taken:
        return _("Channel {number}, {name}, has taken the message.", number=chat.number, name=chat.name)
    return _("Channel {number}, {name}, has not taken the message yet.", number=chat.number, name=chat.name)


def chat_message_shape(message: ChatMessage) -> Shape:
    """A message with what became of it."""
    return {
        "chat": message.chat,
        "number": message.number,
        "news": message.news.value,
        "title": message.title,
        "state": message.state.value,
        "attempts": message.attempts,
        "created": _instant(message.created),
        "due": _instant(message.due),
        "sent": _instant(message.sent),
        "error": message.error and told(message.error),
    }


def chat_messages_table(messages: Iterable[ChatMessage]) -> Table:
    """What was told to whom, when, and what became of it."""
    shown = list(messages)
    columns = (_("Channel"), _("News"), _("Message"), _("State"), _("Attempts"), _("When (UTC)"), _("Error"))
    table = grid(counted(len(shown), "message"), *columns, numbers=(_("Channel"), _("Attempts")))
    for each in shown:
        when = f"{each.sent or each.due or each.created:%Y-%m-%d %H:%M}"
        cells = (str(each.chat), each.news, each.title, each.state, str(each.attempts), when, told(each.error or ""))
        table.add_row(*map(cell, cells))
    return table


def unsent_remark(chat: Chat, message: ChatMessage) -> str:
    """That a message was not taken, and why."""
    said = {"title": message.title, "name": chat.name, "error": told(message.error or "")}
    if message.state is DeliveryState.FAILED:
        return _("“{title}” is not sent to {name}: {error}", **said)
    return _("“{title}” is not sent to {name} yet: {error}", **said)


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
