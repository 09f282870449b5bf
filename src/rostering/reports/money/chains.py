"""Where a line of charges comes from, link by link, for people and as JSON."""

from collections.abc import Iterator

from rostering.answers.chains import Chain, Weighed
from rostering.domain.charges import Charge
from rostering.language import _, marked, told
from rostering.language.formats import dkk, long_day
from rostering.money import format_dkk, format_percent
from rostering.reports.look.shapes import Shape, period_shape
from rostering.reports.look.wording import listing
from rostering.reports.money.charges import charge_shape
from rostering.reports.money.fees import agreement_text, fee_links, fee_shape


def chain_text(chain: Chain) -> str:
    """The links, one to a line."""
    rows = [(name, text) for name, text in _links(chain) if text]
    return "\n".join(f"{_(name):<12} {text}" for name, text in rows)


def chain_shape(chain: Chain) -> Shape:
    """The links as objects."""
    line, agreement, frozen = chain.line, chain.agreement, chain.frozen
    return {
        "line": charge_shape(line, chain.state),
        "closed": chain.closed_at and {"at": chain.closed_at.isoformat(), "batch": chain.batch},
        "customer": {"id": line.customer, "name": chain.customer},
        "booking": _booking_shape(chain),
        "agreement": agreement
        and {
            "package": agreement.package,
            "name": chain.package,
            "from": agreement.first.isoformat(),
            "to": agreement.last and agreement.last.isoformat(),
            "clause": chain.clause,
        },
        "roster": chain.roster
        and {
            "roster": chain.roster.number,
            "published": chain.roster.at.isoformat(),
            "by": chain.roster.by,
            "seats": list(chain.roster.seats),
        },
        "day": {"date": line.day.isoformat(), "day_class": line.day_class, "reason": chain.day_reason},
        "price": {
            "rate_card": line.card.isoformat(),
            "rate": line.rule,
            "list_price_ore": line.list_price,
            "discount": format_percent(line.discount) if line.discount else None,
            "unit_price_ore": line.unit_price,
            "frozen": frozen and {"at": frozen.at.isoformat(), "why": frozen.why},
            "band_ore": list(chain.band or ()) or None,
            "considered": [_weighed_shape(one) for one in (*chain.rates, *chain.discounts)],
            "changed_since": chain.changed,
        },
        **({"fee": fee_shape(chain.fee)} if line.package else {}),
        "corrects": [charge_shape(one) for one in chain.corrects],
        "corrected_by": [charge_shape(one) for one in chain.corrected_by],
    }


def _links(chain: Chain) -> Iterator[tuple[str, str]]:
    yield marked("line"), _line_text(chain)
    yield marked("month"), _month_text(chain)
    if chain.line.is_callout:
        yield from _callout_links(chain)
    else:
        yield from fee_links(chain) if chain.line.package else _readiness_links(chain)
    for one in chain.corrects:
        yield marked("corrects"), _told(one)
    for one in chain.corrected_by:
        yield marked("corrected by"), _told(one)


def _callout_links(chain: Chain) -> Iterator[tuple[str, str]]:
    yield marked("agreement"), agreement_text(chain)
    yield marked("price"), told(chain.line.rule)


def _readiness_links(chain: Chain) -> Iterator[tuple[str, str]]:
    yield marked("booking"), _booking_text(chain)
    yield marked("agreement"), agreement_text(chain)
    yield marked("roster"), _roster_text(chain)
    yield marked("day"), _day_text(chain)
    yield marked("price"), _price_text(chain)
    for weighed in (*chain.rates, *chain.discounts):
        yield (marked("rate") if weighed.price is not None else marked("discount")), _weighed_text(weighed)
    if chain.changed:
        yield marked("note"), _("the rate card of today would give another price; the line keeps its own")
    if band := chain.band:
        yield (
            marked("band"),
            _("{least} to {most} a day, after discount", least=format_dkk(band[0]), most=format_dkk(band[1])),
        )


def _line_text(chain: Chain) -> str:
    line = chain.line
    return _(
        "{line}: {kind} of {money} for {customer} ({id})",
        line=line.id,
        kind=_(line.kind.value),
        money=dkk(line.amount),
        customer=chain.customer,
        id=line.customer,
    )


def _day_text(chain: Chain) -> str:
    day, kind = long_day(chain.line.day), _(chain.line.day_class)
    return _("{day}, class {day_class}: {reason}", day=day, day_class=kind, reason=chain.day_reason)


def _month_text(chain: Chain) -> str:
    month = _("billed in {month}, {state}", month=f"{chain.line.month:%Y-%m}", state=_(chain.state.value))
    if not chain.closed_at:
        return month
    time = f"{chain.closed_at:%Y-%m-%d %H:%M}"
    return _("{month} since {time} UTC, batch {batch}", month=month, time=time, batch=chain.batch)


def _booking_text(chain: Chain) -> str:
    booking = chain.booking
    if booking is None:
        return ""
    roles = listing(f"{heads} {role}" for role, heads in sorted(booking.roles.items()))
    confirmed = ", " + _("confirmed {date}", date=booking.confirmed) if booking.confirmed else ""
    cancelled = ", " + _("cancelled {date}", date=booking.cancelled_on or "").rstrip() if booking.cancelled else ""
    return f"{booking.id}: {chain.part}, {booking.period}, {roles}{confirmed}{cancelled}"


def _roster_text(chain: Chain) -> str:
    roster = chain.roster
    if roster is None:
        return _("none: it rests on the booking alone")
    seats = ", " + _("seat {seats}", seats=listing(roster.seats)) if roster.seats else ""
    time = f"{roster.at:%Y-%m-%d %H:%M}"
    return _("{number}, published {time} UTC by {by}", number=roster.number, time=time, by=roster.by) + seats


def _price_text(chain: Chain) -> str:
    line, frozen = chain.line, chain.frozen
    off = " " + _("less {discount}", discount=format_percent(line.discount)) if line.discount else ""
    kept = "; " + _("frozen {date}, {why}", date=f"{frozen.at:%Y-%m-%d}", why=told(frozen.why)) if frozen else ""
    price = f"{format_dkk(line.unit_price)}: {format_dkk(line.list_price)}{off}"
    return _("{price} by the rate card from {date}, {rate}", price=price, date=line.card, rate=line.rule) + kept


def _weighed_text(weighed: Weighed) -> str:
    price = f": {format_dkk(weighed.price)}" if weighed.price is not None else ""
    return f"{weighed.text}{price}" + (" " + _("(won: the most specific)") if weighed.won else "")


def _weighed_shape(weighed: Weighed) -> Shape:
    kind = "discount" if weighed.price is None else "rate"
    return {"kind": kind, "text": weighed.text, "price_ore": weighed.price, "won": weighed.won}


def _booking_shape(chain: Chain) -> Shape | None:
    booking = chain.booking
    if booking is None:
        return None
    return {
        "id": booking.id,
        "period": period_shape(booking.period),
        "part": booking.part,
        "roles": dict(sorted(booking.roles.items())),
        "confirmed": booking.confirmed and booking.confirmed.isoformat(),
        "cancelled": booking.cancelled,
        "cancelled_on": booking.cancelled_on and booking.cancelled_on.isoformat(),
    }


def _told(line: Charge) -> str:
    kind, month = _(line.kind.value), f"{line.month:%Y-%m}"
    return _(
        "{line}: {kind} of {money}, billed in {month}", line=line.id, kind=kind, money=dkk(line.amount), month=month
    )
