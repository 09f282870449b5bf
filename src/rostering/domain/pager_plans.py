"""What a pager is to be told: who should be on, against what is there and what of that is our own."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from rostering.domain.pagers import MadeOverride, Override, Pager, PagerShift
from rostering.domain.seats import Duty
from rostering.spans import Span

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class PagerClash:
    """Two people who would be on at once, where only one can be."""

    shift: PagerShift
    """Who is not told."""
    other: PagerShift


@dataclass(frozen=True)
class WantedOverride:
    """Who should be on from now on, and whom the pager has no room for."""

    shifts: tuple[PagerShift, ...]
    clashes: tuple[PagerClash, ...] = ()


@dataclass(frozen=True)
class PagerChange:
    """One thing to do: somebody comes on, or an override of ours goes; both where one takes the place of another."""

    shift: PagerShift | None
    gone: MadeOverride | None


@dataclass(frozen=True)
class PagerPlan:
    """All that is to be done: what is remembered first, then what the pager is told."""

    adopted: tuple[tuple[MadeOverride, Override], ...]
    """What was made and not noted."""
    forgotten: tuple[MadeOverride, ...]
    """What was never made, is over, or was taken away by somebody else."""
    changes: tuple[PagerChange, ...]
    kept: tuple[MadeOverride, ...]
    """What is as it should be."""
    by_hand: tuple[PagerShift, ...] = ()
    """What somebody else has put there in the same words; it is left to them."""


def from_now(at: datetime) -> datetime:
    """The next whole minute, from which on anything may be changed."""
    whole = at.replace(second=0, microsecond=0)
    return whole if whole == at else whole + _MINUTE


def wanted(pager: Pager, duties: Iterable[Duty], at: datetime) -> WantedOverride:
    """Who should be on in the schedules of a pager after an instant."""
    found: dict[tuple[str, str], list[Span]] = {}
    for duty in sorted(duties, key=lambda each: (each.seat.span, each.seat.id)):
        if duty.consultant and duty.seat.span.end > at:
            for key in dict.fromkeys(target.key for target in pager.targets if target.takes(duty.seat)):
                _join(found.setdefault((key, duty.consultant), []), duty.seat.span)
    shifts = sorted(PagerShift(key, span, who) for (key, who), spans in found.items() for span in spans)
    return _one_at_a_time(shifts) if pager.kind.holds_one else WantedOverride(tuple(shifts))


def _join(spans: list[Span], span: Span) -> None:
    """Add a span to those of one person, by start; whoever is on twice at once is on once."""
    if spans and spans[-1].end > span.start:
        spans[-1] = Span(spans[-1].start, max(spans[-1].end, span.end))
    else:
        spans.append(span)


def _one_at_a_time(shifts: Iterable[PagerShift]) -> WantedOverride:
    """The first who comes on stays; whoever would be put over them is told of, not hidden."""
    held: dict[str, PagerShift] = {}
    taken: list[PagerShift] = []
    clashes: list[PagerClash] = []
    for shift in shifts:
        before = held.get(shift.schedule)
        if before and before.span.end > shift.span.start:
            clashes.append(PagerClash(shift, before))
        else:
            held[shift.schedule] = shift
            taken.append(shift)
    return WantedOverride(tuple(taken), tuple(clashes))


def plan(
    shifts: Iterable[PagerShift],
    users: Mapping[str, str],
    known: Iterable[MadeOverride],
    there: Collection[Override],
    at: datetime,
    until: datetime,
) -> PagerPlan:
    """What is to be done that, after an instant, what is there is what is wanted; what is not ours stays as it is.

    `users` are the pager's ids of consultants; those without one are not told. Nothing is made that begins after
    `until`; what is there already stays.
    """
    adopted, ours, forgotten = _ours(known, there, at)
    foreign = [each for each in there if each.id not in {override.id for _, override in ours}]
    kept: list[MadeOverride] = []
    missing: list[PagerShift] = []
    by_hand: list[PagerShift] = []
    left = list(ours)
    for shift in shifts:
        same = next((pair for pair in left if _is_as_wanted(*pair, shift, users, at)), None)
        if same:
            left.remove(same)
            kept.append(same[0])
        elif shift.consultant in users and shift.span.start < until:
            is_there = any(_is_said(shift, users, each, at) for each in foreign)
            (by_hand if is_there else missing).append(shift)
    changes = _paired(missing, [made for made, _ in left])
    return PagerPlan(tuple(adopted), tuple(forgotten), changes, tuple(kept), tuple(by_hand))


def _ours(
    known: Iterable[MadeOverride], there: Collection[Override], at: datetime
) -> tuple[list[tuple[MadeOverride, Override]], list[tuple[MadeOverride, Override]], list[MadeOverride]]:
    """What is remembered: found again though it was not noted; all that is there; and what is not there."""
    by_id = {each.id: each for each in there if each.span.end > at}
    known = tuple(known)
    ids = {made.override for made in known}
    adopted: list[tuple[MadeOverride, Override]] = []
    ours: list[tuple[MadeOverride, Override]] = []
    forgotten: list[MadeOverride] = []
    for made in known:
        if made.override is not None:
            found = by_id.get(made.override)
        else:
            found = next((each for each in by_id.values() if each.id not in ids and made.is_like(each)), None)
            if found:
                ids.add(found.id)
                adopted.append((made, found))
        if found:
            ours.append((made, found))
        else:
            forgotten.append(made)
    return adopted, ours, forgotten


def _is_as_wanted(
    made: MadeOverride, found: Override, shift: PagerShift, users: Mapping[str, str], at: datetime
) -> bool:
    """Whether an override of ours says what is wanted, as far as it lies ahead."""
    is_same = made.shift.schedule == shift.schedule and made.shift.consultant == shift.consultant
    user = users.get(shift.consultant, made.user)
    return is_same and found.user == made.user == user and _ahead(found.span, at) == _ahead(shift.span, at)


def _is_said(shift: PagerShift, users: Mapping[str, str], found: Override, at: datetime) -> bool:
    is_same = found.schedule == shift.schedule and found.user == users[shift.consultant]
    return is_same and _ahead(found.span, at) == _ahead(shift.span, at)


def _ahead(span: Span, at: datetime) -> tuple[datetime, datetime]:
    return max(span.start, at), span.end


def _paired(missing: Iterable[PagerShift], gone: list[MadeOverride]) -> tuple[PagerChange, ...]:
    """Each who comes on with an override of ours that goes at the same hours; the rest by themselves, by time."""
    left = sorted(gone, key=lambda made: (made.shift, made.number))
    changes: list[PagerChange] = []
    for shift in missing:
        same = next((made for made in left if _meets(made.shift, shift)), None)
        if same:
            left.remove(same)
        changes.append(PagerChange(shift, same))
    return (*changes, *(PagerChange(None, made) for made in left))


def _meets(one: PagerShift, other: PagerShift) -> bool:
    return one.schedule == other.schedule and one.span.overlaps(other.span)
