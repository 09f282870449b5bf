"""Letters: what one person is told of their own duties, and of nobody else's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from rostering.domain.inputs import Organisation
from rostering.domain.notices import Cause, Letter
from rostering.domain.parties import Consultant
from rostering.notices.differences import OwnDifference
from rostering.notices.notice_texts import Texts, clean, texts_of
from rostering.rosters.postings import DayOff, Posting

SUBJECT_LENGTH = 120


@dataclass(frozen=True)
class Writer:
    """Who writes the letters of a firm at one instant."""

    firm: Organisation
    at: datetime

    @property
    def texts(self) -> Texts:
        """The firm's words."""
        return texts_of(self.firm.language)

    def change(self, reader: Consultant, difference: OwnDifference, publication: int, roster: int) -> Letter:
        """The letter that tells one person what a publication changes for them."""
        texts = self.texts
        subject = texts.change_subject.format(dates=_dates(texts, difference))
        said = [texts.published.format(roster=roster), *self._sections(difference)]
        return self._letter(Cause.CHANGE, f"change:{publication}:{reader.id}", reader, subject, said)

    def reminder(self, reader: Consultant, posting: Posting) -> Letter:
        """The letter that reminds its holder of a duty."""
        texts, window = self.texts, self.texts.window(posting.window)
        day = texts.day(posting.span.start.astimezone(self.firm.zone).date())
        subject = texts.reminder_subject.format(window=window, role=clean(posting.role_name), day=day)
        facts = [self._line(posting), texts.presences[posting.presence]]
        promise = [f"{texts.promise}: {clean(posting.response)}"] if clean(posting.response) else []
        said = [texts.reminder, _indented([*facts, *promise])]
        return self._letter(Cause.REMINDER, reminder_key(posting), reader, subject, said)

    def swap(self, reader: Consultant, key: str, subject: str, said: Iterable[str]) -> Letter:
        """The letter that tells one person what was done about a swap."""
        return self._letter(Cause.SWAP, f"{key}:{reader.id}", reader, subject, said)

    def due(self, reader: Consultant, key: str, subject: str, said: Iterable[str]) -> Letter:
        """The letter that reminds one person of what a customer is owed."""
        return self._letter(Cause.DUE, f"{key}:{reader.id}", reader, subject, said)

    def line(self, posting: Posting) -> str:
        """A duty in one line."""
        return self._line(posting)

    def _letter(self, cause: Cause, key: str, reader: Consultant, subject: str, said: Iterable[str]) -> Letter:
        name, firm = clean(reader.name), self.firm
        footer = self.texts.footer.format(zone=firm.timezone, firm=clean(firm.name))
        return Letter(
            key=key,
            cause=cause,
            consultant=reader.id,
            name=name,
            address=reader.email,
            subject=_shortened(subject),
            body="\n\n".join([self.texts.greeting.format(name=name), *said, footer]) + "\n",
            message_id=self._message_id(key, reader),
        )

    def _message_id(self, key: str, reader: Consultant) -> str:
        """Made of the key; the address and the instant set apart the same key of another firm's store."""
        made_of = "\n".join((key, reader.email, self.at.astimezone(UTC).isoformat()))
        domain = self.firm.notices.sender.rpartition("@")[2]
        return f"<{sha256(made_of.encode()).hexdigest()[:40]}@{domain}>"

    def _sections(self, found: OwnDifference) -> Iterator[str]:
        texts = self.texts
        parts = {
            texts.taken: [self._line(posting) for posting in found.taken],
            texts.given_up: [self._line(posting) for posting in found.given_up],
            texts.moved: [self._moved(before, after) for before, after in found.moved],
            texts.days_off: [texts.day(off.day) for off in found.days_off],
            texts.days_back: [texts.day(off.day) for off in found.days_back],
        }
        return (f"{title}:\n{_indented(lines)}" for title, lines in parts.items() if lines)

    def _line(self, posting: Posting) -> str:
        return f"{self.texts.hours(posting.span, self.firm.zone)}: {self._what(posting)}"

    def _moved(self, before: Posting, after: Posting) -> str:
        texts, zone = self.texts, self.firm.zone
        rekinded = before.kind != after.kind
        then, now = (
            texts.hours(posting.span, zone) + (f", {texts.kind(posting.kind)}" if rekinded else "")
            for posting in (before, after)
        )
        return f"{self._what(after)}\n    {texts.then}: {then}\n    {texts.now}: {now}"

    def _what(self, posting: Posting) -> str:
        return f"{self.texts.window(posting.window)}, {clean(posting.role_name)}"


def reminder_key(posting: Posting) -> str:
    """What a reminder is about: this seat, held by this person, from this instant."""
    return f"reminder:{posting.id}:{posting.consultant}:{posting.span.start.isoformat()}"


def _indented(lines: Iterable[str]) -> str:
    return "\n".join(f"  {line}" for line in lines)


def _dates(texts: Texts, found: OwnDifference) -> str:
    """The first date of what changed, with the last one where there are several."""
    pairs = [posting for pair in found.moved for posting in pair]
    entries: list[Posting | DayOff] = [*found.taken, *found.given_up, *pairs, *found.days_off, *found.days_back]
    days: list[date] = sorted({entry.day for entry in entries})
    ends = days if len(days) < 3 else [days[0], days[-1]]
    return f" {texts.to} ".join(map(texts.day, ends)) if len(days) > 1 else texts.day(days[0])


def _shortened(text: str) -> str:
    return text if len(text) <= SUBJECT_LENGTH else text[: SUBJECT_LENGTH - 1].rstrip() + "…"
