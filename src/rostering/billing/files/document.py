"""A month's charges as one JSON document: amounts in whole oere, ISO dates, names as they are."""

from collections.abc import Callable, Collection, Iterable

from rostering.billing.invoices.wording import line_text
from rostering.billing.lines.statement import Statement
from rostering.billing.text.json_text import Json, json_bytes
from rostering.billing.text.values import name_of, units_of
from rostering.domain.charges import Charge
from rostering.domain.totals import total_of
from rostering.money import format_percent


def charges_json(statement: Statement) -> bytes:
    """The month, its lines and its totals; fields as in `billing show --json`, and the names they stand for."""
    return json_bytes(
        {
            "month": f"{statement.month.first:%Y-%m}",
            "state": statement.state,
            "batch": statement.batch,
            "closed_at": statement.closed_at.astimezone(statement.names.zone).isoformat()
            if statement.closed_at
            else None,
            "organisation": statement.names.organisation,
            "currency": "DKK",
            "lines": [_line(line, statement) for line in statement.lines],
            "totals": {
                **_total(statement.lines),
                "by_customer": _totals(statement.lines, lambda line: line.customer),
                "by_consultant": _totals(_of_people(statement), lambda line: line.consultant),
            },
        }
    )


def _of_people(statement: Statement) -> list[Charge]:
    return [line for line in statement.lines if not line.package]


def _totals(lines: Iterable[Charge], key: Callable[[Charge], str]) -> dict[str, Json]:
    lines = tuple(lines)
    return {one: _total([line for line in lines if key(line) == one]) for one in sorted(set(map(key, lines)))}


def _total(lines: Collection[Charge]) -> dict[str, Json]:
    return {"amount_ore": total_of(lines), "count": len(lines)}


def _line(line: Charge, statement: Statement) -> dict[str, Json]:
    names = statement.names
    return {
        "id": line.id,
        "date": line.day.isoformat(),
        "customer": line.customer,
        "customer_name": name_of(names.customers, line.customer),
        "booking": line.booking or None,
        "consultant": line.consultant or None,
        "consultant_name": name_of(names.consultants, line.consultant) or None,
        "role": line.role or None,
        "day_class": line.day_class or None,
        "quantity": units_of(line),
        "list_price_ore": line.list_price,
        "discount": format_percent(line.discount) if line.discount else None,
        "unit_price_ore": line.unit_price,
        "amount_ore": line.amount,
        "kind": line.kind,
        "corrects": line.corrects,
        "rate_card": line.card.isoformat(),
        "rate": line.rule,
        "roster": line.roster,
        "text": line_text(line, [line.day], statement),
        **_fee(line, statement),
    }


def _fee(line: Charge, statement: Statement) -> dict[str, Json]:
    """What a fee is for and which dates it pays for; nothing of other lines."""
    if not line.paid:
        return {}
    package = {"package": line.package, "package_name": name_of(statement.packages, line.package)}
    return {**package, "paid_from": line.paid.first.isoformat(), "paid_to": line.paid.last.isoformat()}
