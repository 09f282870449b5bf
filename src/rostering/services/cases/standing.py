"""What stands on some dates: what is published, else a draft, else nothing."""

from dataclasses import dataclass, replace

from rostering.errors import BadCall
from rostering.language import _
from rostering.rosters.history import current_compensating_days, current_duties, published_on, status_of
from rostering.rosters.version import Status, Version
from rostering.spans import Period
from rostering.store import Reading

NOTHING = "nothing"


class NotCovered(BadCall):
    """A roster that does not have the dates it is asked for."""

    def __init__(self, number: int, has: Period, wanted: Period) -> None:
        super().__init__(
            _("roster {number} covers {has}, which is not all of {wanted}", number=number, has=has, wanted=wanted)
        )


@dataclass(frozen=True)
class StandingRoster:
    """The roster that holds some dates, over its whole period, as it stands now; `version` None: there is none."""

    source: str
    """A status, or `nothing` where some of the dates are neither published nor drafted."""
    whole: Period
    version: Version | None

    @property
    def number(self) -> int | None:
        """The roster's number."""
        return self.version.number if self.version else None


class StandingRosters:
    """The rosters of a store, each read once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.publications = reading.publications()
        self._published = published_on(self.publications)
        self._versions = {each.version.number: each.version for each in self.publications}

    def standing(self, period: Period, number: int | None = None) -> StandingRoster:
        """What stands on some dates, or a roster that is asked for by its number.

        Raises NoRoster, UnknownRoster, NotCovered.
        """
        if number is not None:
            return self._asked(number, period)
        if not all(day in self._published for day in period) and (draft := self._newest_draft(period)):
            return StandingRoster(Status.DRAFT.value, draft.period, draft)
        return self._as_published(period)

    def _asked(self, number: int, period: Period) -> StandingRoster:
        version = self._version(number)
        if not _covers(version, period):
            raise NotCovered(number, version.period, period)
        return StandingRoster(status_of(version, self.publications).value, version.period, version)

    def _newest_draft(self, period: Period) -> Version | None:
        published = {publication.version.number for publication in self.publications}
        drafts = (n for n in reversed(self._reading.standing_numbers()) if n not in published)
        return next((version for version in map(self._version, drafts) if _covers(version, period)), None)

    def _as_published(self, period: Period) -> StandingRoster:
        holding = {p.number: p.version for day, p in sorted(self._published.items()) if day in period}
        if not holding:
            return StandingRoster(NOTHING, period, None)
        periods = [period, *(version.period for version in holding.values())]
        whole = Period(min(each.first for each in periods), max(each.last for each in periods))
        newest = replace(
            holding[max(holding)],
            duties=current_duties(self.publications, whole),
            compensating_days=current_compensating_days(self.publications, whole),
        )
        complete = all(day in self._published for day in period)
        return StandingRoster(Status.PUBLISHED.value if complete else NOTHING, whole, newest)

    def _version(self, number: int) -> Version:
        if number not in self._versions:
            self._versions[number] = self._reading.version(number)
        return self._versions[number]


def _covers(version: Version, period: Period) -> bool:
    return version.period.first <= period.first and period.last <= version.period.last
