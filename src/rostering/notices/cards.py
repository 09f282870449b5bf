"""News as chats take them: blocks of Slack's Block Kit, an adaptive card for the workflows of Microsoft Teams.

Nothing is marked up, so that no name can be read as a mention, a link or an emphasis: plain text in blocks, text runs
in the card, and what Slack shows in notifications with its three letters escaped.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rostering.domain.chats import ChatKind
from rostering.language import _

MOST_LINES = 10
_LONGEST_TITLE, _LONGEST_LINE = 150, 280
"""Slack takes 150 letters in a header, and 3000 in a section."""
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True)
class ChatNews:
    """What a channel is told."""

    key: str
    """What it is about: a channel is told of it once."""
    title: str
    lines: tuple[str, ...] = ()
    link: str = ""
    """Where there is more of it; empty: nowhere."""

    @property
    def shown(self) -> tuple[str, ...]:
        """As many lines as are read in a chat, then how many more there are."""
        more = len(self.lines) - MOST_LINES
        first = tuple(shortened(line, _LONGEST_LINE) for line in self.lines[:MOST_LINES])
        return (*first, _("and {number} more", number=more)) if more > 0 else first


def body_of(kind: ChatKind, news: ChatNews) -> str:
    """News as a service takes them; to be called while the firm's language is spoken."""
    made = {ChatKind.SLACK: _slack, ChatKind.TEAMS: _teams}[kind](news)
    return json.dumps(made, ensure_ascii=False)


def shortened(text: str, most: int) -> str:
    """A text with an ellipsis where it is too long."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _slack(news: ChatNews) -> dict[str, Any]:
    title = shortened(news.title, _LONGEST_TITLE)
    blocks: list[dict[str, Any]] = [{"type": "header", "text": _plain(title)}]
    if news.shown:
        blocks.append({"type": "section", "text": _plain("\n".join(f"• {line}" for line in news.shown))})
    if news.link:
        link = f"<{news.link}|{_('Open in rostering').translate(_ESCAPED)}>"
        blocks.append({"type": "context", "elements": [{"type": "mrkdwn", "text": link}]})
    return {"text": title.translate(_ESCAPED), "blocks": blocks, "unfurl_links": False}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def _teams(news: ChatNews) -> dict[str, Any]:
    title = shortened(news.title, _LONGEST_TITLE)
    card: dict[str, Any] = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "fallbackText": title,
        "body": [_run({"text": title, "weight": "Bolder", "size": "Medium"}), *_runs(news.shown)],
        "msteams": {"width": "Full"},
    }
    if news.link:
        card["actions"] = [{"type": "Action.OpenUrl", "title": _("Open in rostering"), "url": news.link}]
    kind = "application/vnd.microsoft.card.adaptive"
    return {"type": "message", "attachments": [{"contentType": kind, "contentUrl": None, "content": card}]}


def _runs(lines: Iterable[str]) -> list[dict[str, Any]]:
    return [_run({"text": f"• {line}"}) for line in lines]


def _run(run: dict[str, Any]) -> dict[str, Any]:
    """A text that is taken letter by letter; a TextBlock would read Markdown in it."""
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", **run}], "spacing": "Small"}
