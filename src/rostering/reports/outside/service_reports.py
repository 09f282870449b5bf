"""Status reports as tables and sentences, and the JSON of scripts."""

from collections.abc import Iterable

from rich.table import Table

from rostering.answers.service_reports import DraftsMade, ReportList, ReportMade, ReportSent, ReportView, TicketsRead
from rostering.domain.service_reports import ReportState
from rostering.language import _, counted, formats, told
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape, period_shape
from rostering.reports.look.wording import day_text, printable

_STYLES = {
    ReportState.SENT: "green",
    ReportState.APPROVED: "yellow",
    ReportState.SUPERSEDED: "dim",
    ReportState.DISCARDED: "dim",
}


def report_shape(view: ReportView) -> Shape:
    """A report as it stands."""
    report, zone = view.report, view.zone
    return {
        "report": report.number,
        "customer": report.customer,
        "name": report.name,
        "period": period_shape(report.period),
        "language": report.language,
        "state": view.state.value,
        "made": report.at.astimezone(zone).isoformat(),
        "by": report.by,
        "whole": report.whole,
        "replaces": report.replaces,
        "replaced_by": view.replaced_by,
        "to": list(report.sent.to if report.sent else view.addresses),
        "steps": [
            {"at": step.at.astimezone(zone).isoformat(), "by": step.by, "act": step.act.value, "to": list(step.to)}
            for step in report.steps
        ],
    }


def made_shape(made: ReportMade, files: Iterable[str]) -> Shape:
    """A draft as it was made, and where it was written."""
    return {**report_shape(made.view), "new": made.is_new, "files": list(files)}


def drafts_shape(drafts: DraftsMade) -> Shape:
    """The drafts of what has fallen due, and those that could not be made."""
    failed = [{"obligation": key, "reason": why} for key, why in drafts.failed]
    return {"made": [report_shape(one.view) for one in drafts.made], "failed": failed}


def sent_shape(sent: ReportSent) -> Shape:
    """A report in the outbox, and what it settled."""
    return {**report_shape(sent.view), "settled": list(sent.settled)}


def tickets_shape(read: TicketsRead) -> Shape:
    """What came of a file of tickets."""
    return dict(vars(read))


def reports_table(found: ReportList) -> Table:
    """All reports, the newest first."""
    heads = (_("No."), _("Customer"), _("Period"), _("Made"), _("State"))
    table = grid(_("Status reports"), *heads, whole=(heads[0], heads[2]))
    for view in found.views:
        report = view.report
        table.add_row(
            str(report.number),
            cell(report.name),
            formats.days(report.period.first, report.period.last),
            day_text(report.at.astimezone(found.zone).date()),
            cell(state_words(view), style=_STYLES.get(view.state, "")),
        )
    return table


def state_words(view: ReportView) -> str:
    """Where a report stands, and what took its place."""
    if view.replaced_by:
        return _("{state}, replaced by {number}", state=view.state.words, number=view.replaced_by)
    return view.state.words


def made_sentence(made: ReportMade) -> str:
    """What was made, in a sentence."""
    report = made.view.report
    said: dict[str, object] = {
        "number": report.number,
        "customer": printable(report.name),
        "period": report.period,
    }
    if not made.is_new:
        return _("Status report {number} for {customer}, {period}, says the same already.", **said)
    if not report.whole:
        return _("Status report {number} for {customer}, {period}: a draft; the period is not over.", **said)
    if report.replaces:
        said["old"] = report.replaces
        return _("Status report {number} for {customer}, {period}: a draft; it replaces {old}.", **said)
    return _("Status report {number} for {customer}, {period}: a draft.", **said)


def drafts_sentences(drafts: DraftsMade) -> list[str]:
    """The drafts that were made, one a line."""
    return [made_sentence(one) for one in drafts.made] or [_("No status report has fallen due.")]


def failed_sentences(drafts: DraftsMade) -> list[str]:
    """The drafts that could not be made, one a line."""
    return [f"{key}: {told(why)}" for key, why in drafts.failed]


def state_sentence(view: ReportView) -> str:
    """Where a report stands, in a sentence."""
    report = view.report
    said = {"number": report.number, "customer": printable(report.name)}
    return _("Status report {number} for {customer} is {state}.", state=view.state.words, **said)


def sent_sentence(sent: ReportSent) -> str:
    """Where a report goes, and what is done by it, in a sentence."""
    report = sent.view.report
    to = formats.listed(sent.view.addresses)
    said = _("Status report {number} is in the outbox for {to}.", number=report.number, to=to)
    settled = [_("It settles {keys}.", keys=formats.listed(sent.settled))] if sent.settled else []
    return " ".join([said, *settled])


def tickets_sentence(read: TicketsRead) -> str:
    """What came of a file of tickets, in a sentence."""
    parts = [
        _("{tickets} new", tickets=counted(read.new, "ticket")),
        _("{number} changed", number=read.changed),
        _("{number} known before", number=read.known),
        *([_("{number} left out by their kind", number=read.ignored)] if read.ignored else []),
    ]
    return f"{'; '.join(parts)}."
