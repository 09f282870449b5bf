"""What states, sorts and labels are called in every language; scripts read them in English."""

from collections.abc import Callable, Mapping

from rostering.domain.proposals import Skipped, SkipReason
from rostering.language import marked, n_, p_

TERMS = (
    *(marked("draft"), marked("published"), marked("superseded"), marked("discarded"), marked("nothing")),
    *(marked("charge"), marked("credit"), marked("cancellation"), marked("fee")),
    *(marked("closed"), marked("exported")),
    *(marked("open"), marked("ending"), marked("rotated"), marked("revoked"), marked("left")),
    *(marked("consultant"), marked("role"), marked("team"), marked("customer"), marked("all")),
    *(marked("ops"), marked("finance"), marked("viewer"), marked("feed"), marked("leave")),
    *(marked("waiting"), marked("sending"), marked("sent"), marked("withdrawn"), marked("failed")),
    *(marked("proposed"), marked("chosen"), marked("accepted"), marked("rejected")),
    *(marked("floating time"), marked("unknown zone"), marked("marked free"), marked("tentative")),
    *(marked("working elsewhere"), marked("partly away")),
    *(marked("added"), marked("moved"), marked("changed"), marked("removed"), marked("unchanged")),
)
"""States and sorts, as they stand in tables and sentences."""

_MADE: Mapping[str, Callable[[], str]] = {
    "plan": lambda: p_("how a roster was made", "plan"),
    "assign": lambda: p_("how a roster was made", "assign"),
    "replan": lambda: p_("how a roster was made", "replan"),
    "radar": lambda: p_("how a roster was made", "radar"),
    "swap": lambda: p_("how a roster was made", "swap"),
}


def made_by(command: str) -> str:
    """How a roster was made, by the command that the log names."""
    return _MADE[command]() if command in _MADE else command


_SKIPPED: Mapping[SkipReason, Callable[[int], str]] = {
    SkipReason.SHORT: lambda n: n_("takes less than a working day", "take less than a working day", n),
    SkipReason.CANCELLED: lambda n: n_("is cancelled", "are cancelled", n),
    SkipReason.OUTSIDE: lambda n: n_("has no date in the period looked at", "have no date in the period looked at", n),
    SkipReason.UNREADABLE: lambda n: n_("has a date that cannot be read", "have a date that cannot be read", n),
    SkipReason.OFTEN: lambda n: n_("repeats more often than leave does", "repeat more often than leave does", n),
    SkipReason.UNFOLLOWED: lambda n: n_(
        "has a repetition that cannot be followed", "have a repetition that cannot be followed", n
    ),
    SkipReason.REPLACED: lambda n: n_("is replaced by a newer one", "are replaced by a newer one", n),
    SkipReason.OLD_FORM: lambda n: n_("is written as vCalendar 1.0", "are written as vCalendar 1.0", n),
    SkipReason.BUSY_TIMES: lambda n: n_("is a list of free and busy times", "are a list of free and busy times", n),
    SkipReason.WISH: lambda n: n_("is a wish, not leave", "are a wish, not leave", n),
}


def skipped_reason(skipped: Skipped) -> str:
    """Why entries were left aside, after how many they are: `is cancelled`, `are cancelled`."""
    return _SKIPPED[skipped.reason](skipped.count)
