"""Status reports to customers, as JSON."""

from typing import Literal

from typing_extensions import TypedDict

from rostering.reports.schemas.rosters import DatesJson


class ReportStepJson(TypedDict):
    """One thing that was done about a report, and where it was sent to."""

    at: str
    by: str
    act: Literal["approved", "sent", "discarded"]
    to: list[str]


class ServiceReportJson(TypedDict):
    """A report as it stands: `whole` where its period was over when it was made, `to` where it goes or went."""

    report: int
    customer: str
    name: str
    period: DatesJson
    language: str
    state: Literal["draft", "approved", "sent", "superseded", "discarded"]
    made: str
    by: str
    whole: bool
    replaces: int | None
    replaced_by: int | None
    to: list[str]
    steps: list[ReportStepJson]
