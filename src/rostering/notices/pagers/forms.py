"""How pagers write instants, and answers that are not as they are described."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from rostering.domain.pagers import Override
from rostering.language import said
from rostering.notices.pagers.contract import Down
from rostering.spans import Span


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
        raise Down(said("it answers otherwise than its description says")) from None


def those_in(span: Span, found: Iterable[Override]) -> list[Override]:
    """The overrides that touch a span, by time."""
    return sorted(each for each in found if each.span.overlaps(span))
