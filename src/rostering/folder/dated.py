"""Things in force from one date to another, or until further notice."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol, TypeVar

from rostering.language import _

Where = TypeVar("Where")


class Dated(Protocol):
    """Whatever is in force from `first` to `last`, both included; None is until further notice."""

    @property
    def first(self) -> date:
        """The first date."""

    @property
    def last(self) -> date | None:
        """The last date."""


InForce = TypeVar("InForce", bound=Dated)


def overlaps(
    items: Iterable[tuple[Where, InForce]],
) -> Iterator[tuple[tuple[Where, InForce], tuple[Where, InForce]]]:
    """Every item that starts while an earlier one is in force, with that one: the one that lasts longest."""
    longest: tuple[Where, InForce] | None = None
    for item in sorted(items, key=lambda pair: pair[1].first):
        if longest and item[1].first <= _end(longest[1]):
            yield item, longest
        if longest is None or _end(item[1]) > _end(longest[1]):
            longest = item


def until(item: Dated) -> str:
    """The last date in words."""
    return str(item.last or _("further notice"))


def _end(item: Dated) -> date:
    return item.last or date.max
