"""What the log's entries say to people: acts, and what they were done to, with names in the place of ids."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from rostering.answers.log import Logged, LogNames
from rostering.domain.parties import LeaveKind
from rostering.domain.swaps import SwapState
from rostering.domain.users import Role
from rostering.language import _, formats, marked, named
from rostering.language.labels import label
from rostering.reports.roster.swaps import STATES
from rostering.web.log.outward_words import PATTERNS, PERIOD, days

ACTS = {
    "import": marked("Imported a data folder"),
    "demo": marked("Loaded the demo"),
    "read header": marked("Noted the header of a table"),
    "add record": marked("Added to the data"),
    "change record": marked("Changed the data"),
    "remove record": marked("Took out of the data"),
    "change document": marked("Changed a file of the data"),
    "request plan": marked("Asked for a plan"),
    "request repair": marked("Asked for a repair"),
    "stop plan": marked("Stopped a plan"),
    "plan": marked("Planned a period"),
    "assign": marked("Gave a seat to somebody"),
    "replan": marked("Repaired a roster"),
    "publish": marked("Published a roster"),
    "discard": marked("Threw a draft away"),
    "undo": marked("Undid a change by hand"),
    "forget person": marked("Forgot somebody"),
    "forget charges": marked("Forgot somebody in closed months"),
    "restore": marked("Restored a backup"),
    "sign off": marked("Signed off"),
    "sign leave": marked("Signed off"),
    "open case": marked("Opened a case"),
    "close case": marked("Closed a case"),
    "propose repair": marked("Proposed a repair"),
    "book": marked("Booked readiness"),
    "close": marked("Closed a month"),
    "mark billed": marked("Noted as billed by hand"),
    "export charges": marked("Exported charges"),
    "close pay": marked("Closed a month of pay"),
    "export pay": marked("Exported pay"),
    "keep profile": marked("Kept a profile of exports"),
    "drop profile": marked("Threw a profile of exports away"),
    "propose leave": marked("Read leave"),
    "read leave again": marked("Read leave again"),
    "choose leave": marked("Ticked leave"),
    "accept leave": marked("Accepted leave"),
    "reject leave": marked("Rejected leave"),
    "record leave": marked("Recorded leave"),
    "enter leave": marked("Entered leave or a wish"),
    "change leave": marked("Changed leave or a wish"),
    "withdraw leave": marked("Withdrew leave or a wish"),
    "offer swap": marked("Offered a duty"),
    "take swap": marked("Took a duty on offer"),
    "release swap": marked("Let go of a duty"),
    "decline swap": marked("Declined a duty on offer"),
    "withdraw swap": marked("Took an offer back"),
    "approve swap": marked("Approved a swap"),
    "pass swap": marked("Swapped duties"),
    "refuse swap": marked("Refused a swap"),
    "end swap": marked("Ended an offer"),
    "done obligation": marked("Noted as done"),
    "move obligation": marked("Moved what is due"),
    "waive obligation": marked("Waived what is due"),
    "swap": marked("Made a roster with a swap"),
    "add call-out": marked("Noted a call-out"),
    "answer call-out": marked("Noted when work on a call-out began"),
    "update call-out": marked("Noted that a customer was told"),
    "end call-out": marked("Noted the end of a call-out"),
    "correct call-out": marked("Corrected a call-out"),
    "withdraw call-out": marked("Withdrew a call-out"),
    "make service report": marked("Drew up a status report"),
    "approve service report": marked("Approved a status report"),
    "send service report": marked("Put a status report into the outbox"),
    "discard service report": marked("Threw a status report away"),
    "read tickets": marked("Read tickets"),
    "add link": marked("Made a link"),
    "rotate link": marked("Rotated a link"),
    "revoke link": marked("Revoked a link"),
    "add user": marked("Added a user"),
    "invite user": marked("Invited a user anew"),
    "remove user": marked("Removed a user"),
    "change user": marked("Changed a user"),
    "set password": marked("Set a password"),
    "change password": marked("Changed a password"),
    "choose language": marked("Chose a language"),
    "add token": marked("Made an access token"),
    "revoke token": marked("Revoked an access token"),
    "add webhook": marked("Added a webhook"),
    "remove webhook": marked("Removed a webhook"),
    "add chat": marked("Added a channel"),
    "remove chat": marked("Removed a channel"),
    "push pager": marked("Told a pager who is on"),
    "sign in": marked("Signed in"),
    "sign out": marked("Signed out"),
    "sign out everywhere": marked("Signed out everywhere"),
}
"""What is done, by the log's own word for it."""

KINDS = {
    LeaveKind.LEAVE.value: marked("leave"),
    LeaveKind.RATHER_NOT.value: marked("rather not"),
    LeaveKind.WOULD_LIKE.value: marked("would like"),
}
_PURPOSES = {"feed": marked("feed"), "leave": marked("leave"), "on_call": marked("who is on call")}
_SEAT = r"[^:]+:(\d{4}-\d\d-\d\d)(?::[^:]+)*:([^:]+):\d+"
_NUMBERED = {
    "roster": marked("roster {number}"),
    "job": marked("job {number}"),
    "link": marked("link {number}"),
    "case": marked("case {number}"),
    "proposal": marked("proposal {number}"),
    "swap": marked("swap {number}"),
    "token": marked("token {number}"),
    "call-out": marked("call-out {number}"),
    "chat": marked("channel {number}"),
    "webhook": marked("webhook {number}"),
    "status report": marked("status report {number}"),
}


def act(entry: Logged) -> str:
    """What was done."""
    return _(ACTS[entry.action]) if entry.action in ACTS else label(entry.action)


def in_words(text: str, names: LogNames) -> str:
    """What something was done to, or what stood there, with names and dates as people say them."""
    if "; " in text:
        return "; ".join(in_words(part, names) for part in text.split("; "))
    for pattern, words in _PATTERNS:
        if found := re.fullmatch(pattern, text, re.DOTALL):
            return words(found, names)
    return names.consultants.get(text) or named(text, partial(_name_of, names))


def _name_of(names: LogNames, kind: str, key: str) -> str | None:
    """How something is called in a sentence that was kept."""
    if kind == "seat" and (found := re.fullmatch(_SEAT, key)):
        return _seat(found, names)
    if kind == "rule":
        return label(key)
    return {**dict.fromkeys(("consultant", "giver", "taker"), names.consultants), "role": names.roles}.get(
        kind, {}
    ).get(key)


def _period(found: re.Match[str], _names: LogNames) -> str:
    return days(found[1], found[2], found[0])


def _numbered(found: re.Match[str], names: LogNames) -> str:
    rest = f": {in_words(found[3].strip(), names)}" if found[3] else ""
    return _(_NUMBERED[found[1]], number=found[2]) + rest


def _user(found: re.Match[str], names: LogNames) -> str:
    return names.users.get(int(found[1]), found[0])


def _leave(found: re.Match[str], names: LogNames) -> str:
    rest = f", {in_words(found[2], names)}" if found[2] else ""
    return names.consultants.get(found[1], found[1]) + rest


def _kind(found: re.Match[str], names: LogNames) -> str:
    return f"{_(KINDS[found[1]])}, {in_words(found[2], names)}" if found[2] else _(KINDS[found[1]])


def _seat(found: re.Match[str], names: LogNames) -> str:
    """A seat by its role and date."""
    try:
        return f"{names.roles.get(found[2], found[2])}, {formats.short_day(date.fromisoformat(found[1]))}"
    except ValueError:
        return found[0]


def _link(found: re.Match[str], names: LogNames) -> str:
    """A link: what its owner calls it, what it is good for, and whose it is."""
    whose = {**names.customers, **names.consultants}.get(found[4], found[4]) or _("everybody")
    return ", ".join(filter(None, (found[1], _(_PURPOSES[found[2]]), whose)))


def _user_told(found: re.Match[str], names: LogNames) -> str:
    """A user: name, role, and which consultant they are."""
    who = names.consultants.get(found[3], found[3]) if found[3] else None
    return ", ".join(filter(None, (found[1], Role(found[2]).word, who)))


def _swap_state(found: re.Match[str], names: LogNames) -> str:
    """Where a swap stood, and why."""
    return _(STATES[SwapState(found[1])]) + (f": {in_words(found[2], names)}" if found[2] else "")


def _obligation(found: re.Match[str], names: LogNames) -> str:
    """Something due: what, for whom, and when."""
    when = formats.short_day(date.fromisoformat(found[4])) if found[4] else found[3]
    return f"{label(found[2])}, {names.customers.get(found[1], found[1])}, {when}"


def _aim(found: re.Match[str], _names: LogNames) -> str:
    """What a repair is good at."""
    return label(found[0]).lower()


def _inputs(_found: re.Match[str], _names: LogNames) -> str:
    return _("data")


_PATTERNS: tuple[tuple[str, Callable[[re.Match[str], LogNames], str]], ...] = (
    (PERIOD, _period),
    (
        r"(roster|job|link|case|proposal|swap|token|call-out|status report|chat|webhook) (\d+)(?::(?: (.+))?)?",
        _numbered,
    ),
    (r"obligation ([^:]+):([^:]+):([^:]+):(?: (\d{4}-\d\d-\d\d))?", _obligation),
    (r"user (\d{1,9})", _user),
    (r"leave of ([^:]+): ?(.*)", _leave),
    (r"(leave|rather_not|would_like)(?: (\d.+))?", _kind),
    (_SEAT, _seat),
    (r"(?:(.+): )?(feed|leave|on_call) of (consultant|role|team|customer|all) ?(\S*)", _link),
    (r"(.+): (ops|consultant|finance|viewer)(?:, consultant (.+))?", _user_told),
    (rf"({'|'.join(SwapState)})(?:: (.+))?", _swap_state),
    (r"fewest_changes|fairest|cheapest|other_people", _aim),
    (r"inputs", _inputs),
    *PATTERNS,
)
