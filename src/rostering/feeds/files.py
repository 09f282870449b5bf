"""Calendars as files, to be handed out and imported, with what has left them as cancelled."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from rostering.domain.subscriptions import Style, Subject, SubjectKind
from rostering.errors import BadCall
from rostering.feeds.published import Published
from rostering.language import _
from rostering.rosters.postings import NOTHING_OWED, OwedEntries
from rostering.rosters.version import Publication

USUAL = (SubjectKind.CONSULTANT, SubjectKind.ROLE, SubjectKind.ALL)
"""Whose files there always are."""


class NeverPublished(BadCall):
    """A roster that was asked about as if it had been published."""

    def __init__(self, roster: int) -> None:
        super().__init__(_("roster {roster} was never published: name one that was", roster=roster))


@dataclass(frozen=True)
class _Files(Mapping[str, bytes]):
    """Calendars by file name, each made when it is taken: together they may not fit into memory."""

    published: Published
    style: Style
    subjects: Mapping[str, Subject]
    after: int | None
    """What has left since this publication is told too."""

    def __getitem__(self, name: str) -> bytes:
        subject = self.subjects[name]
        items = self.published.items(subject)
        if self.after is not None:
            items = sorted((*items, *self.published.departed(subject, self.after)), key=lambda item: item.place)
        return self.published.calendar(subject, self.style, items)

    def __iter__(self) -> Iterator[str]:
        return iter(self.subjects)

    def __len__(self) -> int:
        return len(self.subjects)


def feed_files(
    publications: Iterable[Publication],
    style: Style | None = None,
    kinds: Sequence[SubjectKind] = USUAL,
    since: int | None = None,
    owed: OwedEntries = NOTHING_OWED,
) -> Mapping[str, bytes]:
    """Every calendar by file name: `consultant-ID.ics`, `role-ID.ics` and `all.ics`; in the firm's language by default.

    Everybody whom any published roster knows has a file, also without duties. With `since`, the number of a roster, a
    file also holds as cancelled what it showed when that roster was published or later, and does no more. Raises
    NothingPublished, NeverPublished.
    """
    published = Published(publications, owed)
    usual = Style(published.directory.language)
    subjects = {file_name(subject): subject for kind in kinds for subject in published.subjects(kind)}
    return _Files(published, style or usual, subjects, None if since is None else _publication_of(published, since))


def _publication_of(published: Published, roster: int) -> int:
    numbers = [each.number for each in published.publications if each.version.number == roster]
    if not numbers:
        raise NeverPublished(roster)
    return numbers[0]


def file_name(subject: Subject) -> str:
    """A file name for any id: what no file system takes is percent-encoded."""
    return "all.ics" if subject.kind is SubjectKind.ALL else f"{subject.kind}-{quote(subject.id, safe='')}.ics"
