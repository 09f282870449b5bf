"""Numbers with their nouns, each noun with all its forms in every language."""

from collections.abc import Callable, Mapping
from functools import cache

from rostering.language.speech import SOURCE, speaking
from rostering.language.words import n_

_NOUNS: Mapping[str, Callable[[int], str]] = {
    "big day": lambda n: n_("{number} big day", "{number} big days", n),
    "breach": lambda n: n_("{number} breach", "{number} breaches", n),
    "case": lambda n: n_("{number} case", "{number} cases", n),
    "change": lambda n: n_("{number} change", "{number} changes", n),
    "channel": lambda n: n_("{number} channel", "{number} channels", n),
    "closed line": lambda n: n_("{number} closed line", "{number} closed lines", n),
    "compensating day": lambda n: n_("{number} compensating day", "{number} compensating days", n),
    "consultant": lambda n: n_("{number} consultant", "{number} consultants", n),
    "correction": lambda n: n_("{number} correction", "{number} corrections", n),
    "date": lambda n: n_("{number} date", "{number} dates", n),
    "day": lambda n: n_("{number} day", "{number} days", n),
    "difference": lambda n: n_("{number} difference", "{number} differences", n),
    "draft": lambda n: n_("{number} draft", "{number} drafts", n),
    "duty": lambda n: n_("{number} duty", "{number} duties", n),
    "empty seat": lambda n: n_("{number} empty seat", "{number} empty seats", n),
    "entry": lambda n: n_("{number} entry", "{number} entries", n),
    "export": lambda n: n_("{number} export", "{number} exports", n),
    "fault": lambda n: n_("{number} fault", "{number} faults", n),
    "file": lambda n: n_("{number} file", "{number} files", n),
    "hard breach": lambda n: n_("{number} hard breach", "{number} hard breaches", n),
    "line": lambda n: n_("{number} line", "{number} lines", n),
    "link": lambda n: n_("{number} link", "{number} links", n),
    "mail": lambda n: n_("{number} mail", "{number} mails", n),
    "message": lambda n: n_("{number} message", "{number} messages", n),
    "pager": lambda n: n_("{number} pager", "{number} pagers", n),
    "person": lambda n: n_("{number} person", "{number} persons", n),
    "point": lambda n: n_("{number} point", "{number} points", n),
    "record": lambda n: n_("{number} record", "{number} records", n),
    "roster": lambda n: n_("{number} roster", "{number} rosters", n),
    "row": lambda n: n_("{number} row", "{number} rows", n),
    "seat": lambda n: n_("{number} seat", "{number} seats", n),
    "ticket": lambda n: n_("{number} ticket", "{number} tickets", n),
    "token": lambda n: n_("{number} token", "{number} tokens", n),
    "user": lambda n: n_("{number} user", "{number} users", n),
    "way": lambda n: n_("{number} way", "{number} ways", n),
    "webhook": lambda n: n_("{number} webhook", "{number} webhooks", n),
    "year": lambda n: n_("{number} year", "{number} years", n),
}


def counted(number: int, noun: str) -> str:
    """A number with its noun, which is one of those that every language has: `1 duty`, `2 vagter`."""
    return _NOUNS[noun](number)


def recounted(text: str) -> str | None:
    """What was counted in English, in the language that is spoken; None where nothing was."""
    number, _, noun = text.partition(" ")
    if not number.isdecimal() or (noun, number == "1") not in _english():
        return None
    return counted(int(number), _english()[noun, number == "1"])


@cache
def _english() -> dict[tuple[str, bool], str]:
    """Each noun by how English writes it for one, and for many."""
    with speaking(SOURCE):
        said = {(noun, number): counted(number, noun) for noun in _NOUNS for number in (1, 2)}
    return {(text.partition(" ")[2], number == 1): noun for (noun, number), text in said.items()}
