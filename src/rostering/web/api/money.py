"""Routes about charges: shown, traced, proven, forecast, and what is not billed yet."""

from rostering.domain.rights import Action
from rostering.reports.look.shapes import Shape
from rostering.reports.money.chains import chain_shape
from rostering.reports.money.charges import charges_shape
from rostering.reports.money.forecasts import forecast_shape
from rostering.reports.money.profiles import profiles_shape
from rostering.reports.money.proofs import verified_shape
from rostering.reports.money.unbilled import unbilled_shape
from rostering.reports.schemas.money import (
    ChainJson,
    ChargesJson,
    ForecastJson,
    ProfileJson,
    UnbilledJson,
    VerifiedJson,
)
from rostering.services.charges import billing_by_hand, closing, forecasting, own_profiles, tracing, verifying
from rostering.web.api.call import ApiCall
from rostering.web.api.rosters import OfPeriod
from rostering.web.api.route import ApiRoute
from rostering.web.api.values import Parameters, Text


class OneLine(Parameters):
    """A line by its id."""

    line: Text


def show_charges(call: ApiCall, asked: OfPeriod, _body: None) -> Shape:
    """The charges of a period: closed months as they were closed, open ones as they stand."""
    return charges_shape(closing.show_charges(call.store, asked.period))


def explain_line(call: ApiCall, asked: OneLine, _body: None) -> Shape:
    """Where a line comes from: booking, agreement, roster, day, price, corrections."""
    return chain_shape(tracing.trace(call.store, asked.line))


def verify_charges(call: ApiCall, asked: OfPeriod, _body: None) -> Shape:
    """Whether roster, charges and exports agree, or every difference."""
    return verified_shape(verifying.verify(call.store, asked.period))


def forecast_charges(call: ApiCall, asked: OfPeriod, _body: None) -> Shape:
    """What a period will cost customers: bookings times rate card, fees, and what cancelled bookings still cost."""
    return forecast_shape(forecasting.forecast(call.store, asked.period))


def list_unbilled(call: ApiCall, _asked: Parameters, _body: None) -> list[Shape]:
    """What is closed and neither exported nor billed by hand, by month and customer."""
    return unbilled_shape(billing_by_hand.open_items(call.store))


def list_profiles(call: ApiCall, _asked: Parameters, _body: None) -> object:
    """The profiles by which charges are written for ERPs."""
    return profiles_shape(own_profiles.choosable_profiles(call.store))


_LOOK = Action.LOOK_CHARGES
ROUTES = (
    ApiRoute("GET", "/billing/charges", _LOOK, show_charges, ChargesJson, OfPeriod),
    ApiRoute("GET", "/billing/lines/{line}", _LOOK, explain_line, ChainJson, OneLine),
    ApiRoute("GET", "/billing/verify", _LOOK, verify_charges, VerifiedJson, OfPeriod),
    ApiRoute("GET", "/billing/forecast", _LOOK, forecast_charges, ForecastJson, OfPeriod),
    ApiRoute("GET", "/billing/open", _LOOK, list_unbilled, list[UnbilledJson]),
    ApiRoute("GET", "/billing/profiles", _LOOK, list_profiles, list[ProfileJson]),
)
