"""Status reports to customers: each kept as it was made, and what was done about it since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rostering.language import _, marked
from rostering.spans import Period

CADENCE = "status_report"
"""The id of the cadence of packages that promises reports."""


class ReportState(StrEnum):
    """Where a report stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    SENT = "sent"
    SUPERSEDED = "superseded"
    """A later one of the same dates takes its place, and it was never sent."""
    DISCARDED = "discarded"

    @property
    def words(self) -> str:
        """The state as people read it."""
        return _(_WORDS[self])


_WORDS = {
    ReportState.DRAFT: marked("draft"),
    ReportState.APPROVED: marked("approved"),
    ReportState.SENT: marked("sent"),
    ReportState.SUPERSEDED: marked("superseded"),
    ReportState.DISCARDED: marked("thrown away"),
}


class ReportAct(StrEnum):
    """What was done about a report."""

    APPROVED = "approved"
    SENT = "sent"
    DISCARDED = "discarded"


@dataclass(frozen=True)
class ReportStep:
    """One thing that was done about a report; steps are only ever added."""

    number: int
    at: datetime
    by: str
    act: ReportAct
    to: tuple[str, ...] = ()
    """The addresses that it was sent to."""


@dataclass(frozen=True)
class KeptReport:
    """A report as it was made, without its files; what it says never changes."""

    number: int
    customer: str
    name: str
    """What the customer was called then."""
    period: Period
    language: str
    at: datetime
    by: str
    whole: bool
    """Whether the period was over when it was made."""
    replaces: int | None = None
    """The number of the report that was sent before it for the same dates."""
    steps: tuple[ReportStep, ...] = ()

    @property
    def about(self) -> tuple[str, Period]:
        """Whom and what it reports on."""
        return self.customer, self.period

    @property
    def sent(self) -> ReportStep | None:
        """When and to whom it was sent, if it was."""
        return self._did(ReportAct.SENT)

    @property
    def approved(self) -> ReportStep | None:
        """Who approved it, if anybody has."""
        return self._did(ReportAct.APPROVED)

    @property
    def discarded(self) -> ReportStep | None:
        """Who threw it away, if anybody has."""
        return self._did(ReportAct.DISCARDED)

    def state(self, all_of_them: Iterable["KeptReport"]) -> ReportState:
        """Where it stands among all there are."""
        if self.sent:
            return ReportState.SENT
        if self.discarded:
            return ReportState.DISCARDED
        later = (each for each in all_of_them if each.about == self.about and each.number > self.number)
        if any(not each.discarded for each in later):
            return ReportState.SUPERSEDED
        return ReportState.APPROVED if self.approved else ReportState.DRAFT

    def _did(self, act: ReportAct) -> ReportStep | None:
        return next((step for step in self.steps if step.act is act), None)


@dataclass(frozen=True)
class ReportFile:
    """A report as a file."""

    name: str
    form: str
    """Either `html` or `pdf`."""
    data: bytes


def reported_mail(number: int, address: str) -> str:
    """What the mail that carries a report is about."""
    return f"{_KEY}{number}:{address}"


def report_of_mail(key: str) -> int:
    """The number of the report that a mail of this key carries."""
    return int(key.removeprefix(_KEY).partition(":")[0])


_KEY = "service-report:"
