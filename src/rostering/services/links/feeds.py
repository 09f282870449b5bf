"""Calendar feeds as files."""

from dataclasses import dataclass
from pathlib import Path

from rostering.domain.subscriptions import Style, Subject, SubjectKind
from rostering.domain.users import Actor
from rostering.errors import Unknown
from rostering.feeds import feed_files
from rostering.feeds.files import USUAL, file_name
from rostering.files import write_files
from rostering.language import _
from rostering.rosters.history import published_directory
from rostering.services.dues.due_feeds import owed_entries
from rostering.services.links.styles import check_style
from rostering.services.links.subscriptions import require_link
from rostering.services.opening import existing_store


class NoFeed(Unknown):
    """Somebody or something of whom no published roster knows."""

    def __init__(self, subject: Subject) -> None:
        super().__init__(_("nothing published knows {kind} '{value}'", kind=_(subject.kind.value), value=subject.id))


@dataclass(frozen=True)
class FeedWish:
    """Which calendars are wanted, and how."""

    language: str | None = None
    """By default the firm's when it last published."""
    utc: bool = False
    busy: bool = False
    alarm: int | None = None
    teams: bool = False
    customers: bool = False
    since: int | None = None
    """A roster: what a calendar showed when it was published or later, and does no more, is told there as cancelled."""

    @property
    def kinds(self) -> tuple[SubjectKind, ...]:
        """Whose calendars."""
        more = ((SubjectKind.TEAM, self.teams), (SubjectKind.CUSTOMER, self.customers))
        return *USUAL, *(kind for kind, wanted in more if wanted)

    def style(self, language: str) -> Style:
        """How they are written by a firm of that language."""
        return Style(language if self.language is None else self.language, self.utc, self.busy, self.alarm)


USUAL_WISH = FeedWish()


def feed_file(url: str, actor: Actor, subject: Subject, style: Style | None = None) -> bytes:
    """One calendar as a file, in the firm's language when it last published by default.

    Raises Forbidden, BadStyle, NothingPublished, NoFeed.
    """
    require_link(actor, subject)
    if style:
        check_style(style.language, style.alarm)
    with existing_store(url).reading() as reading:
        publications, owed = reading.publications(), owed_entries(reading)
    files = feed_files(publications, style, (subject.kind,), owed=owed)
    name = file_name(subject)
    if name not in files:
        raise NoFeed(subject)
    return files[name]


def export_feeds(url: str, folder: Path, wish: FeedWish = USUAL_WISH) -> tuple[Path, ...]:
    """Write one calendar per consultant, one per role and one for all, with all that is published.

    Raises BadStyle, NothingPublished, UnknownRoster, NeverPublished, Unwritable.
    """
    check_style(wish.language, wish.alarm)
    with existing_store(url).reading() as reading:
        publications, owed = reading.publications(), owed_entries(reading)
        if publications and wish.since is not None:
            reading.version(wish.since)
    names = published_directory(publications)
    language = names.language if names else ""
    return write_files(folder, feed_files(publications, wish.style(language), wish.kinds, wish.since, owed))
