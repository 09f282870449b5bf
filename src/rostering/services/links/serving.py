"""The desk that answers secret links: what a store holds at one moment, and what each link opens of it."""

import hmac
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from rostering.answers.links import Fetch, Opened
from rostering.domain.inputs import Inputs
from rostering.domain.links import Link, digest_of, is_secret, link_of
from rostering.domain.parties import Consultant
from rostering.domain.subscriptions import Purpose, Style, Subject, SubjectKind, Subscription
from rostering.feeds.library import Coded, Feed, Library, empty_feed, notice_feed
from rostering.rosters.postings import NOTHING_OWED, OwedEntries
from rostering.rosters.version import Publication
from rostering.services.dues.due_feeds import owed_entries
from rostering.services.links.fetches import Fetches
from rostering.services.opening import NoStore, existing_store, is_missing
from rostering.spans import DAY
from rostering.store import Reading

PATIENCE = 2.0
"""Seconds to wait for another program that holds the store."""
NOTICE = timedelta(days=30)
"""How long the link's readers are told that it has ended."""

_Key = tuple[Subject, Style]


@dataclass(frozen=True)
class Register:
    """Who has which link, as the store said at one moment."""

    pulse: tuple[object, object]
    inputs: Inputs | None
    people: Mapping[str, Consultant]
    links: Mapping[str, Subscription]
    """By the digest of their secret."""
    owed: OwedEntries = NOTHING_OWED
    """What feeds show beside what is published."""

    @property
    def shown(self) -> object:
        """What tells all that feeds show from what they showed before."""
        return (self.pulse[0], self.owed.entries) if self.owed.noted else self.pulse[0]

    def link(self, secret: str, at: datetime) -> Link | None:
        """The link that a secret belongs to, as it stands at that instant; None when nobody has it."""
        digest = digest_of(secret)
        known = self.links.get(digest)
        if known is None or self.inputs is None or not hmac.compare_digest(known.digest, digest):
            return None
        return link_of(known, self._own(known, self.inputs), at)

    def name(self, subject: Subject) -> str:
        """What the subject is called."""
        inputs = self.inputs
        if inputs is None or subject.kind is SubjectKind.ALL:
            return inputs.organisation.name if inputs else ""
        names: Mapping[SubjectKind, Mapping[str, str]] = {
            SubjectKind.CONSULTANT: {key: who.name for key, who in self.people.items() if key == subject.id},
            SubjectKind.ROLE: inputs.catalogue.roles,
            SubjectKind.TEAM: {team.id: team.name for team in inputs.catalogue.teams.values()},
            SubjectKind.CUSTOMER: {customer.id: customer.name for customer in inputs.customers},
        }
        return names[subject.kind].get(subject.id, subject.id)

    def _own(self, link: Subscription, inputs: Inputs) -> Inputs:
        """The inputs with nobody but the link's own consultant, who is then found at once."""
        who = self.people.get(link.subject.id)
        return replace(inputs, consultants=(who,) if who else ())


@dataclass(frozen=True)
class PublishedFeeds:
    """The feeds of what was published at one moment; made when they are first asked for, and kept."""

    newest: object
    """What tells the newest publication, and what is owed, from others."""
    publications: tuple[Publication, ...]
    library: Library
    made: dict[_Key, tuple[date, Feed]] = field(default_factory=dict)
    """Each with the first date that it shows."""


@dataclass(frozen=True)
class FeedAnswer(Opened):
    """What a secret opens, and where its feed is made, or the notice that it has ended."""

    published: PublishedFeeds

    @property
    def key(self) -> _Key:
        """What the feed is of, and how it is written."""
        return self.link.subscription.subject, self.link.subscription.style

    @property
    def ready(self) -> Feed | None:
        """The feed, when it has been made."""
        since, feed = self.published.made.get(self.key, (None, None))
        return None if self.ended or since != self.since else feed

    def make(self) -> Feed:
        """The feed or the notice; takes a while the first time."""
        kept = self.link.subscription
        if self.ended:
            return notice_feed(kept.style, self.link.ends or kept.created, self.link.zone.key)
        if not self.published.library.knows(kept.subject):
            return empty_feed(self.subject, kept.style, kept.created, self.link.zone.key)
        feed = self.published.library.feed(kept.subject, kept.style, self.since)
        self.published.made[self.key] = self.since, feed
        return feed


class FeedDesk:
    """Answers links from what it last read of a store: `look` renews who has links, `read_published` the feeds."""

    def __init__(self, url: str) -> None:
        """Open the store. Raises NoStore, StorageFailed."""
        self.fetches = Fetches()
        self._url = url
        self._store = existing_store(url, PATIENCE)
        self._register: Register | None = None
        self._published = PublishedFeeds(None, (), Library(()))
        self._last_good: dict[_Key, Coded] = {}

    @property
    def is_open(self) -> bool:
        """Whether the store has been read at all."""
        return self._register is not None and (self._published.newest is not None or not self.is_behind)

    @property
    def is_behind(self) -> bool:
        """Whether something else is published than the feeds say; that takes a while to read."""
        return self._register is not None and self._register.shown != self._published.newest

    def look(self) -> None:
        """See whether the store has changed and who has which links now; for one thread at a time.

        Raises NoStore, StorageFailed, and whatever a damaged store may cause.
        """
        with self._reading() as reading:
            pulse = reading.pulse()
            if self._register is None or self._register.pulse != pulse:
                self._register = _register(reading, pulse, self._register)

    def read_published(self) -> None:
        """Read what is published, as far as it is new; for one thread at a time. Raises as `look` does."""
        if not self.is_behind:
            return
        with self._reading() as reading:
            newest, _ = reading.pulse()
            publications = reading.publications(self._published.publications)
            owed = owed_entries(reading)
        library = Library(publications, self._published.library, owed)
        self._published = PublishedFeeds((newest, owed.entries) if owed.noted else newest, publications, library)

    def answer(self, secret: str, at: datetime) -> FeedAnswer | None:
        """What a feed's secret opens at that instant; None when nobody has it or it ended long ago."""
        register, published = self._register, self._published
        link = register.link(secret, at) if register and is_secret(secret) else None
        if register is None or link is None or link.subscription.purpose is not Purpose.FEED:
            return None
        since = _horizon(at.astimezone(link.zone).date())
        answer = FeedAnswer(link, register.name(link.subscription.subject), since, published)
        return None if answer.ended and at - (link.ends or at) >= NOTICE else answer

    def make(self, answer: FeedAnswer) -> Feed:
        """The feed or the notice, packed too and remembered as the last good one; takes a while the first time."""
        feed = answer.make()
        packed = feed.packed
        if not answer.ended:
            # Kept when the feed itself is gone; packed it costs little.
            self._last_good[answer.key] = packed
        return feed

    def last_good(self, answer: FeedAnswer) -> bytes | None:
        """The body that the link was good for when a feed could last be made; None once the link has ended."""
        packed = None if answer.ended else self._last_good.get(answer.key)
        return None if packed is None else packed.body

    def last_fetch(self, answer: FeedAnswer) -> Fetch | None:
        """When a link was last fetched and by what, as the store and this process know. Raises StorageFailed."""
        kept = answer.link.subscription
        own = self.fetches.of(kept.number)
        with self._reading() as reading:
            told = reading.subscriptions.by_digest(kept.digest) or kept
        theirs = (told.last_fetch, told.client or "") if told.last_fetch else None
        return max(filter(None, (own, theirs)), default=None)

    def write_fetches(self) -> None:
        """Tell the store which links were fetched; what cannot be told now is told next time. Raises StorageFailed."""
        fetches = self.fetches.take()
        if not fetches:
            return
        try:
            self._check_there()
            with self._store.transaction() as tx:
                tx.subscriptions.note_fetches(fetches)
        except BaseException:
            self.fetches.give_back(fetches)
            raise

    @contextmanager
    def _reading(self) -> Iterator[Reading]:
        self._check_there()
        with self._store.reading() as reading:
            yield reading

    def _check_there(self) -> None:
        """A database that is looked for and not there would be made, and empty."""
        if is_missing(self._url):
            raise NoStore(self._store.name)


def _register(reading: Reading, pulse: tuple[object, object], earlier: Register | None) -> Register:
    """The links now. A store that had inputs and has none any more is not taken for empty: it is not what it was."""
    if not (earlier and earlier.inputs) and not reading.has_inputs():
        return Register(pulse, None, {}, {})
    inputs = reading.inputs()
    people = {consultant.id: consultant for consultant in inputs.consultants}
    links = {link.digest: link for link in reading.subscriptions.all()}
    return Register(pulse, inputs, people, links, owed_entries(reading, inputs))


def _horizon(today: date) -> date:
    """The first of last month: a feed loses whole months, never a day."""
    return (today.replace(day=1) - DAY).replace(day=1)
