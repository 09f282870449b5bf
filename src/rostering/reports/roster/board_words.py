"""What the pages around the board say: of seats, alternatives, changes, balances."""

from collections.abc import Iterable
from dataclasses import dataclass

from rostering.answers.board_pages import RoleBalance, SeatReasons
from rostering.domain.catalogue import BIG_DAY
from rostering.domain.findings import Alternative, JudgedBreach
from rostering.domain.seats import Duty, Seat
from rostering.language import _, formats, n_, named
from rostering.language.labels import label
from rostering.reports.look.days import title
from rostering.reports.look.wording import hours_text, period_label
from rostering.reports.look.wording import signed as _signed
from rostering.reports.roster.plot import LEAST_REACH, MOST, Drawing, PlotStep, Scale
from rostering.rosters.version import Directory

__all__ = ["label", "title"]


_FILLED = "coverage"
"""The rule that asks for every seat to be filled."""


@dataclass(frozen=True)
class Grouped:
    """People whom the same reason keeps from a seat."""

    reason: str
    people: tuple[str, ...]


def seat_title(found: SeatReasons) -> str:
    """What a seat's page is called: the role, and the date."""
    seat = found.seat
    return f"{found.directory.roles.get(seat.role, seat.role)}, {formats.long_day(seat.day)}"


def hours(seat: Seat, names: Directory) -> str:
    """The hours of a seat, by the clock on the wall."""
    return hours_text(seat.span, names.zone).replace("-", "–")


def signed(points: int) -> str:
    """Points above or below, with a real minus sign."""
    return _signed(points).replace("-", "−")


def customers(seat: Seat, names: Directory) -> list[str]:
    """The names of those whom a seat serves."""
    return sorted(names.customers.get(one, one) for one in seat.customers)


def why(alternatives: Iterable[Alternative], holder: str, names: Directory) -> str:
    """Why the seat is its holder's: what the lightest other would cost, or what is forbidden about it."""
    own = next((one for one in alternatives if one.consultant == holder), None)
    if own and not own.ok:
        return named(own.reason, names.name_of)
    others = could(alternatives, holder)
    if not others:
        return _("Nobody else can take it, all else as it is.")
    least = others[0]
    name, penalty = names.consultants.get(least.consultant, least.consultant), least.penalty or 0
    if penalty > 0:
        return _("Nobody else could for less than {number} more.", number=penalty)
    if penalty == 0:
        return _("{name} would cost as much.", name=name)
    return _("{name} would cost {number} less.", name=name, number=-penalty)


def penalty(one: Alternative) -> int:
    """What a change of hands costs besides that an empty seat is filled."""
    return sum(by for rule, by in one.penalty_by_rule.items() if rule != _FILLED)


def cost(one: Alternative) -> str:
    """What it changes, rule by rule, with the days off that go with it."""
    rules = [f"{label(rule)} {signed(by)}" for rule, by in one.penalty_by_rule.items() if by and rule != _FILLED]
    off = [_("a day off on {day}", day=formats.short_day(day)) for day in one.days_off]
    return ", ".join((*rules, *off))


def days_off(one: Alternative) -> str:
    """The compensating days that go with it."""
    return ", ".join(_("with a day off on {day}", day=formats.short_day(day)) for day in one.days_off)


def costing(one: Alternative) -> list[JudgedBreach]:
    """What would be broken that is not, the dearest first."""
    return sorted(one.breaches, key=lambda judged: -(judged.breach.penalty or 0))


def mends(one: Alternative) -> int:
    """What the penalty of what would be broken no more comes to, as a negative number."""
    return penalty(one) - sum(judged.breach.penalty or 0 for judged in one.breaches)


def points(penalty: int) -> str:
    """A penalty in words: `+3 points`, `nothing`."""
    return n_("{points} point", "{points} points", abs(penalty), points=signed(penalty))


def called(seat: str, names: Directory) -> str:
    """A seat by its role and date."""
    return names.name_of("seat", seat) or seat


def holder(consultant: str | None, names: Directory) -> str:
    """Whoever holds a seat."""
    return names.consultants.get(consultant, consultant) if consultant else _("nobody")


def could(alternatives: Iterable[Alternative], holder: str | None) -> list[Alternative]:
    """Who else could hold the seat, the lightest first."""
    return [one for one in alternatives if one.ok and one.consultant != holder]


def could_not(alternatives: Iterable[Alternative], holder: str | None, names: Directory) -> list[Grouped]:
    """Who could not, those of one reason together."""
    people: dict[str, list[str]] = {}
    for one in alternatives:
        if not one.ok and one.consultant != holder:
            people.setdefault(named(one.reason, names.name_of), []).append(one.consultant)
    return [Grouped(reason, tuple(who)) for reason, who in people.items()]


def kind(name: str) -> str:
    """What a line of the ledger is called."""
    return {"brought": _("Brought along"), BIG_DAY: _("Big days")}.get(name) or label(name)


def side(duty: Duty | None, other: Duty | None, names: Directory) -> str:
    """One side of a change: who holds the seat, with the hours where these differ."""
    if duty is None or duty.consultant is None:
        return _("nobody")
    name = names.consultants.get(duty.consultant, duty.consultant)
    return f"{name} {hours(duty.seat, names)}" if other and other.seat.span != duty.seat.span else name


def drawing_of(balance: RoleBalance) -> Drawing:
    """A balance over time, drawn on the scale of everybody in the role."""
    shown = balance.chapters[-MOST:]
    steps = tuple(PlotStep(place, account) for place, (_chapter, account) in enumerate(shown, start=1))
    return Drawing(steps, Scale(tuple(period_label(chapter.period) for chapter, _account in shown), reach_of(balance)))


def reach_of(balance: RoleBalance) -> int:
    """The points at the top of the scale."""
    return max(LEAST_REACH, balance.reach)


def spots(points: Iterable[tuple[float, float]]) -> str:
    """Points as a drawing takes them."""
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
