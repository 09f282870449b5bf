"""Routes about pay: shown, proven, and what is left of what customers pay."""

from rostering.domain.rights import Action
from rostering.reports.look.shapes import Shape
from rostering.reports.money.pay_shapes import margins_shape, pay_shape, verified_pay_shape
from rostering.reports.schemas.pay import MarginsJson, PayJson, PayVerifiedJson
from rostering.services.pay import margins, pay_showing, pay_verifying
from rostering.web.api.call import ApiCall
from rostering.web.api.rosters import OfPeriod
from rostering.web.api.route import ApiRoute
from rostering.web.api.values import Month, Parameters


class OneMonthOfPay(Parameters):
    """A month."""

    month: Month


def show_pay(call: ApiCall, asked: OfPeriod, _body: None) -> Shape:
    """The pay of a period: closed months as they were closed, open ones as they stand."""
    return pay_shape(pay_showing.show_pay(call.store, call.actor, asked.period))


def verify_pay(call: ApiCall, asked: OfPeriod, _body: None) -> Shape:
    """Whether duties, call-outs, pay and exports agree, or every difference."""
    return verified_pay_shape(pay_verifying.verify_pay(call.store, call.actor, asked.period))


def show_margin(call: ApiCall, asked: OneMonthOfPay, _body: None) -> Shape:
    """What each customer was charged in a month, and what those were paid who served them."""
    return margins_shape(margins.margins(call.store, call.actor, asked.month))


ROUTES = (
    ApiRoute("GET", "/pay/lines", Action.LOOK_PAY, show_pay, PayJson, OfPeriod),
    ApiRoute("GET", "/pay/verify", Action.LOOK_PAY, verify_pay, PayVerifiedJson, OfPeriod),
    ApiRoute("GET", "/pay/margin/{month}", Action.LOOK_MARGIN, show_margin, MarginsJson, OneMonthOfPay),
)
