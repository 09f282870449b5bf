"""What pages of the month's end say: where a month stands, what is in the way and where that is mended, lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rostering.answers.month_end import MonthShown, MonthStage, MonthStanding
from rostering.domain.charges import Charge, ChargeKind
from rostering.domain.hindrances import Hindrance, HindranceKind
from rostering.domain.rights import Action
from rostering.language import _, formats, marked, n_, told
from rostering.language.labels import label
from rostering.money import format_percent as percent
from rostering.spans import Period
from rostering.web.frame.asked import Asked
from rostering.web.month_end.formats import form_named

__all__ = [
    "InTheWay",
    "PlaceToMend",
    "form_named",
    "in_the_way",
    "kind",
    "label",
    "month_title",
    "percent",
    "rule",
    "stage",
    "what",
]

_STAGES = {
    MonthStage.AHEAD: (marked("not begun"), ""),
    MonthStage.OPEN: (marked("open"), ""),
    MonthStage.CLOSABLE: (marked("can be closed"), "warn"),
    MonthStage.CLOSED: (marked("closed, not exported"), "warn"),
    MonthStage.PARTLY: (marked("partly exported"), "warn"),
    MonthStage.EXPORTED: (marked("all exported"), "good"),
}
_KINDS = {
    ChargeKind.CHARGE: marked("Charge"),
    ChargeKind.CREDIT: marked("Credit"),
    ChargeKind.CANCELLATION: marked("Cancellation"),
    ChargeKind.FEE: marked("Fee"),
    ChargeKind.CALLOUT: marked("Call-out"),
    ChargeKind.TICKET: marked("Ticket above what is included"),
}


_CLASS = re.compile(r"^[a-z]+(_[a-z]+)*(?= |;|$)")
"""A day class, where a rate begins."""


@dataclass(frozen=True)
class PlaceToMend:
    """A page where something is mended, or seen."""

    label: str
    href: str


@dataclass(frozen=True)
class InTheWay:
    """A hindrance in plain words, with the ways to mend it."""

    title: str
    text: str
    ways: tuple[PlaceToMend, ...]


def stage(standing: MonthStanding) -> tuple[str, str]:
    """What a month's state is called, and the kind of its badge."""
    if standing.stage is MonthStage.CLOSED and not standing.owed:
        return _("closed, nothing to bill"), "good"
    word, kind = _STAGES[standing.stage]
    return _(word), kind


def kind(kind: ChargeKind) -> str:
    """What a kind of line is called."""
    return _(_KINDS[kind])


def in_the_way(asked: Asked, shown: MonthShown) -> list[InTheWay]:
    """All that is in the way of closing a month."""
    return [
        InTheWay(_title(each, shown), _text(each), tuple(_ways(asked, each, shown.month)))
        for each in shown.standing.hindrances
    ]


def month_title(day: date) -> str:
    """A month as it begins a line: `October 2026`, `Oktober 2026`."""
    name = formats.month(day)
    return name[:1].upper() + name[1:]


def rule(text: str) -> str:
    """Which rate and which discount won, the day class in words."""
    return _CLASS.sub(lambda found: label(found[0]), told(text))


def what(line: Charge, shown: MonthShown) -> str:
    """What a line is for: the part of the day and the role, or the package and the dates that it pays for."""
    if line.paid:
        package = shown.packages.get(line.package, line.package)
        return f"{package}, {formats.days(line.paid.first, line.paid.last)}"
    if line.is_callout:
        return _("Call-out")
    part = shown.directory.teams.get(line.booking) or _("Increased readiness")
    return ", ".join(filter(None, (part, shown.directory.roles.get(line.role, line.role))))


def _title(each: Hindrance, shown: MonthShown) -> str:
    """What is wrong, in a line."""
    names, days = shown.directory, each.days
    when = formats.days(days.first, days.last) if days else ""
    role = names.roles.get(each.role, each.role)
    titles = {
        HindranceKind.UNPUBLISHED: _("No roster is published: {days}", days=when),
        HindranceKind.VACANT: _("Nobody holds a booked seat: {role}, {days}", role=role, days=when),
        HindranceKind.LACKING: _("The roster lacks what is booked: {role}, {days}", role=role, days=when),
        HindranceKind.OTHER_PART: _("The roster has another part of the day: {role}, {days}", role=role, days=when),
        HindranceKind.UNASKED: _("The roster has what nobody booked: {role}, {days}", role=role, days=when),
        HindranceKind.UNPRICED: _("No price: {days}", days=when) if when else _("No price"),
        HindranceKind.RUNNING: _("A call-out goes on: {days}", days=when),
    }
    return titles[each.kind]


def _text(each: Hindrance) -> str:
    """What it is about, and what helps."""
    named = {"booking": each.booking, "number": each.roster, "heads": each.heads}
    texts = {
        HindranceKind.UNPUBLISHED: _("Charges rest on published rosters: plan these dates and publish them."),
        HindranceKind.VACANT: _("Booking {booking}, roster {number}: give the seat to somebody, and publish.", **named),
        HindranceKind.LACKING: n_(
            "Booking {booking} asks for one more than roster {roster} has: plan the day anew or mend the booking.",
            "Booking {booking} asks for {number} more than roster {roster} has: plan the day anew or mend the booking.",
            each.heads,
            booking=each.booking,
            roster=each.roster,
        ),
        HindranceKind.UNASKED: n_(
            "Roster {roster} has one more than booking {booking} asks for: plan the day anew or mend the booking.",
            "Roster {roster} has {number} more than booking {booking} asks for: plan the day anew or mend the booking.",
            each.heads,
            booking=each.booking,
            roster=each.roster,
        ),
    }
    return texts.get(each.kind, each.text)


def _ways(asked: Asked, each: Hindrance, month: Period) -> Iterator[PlaceToMend]:
    """Where it is mended by those who may, else where it is seen."""
    days = each.days
    if each.kind is HindranceKind.UNPUBLISHED and days:
        if asked.may(Action.PLAN):
            yield PlaceToMend(_("Plan"), asked.url("plan", period=str(days)))
        yield PlaceToMend(_("See the board"), asked.url("board", period=f"{month.first:%Y-%m}"))
        return
    if each.seat and asked.may(Action.EXPLAIN):
        yield PlaceToMend(_("See the seat"), asked.url("seat", seat=each.seat, roster=each.roster))
    elif days:
        yield PlaceToMend(_("See the day"), asked.url("day", day=days.first.isoformat()))
    yield from _data(asked, each)
    if each.kind is not HindranceKind.UNPRICED and asked.may(Action.PLAN) and days:
        yield PlaceToMend(_("Plan the day again"), asked.url("plan", period=str(days)))


def _data(asked: Asked, each: Hindrance) -> Iterator[PlaceToMend]:
    """The data that it rests on: to be mended by those who may, else to be seen."""
    if not asked.may(Action.LOOK_ORDERS):
        return
    mends = asked.may(Action.KEEP_DATA)
    if each.kind is HindranceKind.UNPRICED:
        yield PlaceToMend(
            _("Mend the prices") if mends else _("See the prices"), asked.url("data_values", document="rates.toml")
        )
    if each.booking:
        path = asked.url("data_record", table="bookings", key=each.booking)
        yield PlaceToMend(_("Mend the booking") if mends else _("See the booking"), path)
