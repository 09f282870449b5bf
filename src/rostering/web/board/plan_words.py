"""What pages of plans say: periods as people type them, stages in plain words, states, and what is plotted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rostering.answers.jobs import PlanOffer
from rostering.domain.findings import StageResult
from rostering.domain.jobs import REPAIR, Job, JobProgress, JobState, Point, StageProgress
from rostering.language import _, marked
from rostering.language.formats import days
from rostering.language.labels import label
from rostering.reports.look.wording import hinges
from rostering.spans import Period

USUAL = ("coverage", "largest_unfairness", "unfairness", "preferences")
"""The stages that every plan goes through, each settled before the next."""
_MEANT = {
    "coverage": marked("as few empty seats as there can be"),
    "notice": marked("what is near stays as it is told"),
    "stability": marked("as few duties as possible change hands"),
    "preferences_and_stability": marked("wishes, rest and handovers, weighed against changes"),
    "look_ahead": marked("the weeks after it stay coverable"),
    "largest_unfairness": marked("nobody far from their fair share"),
    "unfairness": marked("everybody near their fair share"),
    "preferences": marked("wishes, rest, handovers and all else that has a penalty"),
    "polishing": marked("some weeks planned anew by turns; penalty of the whole roster"),
}
_STATES = {
    JobState.QUEUED: (marked("waiting"), ""),
    JobState.RUNNING: (marked("planning"), "warn"),
    JobState.DONE: (marked("done"), "good"),
    JobState.FAILED: (marked("failed"), "bad"),
    JobState.CANCELLED: (marked("stopped"), ""),
}


@dataclass(frozen=True)
class StageRow:
    """A stage as a row of the table."""

    name: str
    meant: str
    said: str
    """Where it stands, in a word or two."""
    mark: str = ""
    """`good` for what cannot be better, `now` for what is going on."""
    penalty: int | None = None
    bound: int | None = None
    seconds: float | None = None
    hangs_on: str = ""
    """Where it may still be cheaper."""


def period_text(period: Period) -> str:
    """A period as one would type it: `2026`, `2026Q4`, `2026-12`, or its dates."""
    first = period.first
    short = (str(first.year), f"{first.year}Q{(first.month + 2) // 3}", f"{first:%Y-%m}")
    return next((text for text in short if Period.parse(text) == period), str(period))


def thoroughness(name: str) -> str:
    """What a grade of thoroughness is called."""
    return {"quick": _("Quick"), "usual": _("Usual"), "thorough": _("Thorough")}.get(name, name)


def drafts(offer: PlanOffer) -> list[tuple[str, str]]:
    """What may count as published, as pairs of value and words."""
    told = [
        (str(number), _("draft {number}", number=number) + f", {days(period.first, period.last)}")
        for number, period in offer.drafts
    ]
    return [("", _("no draft")), *told]


def states() -> Mapping[JobState, tuple[str, str]]:
    """What each state is called, and the kind of its badge."""
    return {state: (_(word), kind) for state, (word, kind) in _STATES.items()}


def stage_rows(job: Job, results: Sequence[StageResult] = ()) -> tuple[StageRow, ...]:
    """The stages of a plan: as the roster keeps them once there is one, else as far as they have come.

    Of a repair those of the way that it looks for now, as far as they have begun.
    """
    if results:
        return tuple(
            _row(each.name, *_ended(each.proven, each.penalty), each.penalty, each.bound, each.seconds, hinges(each))
            for each in results
        )
    names = _names(job.progress, () if job.kind == REPAIR else USUAL)
    return tuple(_going_on(job, name, names) for name in names)


def plotted(job: Job) -> tuple[str, tuple[Point, ...]]:
    """The stage that is plotted, and its way: the last with a way to see; at the end the one with most steps."""
    stages = [stage for stage in job.progress.stages if _has_way(stage)]
    if not stages:
        return "", ()
    shown = max(stages, key=lambda stage: len(stage.points)) if job.is_over else stages[-1]
    points = shown.points
    if points and points[-1][0] < _until(job.progress, shown):
        points = (*points, (_until(job.progress, shown), *points[-1][1:]))
    return label(shown.name), points


def _has_way(stage: StageProgress) -> bool:
    """Whether there was ever something between the penalty found and the least possible."""
    return any(penalty is not None and penalty > (bound or 0) for _at, penalty, bound in stage.points)


def _until(progress: JobProgress, stage: StageProgress) -> float:
    """When a stage ended, or how long it has been going on, after the job began."""
    later = [other.began for other in progress.stages if other.began > stage.began]
    return min(later, default=progress.seconds)


def _names(progress: JobProgress, usual: Sequence[str]) -> tuple[str, ...]:
    """The stages there are: the usual ones of a plan in their order, others where they began."""
    begun = [stage.name for stage in progress.stages]
    names = [name for name in usual if name not in begun]
    merged = list(begun)
    for name in names:
        after = [merged.index(other) for other in USUAL[USUAL.index(name) + 1 :] if other in merged]
        before = [merged.index(other) + 1 for other in USUAL[: USUAL.index(name)] if other in merged]
        merged.insert(min(after) if after else max(before, default=0), name)
    return tuple(merged)


def _going_on(job: Job, name: str, names: Sequence[str]) -> StageRow:
    progress = job.progress
    stage = next((each for each in progress.stages if each.name == name), None)
    if stage is None:
        last = names.index(progress.stages[-1].name) if progress.stages else -1
        over = names.index(name) < last
        return _row(name, _("nothing to improve"), "good", 0, 0) if over else _row(name, _("to come"), "")
    here = progress.stage is stage and not job.is_over
    said, mark = (_("going on"), "now") if here else _ended(stage.is_settled, stage.penalty)
    seconds = round(_until(progress, stage) - stage.began, 1)
    return _row(name, said, mark, stage.penalty, stage.bound, seconds)


def _ended(proven: bool, penalty: int | None) -> tuple[str, str]:
    if proven:
        return (_("cannot be better"), "good")
    return (_("nothing better found") if penalty is None else _("best found"), "")


def _row(
    name: str,
    said: str,
    mark: str,
    penalty: int | None = None,
    bound: int | None = None,
    seconds: float | None = None,
    hangs_on: str = "",
) -> StageRow:
    meant = _(_MEANT[name]) if name in _MEANT else ""
    return StageRow(label(name), meant, said, mark, penalty, bound, seconds, hangs_on)
