"""Upkeep: copies of the store, and how all is that it depends on."""
