"""Things in force from one date to another, or until further notice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Protocol, TypeVar

from rostering.folder.tables import TomlTable
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


def one_at_a_time(
    found: Iterable[tuple[TomlTable, InForce]], hint: str, about: Callable[[InForce], object] = lambda _item: None
) -> None:
    """Refuse whatever starts while another is in force that is about the same thing."""
    alike: dict[object, list[tuple[TomlTable, InForce]]] = defaultdict(list)
    for table, item in found:
        alike[about(item)].append((table, item))
    for (later, item), (earlier, other) in (pair for those in alike.values() for pair in overlaps(those)):
        told = {"first": item.first, "path": earlier.path, "until": until(other)}
        later.fault(_("starts {first}, when {path} is in force until {until}", **told), hint)


def until(item: Dated) -> str:
    """The last date in words."""
    return str(item.last or _("further notice"))


def _end(item: Dated) -> date:
    return item.last or date.max
