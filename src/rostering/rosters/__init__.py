"""Rosters as numbered versions: drafts, what is published on which day, and what changed."""
