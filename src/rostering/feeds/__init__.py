"""Calendar feeds: the published duties as iCalendar files, the same bytes for the same publications."""

from rostering.feeds.files import calendar_for, calendar_of_all, calendar_of_role, feed_files

__all__ = ["calendar_for", "calendar_of_all", "calendar_of_role", "feed_files"]
