"""Calendar feeds as files."""

from dataclasses import dataclass
from pathlib import Path

from rostering.domain.subscriptions import Style, SubjectKind
from rostering.feeds import feed_files
from rostering.feeds.files import USUAL
from rostering.files import write_files
from rostering.rosters.history import published_directory
from rostering.services.links.styles import check_style
from rostering.services.opening import existing_store


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


def export_feeds(url: str, folder: Path, wish: FeedWish = USUAL_WISH) -> tuple[Path, ...]:
    """Write one calendar per consultant, one per role and one for all, with all that is published.

    Raises BadStyle, NothingPublished, UnknownRoster, NeverPublished, Unwritable.
    """
    check_style(wish.language, wish.alarm)
    with existing_store(url).reading() as reading:
        publications = reading.publications()
        if publications and wish.since is not None:
            reading.version(wish.since)
    names = published_directory(publications)
    language = names.language if names else ""
    return write_files(folder, feed_files(publications, wish.style(language), wish.kinds, wish.since))
