"""Why a swap cannot be offered, taken or approved, each in one plain sentence."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from rostering.domain.findings import JudgedBreach
from rostering.domain.swaps import Swap
from rostering.errors import BadCall, Conflict, Refused
from rostering.language import _, formats, named
from rostering.rosters.version import Directory

PRIVATE = frozenset({"leave", "wishes"})
"""Rules whose sentences say why somebody is away, or would like to be."""


class NotTheirDuty(Conflict):
    """A duty that somebody does not have, or not any more."""

    def __init__(self, names: Directory, seat: str, consultant: str | None) -> None:
        what = seat_name(names, seat)
        if consultant is None:
            super().__init__(_("{seat} is nobody's duty", seat=what))
        else:
            who = names.consultants.get(consultant, consultant)
            super().__init__(_("{seat} is no duty of {name}", seat=what, name=who))


class NotSwappable(Conflict):
    """A duty that is published and has to be mended first, as nothing asks for it any more, or at other hours."""


class HasBegun(Refused):
    """A duty that nobody can give away any more."""

    def __init__(self, names: Directory, seat: str) -> None:
        super().__init__(_("{seat} has begun already, or is over", seat=seat_name(names, seat)))


class OnOffer(Conflict):
    """A duty that its holder offers already."""

    def __init__(self, names: Directory, swap: Swap) -> None:
        seat = seat_name(names, swap.seat)
        super().__init__(
            _("{seat} is on offer already, with swap {number}: take that back first", seat=seat, number=swap.number)
        )


class TooLateToSwap(Refused):
    """A swap that would have to have been made earlier."""

    def __init__(self, until: datetime, zone: ZoneInfo) -> None:
        when = formats.moment(until, zone)
        super().__init__(_("it is too late: this could be swapped until {time}; ask an ops lead", time=when))


class NotForThem(BadCall):
    """An offer that is somebody else's to answer."""


class AnotherTook(Conflict):
    """An offer that somebody else has taken."""

    def __init__(self, swap: Swap, names: Directory) -> None:
        who = names.consultants.get(swap.taker or "", swap.taker or "")
        super().__init__(_("{name} has taken swap {number} before you", name=who, number=swap.number))


class NotAnyMore(Conflict):
    """A swap of which nothing can come any more, or of which it is not the turn."""

    def __init__(self, swap: Swap, reason: str = "") -> None:
        super().__init__(swap.words + (f": {reason}" if reason else ""))


class BreaksRules(Refused):
    """A swap that would break what is forbidden; the sentences are the rules' own."""

    def __init__(self, broken: Sequence[JudgedBreach], names: Directory, reader: str | None) -> None:
        told = sentences_for(broken, names, reader)
        super().__init__(" ".join(told))


def sentences_for(broken: Sequence[JudgedBreach], names: Directory, reader: str | None) -> tuple[str, ...]:
    """What rules say, each thing once, for a consultant who reads it; None: for an ops lead.

    Why somebody else is away, or would rather be, is nobody's business: all that is said then is that they cannot.
    """
    away = {one.breach.about[0] for one in broken if reader is not None and _is_private(one, reader)}
    others = [one for one in broken if not away & set(one.breach.about[:1])]
    cannot = [_("{name} cannot then.", name=names.consultants.get(who, who)) for who in sorted(away)]
    return tuple(dict.fromkeys((*cannot, *(named(one.text, names.name_of) for one in others))))


def _is_private(judged: JudgedBreach, reader: str) -> bool:
    return judged.breach.rule in PRIVATE and judged.breach.about[0] != reader


def seat_name(names: Directory, seat: str) -> str:
    """A seat by its role and date."""
    return names.name_of("seat", seat) or seat[:60]
