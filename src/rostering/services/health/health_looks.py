"""How a store is, in figures; nothing in them names anybody."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from rostering.answers.health import Ahead, Health, PlanGap, WorkStanding
from rostering.domain.jobs import PLAN, REPAIR
from rostering.services.clock import now
from rostering.services.health.looking_ahead import ahead_of
from rostering.services.opening import existing_store
from rostering.store import Pulse, Reading

SILENCE = timedelta(seconds=30)
"""Without a sign of life for so long, what is running counts as stalled; whoever runs it notices sooner."""
FRESH = timedelta(minutes=5)
"""How long what is looked up ahead holds, while nothing is changed."""


class HealthDesk:
    """Tells how a store is; what rests on inputs and rosters is found anew when these change, and now and then."""

    def __init__(self, url: str, clock: Callable[[], datetime] = now) -> None:
        self._url, self._clock = url, clock
        self._lock = Lock()
        self._ahead: tuple[Pulse, datetime, Ahead | None] | None = None

    def look(self) -> Health:
        """How it is now. Raises NoStore, StorageFailed."""
        at = self._clock()
        with self._lock, existing_store(self._url).reading() as reading:
            figures = reading.figures
            return Health(
                at,
                work_of(reading, at),
                figures.outboxes(),
                figures.pagers_failing(),
                _gap(reading),
                self._known_ahead(reading, at),
            )

    def _known_ahead(self, reading: Reading, at: datetime) -> Ahead | None:
        pulse = reading.pulse()
        if self._ahead is None or self._ahead[0] != pulse or not timedelta(0) <= at - self._ahead[1] < FRESH:
            self._ahead = pulse, at, ahead_of(reading, at) if reading.has_inputs() else None
        return self._ahead[2]


def work_of(reading: Reading, at: datetime) -> tuple[WorkStanding, ...]:
    """Jobs and errands by kind; plans and repairs are told though there was never one: no figure says less than 0."""
    figures = reading.figures
    jobs, errands, times = figures.jobs(), figures.errands(), figures.times()
    since, silent = figures.queued_since(), figures.silent(at - SILENCE)
    counted, kept = {**errands, **jobs}, {PLAN, REPAIR, *(kind for kind, _ in jobs)}
    return tuple(
        WorkStanding(
            kind,
            {state: number for (each, state), number in counted.items() if each == kind},
            max(0.0, (at - since[kind]).total_seconds()) if kind in since else None,
            silent.get(kind, 0),
            tuple(times.get(kind, ())) if kind in kept else None,
        )
        for kind in sorted(kept | {kind for kind, _ in errands})
    )


def _gap(reading: Reading) -> PlanGap | None:
    newest = reading.figures.newest_stages()
    if newest is None:
        return None
    made, stages = newest
    return PlanGap(sum(one.penalty for one in stages), sum(one.bound for one in stages), made)
