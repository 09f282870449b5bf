"""Status reports drawn up: a draft for a customer and a period, or for all that have fallen due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from rostering.answers.service_reports import DraftsMade, ReportMade
from rostering.billing.invoices.printed import NoPdf, pdf_of_page
from rostering.domain.dues import Owed
from rostering.domain.rights import Action
from rostering.domain.service_reports import CADENCE, KeptReport, ReportFile
from rostering.domain.users import Actor
from rostering.errors import BadCall, Fault, FaultyInput, Refused
from rostering.folder.cells import printable
from rostering.language import _
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.dues.ledger import DueLedger
from rostering.services.opening import existing_store
from rostering.services.service_reports.report_facts import ReportGround, Show, ground_of, has_changed
from rostering.services.service_reports.report_looks import named, view_of
from rostering.spans import Period
from rostering.store import Reading, Transaction

LONGEST_NOTE = 2000
"""Letters of what is written to the customer above the figures."""
_LOOK_BACK = timedelta(days=31)
"""How long ago a stretch may have ended whose report is drawn up by itself."""


@dataclass(frozen=True)
class _Paper:
    """A page as PDF, or why there is none."""

    data: bytes
    why: str = ""


def make(
    url: str,
    actor: Actor,
    customer: str,
    period: Period,
    show: Show,
    note: str = "",
    at: datetime | None = None,
) -> ReportMade:
    """Draw up a draft; one that would say the same as the newest of the same dates is that one.

    Raises Forbidden, NoInputs, NoSuchCustomer, NoReport, FaultyInput, YearOutside.
    """
    require(actor, Action.KEEP_SERVICE_REPORTS)
    said, instant, store = _note(note), at or now(), existing_store(url)
    with store.reading() as reading:
        before = _drawn(ground_of(reading, customer, period, instant), show, said)
    papers = {before.page: _pdf_of(before.page)} if before.page else {}
    with store.transaction() as tx:
        return _made(tx, actor, ground_of(tx, customer, period, instant), show, said, papers)


def make_due(url: str, actor: Actor, show: Show, at: datetime | None = None) -> DraftsMade:
    """Draw up a draft of each report that has fallen due these weeks, is not settled, and has none yet.

    Raises Forbidden, NoInputs.
    """
    require(actor, Action.KEEP_SERVICE_REPORTS)
    instant = at or now()
    made, failed = [], []
    with existing_store(url).reading() as reading:
        fallen = tuple(_fallen_due(reading, instant))
    for owed in fallen:
        try:
            made.append(make(url, actor, owed.due.customer, owed.due.stretch, show, "", instant))
        except (Refused, BadCall) as error:
            failed.append((owed.key, str(error)))
    return DraftsMade(tuple(made), tuple(failed))


def _fallen_due(reading: Reading, at: datetime) -> Iterable[Owed]:
    """The reports that are due for stretches that are over."""
    ledger = DueLedger(reading, at)
    views = ledger.views(Period(ledger.today - 2 * _LOOK_BACK, ledger.today))
    about = {report.about for report in reading.service_reports.all()}
    for view in views:
        owed = view.owed
        over = ledger.today - _LOOK_BACK <= owed.due.stretch.last < ledger.today
        reported = (owed.due.customer, owed.due.stretch) in about
        if owed.due.cadence.id == CADENCE and over and not owed.settled and not reported:
            yield owed


@dataclass(frozen=True)
class _Drawn:
    """What a report would be: the number and page of a new one, or the one that says the same already."""

    number: int
    page: str
    replaces: KeptReport | None = None
    same: KeptReport | None = None


def _drawn(ground: ReportGround, show: Show, note: str) -> _Drawn:
    reports = ground.reading.service_reports
    about = [one for one in reports.all() if one.about == (ground.customer.id, ground.period) and not one.discarded]
    if about and reports.note_of(about[-1].number) == note and not has_changed(ground, about[-1], show):
        return _Drawn(about[-1].number, "", same=about[-1])
    replaced, number = next((one for one in reversed(about) if one.sent), None), reports.next_number()
    return _Drawn(number, show(ground.report(number, replaced, note)), replaced)


def _made(
    tx: Transaction, actor: Actor, ground: ReportGround, show: Show, note: str, papers: Mapping[str, _Paper]
) -> ReportMade:
    """Keep what would be; `papers` are PDF that were made before, as that takes long, by page."""
    drawn, everyone = _drawn(ground, show, note), tx.service_reports.all()
    if drawn.same:
        files = tx.service_reports.files(drawn.number)
        return ReportMade(view_of(ground.inputs, drawn.same, everyone), files, is_new=False)
    paper, report = papers.get(drawn.page) or _pdf_of(drawn.page), _report(ground, drawn, actor.name)
    files, about = _files(report, drawn.page, paper), f"{report.customer} {report.period}"
    tx.service_reports.add(report, note, files)
    tx.log(actor.name, "make service report", named(report.number), None, about, at=ground.at)
    view = view_of(ground.inputs, report, (*everyone, report))
    return ReportMade(view, files, is_new=True, without_pdf=paper.why)


def _report(ground: ReportGround, drawn: _Drawn, by: str) -> KeptReport:
    return KeptReport(
        number=drawn.number,
        customer=ground.customer.id,
        name=ground.customer.name,
        period=ground.period,
        language=ground.language,
        at=ground.at,
        by=by,
        whole=ground.today > ground.period.last,
        replaces=drawn.replaces.number if drawn.replaces else None,
    )


def _pdf_of(page: str) -> _Paper:
    try:
        return _Paper(pdf_of_page(page))
    except NoPdf as error:
        return _Paper(b"", str(error))


def _files(report: KeptReport, page: str, paper: _Paper) -> tuple[ReportFile, ...]:
    name = f"status-report-{report.number}-{report.customer}"
    shown = ReportFile(f"{name}.html", "html", page.encode())
    return (shown, ReportFile(f"{name}.pdf", "pdf", paper.data)) if paper.data else (shown,)


def _note(text: str) -> str:
    lines = [line.strip() for line in text.strip().replace("\r\n", "\n").split("\n")]
    note = "\n".join(lines)
    if len(note) > LONGEST_NOTE:
        raise FaultyInput([Fault("note", _("at most {number} letters", number=LONGEST_NOTE))])
    try:
        return printable(note, "\n")
    except ValueError as error:
        raise FaultyInput([Fault("note", str(error))]) from None
