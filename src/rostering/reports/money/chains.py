"""Where a line of charges comes from, link by link, for people and as JSON."""

from collections.abc import Iterator

from rostering.answers.chains import Chain, Weighed
from rostering.domain.charges import Charge
from rostering.money import format_dkk, format_percent
from rostering.reports.look.shapes import Shape, period_shape
from rostering.reports.look.wording import day_text, listing
from rostering.reports.money.charges import charge_shape


def chain_text(chain: Chain) -> str:
    """The links, one to a line."""
    rows = [(name, text) for name, text in _links(chain) if text]
    return "\n".join(f"{name:<12} {text}" for name, text in rows)


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
        "corrects": [charge_shape(one) for one in chain.corrects],
        "corrected_by": [charge_shape(one) for one in chain.corrected_by],
    }


def _links(chain: Chain) -> Iterator[tuple[str, str]]:
    line = chain.line
    yield "line", f"{line.id}: {line.kind} of DKK {format_dkk(line.amount)} for {chain.customer} ({line.customer})"
    yield "month", _month_text(chain)
    yield "booking", _booking_text(chain)
    yield "agreement", _agreement_text(chain)
    yield "roster", _roster_text(chain)
    yield "day", f"{day_text(line.day)} {line.day.year}, class {line.day_class}: {chain.day_reason}"
    yield "price", _price_text(chain)
    for weighed in (*chain.rates, *chain.discounts):
        yield ("rate" if weighed.price is not None else "discount"), _weighed_text(weighed)
    if chain.changed:
        yield "note", "the rate card of today would give another price; the line keeps its own"
    if band := chain.band:
        yield "band", f"{format_dkk(band[0])} to {format_dkk(band[1])} a day, after discount"
    for one in chain.corrects:
        yield "corrects", _told(one)
    for one in chain.corrected_by:
        yield "corrected by", _told(one)


def _month_text(chain: Chain) -> str:
    month = f"billed in {chain.line.month:%Y-%m}, {chain.state}"
    return f"{month} since {chain.closed_at:%Y-%m-%d %H:%M} UTC, batch {chain.batch}" if chain.closed_at else month


def _booking_text(chain: Chain) -> str:
    booking = chain.booking
    roles = listing(f"{heads} {role}" for role, heads in sorted(booking.roles.items()))
    confirmed = f", confirmed {booking.confirmed}" if booking.confirmed else ""
    cancelled = f", cancelled {booking.cancelled_on or ''}".rstrip() if booking.cancelled else ""
    return f"{booking.id}: {chain.part}, {booking.period}, {roles}{confirmed}{cancelled}"


def _agreement_text(chain: Chain) -> str:
    agreement = chain.agreement
    if agreement is None:
        return "none in force that day"
    until = f" until {agreement.last}" if agreement.last else ""
    clause = f": {chain.clause}" if chain.clause else ""
    return f"{chain.package} from {agreement.first}{until}{clause}"


def _roster_text(chain: Chain) -> str:
    roster = chain.roster
    if roster is None:
        return "none: it rests on the booking alone"
    seats = f", seat {listing(roster.seats)}" if roster.seats else ""
    return f"{roster.number}, published {roster.at:%Y-%m-%d %H:%M} UTC by {roster.by}{seats}"


def _price_text(chain: Chain) -> str:
    line, frozen = chain.line, chain.frozen
    off = f" less {format_percent(line.discount)}" if line.discount else ""
    kept = f"; frozen {frozen.at:%Y-%m-%d}, {frozen.why}" if frozen else ""
    price = f"{format_dkk(line.unit_price)}: {format_dkk(line.list_price)}{off}"
    return f"{price} by the rate card from {line.card}, {line.rule}{kept}"


def _weighed_text(weighed: Weighed) -> str:
    price = f": {format_dkk(weighed.price)}" if weighed.price is not None else ""
    return f"{weighed.text}{price}" + (" (won: the most specific)" if weighed.won else "")


def _weighed_shape(weighed: Weighed) -> Shape:
    kind = "discount" if weighed.price is None else "rate"
    return {"kind": kind, "text": weighed.text, "price_ore": weighed.price, "won": weighed.won}


def _booking_shape(chain: Chain) -> Shape:
    booking = chain.booking
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
    return f"{line.id}: {line.kind} of DKK {format_dkk(line.amount)}, billed in {line.month:%Y-%m}"
