"""Charges: shown, closed, traced, verified and exported."""
