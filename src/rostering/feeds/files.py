"""Whole calendars: one for each consultant, one for each role, one for all."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from icalendar import Calendar, Event, vText

from rostering.errors import BadCall
from rostering.feeds.events import day_off_event, duty_event
from rostering.feeds.texts import TITLE_LENGTH, shortened
from rostering.feeds.zones import zone_block
from rostering.rosters.history import published_directory
from rostering.rosters.postings import DayOff, Entry, Posting, current_entries
from rostering.rosters.revisions import Revision, revisions
from rostering.rosters.version import Directory, Publication

PRODID = "-//rostering//Duty feed//EN"
"""Without a release number: an update of rostering must not change a feed."""
_REFRESH = timedelta(hours=1)


class NothingPublished(BadCall):
    """No roster is published yet, so there is nobody to make a calendar for."""

    def __init__(self) -> None:
        super().__init__("no roster is published yet: publish one first")


class UnknownSubject(BadCall):
    """A consultant or role that no published roster knows."""

    def __init__(self, what: str, wanted: str) -> None:
        super().__init__(f"no published roster knows a {what} '{wanted}'")


@dataclass(frozen=True)
class _Published:
    """What is published now, with the story of each entry and the names in force."""

    names: Directory
    entries: tuple[Entry, ...]
    revisions: Mapping[str, Revision]

    def personal(self, consultant: str) -> bytes:
        """The calendar of one consultant: duties and days off."""
        entries = [entry for entry in self.entries if entry.consultant == consultant]
        return self._calendar(self.names.consultants.get(consultant, consultant), entries, personal=True)

    def of_role(self, role: str) -> bytes:
        """The calendar of everybody in a role."""
        return self._calendar(self.names.roles.get(role, role), [post for post in self.postings if post.role == role])

    def of_all(self) -> bytes:
        """The calendar with every duty."""
        return self._calendar(self.names.organisation, self.postings)

    @property
    def postings(self) -> tuple[Posting, ...]:
        """The duties."""
        return tuple(entry for entry in self.entries if isinstance(entry, Posting))

    @property
    def consultants(self) -> tuple[str, ...]:
        """Everybody who has a calendar, sorted."""
        return tuple(sorted({*self.names.consultants, *(entry.consultant for entry in self.entries)}))

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that has a calendar, sorted."""
        return tuple(sorted({*self.names.roles, *(posting.role for posting in self.postings)}))

    def _calendar(self, subject: str, entries: Sequence[Entry], personal: bool = False) -> bytes:
        calendar = _frame(f"On call: {subject}", self.names.timezone)
        zones = {self.names.timezone, *(entry.timezone for entry in entries if isinstance(entry, Posting))}
        for block in filter(None, map(zone_block, sorted(zones))):
            calendar.add_component(block)
        for entry in entries:
            calendar.add_component(self._event(entry, personal))
        body: bytes = calendar.to_ical()
        return body

    def _event(self, entry: Entry, personal: bool) -> Event:
        revision = self.revisions[entry.id]
        if isinstance(entry, DayOff):
            return day_off_event(entry, revision)
        return duty_event(entry, revision, personal)


def calendar_for(consultant: str, publications: Iterable[Publication]) -> bytes:
    """One consultant's calendar. Raises NothingPublished or UnknownSubject."""
    published = _published(publications)
    _require("consultant", consultant, published.consultants)
    return published.personal(consultant)


def calendar_of_role(role: str, publications: Iterable[Publication]) -> bytes:
    """The calendar of everybody in a role. Raises NothingPublished or UnknownSubject."""
    published = _published(publications)
    _require("role", role, published.roles)
    return published.of_role(role)


def calendar_of_all(publications: Iterable[Publication]) -> bytes:
    """The calendar with every duty, each once. Raises NothingPublished."""
    return _published(publications).of_all()


def feed_files(publications: Iterable[Publication]) -> dict[str, bytes]:
    """Every calendar by file name: `consultant-ID.ics`, `role-ID.ics` and `all.ics`. Raises NothingPublished.

    Everybody whom the newest published roster knows has a file, also without duties, and so has everybody whom an
    older one knows.
    """
    published = _published(publications)
    return {
        **{_file_name("consultant", each): published.personal(each) for each in published.consultants},
        **{_file_name("role", each): published.of_role(each) for each in published.roles},
        "all.ics": published.of_all(),
    }


def _published(publications: Iterable[Publication]) -> _Published:
    publications = tuple(publications)
    names = published_directory(publications)
    if names is None:
        raise NothingPublished
    return _Published(names, current_entries(publications), revisions(publications))


def _require(what: str, wanted: str, known: Collection[str]) -> None:
    if wanted not in known:
        raise UnknownSubject(what, wanted)


def _file_name(what: str, subject: str) -> str:
    """A file name for any id: what no file system takes is percent-encoded."""
    return f"{what}-{quote(subject, safe='')}.ics"


def _frame(title: str, timezone: str) -> Calendar:
    """A calendar without components.

    It has no METHOD, which would ask for an ORGANIZER, no UID of its own, which would differ at every making, and no
    SOURCE, which would give a secret link away.
    """
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    for name in ("NAME", "X-WR-CALNAME"):
        calendar.add(name, vText(shortened(title, TITLE_LENGTH)))  # the library escapes only what is a vText
    calendar.add("X-WR-TIMEZONE", timezone)
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    calendar.add("REFRESH-INTERVAL", _REFRESH, parameters={"VALUE": "DURATION"})  # the library leaves VALUE out
    return calendar
