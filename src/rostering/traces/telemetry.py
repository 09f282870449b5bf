"""Spans of OpenTelemetry, sent to a collector as its variables (`OTEL_...`) say; its one door, and an extra."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from types import TracebackType
from typing import Self

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor, SpanExporter
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

import rostering
from rostering.traces.spans import Facts, TraceSpan, Tracing, begin_tracing

SERVER, WORK = trace.SpanKind.SERVER, trace.SpanKind.INTERNAL
LAST_SECONDS = 3
"""How long the end of a process waits for a collector that does not answer."""
_PARENT = TraceContextTextMapPropagator()


@contextmanager
def telemetry(exporter: SpanExporter | None = None) -> Iterator[None]:
    """Tell of spans as long as a `with` lasts: to an exporter at once, or to the collector by a thread of its own."""
    # What variables say of the service goes before what is said here.
    known = Resource({SERVICE_NAME: "rostering", SERVICE_VERSION: rostering.__version__})
    provider = TracerProvider(resource=known.merge(OTELResourceDetector().detect()), shutdown_on_exit=False)
    later = BatchSpanProcessor(OTLPSpanExporter(timeout=LAST_SECONDS)) if exporter is None else None
    provider.add_span_processor(later or SimpleSpanProcessor(exporter))  # type: ignore[arg-type]
    end = begin_tracing(Telemetry(provider.get_tracer("rostering")))
    try:
        yield
    finally:
        end()
        provider.shutdown()


class Telemetry(Tracing):
    """Makes spans of OpenTelemetry."""

    def __init__(self, tracer: trace.Tracer) -> None:
        self._tracer = tracer

    def span(self, name: str, facts: Facts, headers: Mapping[str, str] | None) -> TraceSpan:
        """A piece of work; whoever asked may have named the trace that it belongs to.

        What belongs to no request is told of only when it is over, as a job is: a service looks at its store all day.
        """
        if headers is not None:
            above = _PARENT.extract(headers, Context())
            return TracedSpan(self._tracer.start_span(name, above, SERVER, facts, set_status_on_exception=False))
        if not trace.get_current_span().get_span_context().is_valid:
            return TraceSpan()
        return TracedSpan(self._tracer.start_span(name, None, WORK, facts, set_status_on_exception=False))

    def past(self, name: str, begun: datetime, ended: datetime, facts: Facts, failed: bool) -> None:
        """A piece of work that is over."""
        done = self._tracer.start_span(name, Context(), WORK, facts, start_time=_nanoseconds(begun))
        if failed:
            done.set_status(trace.StatusCode.ERROR)
        done.end(_nanoseconds(ended))


class TracedSpan(TraceSpan):
    """A piece of work that is traced; of an error its class is told, as its sentence may quote what was asked for."""

    def __init__(self, of: trace.Span) -> None:
        self._of = of
        self._current: AbstractContextManager[trace.Span] = trace.use_span(
            of, record_exception=False, set_status_on_exception=False
        )

    def __enter__(self) -> Self:
        self._current.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is not None:
            self.tell({"error.type": kind.__name__}, failed=True)
        self._current.__exit__(kind, error, at)
        self._of.end()

    def tell(self, facts: Facts, name: str | None = None, failed: bool = False) -> None:
        """Say what is only known by now."""
        self._of.set_attributes(facts)
        if name is not None:
            self._of.update_name(name)
        if failed:
            self._of.set_status(trace.StatusCode.ERROR)

    @property
    def trace(self) -> str | None:
        """The id of the trace, as collectors write it."""
        return trace.format_trace_id(self._of.get_span_context().trace_id)


def _nanoseconds(at: datetime) -> int:
    return int(at.timestamp()) * 10**9
