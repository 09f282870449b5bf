"""What channels are told in words: who has which duties now, who cannot serve one, what falls due."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rostering.domain.radar import RadarCase
from rostering.language import _, counted
from rostering.language.formats import days, long_day
from rostering.notices.cards import ChatNews
from rostering.notices.differences import OwnDifference
from rostering.notices.letters import Writer
from rostering.notices.notice_texts import clean
from rostering.rosters.postings import OwedEntry, Posting
from rostering.rosters.version import Publication


@dataclass
class _Hands:
    """Who had a duty, who has it now, and the hours at which it is another."""

    posting: Posting
    givers: list[str] = field(default_factory=list)
    takers: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Bulletins:
    """The news of a firm in its language; to be asked while that is spoken."""

    writer: Writer
    base: str
    """Where the service is reached; empty: nobody has said so."""

    def published(
        self, publication: Publication, changed: Mapping[str, OwnDifference], duties: int, vacant: Iterable[str]
    ) -> ChatNews:
        """That a roster was published: how many duties it has, who has others now, and what is empty."""
        period, number = publication.version.period, publication.version.number
        title = _("Roster {roster} is published: {days}", roster=number, days=days(period.first, period.last))
        lines = (counted(duties, "duty"), *self._changes(changed), *vacant)
        return ChatNews(f"publication:{publication.number}", title, lines, self._board)

    def swapped(self, publication: Publication, changed: Mapping[str, OwnDifference]) -> ChatNews:
        """That duties changed hands by a swap."""
        return ChatNews(
            f"publication:{publication.number}", _("Duties were swapped"), tuple(self._changes(changed)), self._board
        )

    def vacant(self, when: str) -> str:
        """That nobody is on."""
        return _("{duty} – nobody", duty=when)

    def gap(self, case: RadarCase, postings: Iterable[Posting]) -> ChatNews:
        """That somebody cannot serve duties; why is nobody else's affair."""
        held = sorted(postings, key=lambda posting: posting.span.start)
        name = clean(held[0].consultant_name)
        title = _("{name} cannot serve {duties}", name=name, duties=counted(len(held), "duty"))
        return ChatNews(f"case:{case.number}", title, tuple(map(self.writer.line, held)), self._board)

    def due(self, owed: OwedEntry, is_known: bool) -> ChatNews:
        """That something is to be held soon, by whom."""
        title = _("{what} with {customer} is due {day}", what=owed.name, customer=owed.customer, day=long_day(owed.day))
        by = _("Held by {name}", name=clean(owed.by)) if is_known else _("By the {role}; nobody is named", role=owed.by)
        hours = self.writer.texts.hours(owed.span, self.writer.firm.zone) if owed.span else ""
        return ChatNews(f"due:{owed.id}:{owed.day}", title, tuple(filter(None, (hours, by))))

    @property
    def _board(self) -> str:
        return f"{self.base}/board" if self.base else ""

    def _changes(self, changed: Mapping[str, OwnDifference]) -> Iterator[str]:
        """A line for each duty that changed, by its start."""
        found: dict[str, _Hands] = {}
        for difference in changed.values():
            for posting in difference.given_up:
                _of(found, posting).givers.append(clean(posting.consultant_name))
            for posting in difference.taken:
                _of(found, posting).takers.append(clean(posting.consultant_name))
            for _before, posting in difference.moved:
                _of(found, posting).moved.append(clean(posting.consultant_name))
        for hands in sorted(found.values(), key=lambda hands: (hands.posting.span.start, hands.posting.id)):
            yield from self._told(hands)

    def _told(self, hands: _Hands) -> Iterator[str]:
        duty, givers, takers = self.writer.line(hands.posting), ", ".join(hands.givers), ", ".join(hands.takers)
        if givers and takers:
            yield _("{duty} – {takers} instead of {givers}", duty=duty, takers=takers, givers=givers)
        elif takers:
            yield _("{duty} – {takers}", duty=duty, takers=takers)
        elif givers:
            yield _("{duty} – no longer {givers}", duty=duty, givers=givers)
        if hands.moved:
            yield _("{duty} – {names}, at other hours", duty=duty, names=", ".join(hands.moved))


def _of(found: dict[str, _Hands], posting: Posting) -> _Hands:
    """Seats of one role at the same hours are alike, whatever their numbers."""
    return found.setdefault(f"{posting.id.rpartition(':')[0]} {posting.span.start.isoformat()}", _Hands(posting))
