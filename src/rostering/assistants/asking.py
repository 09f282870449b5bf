"""What tools are answered with: the JSON of the commands."""

import re
from collections.abc import Mapping

from rostering.domain.users import Actor
from rostering.errors import Fault, FaultyInput
from rostering.language import _
from rostering.reports.look.shapes import Shape, duty_shape
from rostering.reports.money.charges import charges_shape
from rostering.reports.outside.on_call import on_call_shape
from rostering.reports.outside.own import own_duties_shape
from rostering.reports.questions.quotes import quote_shape
from rostering.reports.roster.explain import explanation_shape
from rostering.services.charges.closing import show_charges
from rostering.services.questions.quotes import QuoteCall, quote
from rostering.services.rosters.explaining import explain
from rostering.services.rosters.own_duties import own_duties
from rostering.services.rosters.published import published_duties, roster_of
from rostering.services.rosters.who import who
from rostering.spans import Period

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def answer_who_is_on(store: str, _actor: Actor, given: Mapping[str, str]) -> Shape:
    """Who is on call at an instant."""
    return on_call_shape(who(store, given.get("at"), given.get("customer")))


def answer_my_duties(store: str, actor: Actor, given: Mapping[str, str]) -> Shape:
    """The duties of whoever asks, or of somebody. Raises Forbidden, FaultyInput."""
    whose = given.get("consultant") or actor.consultant
    if whose is None:
        raise FaultyInput([Fault("consultant", _("say whose: by id"))])
    return own_duties_shape(own_duties(store, actor, whose))


def answer_coverage(store: str, actor: Actor, given: Mapping[str, str]) -> Shape:
    """Who has which duty in a period. Raises BadPeriod."""
    period = _period(given["period"])
    found = published_duties(store, actor, period)
    customer = given.get("customer")
    duties = [duty for duty in found.duties if customer is None or customer in duty.seat.customers]
    return {
        "period": {"from": period.first.isoformat(), "to": period.last.isoformat()},
        "unpublished": [day.isoformat() for day in found.without],
        "duties": [duty_shape(duty, found.zone) for duty in duties],
        "empty_seats": [duty.seat.id for duty in duties if not duty.consultant],
    }


def _period(text: str) -> Period:
    """A period; one date is one, too. Raises BadPeriod."""
    return Period.parse(f"{text}..{text}" if _DATE.fullmatch(text) else text)


def answer_explain(store: str, actor: Actor, given: Mapping[str, str]) -> Shape:
    """Why a seat has its holder. Raises FaultyInput, NotPublished."""
    number, seat = given.get("roster", ""), given["seat"]
    if number and not (number.isascii() and number.isdigit() and len(number) < 10):
        raise FaultyInput([Fault("roster", _("this is no number of a roster"))])
    return explanation_shape(explain(store, int(number) if number else roster_of(store, actor, seat), seat))


def answer_quote(store: str, _actor: Actor, given: Mapping[str, str]) -> Shape:
    """Whether a booking can be staffed. Raises FaultyInput."""
    shared = given.get("shared", "no")
    if shared not in {"yes", "no"}:
        raise FaultyInput([Fault("shared", _("say yes or no"))])
    asked = (given["customer"], given["period"], given["part"], given["roles"])
    return quote_shape(quote(store, QuoteCall(*asked, shared == "yes")))


def answer_charges(store: str, _actor: Actor, given: Mapping[str, str]) -> Shape:
    """What customers are charged. Raises BadPeriod."""
    return charges_shape(show_charges(store, Period.parse(given["month"])))
