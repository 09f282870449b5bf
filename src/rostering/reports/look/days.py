"""A roster by day: its windows in order, each with the holders of its seats."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from rostering.domain.seats import Duty, Seat
from rostering.language.labels import label, window_name
from rostering.rosters.version import Directory, Version


@dataclass(frozen=True)
class StaffedWindow:
    """The duties of one team or booking in the same hours of one date."""

    duties: tuple[Duty, ...]

    @property
    def seat(self) -> Seat:
        """The first seat, which speaks for what all have in common."""
        return self.duties[0].seat

    def holders(self, role: str) -> tuple[str | None, ...]:
        """Who fills the seats of a role, None for nobody; empty when the window has no such seat."""
        return tuple(duty.consultant for duty in self.duties if duty.seat.role == role)


def in_order(duties: Iterable[Duty]) -> list[Duty]:
    """Duties by start, then by seat."""
    return sorted(duties, key=lambda duty: (duty.seat.span.start, duty.seat.id))


def staffed_windows(version: Version) -> list[StaffedWindow]:
    """The roster's windows by date; on each date the pooled teams stand before the bookings."""
    duties = sorted(version.duties, key=lambda duty: (*_window_key(duty.seat), duty.seat.number, duty.seat.id))
    return [StaffedWindow(tuple(same)) for _same, same in groupby(duties, key=lambda duty: _window_key(duty.seat))]


def roles_in(version: Version) -> tuple[str, ...]:
    """The roles that the roster has seats for, in the directory's order."""
    needed = {duty.seat.role for duty in version.duties}
    return (*(role for role in version.directory.roles if role in needed), *sorted(needed - {*version.directory.roles}))


def title(seat: Seat, directory: Directory) -> str:
    """What a seat's window is called: `Juledag`, `Weekend`, or `Acme: Evening` for a booking."""
    if seat.booking is None:
        return window_name(seat.name) if seat.name else label(seat.kind)
    return f"{customers_text(seat, directory)}: {part_text(seat, directory)}"


def part_text(seat: Seat, directory: Directory) -> str:
    """The part of the day that a booked seat covers."""
    return directory.teams.get(seat.booking or "", seat.name)


def customers_text(seat: Seat, directory: Directory) -> str:
    """The names of the customers that a seat serves."""
    return ", ".join(directory.customers.get(customer, customer) for customer in seat.customers)


def _window_key(seat: Seat) -> tuple[str, bool, datetime, datetime, str]:
    return seat.day.isoformat(), seat.booking is not None, seat.span.start, seat.span.end, seat.team
