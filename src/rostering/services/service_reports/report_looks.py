"""Status reports looked at: all that were made, one of them, and its files as they were made."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from rostering.answers.service_reports import ReportList, ReportView
from rostering.domain.inputs import Inputs
from rostering.domain.rights import Action
from rostering.domain.service_reports import KeptReport, ReportFile, ReportState
from rostering.domain.users import Actor
from rostering.errors import Unknown
from rostering.language import _
from rostering.services.access.freshness import mark_of
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.services.service_reports.report_facts import (
    NoReport,
    NoSuchCustomer,
    Show,
    agreements_in,
    ground_of,
    has_changed,
    promises_reports,
)
from rostering.spans import Period
from rostering.store import Reading


class NoSuchFile(Unknown):
    """A form in which a report was not made."""

    def __init__(self, number: int, form: str) -> None:
        super().__init__(_("status report {number} was made without {form}", number=number, form=form.upper()))


def reports(
    url: str,
    actor: Actor,
    period: Period | None = None,
    customer: str | None = None,
    at: datetime | None = None,
) -> ReportList:
    """The reports on any date of a period, the newest first. Raises Forbidden, NoInputs."""
    require(actor, Action.LOOK_SERVICE_REPORTS)
    with existing_store(url).reading() as reading:
        inputs, everyone = reading.inputs(), reading.service_reports.all()
        found = (one for one in everyone if period is None or one.period.overlaps(period))
        theirs = (one for one in found if customer in (None, one.customer))
        views = tuple(view_of(inputs, one, everyone) for one in theirs)
        return ReportList(views[::-1], _customers(inputs, at or now()), inputs.organisation.zone)


def report_view(
    url: str, actor: Actor, number: int, show: Show | None = None, at: datetime | None = None
) -> ReportView:
    """One report as it stands; with `show`, whether another would be made of it by now.

    Raises Forbidden, NoInputs, UnknownReport.
    """
    require(actor, Action.LOOK_SERVICE_REPORTS)
    with existing_store(url).reading() as reading:
        inputs, report = reading.inputs(), reading.service_reports.one(number)
        changed = show is not None and _changed(reading, report, show, at or now())
        view = view_of(inputs, report, reading.service_reports.all())
        return replace(view, changed=changed, mark=mark_of(reading, named(number)))


def report_files(url: str, actor: Actor, number: int) -> tuple[ReportFile, ...]:
    """A report's files, as they were made. Raises Forbidden, UnknownReport."""
    require(actor, Action.LOOK_SERVICE_REPORTS)
    with existing_store(url).reading() as reading:
        reading.service_reports.one(number)
        return reading.service_reports.files(number)


def report_file(url: str, actor: Actor, number: int, form: str) -> ReportFile:
    """A report in one form. Raises Forbidden, UnknownReport, NoSuchFile."""
    found = next((file for file in report_files(url, actor, number) if file.form == form), None)
    if found is None:
        raise NoSuchFile(number, form)
    return found


def view_of(inputs: Inputs, report: KeptReport, everyone: Iterable[KeptReport]) -> ReportView:
    """A report as it stands among all there are."""
    known = tuple(everyone)
    later = (each.number for each in known if each.sent and each.about == report.about and each.number > report.number)
    to, zone = addresses_of(inputs, report), inputs.organisation.zone
    return ReportView(report, report.state(known), next(later, None), to, zone=zone)


def addresses_of(inputs: Inputs, report: KeptReport) -> tuple[str, ...]:
    """Where a report goes: what the customer's newest agreement of its period says, or the one in force after."""
    held = [*agreements_in(inputs, report.customer, report.period)]
    later = [one for one in inputs.agreements if one.customer == report.customer and one.first > report.period.last]
    named_ones = [one.report_to.split() for one in (*held, *sorted(later, key=lambda one: one.first)) if one.report_to]
    return tuple(named_ones[-1]) if named_ones else ()


def named(number: int) -> str:
    """How the log names a report; nothing else begins so."""
    return f"status report {number}:"


def _changed(reading: Reading, report: KeptReport, show: Show, at: datetime) -> bool:
    """Whether another would be made; what cannot be made any more is no other."""
    if report.state(reading.service_reports.all()) in (ReportState.SUPERSEDED, ReportState.DISCARDED):
        return False
    try:
        return has_changed(ground_of(reading, report.customer, report.period, at), report, show)
    except (NoSuchCustomer, NoReport):
        return False


def _customers(inputs: Inputs, at: datetime) -> tuple[tuple[str, str], ...]:
    """Those whose package has promised reports at any time this year."""
    today = at.astimezone(inputs.organisation.zone).date()
    year = Period(today, today).widened(366, 0)
    owed = [
        (one.id, one.name)
        for one in inputs.customers
        if any(promises_reports(inputs, each) for each in agreements_in(inputs, one.id, year))
    ]
    return tuple(sorted(owed, key=lambda pair: (pair[1].casefold(), pair[0])))
