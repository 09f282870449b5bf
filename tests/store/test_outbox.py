"""The outbox: no cause twice, no mail with two senders, no news before the news it follows."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rostering.domain.notices import Cause, Letter, Mail, MailState
from rostering.store import Store, UnknownRoster, open_store
from samples.store_samples import roster

AT = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
PATIENCE = timedelta(minutes=20)


def letter(key: str, to: str = "anna@nordlys.example", cause: Cause = Cause.CHANGE) -> Letter:
    return Letter(key, cause, "anna", "Anna Ager", to, "Your duties", "Hello\n", f"<{key}@nordlys.example>")


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


def add(store: Store, *letters: Letter, at: datetime = AT) -> int:
    with store.transaction() as tx:
        return tx.outbox.add(letters, at)


def claim(store: Store, at: datetime = AT) -> Mail | None:
    with store.transaction() as tx:
        return tx.outbox.claim(at, PATIENCE)


def claimed(store: Store, at: datetime = AT) -> Mail:
    mail = claim(store, at)
    assert mail is not None
    return mail


def mails(store: Store) -> tuple[Mail, ...]:
    with store.reading() as reading:
        return reading.outbox.all()


def states(store: Store) -> list[str]:
    return [mail.state.value for mail in mails(store)]


def test_a_letter_is_kept_as_it_is(store: Store) -> None:
    assert add(store, letter("a"), letter("b", "bo@nordlys.example", Cause.REMINDER)) == 2
    first, second = mails(store)
    assert first == Mail(1, letter("a"), AT)
    assert second.letter == letter("b", "bo@nordlys.example", Cause.REMINDER)
    with store.reading() as reading:
        assert reading.outbox.mail(2) == second
        assert reading.outbox.mail(3) is None
        assert reading.outbox.unfinished(Cause.REMINDER) == (second,)
        assert reading.outbox.count(MailState.WAITING, MailState.SENT) == 2


def test_the_same_cause_is_never_told_twice(store: Store) -> None:
    assert add(store, letter("a"), letter("a")) == 1
    assert add(store, letter("a"), letter("b")) == 1
    with store.reading() as reading:
        assert reading.outbox.missing([letter("b"), letter("c")]) == (letter("c"),)
    with store.transaction() as tx:
        tx.outbox.note_sent(tx.outbox.all()[0], AT)
    assert add(store, letter("a")) == 0
    assert states(store) == ["sent", "waiting"]


def test_very_many_letters_at_once_are_no_matter(store: Store) -> None:
    many = [letter(str(i), f"{i}@nordlys.example") for i in range(1201)]
    assert add(store, *many) == 1201
    assert add(store, *many) == 0


def test_a_withdrawn_mail_comes_back_with_its_message_id(store: Store) -> None:
    add(store, letter("a"))
    with store.transaction() as tx:
        tx.outbox.withdraw([1])
    assert claim(store) is None
    again = replace(letter("a", "new@nordlys.example"), message_id="<other>")
    assert add(store, again, at=AT + PATIENCE) == 1
    (mail,) = mails(store)
    assert (mail.state, mail.created, mail.letter.address) == (MailState.WAITING, AT, "new@nordlys.example")
    assert mail.letter.message_id == "<a@nordlys.example>"


def test_mails_are_claimed_once_each_in_order(store: Store) -> None:
    add(store, letter("a"), letter("b", "bo@nordlys.example"))
    first, second = claimed(store), claimed(store)
    assert (first.number, first.state, first.attempts, first.claimed) == (1, MailState.SENDING, 1, AT)
    assert second.number == 2
    assert claim(store) is None


def test_many_senders_at_once_claim_different_mails(store: Store) -> None:
    add(store, *(letter(str(i), f"{i}@nordlys.example") for i in range(24)))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: claimed(store).number, range(24)))
    assert sorted(found) == list(range(1, 25))


def test_a_later_change_waits_until_its_reader_has_the_earlier_one(store: Store) -> None:
    add(store, letter("a"), letter("b"), letter("c", "bo@nordlys.example"), letter("d", cause=Cause.REMINDER))
    first = claimed(store)
    assert [claimed(store).letter.key for _ in range(2)] == ["c", "d"]  # a reminder is true by itself
    assert claim(store) is None
    with store.transaction() as tx:
        tx.outbox.postpone(first, "451 later", AT + timedelta(minutes=1))
    assert claim(store) is None
    again = claimed(store, AT + timedelta(minutes=1))
    assert (again.number, again.attempts, again.error) == (1, 2, "451 later")
    with store.transaction() as tx:
        tx.outbox.fail(again, "550 nobody")
    assert claimed(store).letter.key == "b"


def test_what_was_put_off_can_be_hurried(store: Store) -> None:
    add(store, letter("a"), letter("b", "bo@nordlys.example"))
    with store.transaction() as tx:
        tx.outbox.note_sent(mails(store)[1], AT)
    mail = claimed(store)
    with store.transaction() as tx:
        tx.outbox.postpone(mail, "451 later", AT + PATIENCE)
        tx.outbox.retry_now()
    assert claimed(store).number == 1
    assert states(store) == ["sending", "sent"]


def test_what_is_sent_or_failed_is_over(store: Store) -> None:
    add(store, letter("a"), letter("b", "bo@nordlys.example"))
    anna, bo = claimed(store), claimed(store)
    with store.transaction() as tx:
        tx.outbox.note_sent(anna, AT)
        tx.outbox.fail(bo, "550 nobody")
    assert claim(store, AT + timedelta(days=9)) is None
    assert [(mail.state, mail.sent, mail.error) for mail in mails(store)] == [
        (MailState.SENT, AT, None),
        (MailState.FAILED, None, "550 nobody"),
    ]


def test_the_mail_of_a_sender_gone_silent_is_taken_up_again(store: Store) -> None:
    add(store, letter("a"))
    lost = claimed(store)
    assert claim(store, AT + PATIENCE - timedelta(seconds=1)) is None
    again = claimed(store, AT + PATIENCE)
    assert (again.number, again.attempts) == (1, 2)
    assert again.letter.message_id == lost.letter.message_id


def test_a_sender_that_was_only_slow_does_not_undo_what_another_did(store: Store) -> None:
    add(store, letter("a"))
    slow, other = claimed(store), claimed(store, AT + PATIENCE)
    with store.transaction() as tx:
        tx.outbox.fail(slow, "gone")
        tx.outbox.postpone(slow, "gone", AT)
    assert states(store) == ["sending"]
    with store.transaction() as tx:
        tx.outbox.note_sent(slow, AT)
        tx.outbox.postpone(other, "451 later", AT)
    assert states(store) == ["sent"]


def test_what_is_rolled_back_leaves_no_mail(store: Store) -> None:
    with pytest.raises(UnknownRoster), store.transaction() as tx:  # noqa: PT012 - all of it is the transaction
        tx.outbox.add([letter("a")], AT)
        tx.version(tx.add_version(roster()).number + 1)
    assert mails(store) == ()
