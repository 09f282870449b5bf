"""Figures for Prometheus: what is asked of this process, and how the store is; the one door of prometheus-client."""
