"""What differs between two sets of duties, seat by seat."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rostering.domain.seats import Duty


@dataclass(frozen=True)
class Change:
    """One seat's duty before and after; None where nobody holds it."""

    before: Duty | None
    after: Duty | None

    @property
    def duty(self) -> Duty:
        """The duty that tells of the seat: the later one, where there is one."""
        duty = self.after or self.before
        if duty is None:
            raise ValueError("a change needs a duty before or after")
        return duty

    @property
    def seat(self) -> str:
        """The seat's id."""
        return self.duty.seat.id

    @property
    def consultants(self) -> tuple[str, ...]:
        """Whom it concerns, sorted: who gives the duty up, who takes it, or who keeps it at other hours."""
        return tuple(sorted({duty.consultant for duty in (self.before, self.after) if duty and duty.consultant}))

    @property
    def customers(self) -> tuple[str, ...]:
        """Whose duty it is or was, sorted."""
        return tuple(sorted({c for duty in (self.before, self.after) if duty for c in duty.seat.customers}))


@dataclass(frozen=True)
class Changes:
    """All that differs, each part sorted by date, then seat."""

    added: tuple[Change, ...] = ()
    """Seats that somebody holds and nobody held."""
    removed: tuple[Change, ...] = ()
    """Seats that somebody held and nobody holds."""
    moved: tuple[Change, ...] = ()
    """Seats held by another consultant, at other times or as another kind."""

    def __iter__(self) -> Iterator[Change]:
        return iter(sorted((*self.added, *self.removed, *self.moved), key=_place))

    def __len__(self) -> int:
        return len(self.added) + len(self.removed) + len(self.moved)

    @property
    def counts(self) -> dict[str, int]:
        """How many seats were added, removed and moved."""
        return {"added": len(self.added), "removed": len(self.removed), "moved": len(self.moved)}

    def by_consultant(self) -> dict[str, tuple[Change, ...]]:
        """The changes that concern each consultant; a handover stands with both."""
        return {who: tuple(c for c in self if who in c.consultants) for who in _sorted(c.consultants for c in self)}

    def by_customer(self) -> dict[str, tuple[Change, ...]]:
        """The changes that concern each customer."""
        return {who: tuple(c for c in self if who in c.customers) for who in _sorted(c.customers for c in self)}


def changes(before: Iterable[Duty], after: Iterable[Duty]) -> Changes:
    """Compare two sets of duties; an unfilled seat counts as no duty."""
    old, new = _filled(before), _filled(after)
    found = sorted((Change(old.get(seat), new.get(seat)) for seat in old.keys() | new.keys()), key=_place)
    return Changes(
        added=tuple(change for change in found if change.before is None),
        removed=tuple(change for change in found if change.after is None),
        moved=tuple(change for change in found if _moved(change)),
    )


def _filled(duties: Iterable[Duty]) -> Mapping[str, Duty]:
    return {duty.seat.id: duty for duty in duties if duty.consultant}


def _moved(change: Change) -> bool:
    before, after = change.before, change.after
    return before is not None and after is not None and _essence(before) != _essence(after)


def _essence(duty: Duty) -> tuple[object, ...]:
    return duty.consultant, duty.seat.span, duty.seat.kind


def _place(change: Change) -> tuple[object, ...]:
    return change.duty.seat.day, change.seat


def _sorted(groups: Iterable[tuple[str, ...]]) -> list[str]:
    return sorted({who for group in groups for who in group})
