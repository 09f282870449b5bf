"""Sending: the outbox emptied mail by mail, each claimed in one transaction and settled in the next."""

from contextlib import suppress
from datetime import timedelta

from rostering.answers.notices import Attempt, Run
from rostering.domain.inputs import Organisation
from rostering.domain.notices import Mail, MailState
from rostering.errors import StorageFailed
from rostering.notices import Postponed, Rejected, Transport, Unreachable, message_of, transport_of
from rostering.services.clock import now
from rostering.services.notices.attaching import carried_by
from rostering.services.notices.letters import LOST_AFTER, refresh_reminders
from rostering.services.opening import existing_store
from rostering.store import Store

GIVE_UP = timedelta(days=5)
"""How long a mail is tried (RFC 5321, section 4.5.4.1)."""
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
_STUBBORNLY = 6
"""How often to try to note that a mail was sent: it would go out again if that were never noted."""
Outcome = Postponed | Rejected | Unreachable | None
"""What came of one attempt; None: the mail was taken."""


def send_notices(url: str, address: str | None, lost_after: timedelta = LOST_AFTER, at_once: bool = False) -> Run:
    """Put reminders that are due into the outbox, then send all mails that are due, to where `address` says.

    A mail whose sender has not been heard of for `lost_after` is sent again, under the same Message-ID; what was put
    off is due, too, when all is to go `at_once`. Raises NoInputs, NoticesOff, NoTransport, StorageFailed.
    """
    firm, store = refresh_reminders(url, now(), lost_after), existing_store(url)
    attempts: list[Attempt] = []
    with transport_of(address, firm.notices.sender) as transport:
        if at_once:
            _hurry(store)
        while mail := _claimed(store, lost_after):
            outcome = _attempt(store, transport, mail, firm)
            unreachable = str(outcome) if isinstance(outcome, Unreachable) else None
            attempts.append(Attempt(_settled(store, mail, outcome), unreachable))
            if unreachable is not None:
                break
    with store.reading() as reading:
        return Run(tuple(attempts), reading.outbox.count(MailState.WAITING, MailState.SENDING))


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: twice as long each time, up to a limit."""
    return min(_FIRST_PAUSE * (1 << min(attempts - 1, 16)), _LONGEST_PAUSE)


def _hurry(store: Store) -> None:
    with store.transaction() as tx:
        tx.outbox.retry_now()


def _claimed(store: Store, lost_after: timedelta) -> Mail | None:
    with store.transaction() as tx:
        return tx.outbox.claim(now(), lost_after)


def _attempt(store: Store, transport: Transport, mail: Mail, firm: Organisation) -> Outcome:
    attached, language = carried_by(store, mail)
    try:
        transport.deliver(mail, message_of(mail, firm, attached, language))
    except (Postponed, Rejected, Unreachable) as outcome:
        return outcome
    return None


def _settled(store: Store, mail: Mail, outcome: Outcome) -> Mail:
    """The mail as it stands now that its outcome is noted; a store that is in use is asked again and again."""
    for _ in range(_STUBBORNLY - 1):
        with suppress(StorageFailed):
            return _noted(store, mail, outcome)
    return _noted(store, mail, outcome)


def _noted(store: Store, mail: Mail, outcome: Outcome) -> Mail:
    with store.transaction() as tx:
        at, outbox = now(), tx.outbox
        given_up = isinstance(outcome, Postponed) and at - mail.created > GIVE_UP
        if outcome is None:
            outbox.note_sent(mail, at)
        elif given_up or isinstance(outcome, Rejected):
            outbox.fail(mail, str(outcome))
        else:
            outbox.postpone(mail, str(outcome), at + pause_after(mail.attempts))
        return outbox.mail(mail.number) or mail
