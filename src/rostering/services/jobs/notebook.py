"""The notebook of a job: how far it has come and the best it has found, gathered while the solver works."""

import math
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from rostering.audit.judgement import penalty_of
from rostering.domain.jobs import BestSoFar, JobProgress, Point, StageProgress, WayOnTheWay, WaySoFar
from rostering.rules.roster import Roster
from rostering.rules.rule import Rule, that_cost
from rostering.services.rosters.basis import Basis
from rostering.services.rosters.planning import Progress
from rostering.services.rosters.replanning import RepairGround

MOST_POINTS = 240
"""Points of one stage's way; where there are more, every other one is left out."""
POLISHING = "polishing"
"""What the planner calls the time after its stages, in which all of them together get better."""


class Notebook:
    """Takes note from the threads of the solver, and hands out what is known to whoever writes it down."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._began, self._seconds = clock, clock(), seconds
        self._lock = threading.Lock()
        self._rules: list[Rule] = []
        self._progress = JobProgress()
        self._best: BestSoFar | None = None
        self._before: Mapping[str, str] = {}
        self._ways: dict[str, WaySoFar] = {}
        self._has_new_way = False

    def begin(self, basis: Basis) -> None:
        """Take note of what the plan rests on."""
        self._rules = that_cost(basis.task.rules)

    def begin_repair(self, ground: RepairGround) -> None:
        """Take note of what a repair rests on, and of who has which seat before it."""
        self._rules = that_cost(ground.case.rules)
        self._before = ground.asked.holders

    def watch(self, told: Progress) -> None:
        """Take note of how far a stage has come."""
        with self._lock:
            if told.parts:
                self._progress = replace(self._progress, parts=told.parts)
            else:
                self._enter(told.stage)
                self._note(_whole(told.penalty), _least(told.bound))

    def find(self, roster: Roster) -> None:
        """Take note of a better roster."""
        empty = sum(seat.id not in roster.holders for seat in roster.problem.seats)
        penalty = penalty_of(roster, self._rules)
        with self._lock:
            self._best = BestSoFar(dict(roster.holders), roster.days_off)
            self._progress = replace(self._progress, empty=empty, penalty=penalty)
            if self._progress.stage and self._progress.stage.name == POLISHING:
                self._note(penalty, None)

    def find_way(self, aim: str, roster: Roster, ready: bool) -> None:
        """Take note of a way to mend a roster; once it is ready, the stages are those of the next one."""
        seats = [seat.id for seat in roster.problem.seats]
        empty = sum(seat not in roster.holders for seat in seats)
        changes = sum(roster.holders.get(seat) != self._before.get(seat) for seat in seats)
        penalty = penalty_of(roster, self._rules)
        with self._lock:
            if changes or ready:
                self._ways[aim] = WaySoFar(aim, BestSoFar(dict(roster.holders), roster.days_off))
                self._has_new_way = True
            self._progress = replace(self._progress, empty=empty, penalty=penalty)
            if ready:
                found = WayOnTheWay(aim, changes, empty, penalty)
                self._progress = replace(self._progress, ways=(*self._progress.ways, found), stages=(), parts=None)

    def news(self) -> tuple[JobProgress, BestSoFar | tuple[WaySoFar, ...] | None]:
        """How far it has come, and what was found, if there is better or more than when this was last asked."""
        with self._lock:
            at = self._seconds_gone()
            best: BestSoFar | tuple[WaySoFar, ...] | None = self._best
            if self._has_new_way:
                best = tuple(self._ways.values())
            self._best, self._has_new_way = None, False
            left = max(0.0, round(self._seconds - at, 1))
            return replace(self._progress, seconds=at, seconds_left=left), best

    def _enter(self, name: str) -> None:
        stage = self._progress.stage
        if stage is None or stage.name != name:
            begun = StageProgress(name, self._seconds_gone())
            self._progress = replace(self._progress, stages=(*self._progress.stages, begun))
            if name == POLISHING:
                self._note(self._progress.penalty, None)

    def _note(self, penalty: int | None, bound: int | None) -> None:
        *before, last = self._progress.stages
        if (penalty, bound) in {(None, None), (last.penalty, last.bound)}:
            return
        points = _thinned((*last.points, (self._seconds_gone(), penalty, bound)))
        noted = replace(last, penalty=penalty, bound=bound, points=points)
        self._progress = replace(self._progress, stages=(*before, noted))

    def _seconds_gone(self) -> float:
        return round(self._clock() - self._began, 1)


def _whole(penalty: float | None) -> int | None:
    return None if penalty is None else round(penalty)


def _least(bound: float | None) -> int | None:
    """The least penalty that a bound leaves possible; none is below 0."""
    return None if bound is None or not math.isfinite(bound) else max(0, math.ceil(bound - 1e-6))


def _thinned(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The first, the last and every other one between, once there are too many."""
    return points if len(points) <= MOST_POINTS else (*points[:-1:2], points[-1])
