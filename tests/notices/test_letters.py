"""What letters say, in each language, and what they do not."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from rostering.domain.findings import CompensatingDay
from rostering.domain.inputs import Organisation
from rostering.domain.notices import Cause
from rostering.domain.seats import Duty
from rostering.notices import Writer, differences, reminder_key
from rostering.notices.notice_texts import texts_of
from rostering.rosters.postings import DayOff, Posting, entries_of
from rostering.spans import Hours, Period
from samples.notice_samples import AT, DANISH_FIRM, FIRM, person
from samples.published_samples import NAMES, duty, version

SATURDAY = date(2026, 6, 6)
SUNDAY = SATURDAY + timedelta(days=1)
MONDAY = SUNDAY + timedelta(days=1)
MONTH = Period.parse("2026-06")


def entries(*duties: Duty, off: date | None = None) -> tuple[Posting | DayOff, ...]:
    days = (CompensatingDay("anna", off),) if off else ()
    return entries_of(version(1, MONTH, duties, days_off=days))


def body(firm: Organisation = FIRM) -> str:
    """Everything that can become of anna's duties, in one letter."""
    before = entries(duty("anna", SATURDAY), duty("anna", SUNDAY), duty("bo", MONDAY), off=MONDAY)
    after = entries(
        duty("bo", SATURDAY),
        duty("anna", SUNDAY, hours="09:00-17:00"),
        duty("anna", MONDAY),
        off=MONDAY + timedelta(days=1),
    )
    return Writer(firm, AT).change(person(), differences(before, after)["anna"], 2, 7).body


def test_a_letter_says_before_and_after_in_english() -> None:
    assert body() == (
        "Hello Anna Ager,\n\n"
        "Roster 7 is published. This is what it changes for you:\n\n"
        "New duties:\n"
        "  Monday 8 June 2026 08:00-16:00: Weekend, PIM\n\n"
        "No longer your duties:\n"
        "  Saturday 6 June 2026 08:00-16:00: Weekend, PIM\n\n"
        "Duties that you keep, at other times or as another kind:\n"
        "  Weekend, PIM\n"
        "    before: Sunday 7 June 2026 08:00-16:00\n"
        "    now: Sunday 7 June 2026 09:00-17:00\n\n"
        "New compensating days off:\n"
        "  Tuesday 9 June 2026\n\n"
        "No longer days off:\n"
        "  Monday 8 June 2026\n\n"
        "All times are those of Europe/Copenhagen. This mail was sent automatically from the roster of "
        "Nordlys Digital.\n"
    )


def test_a_letter_says_before_and_after_in_danish() -> None:
    said = body(DANISH_FIRM)
    assert said.startswith("Hej Anna Ager\n\nVagtplan 7 er offentliggjort. Det ændrer den for dig:\n\nNye vagter:\n")
    assert "  mandag 8. juni 2026 08:00-16:00: Weekend, PIM\n" in said
    assert "    før: søndag 7. juni 2026 08:00-16:00\n    nu: søndag 7. juni 2026 09:00-17:00\n" in said
    assert "Nye kompenserende fridage:\n  tirsdag 9. juni 2026\n" in said


@pytest.mark.parametrize("firm", [FIRM, DANISH_FIRM], ids=lambda firm: firm.language)
def test_no_letter_names_anybody_else(firm: Organisation) -> None:
    others = [name for who, name in NAMES.consultants.items() if who != "anna"]
    assert [name for name in others for word in name.split() if word in body(firm)] == []


def test_another_kind_is_said_in_words() -> None:
    before, after = entries(duty("anna", SUNDAY)), entries(duty("anna", SUNDAY, kind="public_holiday"))
    found = differences(before, after)["anna"]
    assert (
        "    now: Sunday 7 June 2026 08:00-16:00, public holiday\n"
        in Writer(FIRM, AT).change(person(), found, 2, 7).body
    )
    assert ", helligdag\n" in Writer(DANISH_FIRM, AT).change(person(), found, 2, 7).body


def test_a_reminder_says_when_what_and_from_where() -> None:
    (posting,) = entries(duty("anna", SATURDAY))
    assert isinstance(posting, Posting)
    letter = Writer(FIRM, AT).reminder(person(), posting)
    assert (letter.cause, letter.subject) == (Cause.REMINDER, "Reminder: Weekend, PIM, Saturday 6 June 2026")
    assert "  Saturday 6 June 2026 08:00-16:00: Weekend, PIM\n  on standby at home\n" in letter.body
    danish = Writer(DANISH_FIRM, AT).reminder(person(), posting)
    assert danish.subject == "Påmindelse: Weekend, PIM, lørdag 6. juni 2026"


def test_a_reminders_key_tells_seats_people_and_times_apart() -> None:
    kinds = (
        duty("anna", SATURDAY),
        duty("bo", SATURDAY),
        duty("anna", SATURDAY, number=2),
        duty("anna", SATURDAY, hours="09:00-16:00"),
    )
    postings = [entry for each in kinds for entry in entries(each) if isinstance(entry, Posting)]
    assert len({reminder_key(posting) for posting in postings}) == 4
    (later,) = entries(duty("anna", SATURDAY, hours="08:00-17:00"))
    assert isinstance(later, Posting)
    assert reminder_key(later) == reminder_key(postings[0])


def test_the_message_id_is_the_keys() -> None:
    (posting,) = entries(duty("anna", SATURDAY))
    assert isinstance(posting, Posting)
    writer = Writer(FIRM, AT)
    once, again = writer.reminder(person(), posting), writer.reminder(person(name="Anna Berg"), posting)
    assert once.message_id == again.message_id
    assert once.message_id.endswith("@nordlys.example>")
    assert once.message_id != replace(writer, at=AT + timedelta(days=1)).reminder(person(), posting).message_id


def test_a_subject_spans_the_dates_that_change_and_is_not_long() -> None:
    some = entries(*(duty("anna", SATURDAY + timedelta(days=i)) for i in range(3)))
    subject = Writer(FIRM, AT).change(person(), differences((), some)["anna"], 1, 1).subject
    assert subject == "Your duties have changed: Saturday 6 June 2026 to Monday 8 June 2026"
    long = Duty(replace(duty("anna", SATURDAY).seat, name="Wait " * 60), "anna")
    (posting,) = entries(long)
    assert isinstance(posting, Posting)
    assert len(Writer(FIRM, AT).reminder(person(), posting).subject) == 120


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("08:00-16:00", "Saturday 24 October 2026 08:00-16:00"),
        ("16:00-24:00", "Saturday 24 October 2026 16:00 to Sunday 25 October 2026 00:00"),
        ("22:00-06:00", "Saturday 24 October 2026 22:00 CEST to Sunday 25 October 2026 06:00 CET"),
    ],
)
def test_hours_over_midnight_name_both_dates_and_a_change_of_the_clock(hours: str, said: str) -> None:
    zone = ZoneInfo("Europe/Copenhagen")
    assert texts_of("en").hours(Hours.parse(hours).on(date(2026, 10, 24), zone), zone) == said


def test_windows_called_by_their_weekday_are_called_so_in_every_language() -> None:
    assert [texts_of(language).window("Saturday") for language in ("en", "da")] == ["Saturday", "Lørdag"]
    assert [texts_of(language).window("Night (Sunday)") for language in ("en", "da")] == [
        "Night (Sunday)",
        "Night (søndag)",
    ]
    assert texts_of("da").window("Night (Juledag)") == "Night (Juledag)"
    assert [texts_of(language).window("Juledag\n") for language in ("en", "da")] == ["Juledag", "Juledag"]


def test_a_language_without_words_is_written_in_english() -> None:
    assert texts_of("fo") is texts_of("en")
