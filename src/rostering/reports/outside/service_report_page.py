"""A status report as one HTML page: for reading, for printing, and what the PDF is made from."""

from collections.abc import Sequence, Sized
from datetime import date, timedelta
from functools import cache

from jinja2 import Environment, PackageLoader

from rostering.answers.callouts import Response
from rostering.answers.dues import OwedView
from rostering.answers.service_reports import PromisedWindow, StatusReport, WindowState
from rostering.domain.dues import DueState
from rostering.domain.response_times import KeptResponse, Measured, Used
from rostering.language import _, counted, formats, n_, speaking, spoken
from rostering.language.labels import WEEKDAYS, label, window_name
from rostering.reports.look.html import templates_of
from rostering.reports.look.wording import hours_text, printable
from rostering.reports.outside.service_report_plots import coverage_plot, response_plot

_FEW = 16
"""Rows of a table that is not parted."""


def service_report_page(report: StatusReport) -> str:
    """The whole page, in the customer's language; the same report gives the same bytes."""
    with speaking(report.language):
        return (
            _environment()
            .get_template("service_report.html")
            .render(
                report=report,
                seller=report.seller,
                zone=report.zone,
                coverage=coverage_plot(report.weeks),
                response=response_plot(report.judged, report.zone),
                figures=_figures(report),
                owed=sorted(((_day_of(view), view) for view in report.owed), key=lambda each: each[0]),
                notes=[line for line in report.note.split("\n") if line],
            )
        )


def _figures(report: StatusReport) -> Sequence[tuple[str, str]]:
    """The figures at the top: how much, and of what."""
    held = sum(view.state is DueState.DONE for view in report.owed)
    past, judged = len(report.past), len(report.judged)
    found = [
        (_of(report.kept, past), _("Windows kept")) if past else None,
        (str(len(report.callouts)), _("Call-outs")),
        (_of(report.in_time, judged), _("First responses in time")) if judged else None,
        (_of(held, len(report.owed)), _("Meetings held")) if report.owed else None,
    ]
    return [figure for figure in found if figure]


def _day_of(view: OwedView) -> date:
    """When it was held, else by when it has to be."""
    return view.owed.held or view.owed.day


def _short(rows: Sized) -> str:
    """The further class of a table that fits on a page, and stays on one."""
    return " short" if len(rows) <= _FEW else ""


def _of(some: int, many: int) -> str:
    return _("{some} of {many}", some=some, many=many)


def who_was_there(window: PromisedWindow) -> str:
    """The roles of a window that were held, with names where the customer is told them."""
    return ", ".join(f"{seat.role}: {seat.name}" if seat.name else seat.role for seat in window.seats if seat.held)


def why_not(window: PromisedWindow) -> str:
    """Why a window was not kept, in a sentence."""
    if not window.published:
        return _("No roster was published for the date.")
    return _("Nobody could stand ready as {roles}.", roles=formats.listed(window.missing))


def staffing(window: PromisedWindow) -> str:
    """How far coming hours are staffed."""
    if not window.published:
        return _("not planned yet")
    return _("staffed") if window.staffed else _("still open: {roles}", roles=", ".join(window.missing))


def what_of(window: PromisedWindow) -> str:
    """What hours are for: the kind, with the day's name where it has one of its own."""
    name, kind = printable(window_name(window.name)), label(window.kind)
    return kind if not name or name == kind or window.name in WEEKDAYS else f"{kind}, {name}"


def took(response: Response) -> str:
    """How long the first response took."""
    at = response.first.at
    return span_words(at - response.callout.call.called) if at else _("not noted")


def span_words(time: timedelta) -> str:
    """A length of time in hours and minutes: `1 h 20 min`, `2 t 5 min`."""
    hours, minutes = divmod(round(time.total_seconds() / 60), 60)
    if not hours:
        return _("{minutes} min", minutes=minutes)
    return _("{hours} h {minutes} min", hours=hours, minutes=minutes)


def kept_words(measured: Measured) -> str:
    """What became of a promised time."""
    words = {
        KeptResponse.KEPT: _("in time"),
        KeptResponse.BROKEN: _("too late"),
        KeptResponse.OPEN: _("still open"),
        KeptResponse.UNKNOWN: _("not noted"),
    }
    return words[measured.kept]


def updates_words(response: Response) -> str:
    """How many of the updates that were promised came in time."""
    due = [each for each in response.updates if each.kept in (KeptResponse.KEPT, KeptResponse.BROKEN)]
    return _of(sum(each.kept is KeptResponse.KEPT for each in due), len(due)) if due else ""


@cache
def _environment() -> Environment:
    made = templates_of(PackageLoader("rostering.reports.outside"))
    made.globals |= {
        "_": _,
        "n_": n_,
        "counted": counted,
        "spoken": spoken,
        "formats": formats,
        "hours": hours_text,
        "label": label,
        "BROKEN": (WindowState.SHORT, WindowState.BROKEN),
        "KEPT": WindowState.KEPT,
        "COMING": WindowState.COMING,
        "LATE": KeptResponse.BROKEN,
        "OVER": Used.ABOVE,
        "short": _short,
        "what_of": what_of,
        "who": who_was_there,
        "why_not": why_not,
        "staffing": staffing,
        "took": took,
        "span_words": span_words,
        "kept_words": kept_words,
        "updates_words": updates_words,
    }
    return made
