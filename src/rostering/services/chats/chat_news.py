"""What channels are to be told now: of the log since, of the radar's open cases, and of what comes due."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from rostering.domain.chats import Chat, News
from rostering.domain.radar import ClashReason
from rostering.notices import Bulletins, ChatNews, OwnDifference, Writer
from rostering.rosters.postings import OwedEntry, Posting, current_entries, entries_of
from rostering.rosters.version import Publication
from rostering.services.dues.due_feeds import owed_entry
from rostering.services.dues.reminders import to_be_reminded_of
from rostering.services.notices.letters import affected_by
from rostering.store import LogEntry, Reading

_UNABLE = frozenset(
    {ClashReason.LEAVE, ClashReason.NOT_EMPLOYED, ClashReason.LOST_ROLE, ClashReason.CALLED_OUT, ClashReason.MEETING}
)
"""Why a holder cannot serve a duty; other cases are about what is asked for, which is no team's affair."""
_ACTS = ("swap", "publish")


class Newsroom:
    """All that can be told at one moment; to be asked while the firm's language is spoken."""

    def __init__(self, reading: Reading, base: str, at: datetime) -> None:
        self._reading, self._at = reading, at
        self.inputs = reading.inputs()
        self._firm = self.inputs.organisation
        self._bulletins = Bulletins(Writer(self._firm, at), base)

    def news_of(self, chat: Chat) -> Iterator[tuple[News, ChatNews]]:
        """What a channel is to be told, in order; what it was told before may be among it."""
        tellers: dict[News, Callable[[Chat], Iterator[ChatNews]]] = {News.GAPS: self._gaps, News.DUES: self._dues}
        yield from self._publications(chat)
        for news, tell in tellers.items():
            if news in chat.news:
                yield from ((news, each) for each in tell(chat))

    def _publications(self, chat: Chat) -> Iterator[tuple[News, ChatNews]]:
        """A roster that came by a swap is told as a swap, and not as a roster as well."""
        entries = self._reading.log_book.acts(_ACTS, chat.told)
        swaps = {entry.after for entry in entries if entry.action == "swap"}
        for entry in (entry for entry in entries if entry.action == "publish"):
            kind = News.SWAPPED if entry.after in swaps else News.PUBLISHED
            index = self._index(entry)
            if kind in chat.news and index is not None:
                yield from ((kind, each) for each in self._published(chat, index, kind))

    def _index(self, entry: LogEntry) -> int | None:
        """Which publication an entry tells of."""
        about = [
            number
            for number, publication in enumerate(self._all)
            if entry.after == f"roster {publication.version.number}" and publication.at == entry.at
        ]
        return about[0] if about else None

    @cached_property
    def _all(self) -> tuple[Publication, ...]:
        return self._reading.publications()

    def _published(self, chat: Chat, index: int, kind: News) -> Iterator[ChatNews]:
        earlier, publication = self._all[:index], self._all[index]
        found = affected_by(earlier, publication, self._firm.zone)
        there = any(isinstance(each, Posting) and each.day in publication.version.period for each in _now(earlier))
        changed = {who: _of_team(each, chat.team) for who, each in found.items()} if there else {}
        if kind is News.SWAPPED:
            news = self._bulletins.swapped(publication, changed)
            if news.lines:
                yield news
            return
        duties = [each for each in entries_of(publication.version) if isinstance(each, Posting) and _is_of(each, chat)]
        vacant = self._vacant(publication, chat)
        if duties or vacant or chat.team is None:
            yield self._bulletins.published(publication, changed, len(duties), vacant)

    def _vacant(self, publication: Publication, chat: Chat) -> list[str]:
        """A line for each seat that a roster leaves empty, from now on."""
        version, writer = publication.version, self._bulletins.writer
        empty = [replace(duty, consultant="-") for duty in version.duties if not duty.consultant]
        seats = entries_of(replace(version, duties=tuple(empty), compensating_days=()))
        ahead = (each for each in seats if isinstance(each, Posting) and each.span.start > self._at)
        return [self._bulletins.vacant(writer.line(each)) for each in ahead if _is_of(each, chat)]

    def _gaps(self, chat: Chat) -> Iterator[ChatNews]:
        """The open cases about duties that are still to begin."""
        cases = [case for case in self._reading.radar_cases.open() if case.consultant and case.reason in _UNABLE]
        postings = {each.id: each for each in _now(self._all) if isinstance(each, Posting)} if cases else {}
        for case in cases:
            held = (postings[seat] for seat in case.seats if seat in postings)
            ahead = [each for each in held if each.consultant == case.consultant and each.span.start > self._at]
            if theirs := [each for each in ahead if _is_of(each, chat)]:
                yield self._bulletins.gap(case, theirs)

    def _dues(self, chat: Chat) -> Iterator[ChatNews]:
        """What has come to the days of its reminder."""
        for entry in self._soon:
            if chat.team is None or chat.team in entry.teams:
                yield self._bulletins.due(entry, bool(entry.consultant))

    @cached_property
    def _soon(self) -> tuple[OwedEntry, ...]:
        return tuple(owed_entry(view, self.inputs) for view in to_be_reminded_of(self._reading, self._at))


def _now(publications: tuple[Publication, ...]) -> tuple[object, ...]:
    return tuple(current_entries(publications))


def _is_of(posting: Posting, chat: Chat) -> bool:
    return chat.team is None or chat.team in posting.teams


def _of_team(found: OwnDifference, team: str | None) -> OwnDifference:
    """What of a difference is about a team's duties."""
    if team is None:
        return found
    return OwnDifference(
        taken=tuple(each for each in found.taken if team in each.teams),
        given_up=tuple(each for each in found.given_up if team in each.teams),
        moved=tuple(pair for pair in found.moved if team in pair[1].teams),
    )
