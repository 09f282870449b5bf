"""What a month includes, and which call-outs use it up or lie above it."""

from collections.abc import Iterable
from datetime import date

from rostering.domain.callouts import Call, Callout, that_count
from rostering.domain.catalogue import Package
from rostering.domain.inputs import Inputs
from rostering.domain.promises import Allowance
from rostering.spans import Period


def package_on(inputs: Inputs, customer: str, day: date) -> Package | None:
    """What a customer has on a date."""
    held = (one.package for one in inputs.agreements if one.customer == customer and one.covers(day))
    return next((inputs.catalogue.packages[id_] for id_ in held), None)


def allowances_of(inputs: Inputs, customer: str, month: Period) -> dict[str, Allowance]:
    """What a month includes that call-outs use up; of two packages in one month the one that includes more."""
    found: dict[str, Allowance] = {}
    for package in {id(one): one for day in month if (one := package_on(inputs, customer, day))}.values():
        for each in package.allowances:
            if each.counts and (each.id not in found or found[each.id].a_month < each.a_month):
                found[each.id] = each
    return found


def uses(inputs: Inputs, allowance: Allowance, call: Call, customer: str, month: Period) -> bool:
    """Whether a call-out uses up some of what a month includes."""
    day = call.called.astimezone(inputs.organisation.zone).date()
    return call.customer == customer and call.priority in allowance.counts and day in month


def above_allowances(
    inputs: Inputs, callouts: Iterable[Callout], period: Period
) -> tuple[tuple[Callout, Allowance], ...]:
    """The call-outs of the months that a period touches that lie above what these include, by time."""
    known = sorted(that_count(callouts), key=lambda one: (one.call.called, one.number))
    found: list[tuple[Callout, Allowance]] = []
    for customer in sorted({one.call.customer for one in known}):
        for month in period.months():
            for allowance in allowances_of(inputs, customer, month).values():
                using = [one for one in known if uses(inputs, allowance, one.call, customer, month)]
                found += [(one, allowance) for one in using[allowance.a_month :]]
    return tuple(found)
