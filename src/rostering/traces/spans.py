"""Pieces of work that are traced: whoever does one says so here, and nothing happens as long as traces are off."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import TracebackType
from typing import Self

Fact = str | int | float | bool
Facts = Mapping[str, Fact]


class TraceSpan:
    """A piece of work, as long as a `with` lasts; this one is not traced."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Nothing is left."""

    def tell(self, facts: Facts, name: str | None = None, failed: bool = False) -> None:
        """Say what is only known by now: what it was about, what to call it, that it came to nothing."""

    @property
    def trace(self) -> str | None:
        """By which id all that belongs together is found; None while traces are off."""
        return None


class Tracing:
    """What makes spans; this one, which is there at first, makes none."""

    def span(self, name: str, facts: Facts, headers: Mapping[str, str] | None) -> TraceSpan:  # noqa: ARG002
        """A piece of work that begins now; `headers` may say what it belongs to."""
        return _NONE

    def past(self, name: str, begun: datetime, ended: datetime, facts: Facts, failed: bool) -> None:
        """A piece of work that is over, whoever did it."""


_NONE = TraceSpan()
_tracing: list[Tracing] = [Tracing()]


def span(name: str, headers: Mapping[str, str] | None = None, **facts: Fact) -> TraceSpan:
    """A piece of work that begins now; what is begun within belongs to it. Facts name nobody and hold no secret.

    A request has `headers`; anything else is traced only within one.
    """
    return _tracing[-1].span(name, facts, headers)


def past(name: str, begun: datetime, ended: datetime, failed: bool = False, **facts: Fact) -> None:
    """Tell of a piece of work that is over."""
    _tracing[-1].past(name, begun, ended, facts, failed)


def begin_tracing(tracing: Tracing) -> Callable[[], None]:
    """Let spans be made by this from now on; what is answered ends it."""
    _tracing.append(tracing)
    return lambda: _tracing.remove(tracing)
