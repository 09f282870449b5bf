"""Who is written to when something is published, and who is reminded."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostering.answers.notices import Announced
from rostering.domain.findings import CompensatingDay
from rostering.domain.notices import Cause, MailState
from rostering.domain.seats import Duty
from rostering.services.cases.case import case_of
from rostering.services.inputs.folders import import_folder
from rostering.services.notices.letters import (
    LOST_AFTER,
    NoticesOff,
    UnknownNotice,
    list_notices,
    refresh_reminders,
    show_notice,
)
from rostering.spans import Period
from rostering.store import Store, UnknownRoster, open_store
from samples.notice_firm import (
    ADDRESSES,
    AT,
    NOTICES,
    SATURDAY,
    SUNDAY,
    mails,
    new_store,
    publish,
    published,
    roster,
    states,
)
from samples.published_samples import duty
from samples.small_firm import DOCUMENTS, write_firm

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rostering.db"


@pytest.fixture
def store(file: Path) -> Store:
    return new_store(file)


# What a publication brings


def test_those_affected_are_written_to_and_those_without_address_are_named(store: Store) -> None:
    said = published(store, duty("anna", SATURDAY), duty("clara", SUNDAY))
    assert said == Announced(1, ("Clara Carøe",))
    (mail,) = mails(store)
    assert (mail.letter.address, mail.letter.cause, mail.created) == ("anna@nordlys.example", Cause.CHANGE, AT)
    assert "Roster 1 is published" in mail.letter.body


def test_a_swap_is_told_to_its_two_and_waits_behind_what_they_were_told_before(store: Store) -> None:
    three = replace(duty("clara", SUNDAY + DAY))
    published(store, duty("anna", SATURDAY), duty("bo", SUNDAY), three)
    said = published(store, duty("bo", SATURDAY), duty("anna", SUNDAY), three)
    assert said == Announced(4, ())
    assert states(store)[2:] == [("anna", "waiting"), ("bo", "waiting")]


def test_what_is_published_again_unchanged_is_told_to_nobody(store: Store) -> None:
    published(store, duty("anna", SATURDAY))
    assert published(store, duty("anna", SATURDAY)) == Announced(1, ())


@pytest.mark.parametrize("notices", ["", "\n[notices]\n", NOTICES.replace("true", "false")])
def test_nobody_is_told_while_notices_are_off(file: Path, notices: str) -> None:
    store = new_store(file, notices)
    assert published(store, duty("anna", SATURDAY)) is None
    assert mails(store) == ()


def test_dates_that_are_over_cause_no_mail_and_today_does(store: Store) -> None:
    friday, thursday = SATURDAY - DAY, SATURDAY - 2 * DAY
    assert published(store, duty("anna", thursday), duty("bo", friday, hours="01:00-02:00")) == Announced(1, ())
    assert states(store) == [("bo", "waiting")]


def test_a_duty_that_began_yesterday_and_goes_on_is_not_over(store: Store) -> None:
    published(store, duty("anna", SATURDAY - 2 * DAY, hours="16:00-12:00"))
    assert states(store) == [("anna", "waiting")]


def test_a_publication_that_fails_leaves_no_mail(store: Store) -> None:
    with pytest.raises(UnknownRoster), store.transaction() as tx:  # noqa: PT012 - all of it is the transaction
        publish(tx, roster(duty("anna", SATURDAY)))
        tx.version(99)
    assert mails(store) == ()


SEATS = [
    duty(None, SATURDAY + DAY * i, role=role, number=number)
    for i in (-3, 0, 1)
    for role, number in (("pim", 1), ("pim", 2), ("backend", 1))
]
holders = st.lists(st.sampled_from([*ADDRESSES, None]), min_size=len(SEATS), max_size=len(SEATS))
offs = st.sets(st.tuples(st.sampled_from(sorted(ADDRESSES)), st.sampled_from([SUNDAY + DAY, SUNDAY + 2 * DAY])))


class Undone(Exception):
    """Ends a transaction that is to leave nothing."""


@pytest.fixture(scope="module")
def reused() -> Iterator[Store]:
    store = new_store("sqlite://", addresses={who: f"{who}@nordlys.example" for who in ADDRESSES})
    yield store
    store.close()


@settings(max_examples=20)
@given(holders, holders, offs, offs)
def test_recipients_are_exactly_those_whose_own_days_ahead_differ(
    reused: Store,
    before: list[str | None],
    after: list[str | None],
    free: set[tuple[str, date]],
    free_later: set[tuple[str, date]],
) -> None:
    def made(whom: list[str | None]) -> list[Duty]:
        return [replace(seat, consultant=who) for seat, who in zip(SEATS, whom, strict=True)]

    def own(whom: list[str | None], days: set[tuple[str, date]], who: str) -> Counter[object]:
        duties = [(each.seat.day, each.seat.role) for each in made(whom) if each.consultant == who]
        ahead = [each for each in duties if each[0] >= AT.date()]
        return Counter(ahead) + Counter(day for whose, day in days if whose == who)

    with pytest.raises(Undone), reused.transaction() as tx:  # noqa: PT012 - all of it is the transaction
        publish(tx, roster(*made(before), days_off=[CompensatingDay(*each) for each in sorted(free)]))
        first = len(tx.outbox.all())
        publish(tx, roster(*made(after), days_off=[CompensatingDay(*each) for each in sorted(free_later)]))
        told = [mail.letter.consultant for mail in tx.outbox.all()[first:]]
        assert told == [who for who in sorted(ADDRESSES) if own(before, free, who) != own(after, free_later, who)]
        raise Undone
    assert mails(reused) == ()


def test_notices_are_no_part_of_what_a_plan_depends_on(tmp_path: Path) -> None:
    hashes = set()
    for name, notices in (("off", ""), ("on", NOTICES), ("rare", NOTICES + "reminder_hours = 1\n")):
        documents = {"organisation_toml": DOCUMENTS["organisation.toml"] + notices}
        import_folder(str(tmp_path / f"{name}.db"), write_firm(tmp_path / name, **documents), "tester")
        with open_store(str(tmp_path / f"{name}.db")).reading() as reading:
            hashes.add(case_of(reading, Period.parse("2026-11")).problem.input_hash)
    assert len(hashes) == 1


# Reminders


def test_a_duty_that_is_near_is_reminded_of_once(store: Store, file: Path) -> None:
    published(store, duty("anna", SATURDAY), duty("bo", SUNDAY), duty("clara", SATURDAY, number=2))
    refresh_reminders(str(file), AT)
    refresh_reminders(str(file), AT + HOUR)
    reminders = [mail for mail in mails(store) if mail.letter.cause is Cause.REMINDER]
    assert [(mail.letter.consultant, mail.created) for mail in reminders] == [("anna", AT)]
    refresh_reminders(str(file), AT + DAY)
    assert states(store)[-1] == ("bo", "waiting")


def test_nobody_is_reminded_where_the_firm_wants_none(file: Path) -> None:
    store = new_store(file, NOTICES + "reminder_hours = 0\n")
    published(store, duty("anna", SATURDAY))
    refresh_reminders(str(file), AT)
    assert {mail.letter.cause for mail in mails(store)} == {Cause.CHANGE}


def test_a_reminder_of_a_duty_that_has_begun_is_withdrawn(store: Store, file: Path) -> None:
    published(store, duty("anna", SATURDAY))
    refresh_reminders(str(file), AT)
    refresh_reminders(str(file), AT + DAY)
    assert states(store) == [("anna", "waiting"), ("anna", "withdrawn")]


@pytest.mark.parametrize("later", [duty("bo", SATURDAY), duty("anna", SATURDAY, hours="09:00-16:00")])
def test_a_reminder_is_withdrawn_with_what_makes_it_wrong(store: Store, file: Path, later: Duty) -> None:
    published(store, duty("anna", SATURDAY))
    refresh_reminders(str(file), AT)
    published(store, later)
    (reminder,) = [mail for mail in mails(store) if mail.letter.cause is Cause.REMINDER]
    assert reminder.state is MailState.WITHDRAWN
    refresh_reminders(str(file), AT)
    assert [mail.state for mail in mails(store) if mail.letter.cause is Cause.REMINDER] == [
        MailState.WITHDRAWN,
        MailState.WAITING,
    ]


def test_a_wrong_reminder_whose_sender_crashed_is_withdrawn_and_one_being_sent_is_not(store: Store, file: Path) -> None:
    published(store, duty("anna", SATURDAY))
    refresh_reminders(str(file), AT)
    with store.transaction() as tx:
        tx.outbox.note_sent(tx.outbox.all()[0], AT)
        tx.outbox.claim(AT, LOST_AFTER)
    published(store, duty("bo", SATURDAY), at=AT + HOUR / 6)
    assert states(store)[1] == ("anna", "sending")
    refresh_reminders(str(file), AT + HOUR)
    assert states(store)[1] == ("anna", "withdrawn")


def test_a_reminder_comes_back_with_the_duty_unless_it_was_sent(store: Store, file: Path) -> None:
    for duties in (("anna",), ("bo",), ("anna",)):
        published(store, *(duty(who, SATURDAY) for who in duties))
        refresh_reminders(str(file), AT)
    reminders = [mail for mail in mails(store) if mail.letter.cause is Cause.REMINDER]
    assert [(mail.letter.consultant, mail.state.value) for mail in reminders] == [
        ("anna", "waiting"),
        ("bo", "withdrawn"),
    ]
    with store.transaction() as tx:
        tx.outbox.note_sent(reminders[0], AT)
    for who in ("bo", "anna"):
        published(store, duty(who, SATURDAY))
        refresh_reminders(str(file), AT)
    assert ("anna", "sent") in states(store)


def test_no_reminder_while_notices_are_off(file: Path) -> None:
    new_store(file, "")
    with pytest.raises(NoticesOff, match="switch them on with enabled = true under \\[notices\\]"):
        refresh_reminders(str(file), AT)


# What can be asked


def test_mails_are_listed_by_state_and_shown(store: Store, file: Path) -> None:
    published(store, duty("anna", SATURDAY), duty("bo", SUNDAY))
    with store.transaction() as tx:
        tx.outbox.note_sent(tx.outbox.all()[0], AT)
    assert list_notices(str(file)).mails == mails(store)
    assert list_notices(str(file), MailState.SENT).mails == mails(store)[:1]
    assert show_notice(str(file), 2).mails == mails(store)[1:]
    with pytest.raises(UnknownNotice, match="there is no notice 3"):
        show_notice(str(file), 3)
