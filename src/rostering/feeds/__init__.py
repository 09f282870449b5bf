"""Calendar feeds: published duties as iCalendar, the same bytes for the same publications; the door to icalendar."""

from rostering.feeds.files import feed_files
from rostering.feeds.library import Feed, Library, empty_feed, notice_feed

__all__ = ["Feed", "Library", "empty_feed", "feed_files", "notice_feed"]
