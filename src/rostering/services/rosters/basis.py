"""What a plan rests on: the case of its period, which of its dates stay as published, and what it is told besides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from rostering.answers.explanations import Reasons
from rostering.audit.judgement import Judgement, judge
from rostering.domain.findings import StageResult
from rostering.domain.inputs import Inputs
from rostering.domain.seats import Pin
from rostering.errors import BadCall, Conflict
from rostering.language import _
from rostering.rosters.history import published_on
from rostering.rosters.version import Publication, Version
from rostering.rules.roster import Roster
from rostering.services.cases.case import Case, case_of, is_overtaken, with_pins
from rostering.services.cases.served import Served, served
from rostering.services.cases.versions import version_of
from rostering.services.clock import now, today_in
from rostering.services.rosters.drafts import draft_after, draft_before
from rostering.solver.plan.task import Task
from rostering.spans import Period
from rostering.store import Reading

LONGEST = 400
"""Days that one plan may cover."""

LOOK_AHEAD_WEEKS = 4
"""How far a plan looks beyond its period."""


class TooLong(BadCall):
    """A period that is too long to be planned at once."""

    def __init__(self, period: Period) -> None:
        super().__init__(
            _(
                "{period} has {days} days, and a plan covers at most {longest}: plan it in parts",
                period=period,
                days=len(period),
                longest=LONGEST,
            )
        )


class Overtaken(Conflict):
    """The inputs, or what is published, changed while the plan was made."""

    def __init__(self, period: Period) -> None:
        super().__init__(
            _("what the plan of {period} rests on was changed while it was made: try again", period=period)
        )


@dataclass(frozen=True)
class Basis:
    """All that a plan depends on but its limits."""

    case: Case
    kept: Inputs
    """The inputs without the plan's own pins."""
    pins: tuple[Pin, ...]
    over: Served
    waiting: Version | None
    """The newest draft of the weeks before, which does not count."""

    @cached_property
    def task(self) -> Task:
        """What is to be planned: all but the dates that stay. Raises NothingLeft."""
        case, over = self.case, self.over
        return Task(over.cut(case.problem), over.rules(case.rules), longer=case.longer and over.cut(case.longer))

    @property
    def published(self) -> dict[date, Publication]:
        """What is published on the dates of the period."""
        held = published_on(self.case.publications)
        return {day: each for day, each in held.items() if day in self.case.problem.period}

    def version(
        self,
        made: Roster,
        judgement: Judgement,
        seed: int,
        stages: Sequence[StageResult] = (),
        interrupted: bool = False,
        reasons: Reasons | None = None,
        ended: Callable[[], bool] = lambda: False,
    ) -> Version:
        """The version, not numbered yet, of a roster that was made for the task, with the dates that stay."""
        whole = self.over.joined(made, self.case.problem)
        judged = judge(whole, self.case.rules) if self.over.days else judgement
        version = version_of(
            self.case, whole, judged, now(), seed, stages=stages, interrupted=interrupted, reasons=reasons, ended=ended
        )
        return replace(self.over.kept_in(version), pins=self.pins)

    def refuse_overtaken(self, reading: Reading) -> None:
        """Let nothing be saved that rests on what is no more. Raises Overtaken."""
        inputs = with_pins(reading.inputs(), self.pins)
        if is_overtaken(reading, self.case, inputs) or self.over.is_overtaken(reading):
            raise Overtaken(self.case.problem.period)


def basis_of(
    reading: Reading,
    period: Period,
    start: date | None = None,
    after: int | None = None,
    pins: Sequence[Pin] = (),
    look_ahead: int = LOOK_AHEAD_WEEKS,
) -> Basis:
    """What a plan of a period rests on, as the store has it now; `start` is today unless it is said.

    Raises TooLong, NotBefore, Discarded, NoRoster, UnknownRoster.
    """
    if len(period) > LONGEST:
        raise TooLong(period)
    draft = draft_after(reading, after, period)
    kept = reading.inputs()
    case = case_of(reading, period, with_pins(kept, pins), look_ahead=look_ahead, after=draft, today=start)
    over = served(case, start or today_in(case.problem.zone))
    return Basis(case, kept, tuple(pins), over, draft_before(reading, case))
