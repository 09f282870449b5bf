"""How a store is, in figures; nothing in them names anybody."""

from collections.abc import Callable
from datetime import datetime, timedelta

from rostering.answers.health import Health, PlanGap, WorkStanding
from rostering.domain.jobs import PLAN, REPAIR
from rostering.services.clock import now
from rostering.services.health.ahead_desk import AHEAD_PATIENCE, AheadDesk
from rostering.services.opening import existing_store
from rostering.store import Reading

SILENCE = timedelta(seconds=30)
"""Without a sign of life for so long, what is running counts as stalled; whoever runs it notices sooner."""
PATIENCE = 3.0
"""Seconds to wait for the store: whoever watches waits no longer than ten."""


class HealthDesk:
    """Tells how a store is."""

    def __init__(self, url: str, clock: Callable[[], datetime] = now, patience: float = AHEAD_PATIENCE) -> None:
        self._url, self._clock, self._patience = url, clock, patience
        self._ahead = AheadDesk(url)

    def look(self) -> Health:
        """How it is now. Raises NoStore, StorageFailed."""
        at = self._clock()
        with existing_store(self._url, PATIENCE).reading() as reading:
            pulse, work, gap = reading.pulse(), work_of(reading, at), _gap(reading)
            outboxes, pagers = reading.figures.outboxes(), reading.figures.pagers_failing()
            rounds = reading.rounds.all()
        return Health(at, work, outboxes, pagers, gap, self._ahead.look(pulse, at, self._patience), rounds)


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
