"""Routes that look at rosters: what is to be staffed, what is published, all versions, and what is said of each."""

from datetime import date

from pydantic import Field

from rostering.domain.rights import Action
from rostering.reports.look.shapes import (
    Shape,
    diff_shape,
    duty_shape,
    fairness_shape,
    history_shape,
    roster_shape,
    windows_shape,
)
from rostering.reports.outside.on_call import on_call_shape
from rostering.reports.roster.audits import audit_shape
from rostering.reports.roster.explain import explanation_shape
from rostering.reports.roster.overview import overview_shape
from rostering.reports.roster.risk import risk_shape
from rostering.reports.schemas.people import AccountJson, BackingJson, ChapterJson, OnCallJson
from rostering.reports.schemas.rosters import (
    AuditJson,
    DifferenceJson,
    DutyJson,
    ExplanationJson,
    ListedJson,
    RosterJson,
    WindowJson,
)
from rostering.services.rosters import explaining, fairness, listing, published, risk, showing, who, windows
from rostering.services.rosters.edits import UnknownId
from rostering.web.api.call import ApiCall, ListPart
from rostering.web.api.failures import Failed
from rostering.web.api.lists import part_of
from rostering.web.api.route import ApiRoute
from rostering.web.api.values import Dates, Day, Most, Number, Parameters, Seconds, Text


class OfPeriod(Parameters):
    """A period."""

    period: Dates


class MaybeOfPeriod(Parameters):
    """A period, or none."""

    period: Dates | None = None


class OneRoster(Parameters):
    """A roster by number."""

    number: Number


class AtInstant(Parameters):
    """An instant, now by default, and a customer."""

    at: Text | None = Field(None, description="As 2026-12-24T20:00, by the firm's clock, or with an offset")
    customer: Text | None = None


class SomeRosters(MaybeOfPeriod):
    """Which rosters, and from where the list goes on."""

    all: bool = Field(default=False, description="Drafts that were thrown away, too")
    limit: Most = 100
    before: Number | None = Field(None, description="Those with smaller numbers only")


class OneSeat(OneRoster):
    """A seat of a roster, and how long to search for what would fill it."""

    seat: Text
    time_limit: Seconds | None = None


class TwoRosters(Parameters):
    """Two rosters by number."""

    before: Number
    after: Number


class AtRisk(OfPeriod):
    """A period, of what is published or of one roster."""

    roster: Number | None = None
    first: Day | None = Field(None, alias="from")


def list_windows(call: ApiCall, asked: OfPeriod, _body: None) -> list[Shape]:
    """What must be staffed in a period, and for whom."""
    return windows_shape(windows.windows(call.store, asked.period))


def list_duties(call: ApiCall, asked: OfPeriod, _body: None) -> list[Shape]:
    """The published duties of a period."""
    found = published.published_duties(call.store, call.actor, asked.period)
    return [duty_shape(duty, found.zone) for duty in found.duties]


def show_who(call: ApiCall, asked: AtInstant, _body: None) -> Shape:
    """Who is on call at an instant, and who comes next."""
    return on_call_shape(who.who(call.store, asked.at, asked.customer))


def list_rosters(call: ApiCall, asked: SomeRosters, _body: None) -> ListPart:
    """All rosters, the newest first."""
    found = overview_shape(listing.rosters(call.store, asked.period, asked.all))
    return part_of(found, "roster", asked.limit, asked.before)


def show_standing(call: ApiCall, _asked: Parameters, _body: None) -> Shape:
    """The roster that is published for now or next, else the newest draft."""
    kept = showing.show(call.store)
    return roster_shape(kept.version, kept.status)


def show_roster(call: ApiCall, asked: OneRoster, _body: None) -> Shape:
    """One roster."""
    kept = showing.show(call.store, asked.number)
    return roster_shape(kept.version, kept.status)


def audit_roster(call: ApiCall, asked: OneRoster, _body: None) -> Shape:
    """A roster judged by today's inputs."""
    return audit_shape(showing.audit(call.store, asked.number, call.memory))


def explain_seat(call: ApiCall, asked: OneSeat, _body: None) -> Shape:
    """Why a seat has the holder that it has, or none, and what would fill it."""
    try:
        return explanation_shape(explaining.explain(call.store, asked.number, asked.seat))
    except UnknownId as error:
        raise Failed(404, "bad_call", str(error)) from None


def compare_rosters(call: ApiCall, asked: TwoRosters, _body: None) -> Shape:
    """What differs between two rosters, by person and by customer."""
    return diff_shape(showing.diff(call.store, asked.before, asked.after).changes)


def show_fairness(call: ApiCall, asked: MaybeOfPeriod, _body: None) -> list[Shape]:
    """The fairness ledger: of the newest roster, or of what is published of a period."""
    ledger = fairness.fairness(call.store, asked.period)
    return fairness_shape(ledger.entries, ledger.big_days, ledger.callouts)


def show_history(call: ApiCall, asked: MaybeOfPeriod, _body: None) -> list[Shape]:
    """The fairness ledger over all published periods, or over those that touch a period."""
    return history_shape(fairness.history(call.store, asked.period).chapters)


def show_risk(call: ApiCall, asked: AtRisk, _body: None) -> list[Shape]:
    """Who could step in if somebody fell ill, seat by seat."""
    first: date | None = asked.first
    return risk_shape(risk.risk(call.store, asked.period, asked.roster, first))


_LOOK, _WHY = Action.LOOK_BOARD, Action.EXPLAIN
ROUTES = (
    ApiRoute("GET", "/windows", _LOOK, list_windows, list[WindowJson], OfPeriod),
    ApiRoute("GET", "/duties", _LOOK, list_duties, list[DutyJson], OfPeriod),
    ApiRoute("GET", "/who", Action.LOOK_ON_CALL, show_who, OnCallJson, AtInstant),
    ApiRoute("GET", "/rosters", _LOOK, list_rosters, list[ListedJson], SomeRosters, pages=True),
    ApiRoute("GET", "/rosters/standing", _WHY, show_standing, RosterJson),
    ApiRoute("GET", "/rosters/{number}", _WHY, show_roster, RosterJson, OneRoster),
    ApiRoute("GET", "/rosters/{number}/audit", _WHY, audit_roster, AuditJson, OneRoster),
    ApiRoute("GET", "/rosters/{number}/seats/{seat}", _WHY, explain_seat, ExplanationJson, OneSeat, slow=True),
    ApiRoute("GET", "/rosters/{before}/diff/{after}", Action.COMPARE, compare_rosters, DifferenceJson, TwoRosters),
    ApiRoute("GET", "/fairness", Action.LOOK_FAIRNESS, show_fairness, list[AccountJson], MaybeOfPeriod),
    ApiRoute("GET", "/fairness/history", Action.LOOK_FAIRNESS, show_history, list[ChapterJson], MaybeOfPeriod),
    ApiRoute("GET", "/risk", _WHY, show_risk, list[BackingJson], AtRisk, slow=True),
)
