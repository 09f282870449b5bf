"""What Prometheus is told: requests by route, the store as it is, nothing secret, and nothing to whoever is outside."""

import asyncio
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families
from starlette.routing import Route

from rostering.services.links.serving import FeedDesk
from rostering.web.app import application
from rostering.web.metrics.measures import Measures
from rostering.web.metrics.metrics_port import MetricsPort
from rostering.web.metrics.metrics_route import MetricsRoute
from rostering.web.metrics.store_meter import StoreMeter
from rostering.web.service.limits import RateLimits
from samples.web_firm import BASE, path_of, secret_of

Figures = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def figures(text: str) -> Figures:
    """The figures by name and labels, as Prometheus' own reader has them."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


class Asked:
    """A service of this process that measures, and what it answers."""

    def __init__(self, store: str) -> None:
        measures = Measures(store, patience=60)
        routes = [Route("/metrics", measures.page())]
        self._runner = asyncio.Runner()
        app = application(FeedDesk(store), RateLimits(0, 0), BASE, routes, tolerance=0, tell=measures.requests)
        self._http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=BASE)

    def get(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._runner.run(self._http.request(method, path, headers=named))

    def close(self) -> None:
        self._runner.run(self._http.aclose())
        self._runner.close()


@pytest.fixture
def asked(store: str) -> Iterator[Asked]:
    found = Asked(store)
    yield found
    found.close()


def test_requests_are_counted_by_route_and_status_and_no_path_is_told(asked: Asked, store: str) -> None:
    secret = secret_of(store)
    for path in (path_of(secret), path_of(secret), f"/feeds/{secret}x/y.ics", f"/{secret}"):
        asked.get(path)
    asked.get(path_of(secret), "BREW")
    answer = asked.get("/metrics")
    assert secret not in answer.text
    found = figures(answer.text)
    feed = "/feeds/{token}/{name}"
    counted = {key[1]: value for key, value in found.items() if key[0] == "rostering_requests_total"}
    assert counted == {
        (("method", "GET"), ("route", feed), ("status", "200")): 2,
        (("method", "GET"), ("route", feed), ("status", "404")): 1,
        (("method", "GET"), ("route", "other"), ("status", "404")): 1,
        (("method", "other"), ("route", feed), ("status", "405")): 1,
    }
    assert found["rostering_request_seconds_count", (("method", "GET"), ("route", feed))] == 3


def test_the_store_is_told_of_and_readers_of_both_formats_understand(asked: Asked) -> None:
    found = figures(asked.get("/metrics").text)
    assert found["rostering_store_up", ()] == 1
    assert found["rostering_jobs", (("kind", "plan"), ("state", "queued"))] == 0
    assert found["rostering_job_seconds_count", (("kind", "plan"),)] == 0
    assert found["rostering_outbox_age_seconds", (("outbox", "mail"),)] == 0
    assert ("rostering_empty_seats", (("days", "7"),)) in found
    assert ("process_resident_memory_bytes", ()) in found
    newer = asked.get("/metrics", accept="application/openmetrics-text; version=1.0.0")
    assert newer.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
    assert newer.text.endswith("# EOF\n")


def test_whoever_comes_through_a_proxy_is_told_nothing(asked: Asked) -> None:
    assert asked.get("/metrics", x_forwarded_for="192.0.2.1").status_code == 404
    assert asked.get("/metrics", forwarded="for=192.0.2.1").status_code == 404
    assert asked.get("/metrics", "POST").status_code == 405


def test_a_store_that_cannot_be_read_is_told_as_such_and_spoken_of_once(
    asked: Asked, store: str, caplog: pytest.LogCaptureFixture
) -> None:
    Path(store).write_bytes(b"garbage " * 999)
    assert figures(asked.get("/metrics").text)["rostering_store_up", ()] == 0
    said = [record.getMessage() for record in caplog.records if "figures" in record.getMessage()]
    assert len(said) == 1
    assert said[0].startswith("figures of the store cannot be told: ")


def test_of_many_who_ask_at_once_one_makes_the_store_be_looked_at() -> None:
    looks = []

    def look() -> None:
        looks.append(1)
        raise ValueError("a store that is not there")

    meter = StoreMeter(look, remembered=3600)  # type: ignore[arg-type]
    told = [[family.name for family in meter.collect()] for _ in range(3)]
    assert told == [["rostering_store_up", "rostering_look_seconds"]] * 3
    assert looks == [1]


def test_a_port_of_its_own_has_the_figures_and_nothing_else() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    at = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with MetricsPort(listener, MetricsRoute(CollectorRegistry())):
        with urllib.request.urlopen(f"{at}/metrics") as answer:
            assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{at}/board")
