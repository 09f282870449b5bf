"""How pagers write instants and lists, and answers that are not as they are described."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from rostering.domain.pagers import Override
from rostering.notices.pagers.contract import not_understood
from rostering.spans import Span

_MOST_PAGES = 200


def written(at: datetime) -> str:
    """An instant in UTC, to the second."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def span_of(start: str, end: str) -> Span:
    """A span as a pager writes it. Raises ValueError."""
    return Span(datetime.fromisoformat(start), datetime.fromisoformat(end))


@contextmanager
def described() -> Iterator[None]:
    """An answer is taken apart; where it is not as its maker describes it, nobody knows what to make of it."""
    try:
        yield
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        raise not_understood() from None


def pages() -> Iterator[int]:
    """The numbers of the pages of a list. Raises Down where it has no end."""
    yield from range(_MOST_PAGES)
    raise not_understood()


def those_in(span: Span, found: Iterable[Override]) -> list[Override]:
    """The overrides that touch a span, by time."""
    return sorted(each for each in found if each.span.overlaps(span))
