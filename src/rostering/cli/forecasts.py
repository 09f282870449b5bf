"""The command billing forecast: what a period will cost customers, as far as is known."""

import typer

from rostering.cli import services
from rostering.cli.planning import PeriodText
from rostering.cli.printing import answer
from rostering.cli.settings import settings_of
from rostering.reports.money.forecasts import forecast_shape, forecast_sums, forecast_table, unpriced_lines
from rostering.spans import Period


def forecast(ctx: typer.Context, period: PeriodText) -> None:
    """Forecast charges: bookings times rate card, fees, and what cancelled bookings still cost; no plan is needed.

    Each line says whether a published roster has it staffed. Ends with 1 when a line has no price.
    """
    settings = settings_of(ctx)
    found = services.forecasting.forecast(settings.store, Period.parse(period))
    tables = forecast_table(found), forecast_sums(found)
    answer(settings, forecast_shape(found), *tables, *unpriced_lines(found))
    if found.unpriced:
        raise typer.Exit(1)
