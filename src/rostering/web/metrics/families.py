"""How a store is, as figures that Prometheus reads: names, units, labels and what each means."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from prometheus_client.metrics_core import GaugeMetricFamily, HistogramMetricFamily, Metric

from rostering.answers.health import FiguresAhead, Health, PlanGap, WorkStanding
from rostering.domain.jobs import JobState
from rostering.domain.rounds import RoundOutcome, RoundRun
from rostering.domain.waiting import Backlog

BUCKETS = (1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 14400)
"""Seconds that a job takes: from a small repair to the longest search."""


def families(health: Health) -> Iterator[Metric]:
    """All figures of a store."""
    yield from _work(health.work)
    yield from _outboxes(health.outboxes, health.at)
    yield _by(
        "rostering_pager_failing_seconds",
        "For how long a pager cannot be told who is on; 0 where it can.",
        "pager",
        {pager: _age(since, health.at) for pager, since in health.pagers.items()},
    )
    yield from _rounds(health.rounds)
    if health.gap:
        yield from _plan(health.gap)
    if health.ahead:
        yield from _ahead(health.ahead)


def _work(work: Sequence[WorkStanding]) -> Iterator[Metric]:
    states = GaugeMetricFamily("rostering_jobs", "Jobs by kind and state.", labels=("kind", "state"))
    times = HistogramMetricFamily("rostering_job_seconds", "How long ended jobs took, by kind.", labels=("kind",))
    for one in work:
        for state in JobState:
            states.add_metric((one.kind, state.value), one.states.get(state, 0))
        if one.times is not None:
            times.add_metric((one.kind,), list(_buckets(one.times)), sum(one.times))
    waited = {one.kind: one.queued or 0.0 for one in work}
    yield states
    yield times
    yield _by("rostering_queue_age_seconds", "How long the oldest queued job has waited, by kind.", "kind", waited)
    stalled = {one.kind: one.stalled for one in work}
    yield _by("rostering_jobs_stalled", "Running jobs without a sign of life, by kind.", "kind", stalled)


def _buckets(times: Iterable[float]) -> Iterator[tuple[str, float]]:
    known = sorted(times)
    for most in BUCKETS:
        yield f"{most}.0", float(sum(one <= most for one in known))
    yield "+Inf", float(len(known))


def _outboxes(outboxes: Mapping[str, Backlog], at: datetime) -> Iterator[Metric]:
    waiting = {name: one.number for name, one in outboxes.items()}
    ages = {name: _age(one.since, at) for name, one in outboxes.items()}
    failed = {name: one.failed for name, one in outboxes.items()}
    yield _by("rostering_outbox_waiting", "Messages that wait to be sent.", "outbox", waiting)
    yield _by("rostering_outbox_age_seconds", "How long the oldest of them has waited.", "outbox", ages)
    yield _by("rostering_outbox_failed", "Messages that were given up.", "outbox", failed)


def _rounds(rounds: Sequence[RoundRun]) -> Iterator[Metric]:
    begun = {one.name: one.begun.timestamp() for one in rounds if one.begun}
    succeeded = {one.name: one.succeeded.timestamp() for one in rounds if one.succeeded}
    failed = {one.name: int(one.outcome is RoundOutcome.FAILED) for one in rounds}
    yield _by("rostering_round_begun_timestamp_seconds", "When regular work was last begun.", "round", begun)
    yield _by("rostering_round_success_timestamp_seconds", "When it last came to its end.", "round", succeeded)
    yield _by("rostering_round_failed", "Whether its last run came to nothing.", "round", failed)


def _plan(gap: PlanGap) -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "rostering_plan_gap_ratio", "What part of the newest plan's penalty is not proven necessary.", gap.share
    )
    yield GaugeMetricFamily("rostering_plan_penalty", "The penalty of the newest plan.", gap.penalty)
    yield GaugeMetricFamily("rostering_plan_made_timestamp_seconds", "When it was made.", gap.made.timestamp())


def _ahead(ahead: FiguresAhead) -> Iterator[Metric]:
    yield _by("rostering_empty_seats", "Seats of published dates without a holder.", "days", ahead.empty)
    yield GaugeMetricFamily(
        "rostering_published_days",
        "Days from today on without a date that no roster is published of.",
        ahead.published_days,
    )
    yield GaugeMetricFamily("rostering_links", "Links to feeds that are good.", ahead.links)
    yield _by("rostering_links_unfetched", "Those not fetched for so many days.", "days", ahead.unfetched)
    yield _by("rostering_open_months", "Months that have ended and are not closed.", "money", ahead.open_months)
    yield _by("rostering_month_open_days", "Days since the first of them ended.", "money", ahead.open_for)


def _by(
    name: str, about: str, label: str, values: Mapping[str, float] | Mapping[str, int] | Mapping[int, int]
) -> Metric:
    family = GaugeMetricFamily(name, about, labels=(label,))
    for key, value in values.items():
        family.add_metric((str(key),), value)
    return family


def _age(since: datetime | None, at: datetime) -> float:
    return max(0.0, (at - since).total_seconds()) if since else 0.0
