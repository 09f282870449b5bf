"""Figures of the requests that this process answers, by route, never by path: a path may hold a secret."""

from prometheus_client import Counter, Histogram
from prometheus_client.registry import CollectorRegistry

from rostering.web.service.guard import AnsweredRequest

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "other"
"""Any other method, and any path that no route has."""
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class RequestMeter:
    """Counts what was answered, and how long it took."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._answered = Counter(
            "rostering_requests",
            "Requests that were answered, by route and status.",
            ("method", "route", "status"),
            registry=registry,
        )
        self._seconds = Histogram(
            "rostering_request_seconds",
            "How long answers took until their last byte, by route.",
            ("method", "route"),
            buckets=BUCKETS,
            registry=registry,
        )

    def __call__(self, answered: AnsweredRequest) -> None:
        """Count one."""
        method = answered.method if answered.method in METHODS else OTHER
        route = answered.route or OTHER
        self._answered.labels(method, route, str(answered.status or OTHER)).inc()
        self._seconds.labels(method, route).observe(answered.seconds)
