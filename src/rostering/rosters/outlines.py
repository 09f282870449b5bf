"""Outlines: which roster holds which dates, known without reading what the rosters say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from rostering.rosters.version import Status
from rostering.spans import Period


@dataclass(frozen=True)
class Outline:
    """A roster without what it says: its number, its dates, and whether it is published."""

    number: int
    period: Period
    created: datetime
    discarded: bool = False
    publication: int | None = None
    """Its place among all publications; None while it is not published."""
    at: datetime | None = None
    """When it was published."""
    by: str = ""
    """Who published it."""
    based_on: int | None = None
    """The roster that was changed to make it."""


def published_outlines(outlines: Iterable[Outline]) -> dict[date, Outline]:
    """By date, the published roster that holds it: the latest published whose period has the date."""
    published = [each for each in outlines if each.publication is not None]
    return {day: each for each in sorted(published, key=lambda one: one.publication or 0) for day in each.period}


def drafted_outlines(outlines: Iterable[Outline]) -> dict[date, Outline]:
    """By date, the newest draft that has it and was not thrown away."""
    drafts = [each for each in outlines if each.publication is None and not each.discarded]
    return {day: each for each in sorted(drafts, key=lambda one: one.number) for day in each.period}


def standing_outlines(outlines: Iterable[Outline]) -> dict[date, Outline]:
    """By date, what stands there: what is published, else the newest draft."""
    every = tuple(outlines)
    return {**drafted_outlines(every), **published_outlines(every)}


def outline_status(one: Outline, published: dict[date, Outline]) -> Status:
    """Where a roster stands; superseded once later publications hold every date of it."""
    if one.discarded:
        return Status.DISCARDED
    if one.publication is None:
        return Status.DRAFT
    held = any(published[day].number == one.number for day in one.period)
    return Status.PUBLISHED if held else Status.SUPERSEDED
