"""The words of a feed: titles, summaries and descriptions, without anything that could break a line."""

import unicodedata

from rostering.domain.catalogue import Presence
from rostering.rosters.postings import DayOff, Posting

TITLE_LENGTH = 28
"""Confluence refuses longer calendar names."""
SUMMARY_LENGTH = 40
DAY_OFF = "Compensating day off"
_BREAKING = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Control characters, surrogates, line and paragraph separators: readers take some of them for line ends."""
_PRESENCES = {Presence.WORKING: "at work", Presence.HOME_STANDBY: "on standby at home"}


def clean(text: str) -> str:
    """The text on one line, without control characters."""
    plain = "".join(" " if unicodedata.category(character) in _BREAKING else character for character in text)
    return " ".join(plain.split())


def shortened(text: str, length: int) -> str:
    """The text cleaned and cut to a length, an ellipsis in place of what is left out."""
    text = clean(text)
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def kind_name(kind: str) -> str:
    """A kind in words: `public_holiday` is `Public holiday`."""
    return clean(kind.replace("_", " ")).capitalize()


def summary_of(posting: Posting, personal: bool) -> str:
    """The event's title, kind first; only what others read names the consultant."""
    role = posting.role_name
    return shortened(
        f"{kind_name(posting.kind)}: {role if personal else f'{posting.consultant_name}, {role}'}", SUMMARY_LENGTH
    )


def description_of(posting: Posting) -> str:
    """What the event says of the duty, a fact a line."""
    facts = {
        "Window": posting.window,
        "Team": "" if posting.team_name in posting.window else posting.team_name,
        "Role": posting.role_name,
        "Consultant": posting.consultant_name,
        "Presence": _PRESENCES[posting.presence],
        "Customers": ", ".join(posting.customers),
        "Together with": ", ".join(f"{name} ({role})" for role, name in posting.colleagues),
        "Promise": posting.response,
    }
    return "\n".join(f"{label}: {clean(fact)}" for label, fact in facts.items() if clean(fact))


def day_off_description(off: DayOff) -> str:
    """What the event says of a day off."""
    duties = ", ".join(day.isoformat() for day in off.earned_on)
    return f"In return for duty on {duties}" if duties else DAY_OFF
