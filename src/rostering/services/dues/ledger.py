"""Dues of the agreements, each with what was done about it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from rostering.answers.dues import OwedView
from rostering.calendars import calendar_of, refuse_years
from rostering.demand.due_dates import dues_in
from rostering.domain.dues import DueState, Owed
from rostering.domain.inputs import Inputs
from rostering.errors import BadCall, Unknown
from rostering.language import _
from rostering.services.cases.versions import directory_of
from rostering.spans import BadPeriod, Period
from rostering.store import Reading

LONGEST = 366
"""Days of the longest stretch."""


class UnknownDue(Unknown):
    """A key by which nothing is due."""

    def __init__(self, key: str) -> None:
        super().__init__(
            _("nothing is due that is called '{key}'; rostering obligations PERIOD lists what there is", key=key)
        )


class UnknownCustomer(BadCall):
    """A customer that is not there."""

    def __init__(self, customer: str) -> None:
        super().__init__(_("there is no customer '{customer}'", customer=customer))


class DueLedger:
    """All that falls due by the inputs of one moment, and what was done about it."""

    def __init__(self, reading: Reading, at: datetime) -> None:
        self.inputs: Inputs = reading.inputs()
        self.directory = directory_of(self.inputs)
        self.today = at.astimezone(self.inputs.organisation.zone).date()
        self._kept = reading.dues.all()
        self._managers = {customer.id: customer.account_manager for customer in self.inputs.customers}

    def views(self, period: Period, customer: str | None = None) -> tuple[OwedView, ...]:
        """What falls due in a period by the dates as they stand, by date. Raises UnknownCustomer, YearOutside."""
        refuse_years(calendar_of(self.inputs.organisation.calendar, self.inputs.documents), period)
        if customer is not None and customer not in self._managers:
            raise UnknownCustomer(customer)
        found = [view for view in self._all(period) if view.owed.day in period]
        wanted = (view for view in found if customer in {None, view.owed.due.customer})
        return tuple(sorted(wanted, key=lambda view: (view.owed.day, view.owed.key)))

    def held(self, period: Period, customer: str) -> tuple[OwedView, ...]:
        """What a customer was owed at any time and was done on the dates of a period."""
        theirs = [one for one in self._kept.values() if one.due.customer == customer]
        views = [self._known(one) for one in theirs if one.held and one.held in period]
        return tuple(sorted(views, key=lambda view: view.owed.key))

    def view(self, key: str) -> OwedView:
        """What is called so. Raises UnknownDue."""
        try:
            stretch = Period.parse(key.split(":")[2])
            found = self._by_key(self._promised(stretch)) if len(stretch) <= LONGEST else {}
        except (IndexError, BadPeriod, OverflowError):
            raise UnknownDue(key) from None
        if key not in found:
            raise UnknownDue(key)
        return found[key]

    def shown(self, owed: Owed, is_promised: bool = True) -> OwedView:
        """Something due, as it is looked at."""
        whole = replace(owed, manager=self._managers.get(owed.due.customer))
        return OwedView(whole, self.today, self.directory, is_promised)

    def _all(self, period: Period) -> Iterable[OwedView]:
        """What is promised for these dates, what was moved there, and what was done there and is promised no more."""
        found = self._by_key(self._promised(period))
        for key, kept in self._kept.items():
            if key not in found and kept.day in period:
                view = self._known(kept)
                if view.is_promised or kept.settled is DueState.DONE:
                    found[key] = view
        return found.values()

    def _known(self, kept: Owed) -> OwedView:
        """What something was done about, as it is promised by now, if it still is."""
        promised = self._by_key(self._promised(kept.due.stretch)).get(kept.key)
        return promised or self.shown(kept, is_promised=False)

    def _promised(self, period: Period) -> list[OwedView]:
        dues = dues_in(self.inputs.agreements, self.inputs.catalogue.packages, period)
        return [self.shown(replace(self._kept.get(due.key, Owed(due)), due=due)) for due in dues]

    def _by_key(self, views: Iterable[OwedView]) -> dict[str, OwedView]:
        return {view.owed.key: view for view in views}
