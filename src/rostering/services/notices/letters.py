"""Letters into the outbox in the transaction that gives cause for them, reminders too; and the outbox listed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from rostering.answers.notices import Announced, ListedNotices
from rostering.domain.inputs import Inputs, Organisation
from rostering.domain.notices import Cause, Letter, Mail, MailState
from rostering.domain.parties import Consultant
from rostering.errors import BadCall, Unknown
from rostering.language import _, speaking
from rostering.notices import OwnDifference, Writer, differences, due_letter, reminder_key
from rostering.rosters.postings import DayOff, Posting, current_entries, entries_of
from rostering.rosters.version import Publication
from rostering.services.clock import now
from rostering.services.dues.due_feeds import owed_entry
from rostering.services.dues.reminders import to_be_reminded_of
from rostering.services.opening import existing_store
from rostering.store import Reading, Transaction

LOST_AFTER = timedelta(minutes=20)
"""When a sender that says nothing is taken for crashed: longer than handing a mail over can take."""


class NoticesOff(BadCall):
    """The firm sends no notices."""

    def __init__(self) -> None:
        super().__init__(_("notices are off: switch them on with enabled = true under [notices] in organisation.toml"))


class UnknownNotice(Unknown):
    """A number that no mail has."""

    def __init__(self, number: int) -> None:
        super().__init__(_("there is no notice {number}: notices list shows those there are", number=number))


def announce(tx: Transaction, earlier: Sequence[Publication], publication: Publication) -> Announced | None:
    """Write to everybody whom a publication affects, in its transaction; None while notices are off.

    Dates that are over cause no mail. Reminders of duties that are no longer so are withdrawn.
    """
    inputs = tx.inputs()
    if not inputs.organisation.notices.enabled:
        return None
    affected = affected_by(earlier, publication, inputs.organisation.zone)
    people, writer = _people(inputs), Writer(inputs.organisation, publication.at)
    reached = [(people[who], found) for who, found in affected.items() if who in people]
    number, roster = publication.number, publication.version.number
    tx.outbox.add([writer.change(reader, found, number, roster) for reader, found in reached], publication.at)
    tx.outbox.withdraw([mail.number for mail in _stale(tx, (*earlier, publication), publication.at)])
    names = publication.version.directory.consultants
    unreached = tuple(names.get(who, who) for who in affected if who not in people)
    return Announced(tx.outbox.count(MailState.WAITING), unreached)


def affected_by(earlier: Sequence[Publication], publication: Publication, zone: ZoneInfo) -> dict[str, OwnDifference]:
    """What a publication changes for each person, by consultant; what is over does not count."""
    at, days = publication.at, publication.version.period
    before = [entry for entry in current_entries(earlier) if entry.day in days]
    after = entries_of(publication.version)
    ahead = [[entry for entry in entries if _is_ahead(entry, at, zone)] for entries in (before, after)]
    return differences(*ahead)


def list_notices(url: str, state: MailState | None = None) -> ListedNotices:
    """All mails there ever were, or those in one state. Raises NoInputs."""
    with existing_store(url).reading() as reading:
        mails = tuple(mail for mail in reading.outbox.all() if state in {None, mail.state})
        return ListedNotices(mails, reading.inputs().organisation.zone)


def waiting_notices(url: str) -> ListedNotices:
    """The mails that would be sent, with the reminders that are due. Raises NoInputs, NoticesOff."""
    refresh_reminders(url, now())
    return list_notices(url, MailState.WAITING)


def show_notice(url: str, number: int) -> ListedNotices:
    """One mail. Raises NoInputs, UnknownNotice."""
    with existing_store(url).reading() as reading:
        mail = reading.outbox.mail(number)
        if mail is None:
            raise UnknownNotice(number)
        return ListedNotices((mail,), reading.inputs().organisation.zone)


def refresh_reminders(url: str, at: datetime, lost_after: timedelta = LOST_AFTER) -> Organisation:
    """Put reminders that are due into the outbox, and withdraw those that are no longer so; returns the firm.

    A mail whose sender has not been heard of for `lost_after` is in nobody's hands. Raises NoInputs, NoticesOff.
    """
    store = existing_store(url)
    with store.reading() as reading:
        firm = reading.inputs().organisation
        if not firm.notices.enabled:
            raise NoticesOff
        due, stale = _reminders(reading, at, lost_after)
    if due or stale:
        with store.transaction() as tx:  # asked again, as something may have been published meanwhile
            due, stale = _reminders(tx, at, lost_after)
            tx.outbox.withdraw([mail.number for mail in stale])
            tx.outbox.add(due, at)
    return firm


def _reminders(reading: Reading, at: datetime, lost_after: timedelta) -> tuple[tuple[Letter, ...], tuple[Mail, ...]]:
    """The reminders that are due and missing, and the unfinished ones of what is no longer so."""
    inputs, publications = reading.inputs(), reading.publications()
    until = at + timedelta(hours=inputs.organisation.notices.reminder_hours)
    people, writer = _people(inputs), Writer(inputs.organisation, at)
    near = [posting for posting in _coming(publications, at) if posting.span.start <= until]
    letters = [writer.reminder(people[each.consultant], each) for each in near if each.consultant in people]
    owed = _owed(reading, inputs, people, writer)
    stale = (*_stale(reading, publications, at, lost_after), *_settled(reading, owed, at - lost_after))
    return reading.outbox.missing([*letters, *owed]), stale


def _owed(reading: Reading, inputs: Inputs, people: Mapping[str, Consultant], writer: Writer) -> tuple[Letter, ...]:
    """A reminder of each thing that comes due, to whoever holds it and to the account manager."""
    letters = []
    with speaking(inputs.organisation.language):
        for view in to_be_reminded_of(reading, writer.at):
            entry, owed = owed_entry(view, inputs), view.owed
            told = [people[who] for who in dict.fromkeys((owed.holder, owed.manager)) if who and who in people]
            letters += [due_letter(writer, reader, entry, owed.holder is not None) for reader in told]
    return tuple(letters)


def _settled(reading: Reading, owed: Iterable[Letter], since: datetime) -> tuple[Mail, ...]:
    """Reminders in nobody's hands of what was done, moved or waived meanwhile."""
    keys = {letter.key for letter in owed}
    waiting = [mail for mail in reading.outbox.unfinished(Cause.DUE) if mail.claimed_before(since)]
    return tuple(mail for mail in waiting if mail.letter.key not in keys)


def _stale(
    reading: Reading, publications: Sequence[Publication], at: datetime, lost_after: timedelta = LOST_AFTER
) -> tuple[Mail, ...]:
    """Reminders in nobody's hands of duties that have begun, changed hands or moved."""
    unfinished = reading.outbox.unfinished(Cause.REMINDER)
    waiting = [mail for mail in unfinished if mail.claimed_before(at - lost_after)]
    keys = {reminder_key(posting) for posting in _coming(publications, at)} if waiting else set()
    return tuple(mail for mail in waiting if mail.letter.key not in keys)


def _coming(publications: Iterable[Publication], at: datetime) -> list[Posting]:
    """The published duties that are still to begin."""
    entries = current_entries(publications)
    return [entry for entry in entries if isinstance(entry, Posting) and entry.span.start > at]


def _is_ahead(entry: Posting | DayOff, at: datetime, zone: ZoneInfo) -> bool:
    """Whether it is of today or later, or still going on."""
    going_on = isinstance(entry, Posting) and entry.span.end > at
    return going_on or entry.day >= at.astimezone(zone).date()


def _people(inputs: Inputs) -> dict[str, Consultant]:
    """Those who can be reached, by id."""
    return {consultant.id: consultant for consultant in inputs.consultants if consultant.email}
