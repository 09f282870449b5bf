"""Duties as their holder sees them: when, what, with whom, for whom; and their fairness beside that of others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from rostering.answers.own_duties import OwnDuties, OwnDuty
from rostering.answers.swaps import OwnSwaps
from rostering.domain.findings import Account, CompensatingDay
from rostering.domain.seats import Duty
from rostering.language import _, formats, n_
from rostering.reports.look.days import title
from rostering.reports.roster.board_words import signed
from rostering.web.frame.looks import RoleLook, role_looks

GAUGE = 60
"""Half the width of a gauge."""


@dataclass(frozen=True)
class MateView:
    """Somebody who is on call beside one; without a name where nobody is."""

    look: RoleLook
    consultant: str | None
    name: str


@dataclass(frozen=True)
class DutyView:
    """A duty in words."""

    look: RoleLook
    title: str
    kind: str
    day: date
    hours: str
    until: str
    running: bool
    away: str
    """How soon it begins."""
    mates: tuple[MateView, ...]
    customers: tuple[str, ...]
    response: str
    is_clashing: bool
    seat: str
    can_be_given: bool
    """Whether it has yet to begin."""
    offer: int | None
    """The swap in which it is on offer."""


@dataclass(frozen=True)
class AccountView:
    """Somebody's account of a role; the bar of its gauge reaches from the middle, to the right above the share."""

    consultant: str
    name: str
    is_mine: bool
    earned: int
    opening: str
    target: int
    deviation: str
    over: bool
    start: float
    length: float


@dataclass(frozen=True)
class DutiesView:
    """All that stands on the page of one's duties."""

    found: OwnDuties
    looks: dict[str, RoleLook]
    is_own: bool = True
    """Whether whoever looks is the consultant."""
    swaps: OwnSwaps | None = None

    @property
    def to_answer(self) -> int:
        """How many offers wait for an answer."""
        return self.swaps.waiting if self.swaps else 0

    @property
    def ahead(self) -> list[DutyView]:
        """What comes, or runs."""
        return [self._duty(own) for own in self.found.ahead]

    @property
    def months(self) -> list[tuple[date, list[DutyView]]]:
        """What comes after the next duty, by month."""
        later = groupby(self.ahead[1:], key=lambda duty: duty.day.replace(day=1))
        return [(first, list(same)) for first, same in later]

    @property
    def over(self) -> list[DutyView]:
        """What is over, the last one first."""
        return [self._duty(own) for own in self.found.over]

    @property
    def days_off(self) -> list[tuple[date, str]]:
        """Compensating days to come, each with the duties that it makes up for."""
        today = self.found.at.date()
        return [(off.day, self._made_up(off)) for off in self.found.days_off if off.day >= today]

    @property
    def fairness(self) -> list[tuple[RoleLook, list[AccountView], str]]:
        """One's accounts, each among those of the same role, and one's own in a sentence."""
        return [
            (self.looks[role], [self._account(one, accounts) for one in accounts], self._stand(accounts[0].deviation))
            for role, accounts in self.found.accounts
        ]

    @property
    def clashing(self) -> list[DutyView]:
        """Duties to come that fall on leave."""
        return [duty for duty in self.ahead if duty.is_clashing]

    def _duty(self, own: OwnDuty) -> DutyView:
        seat, names, at = own.duty.seat, self.found.directory, self.found.at
        start, end = seat.span.start, seat.span.end
        zone = names.zone
        return DutyView(
            look=self.looks[seat.role],
            title=title(seat, names),
            kind=seat.kind,
            day=seat.day,
            hours=f"{formats.clock(start, zone)}–{formats.clock(end, zone)}",
            until=formats.clock(end, zone),
            running=start <= at < end,
            away=_away((seat.day - at.date()).days),
            mates=tuple(self._mate(mate) for mate in own.others),
            customers=tuple(names.customers.get(customer, customer) for customer in seat.customers),
            response=seat.response,
            is_clashing=any(own.duty in clash.duties for clash in self.found.clashes),
            seat=seat.id,
            can_be_given=at < start,
            offer=self.swaps.offers.get(seat.id) if self.swaps else None,
        )

    def _mate(self, duty: Duty) -> MateView:
        who = duty.consultant
        return MateView(self.looks[duty.seat.role], who, self.found.directory.consultants.get(who, who) if who else "")

    def _stand(self, deviation: int) -> str:
        """One's own account in a sentence."""
        if not self.is_own:
            return _("points above or below the share; later rosters make up for it.")
        if deviation == 0:
            return _("You have done exactly your share.")
        if deviation > 0:
            return _("You have done more than your share; later rosters make up for it.")
        return _("You have done less than your share; later rosters make up for it.")

    def _made_up(self, off: CompensatingDay) -> str:
        duties = {own.duty.seat.id: own.duty.seat.day for own in self.found.duties}
        return formats.listed(formats.short_day(duties[seat]) for seat in off.seats if seat in duties)

    def _account(self, account: Account, beside: Iterable[Account]) -> AccountView:
        most = max(abs(each.deviation) for each in beside) or 1
        length = abs(account.deviation) * GAUGE / most
        who = account.consultant
        return AccountView(
            consultant=who,
            name=self.found.directory.consultants.get(who, who),
            is_mine=who == self.found.who.id,
            earned=account.earned,
            opening=signed(account.opening),
            target=account.target,
            deviation=signed(account.deviation),
            over=account.deviation > 0,
            start=round(GAUGE if account.deviation > 0 else GAUGE - length, 1),
            length=round(length, 1),
        )


def view_of(found: OwnDuties, is_own: bool = True, swaps: OwnSwaps | None = None) -> DutiesView:
    """Duties as they are shown."""
    held = {duty.seat.role for own in found.duties for duty in (own.duty, *own.others)}
    held |= {role for role, _accounts in found.accounts}
    names = found.directory.roles
    return DutiesView(
        found, role_looks(dict(names) | {role: role for role in sorted(held - names.keys())}), is_own, swaps
    )


def _away(days: int) -> str:
    """How soon a date is."""
    if days < 1:
        return _("today")
    return _("tomorrow") if days == 1 else n_("in {number} day", "in {number} days", days)
