"""A quote: whether a booking can be staffed, by whom, at what price, and what else moves; if not, when else.

The JSON:

    {possible, certain, booking: {customer, from, to, part, roles: {role: n}, shared},
     base: {source: "published" | "draft" | "superseded" | "nothing", roster | null},
     staffing: [{seat, date, role, consultant}],
     price: {lines: [{date, consultant, role, day_class, unit_price_ore}], total_ore | null},
     moves: [{seat, before, after}], days_off: {added: [{consultant, date}], removed: [...]},
     nearest: [{from, to}], reasons: [{seat, candidates: [{consultant, reason}]}], row, booked: id | null}

`certain` is false when a no is only what was found in the time given. Prices exclude VAT; there are none without a
staffing. `moves` and `days_off` are what changes in the base roster, `reasons` the seats that stay empty. `row` fits
the header of the firm's own bookings.csv.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from rich.console import RenderableType
from rich.table import Table

from rostering.answers.quotes import Quote
from rostering.domain.charges import Charge
from rostering.domain.findings import EmptySeat
from rostering.domain.seats import Duty
from rostering.language import _, counted, told
from rostering.language.formats import dkk, long_day
from rostering.language.labels import label
from rostering.money import format_dkk
from rostering.reports.look.grid import cell, grid
from rostering.reports.look.listings import changes_table
from rostering.reports.look.shapes import Shape, change_shape, period_shape
from rostering.reports.look.wording import day_text, listing
from rostering.rosters.version import Directory, Version
from rostering.spans import Period


def quote_shape(quote: Quote) -> Shape:
    """The answer as JSON."""
    booking = quote.booking
    terms = {"part": booking.part, "roles": dict(booking.roles), "shared": booking.shared}
    return {
        "possible": quote.possible,
        "certain": quote.certain,
        "booking": {"customer": booking.customer, **period_shape(booking.period), **terms},
        "base": {"source": quote.source, "roster": quote.roster},
        "staffing": [_duty(duty) for duty in quote.staffing] if quote.possible else [],
        "price": {"lines": [_line(charge) for charge in quote.charges], "total_ore": quote.total},
        "moves": [change_shape(change) for change in quote.moves],
        "days_off": {"added": _days_off(quote.days_off), "removed": _days_off(quote.days_back)},
        "nearest": [period_shape(period) for period in quote.nearest],
        "reasons": [_reasons(empty) for empty in quote.version.empty],
        "row": quote.row,
        "booked": quote.booking.id if quote.booked else None,
    }


def quote_report(quote: Quote) -> list[RenderableType]:
    """The answer for people."""
    return [_heading(quote), *(_yes(quote) if quote.possible else _no(quote))]


def _heading(quote: Quote) -> str:
    booking, names = quote.booking, quote.version.directory
    seats = listing(f"{heads} {names.roles.get(role, role)}" for role, heads in booking.roles.items())
    asked = f"{names.customers.get(booking.customer, booking.customer)}: {names.teams[booking.id]}, {seats}"
    return f"{asked}, {_dates(booking.period)}\n{_base_text(quote)}"


def _base_text(quote: Quote) -> str:
    if quote.roster is None:
        return _("Nothing is planned for these dates yet: only the booking itself is staffed.")
    if quote.source == "nothing":
        return _(
            "Not all of these dates are planned yet: on top of roster {number}, where it has them.", number=quote.roster
        )
    return _("On top of roster {number} ({status}).", number=quote.roster, status=_(quote.source))


def _yes(quote: Quote) -> list[RenderableType]:
    names = quote.version.directory
    moved = [
        *(_("{name} gets {day} off.", name=name, day=day) for name, day in _named(quote.days_off, names)),
        *(_("{name} works on {day} again.", name=name, day=day) for name, day in _named(quote.days_back, names)),
    ]
    nothing = [] if moved or len(quote.moves) else [_("Nothing else moves.")]
    return [
        _("It can be staffed, for {money} excluding VAT.", money=dkk(quote.total or 0)),
        _staffing(quote, names),
        *([changes_table(quote.moves, names)] if len(quote.moves) else []),
        "\n".join([*moved, *nothing, *_next(quote)]),
    ]


def _no(quote: Quote) -> list[RenderableType]:
    other = listing(map(_dates, quote.nearest))
    sure = _("It cannot be staffed, not even when other duties around it change hands.")
    unsure = _("No way to staff it was found in the time given, not even when other duties around it change hands.")
    within = _("Nor can it within {number} days of these.", number=quote.reach)
    nearest = _("The nearest dates that can: {dates}.", dates=other) if other else within
    names = quote.version.directory.name_of
    short = (told(sentence, names) for sentence in quote.version.shortages)
    return [sure if quote.certain else unsure, "\n".join([*short, *_empty_lines(quote.version)]), f"\n{nearest}"]


def _empty_lines(version: Version) -> Iterator[str]:
    """For each date and role with empty seats, who is kept from them by what."""
    names, seats = version.directory, {duty.seat.id: duty.seat for duty in version.duties}
    together: dict[tuple[date, str], list[EmptySeat]] = {}
    for empty in version.empty:
        together.setdefault((seats[empty.seat].day, seats[empty.seat].role), []).append(empty)
    for (day, role), same in together.items():
        left = _("{seats} empty", seats=counted(len(same), "seat"))
        yield f"{day_text(day)}, {names.roles.get(role, role)}: {left}"
        reasons: dict[str, list[str]] = {}
        for one in same[0].candidates:
            reasons.setdefault(one.reason, []).append(names.consultants.get(one.consultant, one.consultant))
        yield from (f"  {listing(people)}: {told(reason, names.name_of)}" for reason, people in reasons.items())


def _staffing(quote: Quote, names: Directory) -> Table:
    table = grid(_("Who"), _("Date"), _("Role"), _("Consultant"), _("Day class"), "DKK", numbers=("DKK",))
    priced = {(charge.day, charge.consultant, charge.role): charge for charge in quote.charges}
    for duty in quote.staffing:
        charge = priced.get((duty.seat.day, duty.consultant or "", duty.seat.role))
        who = names.consultants.get(duty.consultant or "", duty.consultant or "")
        cells = (day_text(duty.seat.day), names.roles.get(duty.seat.role, duty.seat.role), who)
        price = (label(charge.day_class), format_dkk(charge.unit_price)) if charge else ("", "")
        table.add_row(*map(cell, (*cells, *price)))
    return table


def _named(days: Iterable[tuple[str, date]], names: Directory) -> Iterator[tuple[str, str]]:
    return ((names.consultants.get(who, who), day_text(day)) for who, day in sorted(days))


def _next(quote: Quote) -> list[str]:
    """How to take the booking; of one that was taken, how the folder learns of it."""
    if quote.booked:
        return [
            _(
                "Booked as {id}. To keep the folder in step, export the inputs to it, or add to bookings.csv: {row}",
                id=quote.booking.id,
                row=quote.row,
            )
        ]
    book = _("To book it at once, ask the same with --book ID.")
    return [book, _("To take it, add to bookings.csv: {row}", row=quote.row)]


def _dates(period: Period) -> str:
    if len(period) == 1:
        return long_day(period.first)
    return _("{first} to {last}", first=day_text(period.first), last=long_day(period.last))


def _reasons(empty: EmptySeat) -> Shape:
    candidates = [{"consultant": one.consultant, "reason": one.reason} for one in empty.candidates]
    return {"seat": empty.seat, "candidates": candidates}


def _duty(duty: Duty) -> Shape:
    seat = duty.seat
    return {"seat": seat.id, "date": seat.day.isoformat(), "role": seat.role, "consultant": duty.consultant}


def _line(charge: Charge) -> Shape:
    return {
        "date": charge.day.isoformat(),
        "consultant": charge.consultant,
        "role": charge.role,
        "day_class": charge.day_class,
        "unit_price_ore": charge.unit_price,
    }


def _days_off(days: Iterable[tuple[str, date]]) -> list[Shape]:
    return [{"consultant": who, "date": day.isoformat()} for who, day in sorted(days)]
