"""Routes about one's own: duties, leave and wishes; an ops lead says whose."""

from pydantic import Field

from rostering.domain.parties import LeaveKind
from rostering.domain.rights import RIGHTS, Action
from rostering.reports.look.shapes import Shape
from rostering.reports.money.pay_shapes import pay_shape
from rostering.reports.outside.own import leave_check_shape, own_duties_shape, own_leave_shape
from rostering.reports.schemas.pay import PayJson
from rostering.reports.schemas.people import CallerJson, LeaveCheckJson, LeaveKindName, OwnDutiesJson, OwnLeaveJson
from rostering.services.clock import today_in
from rostering.services.inputs import own_leave
from rostering.services.inputs.leave_ground import Entry, Wanted
from rostering.services.pay import pay_showing
from rostering.services.rosters import own_duties
from rostering.spans import month_of
from rostering.web.api.call import ApiCall
from rostering.web.api.route import ApiRoute
from rostering.web.api.values import Body, Dates, Parameters, Text, Version

VERSION = "What GET /own/leave, or the check, answered with: nothing is changed that was changed since"


class Whose(Parameters):
    """Whose; by default one's own."""

    consultant: Text | None = None


class OwnPay(Whose):
    """Whose, and of which dates."""

    period: Dates


class EntryLooked(Body):
    """Dates of one kind, maybe in the place of an earlier entry."""

    kind: LeaveKindName
    periods: list[Dates] = Field(min_length=1, max_length=50)
    instead_of: Text | None = Field(None, description="The earlier entry, as it is listed")
    version: Version = Field(description=VERSION)


class EntrySent(EntryLooked):
    """The same, and what the check said it clashes with."""

    seen: Version = Field(description="What the check answered with: nothing is entered that clashes with more by now")


class EntryTakenBack(Body):
    """An entry, as it is listed."""

    entry: Text
    version: Version = Field(description=VERSION)


def show_caller(call: ApiCall, _asked: Parameters, _body: None) -> Shape:
    """Whose token this is, what it may do, and until when."""
    token, user = call.bearer.token, call.bearer.user
    may = sorted(action.value for action in RIGHTS[token.role])
    return {
        "user": user.name,
        "token": token.name,
        "role": token.role.value,
        "consultant": call.actor.consultant,
        "may": may,
        "expires": token.expires.isoformat(),
    }


def show_own_duties(call: ApiCall, asked: Whose, _body: None) -> Shape:
    """What is published for a consultant, and with whom."""
    whose = call.whose(Action.LOOK_OWN, asked.consultant)
    return own_duties_shape(own_duties.own_duties(call.store, call.actor, whose))


def show_own_leave(call: ApiCall, asked: Whose, _body: None) -> Shape:
    """The leave and wishes that a consultant has put in, from today on."""
    whose, today = call.whose(Action.ENTER_OWN_LEAVE, asked.consultant), today_in(call.zone)
    month = month_of(today.year, today.month)
    return own_leave_shape(own_leave.own_leave(call.store, call.actor, whose, month))


def show_own_pay(call: ApiCall, asked: OwnPay, _body: None) -> Shape:
    """What a consultant is paid in a period: closed months as they were closed, open ones as they stand."""
    whose = call.whose(Action.LOOK_OWN, asked.consultant)
    return pay_shape(pay_showing.show_pay(call.store, call.actor, asked.period, whose))


def check_own_leave(call: ApiCall, asked: Whose, body: EntryLooked) -> Shape:
    """Say what leave or a wish would clash with; nothing is stored."""
    entry = _entry(call, asked, body)
    return leave_check_shape(own_leave.check_leave(call.store, call.actor, entry, body.version))


def enter_own_leave(call: ApiCall, asked: Whose, body: EntrySent) -> Shape:
    """Put leave or a wish in, if it clashes with no more than the check said."""
    entry = _entry(call, asked, body)
    return leave_check_shape(own_leave.enter_leave(call.store, call.actor, entry, body.version, body.seen))


def withdraw_own_leave(call: ApiCall, asked: Whose, body: EntryTakenBack) -> Shape:
    """Take an entry back, its dates from today on."""
    whose = call.whose(Action.ENTER_OWN_LEAVE, asked.consultant)
    own_leave.withdraw_leave(call.store, call.actor, whose, body.entry, body.version)
    return show_own_leave(call, asked, None)


def _entry(call: ApiCall, asked: Whose, body: EntryLooked) -> Entry:
    whose = call.whose(Action.ENTER_OWN_LEAVE, asked.consultant)
    wanted = tuple(Wanted(f"periods.{place}", period) for place, period in enumerate(body.periods))
    return Entry(whose, LeaveKind(body.kind), wanted, body.instead_of)


_LEAVE = Action.ENTER_OWN_LEAVE
ROUTES = (
    ApiRoute("GET", "/me", Action.KEEP_OWN_ACCOUNT, show_caller, CallerJson),
    ApiRoute("GET", "/own/duties", Action.LOOK_OWN, show_own_duties, OwnDutiesJson, Whose),
    ApiRoute("GET", "/me/pay", Action.LOOK_OWN, show_own_pay, PayJson, OwnPay),
    ApiRoute("GET", "/own/leave", _LEAVE, show_own_leave, OwnLeaveJson, Whose),
    ApiRoute("POST", "/own/leave/check", _LEAVE, check_own_leave, LeaveCheckJson, Whose, EntryLooked),
    ApiRoute("POST", "/own/leave", _LEAVE, enter_own_leave, LeaveCheckJson, Whose, EntrySent, 201, changes=True),
    ApiRoute(
        "POST", "/own/leave/withdraw", _LEAVE, withdraw_own_leave, OwnLeaveJson, Whose, EntryTakenBack, changes=True
    ),
)
