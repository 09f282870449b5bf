"""Status reports: each with its files, byte for byte as it was made, and what was done about it since; append-only."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import JSON, Field, Session, col, func, select

from rostering.domain.service_reports import KeptReport, ReportAct, ReportFile, ReportStep
from rostering.errors import Unknown
from rostering.language import _
from rostering.spans import Period
from rostering.store.columns import Instant, TableRow
from rostering.store.forgetting import Forgetting
from rostering.store.log_book import LARGEST

_SAME = ("number", "customer", "name", "language", "at", "by", "whole", "replaces")


class ServiceReportRow(TableRow, table=True):
    """A report as it was made. It refers to no input, so that all of them may change."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    customer: str
    name: str
    first: date
    last: date
    language: str
    at: datetime = Field(sa_type=Instant)
    by: str
    whole: bool
    replaces: int | None
    note: str


class ReportFileRow(TableRow, table=True):
    """A report as a file."""

    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as SQLAlchemy wants it

    report: int = Field(primary_key=True, foreign_key="service_report.number")
    form: str = Field(primary_key=True)
    name: str
    data: bytes


class ReportStepRow(TableRow, table=True):
    """One thing that was done about a report."""

    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - as SQLAlchemy wants it

    report: int = Field(primary_key=True, foreign_key="service_report.number")
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Instant)
    by: str
    act: str
    to: list[str] = Field(sa_type=JSON)

    def value(self) -> ReportStep:
        """The step."""
        return ReportStep(self.number, self.at, self.by, ReportAct(self.act), tuple(self.to))


class UnknownReport(Unknown):
    """A number that no report has."""

    def __init__(self, number: int) -> None:
        super().__init__(_("there is no status report {number}", number=number))


class ServiceReports:
    """The reports by number. Whoever adds one, or a step, logs it in the same transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[KeptReport, ...]:
        """Every report there ever was, by number."""
        return self._those()

    def one(self, number: int) -> KeptReport:
        """The report of a number. Raises UnknownReport."""
        found = self._those(number) if number <= LARGEST else ()
        if not found:
            raise UnknownReport(number)
        return found[0]

    def note_of(self, number: int) -> str:
        """What was written to the customer above a report's figures."""
        row = select(ServiceReportRow.note).where(col(ServiceReportRow.number) == number)
        return self._session.exec(row).first() or ""

    def files(self, number: int) -> tuple[ReportFile, ...]:
        """A report's files, HTML first."""
        rows = select(ReportFileRow).where(col(ReportFileRow.report) == number).order_by(col(ReportFileRow.form))
        return tuple(ReportFile(row.name, row.form, row.data) for row in self._session.exec(rows))

    def next_number(self) -> int:
        """The number that the next report has."""
        return (self._session.exec(select(func.max(ServiceReportRow.number))).one() or 0) + 1

    def add(self, report: KeptReport, note: str, files: Iterable[ReportFile]) -> None:
        """Keep a report with its files."""
        same = {name: getattr(report, name) for name in _SAME}
        self._session.add(ServiceReportRow(first=report.period.first, last=report.period.last, note=note, **same))
        self._session.flush()
        for file in files:
            self._session.add(ReportFileRow(report=report.number, form=file.form, name=file.name, data=file.data))
        self._session.flush()

    def go_on(self, report: KeptReport, step: ReportStep) -> KeptReport:
        """Keep a further step, whatever number it has."""
        kept = replace(step, number=len(report.steps) + 1)
        row = ReportStepRow(
            report=report.number, number=kept.number, at=kept.at, by=kept.by, act=kept.act.value, to=list(kept.to)
        )
        self._session.add(row)
        self._session.flush()
        return replace(report, steps=(*report.steps, kept))

    def _those(self, number: int | None = None) -> tuple[KeptReport, ...]:
        """All reports, or the one of a number."""
        reports = select(ServiceReportRow).order_by(col(ServiceReportRow.number))
        done = select(ReportStepRow).order_by(col(ReportStepRow.report), col(ReportStepRow.number))
        if number is not None:
            reports = reports.where(col(ServiceReportRow.number) == number)
            done = done.where(col(ReportStepRow.report) == number)
        steps: dict[int, list[ReportStep]] = defaultdict(list)
        for row in self._session.exec(done):
            steps[row.report].append(row.value())
        return tuple(_report(row, steps[row.number]) for row in self._session.exec(reports))


def put_paper(forgetting: Forgetting, report: int, data: bytes) -> None:
    """Put another PDF in the place of a report's, as somebody in it is forgotten."""
    its = col(ReportFileRow.report) == report, col(ReportFileRow.form) == "pdf"
    forgetting.empty(ReportFileRow, {"data": data}, *its)


def _report(row: ServiceReportRow, steps: Iterable[ReportStep]) -> KeptReport:
    same = {name: getattr(row, name) for name in _SAME}
    return KeptReport(period=Period(row.first, row.last), steps=tuple(steps), **same)
