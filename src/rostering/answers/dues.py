"""What falls due, as people look at it; and what packages promise each customer besides windows."""

from dataclasses import dataclass
from datetime import date

from rostering.domain.catalogue import Package
from rostering.domain.dues import DueState, Owed
from rostering.domain.promises import ACCOUNT_MANAGER
from rostering.language import _
from rostering.rosters.version import Directory
from rostering.spans import Period


@dataclass(frozen=True)
class OwedView:
    """Something due, as it stands today."""

    owed: Owed
    today: date
    directory: Directory
    is_promised: bool = True
    """Whether an agreement still makes it due; what was done stays listed in any case."""

    @property
    def state(self) -> DueState:
        """Where it stands today."""
        return self.owed.state(self.today)

    @property
    def customer(self) -> str:
        """The customer's name."""
        return self.directory.customers.get(self.owed.due.customer, self.owed.due.customer)

    @property
    def by(self) -> str:
        """Who holds it: a name, else the role."""
        holder, role = self.owed.holder, self.owed.due.cadence.by
        if holder:
            return self.directory.consultants.get(holder, holder)
        return _("account manager") if role == ACCOUNT_MANAGER else self.directory.roles.get(role, role)


@dataclass(frozen=True)
class OwedList:
    """All that falls due in a period, by date."""

    period: Period
    views: tuple[OwedView, ...]
    directory: Directory
    today: date

    def of(self, customer: str) -> tuple[OwedView, ...]:
        """Those of one customer."""
        return tuple(view for view in self.views if view.owed.due.customer == customer)

    @property
    def customers(self) -> tuple[str, ...]:
        """The ids of the customers who are owed something, by name."""
        ids = dict.fromkeys(view.owed.due.customer for view in self.views)
        return tuple(sorted(ids, key=lambda id_: (self.directory.customers.get(id_, id_).casefold(), id_)))


@dataclass(frozen=True)
class OwedOne:
    """One thing that is due, with the mark that a form about it carries."""

    view: OwedView
    mark: str


@dataclass(frozen=True)
class Promised:
    """What a customer's package promises on a date."""

    customer: str
    package: Package


@dataclass(frozen=True)
class PromisedList:
    """What packages promise customers on a date, besides windows."""

    day: date
    promised: tuple[Promised, ...]
    directory: Directory
    business_hours: str
    """The hours of ordinary work, in which clocks run that say no others."""
    calendar: str
