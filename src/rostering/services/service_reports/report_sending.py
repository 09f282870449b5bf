"""Status reports approved, sent and thrown away: into the outbox in one transaction with what they settle."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from rostering.answers.service_reports import ReportSent, ReportView
from rostering.domain.dues import Deed, DueStep
from rostering.domain.inputs import Inputs
from rostering.domain.rights import Action
from rostering.domain.service_reports import CADENCE, KeptReport, ReportAct, ReportState, ReportStep
from rostering.domain.users import Actor
from rostering.errors import Conflict, Refused
from rostering.language import _, speaking
from rostering.notices import report_letter
from rostering.services.access.freshness import check_mark
from rostering.services.access.rights import require
from rostering.services.clock import now
from rostering.services.dues.keeping import keep
from rostering.services.dues.ledger import DueLedger
from rostering.services.notices.letters import NoticesOff
from rostering.services.opening import existing_store
from rostering.services.service_reports.report_looks import addresses_of, named, view_of
from rostering.store import Transaction


class NotSo(Conflict):
    """A report that does not stand where it would have to."""


class NotReady(Refused):
    """A report that cannot be approved or sent as it is."""


def approve(url: str, actor: Actor, number: int, version: str | None = None, at: datetime | None = None) -> ReportView:
    """Approve a draft, so that it can be sent.

    Raises Forbidden, NoInputs, UnknownReport, NotSo, NotReady, Stale.
    """
    with _acting(url, actor, number, version, at) as (tx, inputs, report, instant):
        _refuse_but(report, report.state(tx.service_reports.all()), ReportState.DRAFT)
        if not report.whole:
            said = {"number": number, "period": report.period}
            raise NotReady(_("status report {number} was made before {period} was over: make it again", **said))
        after = tx.service_reports.go_on(report, ReportStep(0, instant, actor.name, ReportAct.APPROVED))
        tx.log(actor.name, "approve service report", named(number), "draft", "approved", at=instant)
        return view_of(inputs, after, tx.service_reports.all())


def send(url: str, actor: Actor, number: int, version: str | None = None, at: datetime | None = None) -> ReportSent:
    """Put an approved report into the outbox, and note what it settles as done.

    Raises Forbidden, NoInputs, UnknownReport, NotSo, NotReady, NoticesOff, Stale.
    """
    with _acting(url, actor, number, version, at) as (tx, inputs, report, instant):
        _refuse_but(report, report.state(tx.service_reports.all()), ReportState.APPROVED)
        if not inputs.organisation.notices.enabled:
            raise NoticesOff
        to = addresses_of(inputs, report)
        if not to:
            raise NotReady(_no_address(report))
        with speaking(report.language):
            tx.outbox.add([report_letter(inputs.organisation, report, address, instant) for address in to], instant)
        after = tx.service_reports.go_on(report, ReportStep(0, instant, actor.name, ReportAct.SENT, to))
        tx.log(actor.name, "send service report", named(number), "approved", " ".join(to), at=instant)
        view = view_of(inputs, after, tx.service_reports.all())
        return ReportSent(view, tuple(_settled(tx, actor, report, instant)), instant)


def discard(url: str, actor: Actor, number: int, version: str | None = None, at: datetime | None = None) -> ReportView:
    """Throw a report away that was not sent; it stays to be read, and an older draft of its dates holds again.

    Raises Forbidden, NoInputs, UnknownReport, NotSo, Stale.
    """
    with _acting(url, actor, number, version, at) as (tx, inputs, report, instant):
        state = report.state(tx.service_reports.all())
        if state is not ReportState.APPROVED:
            _refuse_but(report, state, ReportState.DRAFT)
        after = tx.service_reports.go_on(report, ReportStep(0, instant, actor.name, ReportAct.DISCARDED))
        tx.log(actor.name, "discard service report", named(number), state.value, "discarded", at=instant)
        return view_of(inputs, after, tx.service_reports.all())


@contextmanager
def _acting(
    url: str, actor: Actor, number: int, version: str | None, at: datetime | None
) -> Iterator[tuple[Transaction, Inputs, KeptReport, datetime]]:
    require(actor, Action.KEEP_SERVICE_REPORTS)
    with existing_store(url).transaction() as tx:
        inputs, report = tx.inputs(), tx.service_reports.one(number)
        if version is not None:
            check_mark(tx, version, named(number))
        yield tx, inputs, report, at or now()


def _settled(tx: Transaction, actor: Actor, report: KeptReport, at: datetime) -> Iterator[str]:
    """The reports that were due for stretches within this one's period, noted as done; their keys."""
    ledger, period = DueLedger(tx, at), report.period
    for view in ledger.views(period.widened(0, 366), report.customer):
        owed = view.owed
        inside = period.first <= owed.due.stretch.first and owed.due.stretch.last <= period.last
        if owed.due.cadence.id == CADENCE and inside and not owed.settled:
            with speaking(ledger.inputs.organisation.language):
                reason = _("status report {number}", number=report.number)
            step = DueStep(0, at, actor.name, Deed.DONE, ledger.today, None, owed.holder, reason)
            keep(tx, ledger, actor, owed, step)
            yield owed.key


def _refuse_but(report: KeptReport, state: ReportState, wanted: ReportState) -> None:
    if state is wanted:
        return
    number = report.number
    reasons = {
        ReportState.DRAFT: _("status report {number} is a draft: approve it first", number=number),
        ReportState.APPROVED: _("status report {number} is approved already", number=number),
        ReportState.SENT: _("status report {number} was sent, and never changes", number=number),
        ReportState.SUPERSEDED: _("a later report takes the place of status report {number}", number=number),
        ReportState.DISCARDED: _("status report {number} was thrown away", number=number),
    }
    raise NotSo(reasons[state])


def _no_address(report: KeptReport) -> str:
    return _("{customer} has no address for reports: write one under report_to in agreements.csv", customer=report.name)
