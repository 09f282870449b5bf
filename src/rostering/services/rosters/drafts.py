"""Drafts of the weeks before a plan: those that count as if they were published, and those that do not count yet."""

from rostering.errors import BadCall
from rostering.language import _
from rostering.rosters.conflicts import Discarded
from rostering.rosters.history import published_on
from rostering.rosters.version import Version
from rostering.services.cases.case import Case
from rostering.spans import DAY, WEEK, Period
from rostering.store import Reading

_BEFORE = 4
"""Weeks before a plan in which a draft is looked for."""


class NotBefore(BadCall):
    """A draft that has no date outside the period that is planned after it."""

    def __init__(self, version: Version, period: Period) -> None:
        super().__init__(
            _(
                "roster {number} is for {period}, which is all planned anew with {wanted}",
                number=version.number,
                period=version.period,
                wanted=period,
            )
        )


def draft_after(reading: Reading, number: int | None, period: Period) -> Version | None:
    """The draft that is to count as published. Raises NoRoster, UnknownRoster, Discarded, NotBefore."""
    if number is None:
        return None
    version = reading.version(number)
    if number in reading.discarded():
        raise Discarded(number)
    if version.period.first in period and version.period.last in period:
        raise NotBefore(version, period)
    return version


def draft_before(reading: Reading, case: Case) -> Version | None:
    """The newest draft of the weeks before a case, unless these are published or it counts as if it were."""
    period, held = case.problem.period, published_on(case.publications)
    weeks = Period(period.first - _BEFORE * WEEK, period.first - DAY)
    gone = reading.discarded() | {each.version.number for each in case.publications}
    drafts = [each for each in reading.headers() if each.number not in gone]
    open_days = {day for day in weeks if day not in held}
    if case.after:
        open_days -= set(case.after.period)
    return next((draft for draft in reversed(drafts) if open_days & set(draft.period)), None)
