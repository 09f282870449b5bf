"""Traces: where the time of a request or job goes, told to a collector by OpenTelemetry; off unless switched on."""
