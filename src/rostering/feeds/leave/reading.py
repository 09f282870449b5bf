"""The days on which a checked calendar says that somebody is away."""

import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from rostering.domain.proposals import Flag, FoundLeave, Skipped, SkipReason
from rostering.feeds.leave.entries import ERRORS, entries_of
from rostering.feeds.leave.groups import Groups, Patience
from rostering.feeds.leave.moments import instant
from rostering.feeds.leave.series import Instance
from rostering.feeds.leave.stretches import Mark, stretches
from rostering.spans import DAY, Hours, Period, Span


@dataclass(frozen=True)
class Frame:
    """How a calendar is looked at: the firm's zone, its hours of ordinary work, and the dates that matter."""

    zone: ZoneInfo
    work: Hours
    looked: Period


@dataclass(frozen=True)
class _Away:
    """The dates of an instance that it takes whole, and those that it takes in part."""

    instance: Instance
    whole: list[date]
    partly: list[date]


def read_calendar(calendar: bytes, frame: Frame, patience: Patience = nullcontext) -> FoundLeave:
    """What a checked calendar proposes, and how many entries it leaves aside and why."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what the libraries find odd in a file nobody would read
        entries = entries_of(calendar, frame.zone)
        groups = Groups(frame.looked, patience)
        groups.read(entries.read)
        aside, marks = entries.aside + groups.aside, list[tuple[date, Mark]]()
        for series in groups.series:
            marks += _judged(series, frame, aside)
    skipped = tuple(Skipped(reason, aside[reason]) for reason in SkipReason if aside[reason])
    return FoundLeave(frame.looked, stretches(marks), skipped)


def _judged(series: list[Instance], frame: Frame, aside: Counter[SkipReason]) -> list[tuple[date, Mark]]:
    """The days that an entry takes away, marked; one that takes none is counted with its reason."""
    try:
        aways = [_away(each, frame) for each in series if not each.cancelled]
        marks = [mark for each in aways for mark in _marks(each, any(other.whole for other in aways))]
        reason = None if marks else _reason(series, frame)
    except ERRORS:
        marks, reason = [], SkipReason.UNREADABLE
    if reason:
        aside[reason] += 1
    return marks


def _away(instance: Instance, frame: Frame) -> _Away:
    touched = _touched(instance, frame)
    if _is_whole(instance):
        return _Away(instance, touched, [])
    start, end = instant(instance.start, frame.zone), instant(instance.end, frame.zone)
    hours = {day: frame.work.on(day, frame.zone) for day in touched}
    whole = [day for day in touched if start <= hours[day].start and hours[day].end <= end]
    # What ends before work begins belongs to the night of the day before.
    partly = [day for day in touched if day not in whole and hours[day].start < end]
    return _Away(instance, whole, partly)


def _marks(away: _Away, beside_whole_days: bool) -> Iterator[tuple[date, Mark]]:
    """Days taken in part are told beside whole ones, and where an instance takes a part of several."""
    flags = away.instance.entry.flags
    for day in away.whole:
        yield day, Mark(flags, _is_whole(away.instance))
    if beside_whole_days or len(away.partly) > 1:
        for day in away.partly:
            yield day, Mark((*flags, Flag.PARTLY), whole_day=False)


def _reason(series: list[Instance], frame: Frame) -> SkipReason:
    """Why an entry proposes nothing: an instance is too short, or all are called off, or over, or far ahead."""
    seen = [SkipReason.CANCELLED if each.cancelled else SkipReason.SHORT for each in series if _touched(each, frame)]
    return max(seen, key=(SkipReason.CANCELLED, SkipReason.SHORT).index, default=SkipReason.OUTSIDE)


def _touched(instance: Instance, frame: Frame) -> list[date]:
    """The dates of the period that it touches."""
    if _is_whole(instance):
        first, last = instance.start, max(instance.start, instance.end - DAY)
    else:
        start, end = instant(instance.start, frame.zone), instant(instance.end, frame.zone)
        days = Span(start, max(end, start + timedelta(minutes=1))).days(frame.zone)
        first, last = days[0], days[-1]
    first, last = max(first, frame.looked.first), min(last, frame.looked.last)
    return list(Period(first, last)) if first <= last else []


def _is_whole(instance: Instance) -> bool:
    """Whether it was written as whole days, not by the clock."""
    return not isinstance(instance.start, datetime) and not isinstance(instance.end, datetime)
