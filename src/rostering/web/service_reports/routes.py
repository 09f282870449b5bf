"""The pages of status reports: all of them, one with its document, and what is done about it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from rostering.answers.exports import Download
from rostering.answers.service_reports import ReportList, ReportMade, ReportSent, ReportView, StatusReport
from rostering.domain.rights import Action
from rostering.domain.service_reports import ReportState
from rostering.errors import FaultyInput
from rostering.reports.outside.service_report_page import service_report_page
from rostering.reports.outside.service_reports import failed_sentences, state_words, tickets_sentence
from rostering.services.service_reports.report_looks import report_file, report_files, report_view, reports
from rostering.services.service_reports.report_making import LONGEST_NOTE, make, make_due
from rostering.services.service_reports.report_sending import approve, discard, send
from rostering.services.service_reports.ticket_files import read_tickets
from rostering.spans import DAY, Period, month_of
from rostering.web.frame.asked import Asked, NotHere
from rostering.web.frame.documents import attachment, document, framing
from rostering.web.frame.fields import ChoiceField, Fields, Text, Upload
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.service.replies import Reply

BADGES = {
    ReportState.DRAFT: "",
    ReportState.APPROVED: "warn",
    ReportState.SENT: "good",
    ReportState.SUPERSEDED: "",
    ReportState.DISCARDED: "",
}
"""How the state of a report looks."""
PROFILES = ("plain", "jira")
_MOST = 1 << 22
"""Bytes of a file of tickets that a browser sends."""
SHOW: Callable[[StatusReport], str] = service_report_page


async def show_all(asked: Asked) -> Reply:
    """All reports, of one customer where that is asked for; and a form for a new one."""
    return await _list(asked)


async def _list(asked: Asked, told: str = "", failed: tuple[str, ...] = ()) -> Reply:
    customer = asked.query.text("customer") or None
    found: ReportList = await asked.run(reports, asked.store, asked.actor, None, customer, asked.now)
    return page(
        asked,
        "service_reports/list.html",
        found=found,
        customer=customer,
        badges=BADGES,
        state_words=state_words,
        last_month=_month_before(asked.now.astimezone(asked.zone).date()),
        keeps=asked.may(Action.KEEP_SERVICE_REPORTS),
        profiles=PROFILES,
        longest=LONGEST_NOTE,
        told=told,
        failed=failed,
    )


def _month_before(today: date) -> str:
    last = today.replace(day=1) - DAY
    return f"{month_of(last.year, last.month).first:%Y-%m}"


async def show_one(asked: Asked) -> Reply:
    """One report in a frame of its own, with what may be done about it."""
    number = int(asked.param("number"))
    show = SHOW if asked.may(Action.KEEP_SERVICE_REPORTS) else None
    found: ReportView = await asked.run(report_view, asked.store, asked.actor, number, show, asked.now)
    files = await asked.run(report_files, asked.store, asked.actor, number)
    reply = page(
        asked,
        "service_reports/one.html",
        found=found,
        report=found.report,
        forms=[file.form for file in files],
        badge=BADGES[found.state],
        state_words=state_words,
        keeps=asked.may(Action.KEEP_SERVICE_REPORTS),
    )
    return framing(reply)


async def show_document(asked: Asked) -> Reply:
    """The report alone, as it was made."""
    file = await asked.run(report_file, asked.store, asked.actor, int(asked.param("number")), "html")
    return document(file.data)


async def take_file(asked: Asked) -> Reply:
    """The report as a file to take away."""
    form = asked.param("form")
    if form not in ("html", "pdf"):
        raise NotHere
    file = await asked.run(report_file, asked.store, asked.actor, int(asked.param("number")), form)
    return attachment(asked, Download(file.name, file.data))


async def make_report(asked: Asked) -> Reply:
    """Draw a report up."""
    form = asked.form
    period = Period.parse(form.text("period"))
    made: ReportMade = await asked.run(
        make, asked.store, asked.actor, form.text("customer"), period, SHOW, form.text("note"), asked.now
    )
    done = "made" if made.is_new else "same"
    return see(asked.url("service_report", number=made.view.report.number, done=done))


async def make_due_reports(asked: Asked) -> Reply:
    """Draw up what has fallen due."""
    drafts = await asked.run(make_due, asked.store, asked.actor, SHOW, asked.now)
    if drafts.failed:
        return await _list(asked, failed=tuple(failed_sentences(drafts)))
    return see(asked.url("service_reports", made=len(drafts.made)))


async def take_tickets(asked: Asked) -> Reply:
    """Read tickets."""
    profile, data = asked.form.choice("profile") or PROFILES[0], asked.form.file("file")
    try:
        read = await asked.run(read_tickets, asked.store, asked.actor, "tickets.csv", data, profile, asked.now)
    except FaultyInput as faulty:
        faults = (replace(fault, place="file", message=f"{fault.place}: {fault.message}") for fault in faulty.faults)
        raise FaultyInput(faults) from None
    return await _list(asked, told=tickets_sentence(read))


async def approve_report(asked: Asked) -> Reply:
    """Approve a draft."""
    number = int(asked.param("number"))
    await asked.run(approve, asked.store, asked.actor, number, asked.form.version, asked.now)
    return see(asked.url("service_report", number=number, done="approved"))


async def send_report(asked: Asked) -> Reply:
    """Put an approved report into the outbox."""
    number = int(asked.param("number"))
    _sent: ReportSent = await asked.run(send, asked.store, asked.actor, number, asked.form.version, asked.now)
    return see(asked.url("service_report", number=number, done="sent"))


async def discard_report(asked: Asked) -> Reply:
    """Throw a report away that was not sent."""
    number = int(asked.param("number"))
    await asked.run(discard, asked.store, asked.actor, number, asked.form.version, asked.now)
    return see(asked.url("service_report", number=number, done="discarded"))


_LOOK, _KEEP = Action.LOOK_SERVICE_REPORTS, Action.KEEP_SERVICE_REPORTS
_ALL, _ONE = "/service-reports", "/service-reports/{number:int}"
_LIST = Fields(Text("customer", required=False, longest=64), Text("made", required=False, longest=4))
_NEW = Fields(
    Text("customer", longest=64),
    Text("period", longest=40),
    Text("note", required=False, longest=LONGEST_NOTE, lines=True),
)
_DONE = Fields(ChoiceField("done", options=("made", "same", "approved", "sent", "discarded"), required=False))
_FILE = Fields(Upload("file", most=_MOST), ChoiceField("profile", options=PROFILES))

PAGES = (
    Page(_ALL, "service_reports", READ, _LOOK, show_all, query=_LIST),
    Page(f"{_ALL}/make", "make_service_report", SEND, _KEEP, make_report, _NEW, _LIST, again=show_all),
    Page(f"{_ALL}/due", "due_service_reports", SEND, _KEEP, make_due_reports, query=_LIST, again=show_all),
    Page(f"{_ALL}/tickets", "read_tickets", SEND, _KEEP, take_tickets, _FILE, _LIST, again=show_all),
    Page(_ONE, "service_report", READ, _LOOK, show_one, query=_DONE),
    Page(f"{_ONE}/document", "service_report_document", READ, _LOOK, show_document),
    Page(f"{_ONE}/as/{{form}}", "service_report_file", READ, _LOOK, take_file),
    Page(f"{_ONE}/approve", "approve_service_report", SEND, _KEEP, approve_report, again=show_one),
    Page(f"{_ONE}/send", "send_service_report", SEND, _KEEP, send_report, again=show_one),
    Page(f"{_ONE}/discard", "discard_service_report", SEND, _KEEP, discard_report, again=show_one),
)
