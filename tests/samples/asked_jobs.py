"""A job, as somebody might have asked for it."""

from datetime import UTC, datetime, timedelta

from rostering.domain.jobs import Job
from rostering.spans import Period

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
JOB = Job(0, "asta", Period.parse("2026-12"), NOW, "abc", seed=1, effort=20.0, seconds=120.0, workers=4)
