"""Rosters: planned, looked at, edited, explained, mended, published, and watched afterwards."""
