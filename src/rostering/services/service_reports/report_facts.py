"""What a status report says: gathered from agreements, rosters, call-outs, tickets and dues, as of one moment."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from rostering.answers.coverage import CoveredWindow
from rostering.answers.dues import OwedView
from rostering.answers.service_reports import PromisedSeat, PromisedWindow, StatusReport
from rostering.domain.dues import DueState
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Agreement, Customer
from rostering.domain.seats import Duty
from rostering.domain.service_reports import CADENCE, KeptReport
from rostering.domain.tickets import counts_of
from rostering.errors import BadCall, Refused, hinted
from rostering.folder.notes import nearest
from rostering.language import _, speaking
from rostering.services.callouts.callout_looks import callouts_in
from rostering.services.callouts.response import ResponsePromises, months_of
from rostering.services.dues.ledger import DueLedger
from rostering.services.rosters.coverage import CoverageGround
from rostering.spans import DAY, Period
from rostering.store import Reading

LONGEST = 366
"""Days of the longest period."""
_AHEAD, _MEETINGS_AHEAD = timedelta(days=34), timedelta(days=91)
"""How far ahead windows and meetings are told."""
Show = Callable[[StatusReport], str]
"""Makes the page of a report."""


class NoSuchCustomer(BadCall):
    """A customer who is not there."""


class NoReport(Refused):
    """A customer to whom no report is owed, or a period that cannot be reported on."""


@dataclass(frozen=True)
class ReportGround:
    """What a report on one customer and period is made from."""

    reading: Reading
    inputs: Inputs
    customer: Customer
    period: Period
    at: datetime

    @property
    def language(self) -> str:
        """In which language the customer reads."""
        return self.customer.language or self.inputs.organisation.language

    @property
    def today(self) -> date:
        """The date of the moment, by the firm's clock."""
        return self.at.astimezone(self.inputs.organisation.zone).date()

    def report(self, number: int, replaces: KeptReport | None, note: str) -> StatusReport:
        """All that the report says, in the customer's language."""
        with speaking(self.language):
            return self._report(number, replaces, note)

    def _report(self, number: int, replaces: KeptReport | None, note: str) -> StatusReport:
        firm, customer = self.inputs.organisation, self.customer
        promises = ResponsePromises(self.inputs)
        found = callouts_in(self.reading, self.inputs, self.period, customer.id)
        months = callouts_in(self.reading, self.inputs, months_of(self.period), customer.id)
        tickets = self.reading.tickets.of(customer.id)
        soon = Period(self._next, self._next + _AHEAD)
        return StatusReport(
            number=number,
            replaces=replaces,
            customer=customer.id,
            name=customer.name,
            firm=firm.seller.name or firm.name,
            seller=firm.seller,
            zone=firm.zone,
            language=self.language,
            period=self.period,
            packages=self._packages,
            made=self.today,
            note=note,
            windows=self._windows(self.period),
            responses=tuple(promises.measured(found, self.at)),
            callouts=found.callouts,
            used=tuple(promises.used(months, customer.id)),
            tickets=counts_of(tickets, self.period) if tickets else (),
            owed=self._owed_or_held,
            coming=self._windows(soon),
            ahead=soon,
            owed_next=self._owed_next,
        )

    @property
    def _next(self) -> date:
        """The first date of what is ahead."""
        return max(self.period.last + DAY, self.today)

    @property
    def _packages(self) -> tuple[str, ...]:
        packages = self.inputs.catalogue.packages
        return tuple(dict.fromkeys(packages[one.package].name for one in agreements_in(self.inputs, *self._about)))

    @property
    def _about(self) -> tuple[str, Period]:
        return self.customer.id, self.period

    def _windows(self, period: Period) -> tuple[PromisedWindow, ...]:
        theirs = self.customer.id
        publications = self.reading.publications_on(period)
        ground = CoverageGround(self.inputs, publications, lambda seat: theirs in seat.customers)
        names, roles = ground.directory.consultants, ground.directory.roles

        def seat(duty: Duty) -> PromisedSeat:
            agreement = self.inputs.agreement_of(theirs, duty.seat.day)
            named = duty.consultant if agreement and agreement.names_people else None
            name = names.get(named, named) if named else ""
            return PromisedSeat(roles.get(duty.seat.role, duty.seat.role), duty.consultant is not None, name)

        return tuple(self._window(one, seat) for one in ground.windows(period) if one.seat.day in period)

    def _window(self, found: CoveredWindow, seat: Callable[[Duty], PromisedSeat]) -> PromisedWindow:
        first = found.seat
        return PromisedWindow(
            day=first.day,
            span=first.span,
            kind=first.kind,
            name=first.name,
            seats=tuple(map(seat, found.duties)),
            published=found.published,
            over=first.span.end <= self.at,
        )

    @cached_property
    def _ledger(self) -> DueLedger:
        return DueLedger(self.reading, self.at)

    def _owed(self, period: Period) -> tuple[OwedView, ...]:
        """What fell due, but for reports such as this one."""
        return self._meetings(self._ledger.views(period, self.customer.id))

    def _meetings(self, views: Iterable[OwedView]) -> tuple[OwedView, ...]:
        return tuple(view for view in views if view.owed.due.cadence.id != CADENCE)

    @property
    def _owed_or_held(self) -> tuple[OwedView, ...]:
        """What fell due in the period, and what was held in it before it fell due or after."""
        held = self._ledger.held(self.period, self.customer.id)
        found = {view.owed.key: view for view in (*self._meetings(held), *self._owed(self.period))}
        return tuple(found.values())

    @property
    def _owed_next(self) -> tuple[OwedView, ...]:
        views = self._owed(Period(self._next, self._next + _MEETINGS_AHEAD))
        return tuple(view for view in views if view.state not in (DueState.DONE, DueState.WAIVED))


def ground_of(reading: Reading, customer: str, period: Period, at: datetime) -> ReportGround:
    """What the report is made from. Raises NoInputs, NoSuchCustomer, NoReport."""
    inputs = reading.inputs()
    known = {one.id: one for one in inputs.customers}
    if customer not in known:
        raise NoSuchCustomer(
            hinted(_("there is no customer '{customer}'", customer=customer), nearest(customer, known))
        )
    ground = ReportGround(reading, inputs, known[customer], period, at)
    _refuse(ground)
    return ground


def has_changed(ground: ReportGround, report: KeptReport, show: Show) -> bool:
    """Whether what is known by now says something else of the same dates than a report does."""
    if (ground.today > ground.period.last) is not report.whole:
        return True
    reports, then = ground.reading.service_reports, replace(ground, at=report.at)
    replaced = reports.one(report.replaces) if report.replaces else None
    page = show(then.report(report.number, replaced, reports.note_of(report.number)))
    return all(file.data != page.encode() for file in reports.files(report.number) if file.form == "html")


def agreements_in(inputs: Inputs, customer: str, period: Period) -> tuple[Agreement, ...]:
    """The customer's agreements that cover any date of a period, in order."""
    held = (one for one in inputs.agreements if one.customer == customer)
    around = [one for one in held if one.first <= period.last and (one.last or period.last) >= period.first]
    return tuple(sorted(around, key=lambda one: one.first))


def promises_reports(inputs: Inputs, agreement: Agreement) -> bool:
    """Whether an agreement's package promises status reports."""
    return any(one.id == CADENCE for one in inputs.catalogue.packages[agreement.package].cadences)


def _refuse(ground: ReportGround) -> None:
    held = agreements_in(ground.inputs, ground.customer.id, ground.period)
    said = {"customer": ground.customer.name, "period": ground.period}
    if len(ground.period) > LONGEST:
        raise NoReport(_("a status report covers at most {number} days", number=LONGEST))
    if not held:
        raise NoReport(_("{customer} has no agreement in {period}", **said))
    if not any(promises_reports(ground.inputs, one) for one in held):
        packages = ground.inputs.catalogue.packages
        names = ", ".join(dict.fromkeys(packages[one.package].name for one in held))
        raise NoReport(_("{package} promises {customer} no status report", package=names, **said))
    if ground.period.first > ground.today:
        raise NoReport(_("{period} has not begun", **said))
