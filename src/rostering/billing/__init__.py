"""Billing: what the published readiness costs whom, as values and as files; the door to XlsxWriter, lxml and Babel."""
