"""Months, their lines, what is in the way of closing them, and closing, in this process."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rostering.domain.users import Role
from rostering.services.charges.billing_by_hand import mark_billed
from rostering.services.charges.closing import close_month
from rostering.services.charges.exporting import export_charges
from rostering.services.clock import now
from rostering.store import open_store
from samples.closable_firm import (
    AUTUMN,
    DECEMBER,
    FIRST,
    HOLDERS,
    NOVEMBER,
    SECOND,
    booked,
    closable,
    load,
    post,
    repriced,
)
from samples.own_pages import site_of
from samples.page_people import Person, said, session_of
from samples.published_samples import NAMES, duty, version
from samples.small_firm import edited

AT = datetime(2026, 12, 3, 12, tzinfo=UTC)
MONTH, CLOSE = "/month-end/2026-11", "/month-end/2026-11/close"
TWO = ("B1,havn,2026-11-04,2026-11-05,evening,backend:1,,", "B2,molo,2026-11-05,2026-11-05,evening,backend:1,,")
Someone = Callable[..., Person]


@pytest.fixture
def store(tmp_path: Path) -> str:
    return closable(str(tmp_path / "rostering.db"), tmp_path / "firm")


@pytest.fixture
def person(store: str) -> Iterator[Someone]:
    made: list[Person] = []

    def make(role: Role = Role.FINANCE, language: str | None = None, at: datetime = AT) -> Person:
        one = Person(store, site=site_of(store, at)).sign_in(session_of(store, role, None, language))
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()


def text(person: Person, path: str = MONTH) -> str:
    return said(person.get(path))


def states(person: Person) -> dict[str, str]:
    """The state of each month, as the list of months has it."""
    page = person.get("/month-end").text
    rows = re.findall(
        r'<tr><th scope="row"><a href="/month-end/([\d-]+)">.*?<span class="badge[^"]*">(.*?)</span>', page, re.DOTALL
    )
    return dict(rows)


def test_each_month_says_where_it_stands(person: Someone, store: str, tmp_path: Path) -> None:
    finance = person()
    assert states(finance) == {"2027-01": "not begun", "2026-12": "open", "2026-11": "can be closed"}
    assert "November 2026 has ended, and nothing is in the way of closing it." in text(finance, "/month-end")
    close_month(store, NOVEMBER, "cfo", early=True)
    assert states(finance)["2026-11"] == "closed, not exported"
    assert "Every month that has ended is closed." in text(finance, "/month-end")
    export_charges(store, NOVEMBER, "csv", tmp_path / "out", by="cfo")
    assert states(finance)["2026-11"] == "all exported"


def test_a_month_of_which_somebody_is_not_billed_is_partly_exported(
    person: Someone, store: str, tmp_path: Path
) -> None:
    two_customers(store, tmp_path)
    export_charges(store, NOVEMBER, "peppol", tmp_path / "out", by="cfo", without=["molo"])
    finance = person()
    assert states(finance)["2026-11"] == "partly exported"
    assert "Molo Sejl ApS November 2026 3.750,00 kr. Mark as billed" in text(finance, "/month-end")
    mark_billed(store, NOVEMBER, "molo", "letter 7", "cfo")
    assert states(finance)["2026-11"] == "all exported"
    assert "billed by hand letter 7 · cfo" in text(finance)


def test_a_closed_month_without_lines_has_nothing_to_bill(person: Someone, store: str) -> None:
    close_month(store, DECEMBER, "cfo", early=True)
    assert states(person())["2026-12"] == "closed, nothing to bill"


def test_the_lines_of_a_month_are_summed_by_customer_and_filtered(person: Someone, store: str, tmp_path: Path) -> None:
    two_customers(store, tmp_path, close=False)
    finance = person()
    whole = text(finance)
    assert "Sum excluding VAT 7.500,00 kr." in whole
    assert "Havnekontoret Køl A/S 1 3.750,00 kr. Molo Sejl ApS 1 3.750,00 kr." in whole
    molo = finance.get(f"{MONTH}?customer=molo").text
    assert molo.count("/line/") == 1
    assert "/line/B2%3A2026-11-05%3Aasta" in molo
    assert "No line fits this filter." in text(finance, f"{MONTH}?kind=credit")


def two_customers(store: str, folder: Path, close: bool = True) -> None:
    """One evening for each of two customers, closed."""
    rows = (TWO[0].replace("2026-11-04,2026-11-05", "2026-11-04,2026-11-04"), TWO[1])
    load(store, folder / "firm", **booked(*rows))
    duties = [
        duty(
            "asta",
            day,
            role="backend",
            hours="16:00-22:00",
            booking=name,
            customers=(who,),
            day_class="weekday_evening",
        )
        for day, name, who in ((FIRST, "B1", "havn"), (SECOND, "B2", "molo"))
    ]
    with open_store(store).transaction() as tx:
        tx.publish(tx.add_version(version(0, AUTUMN, duties, names=NAMES)).number, now(), "lead")
    if close:
        close_month(store, NOVEMBER, "cfo", early=True)


def test_an_empty_seat_is_in_the_way_and_leads_to_where_it_is_filled(person: Someone, store: str) -> None:
    post(store, {**HOLDERS, SECOND: None})
    finance, lead = person().get(MONTH).text, person(Role.OPS).get(MONTH).text
    assert "One thing is in the way of closing November 2026" in finance
    assert "Nobody holds a booked seat: Backend, Thu 5 Nov 2026" in finance
    assert 'href="/board/day/2026-11-05">See the day' in finance
    assert 'href="/board/seat/B1%3A2026-11-05%3Abackend%3A1?roster=2">See the seat' in lead
    assert 'href="/data/bookings/record/B1">See the booking' in finance
    assert 'href="/data/bookings/record/B1">Mend the booking' in lead
    assert 'href="/board/plan?period=2026-11-05..2026-11-05">Plan the day again' in lead


def test_dates_without_a_roster_lead_to_the_board_and_to_the_plan(person: Someone) -> None:
    finance, lead = person().get("/month-end/2026-10").text, person(Role.OPS).get("/month-end/2026-10").text
    assert "No roster is published: Thu 1 Oct – Sat 31 Oct 2026" in finance
    assert 'href="/board?period=2026-10">See the board' in finance
    assert "/board/plan" not in finance
    assert 'href="/board/plan?period=2026-10-01..2026-10-31">Plan<' in lead


def test_what_has_no_price_stands_first_and_is_marked(person: Someone, store: str, tmp_path: Path) -> None:
    card = edited("rates.toml", "from = 2026-01-01\n", "from = 2026-01-01\nto = 2026-11-04\n")
    load(store, tmp_path / "firm", **card)
    page = person().get(MONTH).text
    first, second = re.findall(r"<tr.*?</tr>", page.partition('<table class="plain lines">')[2], re.DOTALL)[1:3]
    assert first.startswith('<tr class="unpriced">')
    assert "No rate card is in force on 2026-11-05: booking B1 cannot be billed." in first
    assert "no price" in first
    assert "Wed 4 Nov" in second
    assert "One thing is in the way of closing November 2026" in page
    assert "without what has no price" in page
    assert 'href="/board/day/2026-11-05">See the day' in page
    assert 'href="/data/values/rates.toml">See the prices' in page
    assert person().get("/data/values/rates.toml").status_code == 200


def test_a_month_is_closed_with_the_lines_that_were_shown(person: Someone, store: str) -> None:
    finance = person()
    answer = finance.send(CLOSE, CLOSE)
    assert (answer.status_code, answer.headers["location"]) == (303, MONTH)
    with open_store(store).reading() as look:
        assert list(look.charges.closings()) == [NOVEMBER.first]
        assert look.last_logged("close", "2026-11") is not None
    assert "closed, not exported" in text(finance)


def test_a_month_is_closed_once(person: Someone) -> None:
    finance, other = person(), person()
    form = other.form(CLOSE, CLOSE)
    finance.send(CLOSE, CLOSE)
    answer = other.post(CLOSE, **form)
    assert answer.status_code == 409
    assert "2026-11 was closed already, on" in said(answer)
    assert "It is closed already, and stays as it is." in said(answer)


def test_lines_that_changed_after_they_were_shown_are_not_closed(person: Someone, store: str, tmp_path: Path) -> None:
    finance = person()
    form = finance.form(CLOSE, CLOSE)
    load(store, tmp_path / "firm", **repriced())
    answer = finance.post(CLOSE, **form)
    assert answer.status_code == 409
    assert "This was changed after you opened the form." in said(answer)
    assert "tester: import, inputs" in said(answer)
    with open_store(store).reading() as look:
        assert not look.charges.closings()
    assert finance.send(CLOSE, CLOSE).status_code == 303


def test_other_changes_do_not_keep_a_month_from_being_closed(person: Someone, store: str) -> None:
    finance = person()
    form = finance.form(CLOSE, CLOSE)
    with open_store(store).transaction() as tx:
        tx.log("lead", "plan", "2027Q1", at=AT)
    assert finance.post(CLOSE, **form).status_code == 303


@pytest.mark.parametrize("version", ["", "12", "x-y", "12-00000000", "9" * 30])
def test_a_form_that_does_not_say_what_it_was_made_from_closes_nothing(
    person: Someone, store: str, version: str
) -> None:
    answer = person().send(CLOSE, CLOSE, version=version)
    assert answer.status_code == 409
    with open_store(store).reading() as look:
        assert not look.charges.closings()


def test_a_month_that_has_not_ended_takes_a_box(person: Someone) -> None:
    finance = person(at=datetime(2026, 11, 26, 12, tzinfo=UTC))
    answer = finance.send(CLOSE, CLOSE)
    assert answer.status_code == 409
    assert "2026-11 has not ended: what changes in it after it is closed becomes corrections" in said(answer)
    assert 'name="early"' in answer.text
    assert finance.send(CLOSE, CLOSE, early="on").status_code == 303


def test_a_month_with_something_in_the_way_is_not_closed(person: Someone, store: str) -> None:
    finance = person()
    form = finance.form(CLOSE, CLOSE)
    post(store, {**HOLDERS, SECOND: None})
    answer = finance.post(CLOSE, **form)
    assert answer.status_code == 422
    assert "2026-11 cannot be closed: nobody fills seat B1:2026-11-05:backend:1" in said(answer)
    assert "See the day" in answer.text
    assert "for good</button>" not in answer.text


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "26-11", "november", "2026-11-01", "1900-01"])
def test_what_is_no_month_is_nowhere(person: Someone, month: str) -> None:
    assert person().get(f"/month-end/{month}").status_code == 404


def test_a_correction_is_marked_and_leads_to_what_it_corrects(person: Someone, store: str) -> None:
    close_month(store, NOVEMBER, "cfo", early=True)
    post(store, {**HOLDERS, FIRST: "birk"})
    finance = person()
    assert "Corrections that wait 0,00 kr. 2 lines, for the next open month" in text(finance, "/month-end")
    december = finance.get("/month-end/2026-12?kind=corrections").text
    assert december.count("corrects November 2026") == 2
    credit = re.findall(r'href="(/month-end/2026-12/line/[^"]*credit)"', december)[0]
    story = finance.get(credit)
    assert "-3.750,00 kr." in said(story)
    assert "Corrects Charge, 3.750,00 kr." in said(story)
    original = "/month-end/2026-11/line/B1%3A2026-11-04%3Aasta"
    assert f'href="{original}"' in story.text
    assert "Corrected by Credit, -3.750,00 kr." in text(finance, original)
    assert "Corrected later" in text(finance)


def test_a_line_tells_its_booking_agreement_roster_day_and_price(person: Someone) -> None:
    story = text(person(Role.OPS), "/month-end/2026-11/line/B1%3A2026-11-04%3Aasta")
    for part in (
        "Booked Evening Wed 4 Nov – Thu 5 Nov 2026 booking B1",
        "By agreement Premium since Mon 1 Jan 2024",
        "Served Roster 1 published",
        "See the seat",
        "Day Weekday evening Wed 4 Nov 2026:",
        "Price 3.750,00 kr. by the rate card from",
        "Weekday evening: 3.750,00 kr. the most specific",
    ):
        assert part in story
    assert person().get("/month-end/2026-11/line/B1%3A2026-11-04%3Anobody").status_code == 404


def test_differences_are_told_in_words(person: Someone, store: str, tmp_path: Path) -> None:
    finance = person()
    close_month(store, NOVEMBER, "cfo", early=True)
    assert "Roster, charges and exports agree" in text(finance, f"{MONTH}/differences")
    load(store, tmp_path / "firm", **booked("B1,havn,2026-11-04,2026-11-04,evening,backend:1,,"))
    told = text(finance, f"{MONTH}/differences")
    assert "There is one difference" in told
    assert "1 closed line for which the booking asks no more" in told


def test_a_forecast_is_of_any_period_that_is_not_too_long(person: Someone) -> None:
    finance = person()
    assert "7.500,00 kr." in text(finance, "/month-end/forecast?period=2026-11")
    assert finance.get("/month-end/forecast").status_code == 200
    for period, sentence in (("autumn", "is not a period"), ("2026-01..2029-12", "This is longer than two years.")):
        answer = finance.get(f"/month-end/forecast?period={period}")
        assert answer.status_code == 422
        assert sentence in said(answer)
        assert 'aria-invalid="true"' in answer.text


def test_the_pages_speak_danish(person: Someone, store: str) -> None:
    close_month(store, NOVEMBER, "cfo", early=True)
    danish = person(language="da")
    assert "lukket, ikke eksporteret" in text(danish)
    assert "Oktober 2026" in text(danish, "/month-end/2026-10")
    assert "Ingen vagtplan er offentliggjort: tor 1. okt. – lør 31. okt. 2026" in text(danish, "/month-end/2026-10")


@pytest.mark.parametrize(("role", "seen"), [(Role.VIEWER, False), (Role.OPS, True)])
def test_a_viewer_compares_rosters_without_seeing_what_they_cost(
    person: Someone, store: str, role: Role, seen: bool
) -> None:
    number = post(store, {**HOLDERS, FIRST: "birk"})
    answer = person(role).get(f"/board/compare?before=1&after={number}")
    assert answer.status_code == 200
    assert ("kr." in answer.text) is seen
