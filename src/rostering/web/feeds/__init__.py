"""Feeds over HTTP, and the page of a link for its owner."""
