"""Lines of pay: one for each published duty that somebody holds, and one for each call-out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from rostering.billing.lines.charges import Unbillable, charge_id
from rostering.domain.begun import for_minutes
from rostering.domain.callouts import Callout, that_count
from rostering.domain.catalogue import DayKind
from rostering.domain.charges import first_of_month, in_order
from rostering.domain.pay import CalloutRate, PayCard, PayKind, PayLine, Per, StandbyRate
from rostering.domain.seats import Duty, Seat
from rostering.language import _
from rostering.language.labels import label
from rostering.rosters.history import current_duties, published_on
from rostering.rosters.version import Publication
from rostering.spans import Period

CALLOUT = "callout"
"""With what the ids of call-outs' lines begin."""


@dataclass(frozen=True)
class Wage:
    """Which amounts are in force on which dates, and by whose clock call-outs are dated."""

    cards_on: Callable[[date], tuple[PayCard, ...]]
    """Those of today, or with which the date's month was closed."""
    zone: ZoneInfo


class Unpaid(Exception):
    """There is no one amount for a duty or a call-out, for this reason."""


def standby_of(publications: Iterable[Publication], wage: Wage, period: Period) -> tuple[PayLine, ...]:
    """What the duties published for a period pay. Raises Unbillable.

    Whoever holds two seats of a team or a booking on one date is paid once, at the higher amount.
    """
    publications = tuple(publications)
    rosters = {day: publication.version.number for day, publication in published_on(publications).items()}
    dearest: dict[str, PayLine] = {}
    reasons: dict[str, tuple[str, date]] = {}
    for duty, consultant in _held(current_duties(publications, period)):
        try:
            line = _line(duty.seat, consultant, wage, rosters[duty.seat.day])
        except Unpaid as unpaid:
            reasons.setdefault(str(unpaid), (duty.seat.team, duty.seat.day))
            continue
        known = dearest.get(line.id)
        if known is None or (line.amount, line.role) > (known.amount, known.role):
            dearest[line.id] = line
    return _checked(dearest.values(), reasons)


def callouts_of(callouts: Iterable[Callout], wage: Wage, period: Period) -> tuple[PayLine, ...]:
    """What the call-outs of a period pay that have ended. Raises Unbillable."""
    lines: list[PayLine] = []
    reasons: dict[str, tuple[str, date]] = {}
    for callout in that_count(callouts):
        day = callout.call.called.astimezone(wage.zone).date()
        if day in period and callout.call.span:
            try:
                lines += _worked(callout, day, wage)
            except Unpaid as unpaid:
                reasons.setdefault(str(unpaid), ("", day))
    return _checked(lines, reasons)


def day_class_of(seat: Seat) -> str:
    """The rate cards' class of a booked seat; of a pooled one the kind of its day, where its own kind says that."""
    if seat.day_class:
        return seat.day_class
    return seat.kind if seat.kind in set(DayKind) else ""


def _checked(lines: Iterable[PayLine], reasons: Mapping[str, tuple[str, date]]) -> tuple[PayLine, ...]:
    """The lines that are not for nothing, unless something has no amount."""
    found = in_order(line for line in lines if line.amount)
    if reasons:
        raise Unbillable(reasons, lines=found, places=reasons)
    return found


def _held(duties: Iterable[Duty]) -> Iterator[tuple[Duty, str]]:
    for duty in duties:
        if duty.consultant is not None:
            yield duty, duty.consultant


def _line(seat: Seat, consultant: str, wage: Wage, roster: int) -> PayLine:
    card = _card(wage, seat.day)
    rate = _standby_rate(card, seat)
    minutes = seat.span.minutes if rate.per is Per.HOUR else 0
    return PayLine(
        id=charge_id(seat.team, seat.day, consultant),
        month=first_of_month(seat.day),
        day=seat.day,
        consultant=consultant,
        duty=seat.team,
        role=seat.role,
        duty_kind=seat.kind,
        day_class=day_class_of(seat),
        customers=seat.customers,
        minutes=minutes,
        rate=rate.amount,
        amount=for_minutes(rate.amount, minutes) if minutes else rate.amount,
        card=card.first,
        roster=roster,
    )


def _worked(callout: Callout, day: date, wage: Wage) -> Iterator[PayLine]:
    """The line of a call-out, none where the card pays call-outs no more than the duty."""
    card, call = _card(wage, day), callout.call
    rate = _callout_rate(card, call.kind, day) if card.callouts else None
    if rate is None or call.span is None:
        return
    minutes = rate.paid_minutes(call.span.minutes)
    yield PayLine(
        id=f"{CALLOUT}:{callout.number}:{call.consultant}",
        month=first_of_month(day),
        day=day,
        consultant=call.consultant,
        duty="",
        role=call.role or "",
        duty_kind=call.kind,
        day_class="",
        customers=(call.customer,),
        minutes=minutes,
        rate=rate.amount,
        amount=for_minutes(rate.amount, minutes),
        card=card.first,
        roster=None,
        kind=PayKind.CALLOUT,
        callout=callout.number,
    )


def _card(wage: Wage, day: date) -> PayCard:
    found = [card for card in wage.cards_on(day) if card.covers(day)]
    if not found:
        raise Unpaid(_("no pay card is in force on {day}", day=day))
    return found[0]


def _standby_rate(card: PayCard, seat: Seat) -> StandbyRate:
    day_class = day_class_of(seat)
    fitting = [
        rate
        for rate in card.standby
        if rate.kind in {None, seat.kind} and rate.day_class in {None, day_class} and rate.role in {None, seat.role}
    ]
    if not fitting:
        what = label(seat.kind) if day_class in {"", seat.kind} else f"{label(seat.kind)}, {label(day_class)}"
        raise Unpaid(
            _(
                "pay.toml has no amount for a duty of {kind} ({role}) on {day}",
                kind=what,
                role=label(seat.role),
                day=seat.day,
            )
        )
    return min(fitting, key=lambda rate: rate.narrowness)


def _callout_rate(card: PayCard, kind: str, day: date) -> CalloutRate:
    fitting = [rate for rate in card.callouts if rate.kind in {None, kind}]
    if not fitting:
        told = _("pay.toml has no amount for call-outs during a duty of {kind}, as on {day}", kind=label(kind), day=day)
        raise Unpaid(told)
    return min(fitting, key=lambda rate: rate.kind is None)
