"""What a feed says: titles, summaries and descriptions, without anything that could break a line."""

import re
from collections.abc import Mapping
from functools import lru_cache

from rostering.domain.subscriptions import SubjectKind
from rostering.feeds.feed_words import FeedWords
from rostering.rosters.postings import DayOff, Entry, OwedEntry, Posting, ServedWindow

TITLE_LENGTH = 28
"""Confluence refuses longer calendar names."""
SUMMARY_LENGTH = 40
_BREAKING = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
"""Control characters, surrogates, line and paragraph separators: readers take some of them for line ends."""


@lru_cache(maxsize=1 << 14)
def clean(text: str) -> str:
    """The text on one line, without control characters."""
    return " ".join(_BREAKING.sub(" ", text).split())


def shortened(text: str, length: int) -> str:
    """The text cleaned and cut to a length, an ellipsis in place of what is left out."""
    text = clean(text)
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def title_of(kind: SubjectKind, name: str, words: FeedWords) -> str:
    """The name of a calendar."""
    begin = words.served if kind is SubjectKind.CUSTOMER else words.on_call
    return shortened(f"{begin}: {name}", TITLE_LENGTH)


def kind_name(kind: str, words: FeedWords) -> str:
    """A kind in words: `public_holiday` is `Public holiday`."""
    return words.kinds.get(kind) or clean(kind.replace("_", " ")).capitalize()


def category_of(entry: Entry | OwedEntry, words: FeedWords) -> str:
    """The kind of entry, for readers that sort and colour by it."""
    if isinstance(entry, OwedEntry):
        return words.owed
    return words.day_off if isinstance(entry, DayOff) else kind_name(entry.kind, words)


def summary_of(entry: Entry | OwedEntry, holder: str, words: FeedWords) -> str:
    """The event's title, kind first; `holder` is the name to tell, none in a personal feed."""
    match entry:
        case DayOff():
            return words.day_off
        case OwedEntry():
            return shortened(f"{entry.name}: {entry.customer}", SUMMARY_LENGTH)
        case ServedWindow():
            told = window_name(entry.window, words)
        case Posting():
            told = f"{holder}, {entry.role_name}" if holder else entry.role_name
    return shortened(f"{kind_name(entry.kind, words)}: {told}", SUMMARY_LENGTH)


def description_of(entry: Entry | OwedEntry, holder: str, words: FeedWords) -> str:
    """What the event says, a fact a line."""
    match entry:
        case DayOff():
            duties = ", ".join(day.strftime(words.date) for day in entry.earned_on)
            return f"{words.in_return} {duties}" if duties else words.day_off
        case OwedEntry():
            return _lines({words.owed: entry.name, words.customer: entry.customer, words.by: holder})
        case ServedWindow():
            return _lines({words.window: window_name(entry.window, words), words.roles: _heads(entry)})
    return _lines(
        {
            words.window: window_name(entry.window, words),
            words.team: "" if entry.team_name in entry.window else entry.team_name,
            words.role: entry.role_name,
            words.consultant: holder,
            words.presence: words.presences[entry.presence],
            words.customers: ", ".join(entry.customers),
            words.promise: entry.response,
        }
    )


def _lines(facts: Mapping[str, str]) -> str:
    return "\n".join(f"{label}: {fact}" for label, fact in zip(facts, map(clean, facts.values()), strict=True) if fact)


def window_name(name: str, words: FeedWords) -> str:
    """A window's name; one that is booked has its day in brackets, where that is a special one."""
    part, bracket, day = name.removesuffix(")").partition(" (")
    return f"{part} ({words.days.get(day, day)})" if bracket and name.endswith(")") else words.days.get(name, name)


def _heads(window: ServedWindow) -> str:
    heads = zip(window.heads, window.role_names, strict=True)
    return ", ".join(name if count == 1 else f"{count} × {name}" for (_, count), name in heads)
