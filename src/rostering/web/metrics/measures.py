"""All figures of one process, together."""

from prometheus_client import CollectorRegistry, ProcessCollector, disable_created_metrics
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

import rostering
from rostering.services.health.ahead_desk import AHEAD_PATIENCE
from rostering.services.health.health_looks import HealthDesk
from rostering.web.metrics.metrics_route import MetricsRoute
from rostering.web.metrics.request_meter import RequestMeter
from rostering.web.metrics.store_meter import StoreMeter


class Measures:
    """The figures of a process that serves a store: what it answers, how the store is, and the process itself."""

    def __init__(self, store: str, patience: float = AHEAD_PATIENCE) -> None:
        # When each began to be counted helps nobody, and doubles what is told.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._registry = CollectorRegistry()
        self.requests = RequestMeter(self._registry)
        self._registry.register(StoreMeter(HealthDesk(store, patience=patience).look))
        self._registry.register(Release())
        ProcessCollector(registry=self._registry)

    def page(self) -> MetricsRoute:
        """What answers with them; each loop of requests needs its own."""
        return MetricsRoute(self._registry)


class Release(Collector):
    """Which release this is."""

    def collect(self) -> list[Metric]:
        """One figure, always 1."""
        family = GaugeMetricFamily("rostering_info", "Which release of rostering this is.", labels=("version",))
        family.add_metric((rostering.__version__,), 1)
        return [family]
