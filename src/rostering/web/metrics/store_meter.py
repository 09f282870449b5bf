"""Figures of the store, looked up when somebody asks and remembered for some seconds."""

import logging
import time
from collections.abc import Callable, Iterable
from threading import Lock

from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from rostering.answers.health import Health
from rostering.web.metrics.families import families
from rostering.web.service.watch import told

REMEMBERED = 5.0
"""Seconds for which a look at the store serves whoever asks."""
_log = logging.getLogger(__name__)


class StoreMeter(Collector):
    """Looks at a store, one at a time; where it cannot be read, that is what is told, and nothing of before."""

    def __init__(self, look: Callable[[], Health], remembered: float = REMEMBERED) -> None:
        self._look, self._remembered = look, remembered
        self._lock = Lock()
        self._known: tuple[float, list[Metric]] | None = None
        self._said = ""

    def describe(self) -> Iterable[Metric]:
        """Nothing, so that to be registered is no look at the store."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """All figures."""
        with self._lock:
            if self._known is None or time.monotonic() - self._known[0] >= self._remembered:
                found = self._found()
                self._known = time.monotonic(), found
            return self._known[1]

    def _found(self) -> list[Metric]:
        began = time.monotonic()
        try:
            health, why = self._look(), ""
        except Exception as error:  # noqa: BLE001 - whatever ails the store, whoever watches is told that it does
            health, why = None, told(error)
        if why and why != self._said:
            _log.warning("figures of the store cannot be told: %s", why)
        self._said = why
        up = GaugeMetricFamily("rostering_store_up", "Whether the store could be read.", float(health is not None))
        took = GaugeMetricFamily(
            "rostering_look_seconds", "How long the look at the store took.", time.monotonic() - began
        )
        return [up, took, *(families(health) if health else ())]
