"""Forecasting what customers will be charged: bookings times rate card, and fees; no roster is needed for it."""

from rostering.answers.forecasts import Forecast
from rostering.billing.lines.forecast import forecast_of
from rostering.services.charges.books import books_of
from rostering.services.opening import existing_store
from rostering.spans import Period


def forecast(url: str, period: Period) -> Forecast:
    """What a period will cost by bookings, agreements and prices as they are now. Raises NoInputs."""
    with existing_store(url).reading() as reading:
        inputs = reading.inputs()
        lines = forecast_of(books_of(reading, inputs), period)
    return Forecast(period, lines, {customer.id: customer.name for customer in inputs.customers})
