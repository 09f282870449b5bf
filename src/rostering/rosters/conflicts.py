"""Why a version may not be published: somebody published something else meanwhile."""

from collections.abc import Callable, Sequence
from typing import Protocol

from rostering.errors import Conflict
from rostering.language import _
from rostering.rosters.history import published_on, status_of
from rostering.rosters.version import Publication, Status, Version


class Made(Protocol):
    """A roster as far as it matters what it was made from."""

    @property
    def based_on(self) -> int | None:
        """The roster that was changed to make it."""


class AlreadyPublished(Conflict):
    """The version is published, or was and has been superseded."""

    def __init__(self, number: int, status: Status) -> None:
        since = _(" and has been superseded since") if status is Status.SUPERSEDED else ""
        super().__init__(_("roster {number} is already published{since}", number=number, since=since))


class Discarded(Conflict):
    """A draft that was thrown away."""

    def __init__(self, number: int) -> None:
        super().__init__(_("roster {number} has been discarded: plan anew, or take another draft", number=number))


class Outdated(Conflict):
    """A plan made later is published for some of the version's days."""

    def __init__(self, number: int, published: int) -> None:
        super().__init__(
            _(
                "roster {number} is older than roster {published}, which is published for these days",
                number=number,
                published=published,
            )
        )


class LostUpdate(Conflict):
    """The version was edited without knowing what was published meanwhile, and would undo it."""

    def __init__(self, number: int, source: int, published: int) -> None:
        super().__init__(
            _(
                "roster {number} was made from roster {source}, but roster {published} has been "
                "published since: edit roster {published} instead",
                number=number,
                source=source,
                published=published,
            )
        )


def check_publishable(version: Version, publications: Sequence[Publication], version_of: Callable[[int], Made]) -> None:
    """Raise a Conflict unless the version knows everything that is published for its days.

    A fresh plan replaces what was published before it was made. An edit knows only what it was made from, so nothing
    newer than the plan it stems from may be published for its days, save its own ancestors.
    """
    status = status_of(version, publications)
    if status is not Status.DRAFT:
        raise AlreadyPublished(version.number, status)
    lineage = _lineage(version, version_of)
    holders = published_on(publications)
    held = {holders[day].version.number for day in version.period if day in holders}
    unknown = [number for number in held if number not in lineage and number > lineage[-1]]
    if unknown:
        raise _conflict(lineage, max(unknown))


def _lineage(version: Version, version_of: Callable[[int], Made]) -> tuple[int, ...]:
    """The version's number and those it was made from, newest first, down to a fresh plan."""
    numbers, before = [version.number], version.based_on
    while before is not None:
        numbers.append(before)
        before = version_of(before).based_on
    return tuple(numbers)


def _conflict(lineage: tuple[int, ...], published: int) -> Conflict:
    """Say how the version missed what is published."""
    if lineage[0] < published:
        return Outdated(lineage[0], published)
    return LostUpdate(lineage[0], next(number for number in lineage if number < published), published)
