"""Mails about what customers are owed: to whoever holds it and the account manager, once, until it is settled."""

from datetime import timedelta
from pathlib import Path

import pytest

from rostering.domain.notices import Cause, MailState
from rostering.services.dues.keeping import SaidOfDue, done, move
from rostering.services.inputs.folders import import_folder
from rostering.services.notices.letters import refresh_reminders
from rostering.store import open_store
from samples.due_firm import AT, LEAD, REVIEW, due_files

DAY = timedelta(days=1)
SOON = AT + 45 * DAY
"""17 December: two weeks before the review is due, and the first day of its reminder."""
NOTICES = '\n[notices]\nenabled = true\nsender = "rota@havblik.example"\nreminder_hours = 0\n'


def firm(folder: Path, language: str = "en", email: str = "ida@havblik.example") -> str:
    """The firm, which sends notices; Ida, who is Aaby's account manager, has an address."""
    files = {name: content.decode() for name, content in due_files().items()}
    files["organisation.toml"] = files["organisation.toml"].replace('language = "en"', f'language = "{language}"')
    files["organisation.toml"] += NOTICES
    files["consultants.csv"] = files["consultants.csv"].replace('"Ida Ø, PhD",', f'"Ida Ø, PhD",{email}')
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")
    store = f"{folder}.db"
    import_folder(store, folder, "tester")
    return store


@pytest.fixture
def store(tmp_path: Path) -> str:
    return firm(tmp_path / "firm")


def told(store: str, *states: MailState) -> list[tuple[str, str]]:
    """To whom what is said."""
    with open_store(store).reading() as reading:
        mails = [mail for mail in reading.outbox.all() if mail.letter.cause is Cause.DUE]
    return [(mail.letter.consultant, mail.letter.subject) for mail in mails if not states or mail.state in states]


def body(store: str) -> str:
    with open_store(store).reading() as reading:
        return reading.outbox.all()[-1].letter.body


def test_an_account_manager_is_reminded_once_from_the_days_of_the_reminder_on(store: str) -> None:
    refresh_reminders(store, SOON - DAY)
    assert told(store) == []
    for days in range(3):
        refresh_reminders(store, SOON + days * DAY)
    assert told(store) == [("ida", "Reminder: Review with Aaby Møbler A/S, Thursday 31 December 2026")]
    assert body(store) == (
        "Hello Ida Ø, PhD,\n\n"
        "This is to remind you of what you hold for a customer:\n\n"
        "  Review, Aaby Møbler A/S\n"
        "  by Thursday 31 December 2026 at the latest\n\n"
        "All times are those of Europe/Copenhagen. "
        "This mail was sent automatically from the roster of Havblik Digital.\n"
    )


def test_both_are_reminded_where_somebody_else_holds_it_and_again_on_another_date(store: str) -> None:
    refresh_reminders(store, SOON)
    move(store, LEAD, REVIEW, SaidOfDue(to="2026-12-21", hours="10:00-11:30", holder="bo"), at=SOON)
    refresh_reminders(store, SOON)
    subject = "Reminder: Review with Aaby Møbler A/S, Monday 21 December 2026"
    assert told(store, MailState.WAITING) == [("bo", subject), ("ida", subject)]
    assert [subject[-16:] for _who, subject in told(store, MailState.WITHDRAWN)] == ["31 December 2026"]
    assert "This is to remind you of what your customer is owed:" in body(store)
    assert "  Monday 21 December 2026 10:00-11:30\n  Held by Bo Å\n" in body(store)


def test_what_is_done_or_over_causes_no_mail(store: str) -> None:
    refresh_reminders(store, SOON)
    done(store, LEAD, REVIEW, SaidOfDue(), at=SOON)
    refresh_reminders(store, SOON)
    assert told(store, MailState.WAITING) == []
    refresh_reminders(store, SOON + 30 * DAY)
    assert told(store, MailState.WAITING) == []


def test_a_mail_is_in_the_language_of_the_firm_and_nobody_without_an_address_gets_one(tmp_path: Path) -> None:
    store = firm(tmp_path / "danish", "da")
    refresh_reminders(store, SOON)
    assert told(store) == [("ida", "Påmindelse: Review med Aaby Møbler A/S, torsdag 31. december 2026")]
    assert "senest torsdag 31. december 2026" in body(store)
    nobody = firm(tmp_path / "mute", email="")
    refresh_reminders(nobody, SOON)
    assert told(nobody) == []
