"""Traces say where time goes; off they are nothing, and on they tell no secret."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from rostering.domain.users import Role
from rostering.traces.spans import past, span
from rostering.traces.telemetry import telemetry
from rostering.web.server import NoTelemetry, Service, serve
from samples.page_people import Person
from samples.web_firm import Client, path_of, secret_of

BEGUN = datetime(2026, 11, 7, 11, tzinfo=UTC)
TRACE = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture
def told() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    with telemetry(exporter):
        yield exporter


def named(told: InMemorySpanExporter, name: str) -> ReadableSpan:
    (found,) = [one for one in told.get_finished_spans() if one.name == name]
    return found


def facts(of: ReadableSpan) -> dict[str, object]:
    return dict(of.attributes or {})


class Gone:
    """Libraries that are not installed, to whoever imports them."""

    def find_spec(self, name: str, *_: object) -> None:
        """Nothing is found of them."""
        if name.partition(".")[0] == "opentelemetry":
            raise ModuleNotFoundError(name=name)


def test_without_the_libraries_it_is_said_how_to_have_them(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("opentelemetry", "rostering.traces.telemetry"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Gone(), *sys.meta_path])
    with pytest.raises(NoTelemetry, match=r"^traces need OpenTelemetry: pip install 'rostering\[tracing\]'$"):
        serve(store, Service(port=0, tracing=True), print)


def test_while_traces_are_off_nothing_is_told() -> None:
    exporter = InMemorySpanExporter()
    with telemetry(exporter):
        pass
    with span("work") as traced:
        traced.tell({"a": 1}, "other", failed=True)
        assert traced.trace is None
    past("job", BEGUN, BEGUN)
    assert exporter.get_finished_spans() == ()


def test_what_is_begun_within_belongs_to_what_is_around_it(told: InMemorySpanExporter) -> None:
    with span("outer", {}, number=1) as outer, span("inner"):
        assert outer.trace
    inner, around = named(told, "inner"), named(told, "outer")
    assert inner.parent
    assert around.context
    assert inner.parent.span_id == around.context.span_id
    assert facts(around) == {"number": 1}


def test_what_belongs_to_no_request_is_not_told(told: InMemorySpanExporter) -> None:
    with span("a look at the store"), span("inner"):
        pass
    assert told.get_finished_spans() == ()


def test_of_an_error_only_its_class_is_told(told: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match="secret"), span("work", {}):
        raise ValueError("a secret")
    found = named(told, "work")
    assert not found.status.is_ok
    assert (facts(found), found.status.description, found.events) == ({"error.type": "ValueError"}, None, ())


def test_work_that_is_over_has_the_times_that_it_had(told: InMemorySpanExporter) -> None:
    past("plan", BEGUN, BEGUN + timedelta(seconds=90), failed=True, job=3)
    found = named(told, "plan")
    assert found.start_time
    assert found.end_time
    assert (found.start_time / 10**9, (found.end_time - found.start_time) / 10**9) == (BEGUN.timestamp(), 90)
    assert (facts(found), found.status.is_ok) == ({"job": 3}, False)


def test_a_request_is_a_span_by_its_route_in_the_trace_that_its_sender_names(
    store: str, told: InMemorySpanExporter
) -> None:
    secret = secret_of(store)
    with Client(store) as client:
        client.get(path_of(secret), traceparent=f"00-{TRACE}-b7ad6b7169203331-01")
        client.get(f"/{secret}", traceparent="nonsense")
    found = named(told, "GET /feeds/{token}/{name}")
    assert found.context
    assert format(found.context.trace_id, "032x") == TRACE
    assert facts(found) == {
        "http.request.method": "GET",
        "http.route": "/feeds/{token}/{name}",
        "http.response.status_code": 200,
    }
    other = named(told, "GET /...")
    assert (other.parent, facts(other)["http.response.status_code"]) == (None, 404)
    assert secret not in "".join(one.to_json() for one in told.get_finished_spans())


def test_a_page_shows_the_use_case_and_the_store_within_its_request(
    person: Callable[..., Person], told: InMemorySpanExporter
) -> None:
    assert person(Role.OPS).get("/board").status_code == 200
    page = named(told, "GET /board")
    assert page.context
    within = {
        one.name for one in told.get_finished_spans() if one.context and one.context.trace_id == page.context.trace_id
    }
    assert {"GET /board", "store.read"} <= within
    assert len(within) > 2
