"""What consultants are paid, as JSON."""

from collections.abc import Mapping, Sequence
from datetime import date

from rostering.answers.pay import ClosedPay, Margins, PayVerified, ShownPay
from rostering.domain.charges import MonthState, corrections_in
from rostering.domain.pay import PayLine, by_consultant
from rostering.reports.look.shapes import Shape, period_shape
from rostering.spans import Period


def pay_shape(pay: ShownPay) -> Shape:
    """Lines of pay, what they add up to and where the months stand; and what later months correct of them."""
    later = [pay_line_shape(line, state) for line, state in pay.later]
    return {**_shape(pay.period, pay.lines, pay.states), "unpriced": list(pay.unpriced), "later": later}


def pay_line_shape(line: PayLine, state: MonthState | None = None) -> Shape:
    """A line of pay, and where its month stands if that is known."""
    return {
        "id": line.id,
        "month": f"{line.month:%Y-%m}",
        "state": state and state.value,
        "date": line.day.isoformat(),
        "consultant": line.consultant,
        "duty": line.duty or None,
        "duty_kind": line.duty_kind,
        "role": line.role or None,
        "day_class": line.day_class or None,
        "customers": list(line.customers),
        "minutes": line.minutes or None,
        "rate_ore": line.rate,
        "amount_ore": line.amount,
        "kind": line.kind.value,
        "corrects": line.corrects,
        "pay_card": line.card.isoformat(),
        "roster": line.roster,
        "callout": line.callout,
    }


def closed_pay_shape(closed: ClosedPay) -> Shape:
    """A month of pay that was closed."""
    shape = _shape(closed.month, closed.lines, {closed.month.first: MonthState.CLOSED})
    return {
        "month": f"{closed.month.first:%Y-%m}",
        "state": MonthState.CLOSED.value,
        "batch": closed.batch,
        "closed_at": closed.at.isoformat(),
        "lines": shape["lines"],
        "total_ore": shape["totals"]["amount_ore"],
        "totals": shape["totals"],
        "corrections": len(corrections_in(closed.lines)),
        "reasons": [],
    }


def verified_pay_shape(found: PayVerified) -> Shape:
    """The same for programs."""
    return {
        "period": period_shape(found.period),
        "agrees": found.agrees,
        "lines": found.lines,
        "exports": found.exports,
        "differences": [
            {"about": one.about, "text": one.text, "expected_ore": one.expected, "found_ore": one.found}
            for one in found.differences
        ],
    }


def margins_shape(found: Margins) -> Shape:
    """The same for programs."""
    return {
        "month": f"{found.month.first:%Y-%m}",
        "customers": [
            {
                "customer": one.customer,
                "name": one.name,
                "charged_ore": one.charged,
                "paid_ore": one.paid,
                "left_ore": one.left,
            }
            for one in found.customers
        ],
        "totals": {"charged_ore": found.charged, "paid_ore": found.paid, "left_ore": found.left},
        "unpriced": list(found.unpriced),
    }


def _shape(period: Period, lines: Sequence[PayLine], states: Mapping[date, MonthState]) -> Shape:
    return {
        "period": period_shape(period),
        "months": [{"month": f"{month:%Y-%m}", "state": state.value} for month, state in sorted(states.items())],
        "lines": [pay_line_shape(line, states.get(line.month)) for line in lines],
        "totals": {
            "amount_ore": sum(line.amount for line in lines),
            "count": len(lines),
            "by_consultant_ore": by_consultant(lines),
        },
    }
