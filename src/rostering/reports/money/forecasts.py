"""Forecasts on the terminal and as JSON: every line, and the sums by month and by customer."""

from collections.abc import Iterator, Mapping

from rich.table import Table

from rostering.answers.forecasts import Forecast, ForecastSums
from rostering.domain.charges import ChargeKind
from rostering.domain.forecasts import ForecastLine
from rostering.language import _, told
from rostering.language.labels import label
from rostering.money import format_dkk
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.shapes import Shape, period_shape
from rostering.reports.money.charges import fee_text


def forecast_table(forecast: Forecast) -> Table:
    """A row for each line; one without a price says so."""
    amount = _("Amount")
    columns = (_("Date"), _("Customer"), _("Booking"), _("Role"), _("Day class"), amount, _("Staffed"))
    table = grid(_("Forecast, DKK excluding VAT"), *columns, numbers=(amount,))
    for line in forecast.lines:
        table.add_row(*(cell(text) for text in _cells(line, forecast.customers)))
    return table


def forecast_sums(forecast: Forecast) -> Table:
    """What the lines add up to: by month, by customer, and in all."""
    money = (_("Staffed"), _("Not yet staffed"), _("Cancelled"), _("Fees"), _("Total"))
    table = grid(_("Forecast in all, DKK excluding VAT"), _("Sum of"), *money, numbers=money)
    for name, sums in _named_sums(forecast):
        amounts = (sums.staffed, sums.not_staffed, sums.cancelled, sums.fees, sums.amount)
        table.add_row(cell(name), *(cell(format_dkk(each)) for each in amounts))
    return table


def unpriced_lines(forecast: Forecast) -> tuple[str, ...]:
    """Why lines have no price."""
    return tuple(_("without a price: {reason}", reason=told(each)) for each in forecast.unpriced)


def forecast_shape(forecast: Forecast) -> Shape:
    """The lines, and their sums in all, by month and by customer."""
    return {
        "period": period_shape(forecast.period),
        "lines": [_line_shape(line) for line in forecast.lines],
        "totals": {
            **_sums_shape(forecast.total),
            "by_month": {month: _sums_shape(sums) for month, sums in forecast.by_month.items()},
            "by_customer": {customer: _sums_shape(sums) for customer, sums in forecast.by_customer.items()},
        },
    }


def _named_sums(forecast: Forecast) -> Iterator[tuple[str, ForecastSums]]:
    yield from forecast.by_month.items()
    for customer, sums in forecast.by_customer.items():
        yield forecast.customers.get(customer, customer), sums
    yield _("Total"), forecast.total


def _cells(line: ForecastLine, customers: Mapping[str, str]) -> tuple[str, ...]:
    return (
        line.day.isoformat(),
        customers.get(line.customer, line.customer),
        line.booking or fee_text(line.package, line.paid),
        line.role,
        label(line.day_class),
        _("no price") if line.amount is None else format_dkk(line.amount),
        _staffed(line),
    )


def _staffed(line: ForecastLine) -> str:
    if line.kind is not ChargeKind.CHARGE:
        return _(line.kind.value)
    return _("yes") if line.staffed else _("not yet")


def _line_shape(line: ForecastLine) -> Shape:
    return {
        "date": line.day.isoformat(),
        "month": f"{line.day:%Y-%m}",
        "customer": line.customer,
        "booking": line.booking or None,
        "role": line.role or None,
        "day_class": line.day_class or None,
        "kind": line.kind.value,
        "staffed": line.staffed,
        "amount_ore": line.amount,
        "reason": line.reason or None,
        "package": line.package or None,
        "paid_from": line.paid and line.paid.first.isoformat(),
        "paid_to": line.paid and line.paid.last.isoformat(),
    }


def _sums_shape(sums: ForecastSums) -> Shape:
    return {
        "amount_ore": sums.amount,
        "count": sums.count,
        "staffed_ore": sums.staffed,
        "not_staffed_ore": sums.not_staffed,
        "cancelled_ore": sums.cancelled,
        "fees_ore": sums.fees,
        "unpriced": sums.unpriced,
    }
