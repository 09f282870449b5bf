"""Notices: letters put into the outbox, and the outbox emptied."""
