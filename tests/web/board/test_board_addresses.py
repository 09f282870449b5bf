"""The board and what opens from it, asked for in the same process."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from rostering.domain.users import Role
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.edits import assign
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.spans import Period
from samples.page_people import Person, said
from samples.small_firm import edited, write_firm

Someone = Callable[..., Person]
SEAT = "preparedness:2026-11-07:backend:1"
ADDRESS = SEAT.replace(":", "%3A")


@pytest.fixture
def store(published: str) -> str:
    """The small firm with November published."""
    return published


def test_the_board_names_everybody_every_day_and_the_state(person: Someone) -> None:
    answer = person(Role.OPS).get("/board?period=2026-11")
    text = said(answer)
    assert answer.status_code == 200
    assert "published Roster 1, published" in text
    for name in ("Asta Fyrlund", "Birk Ålund", "Folke Birkely", "w45", "Backend, Sat 7 Nov 08:00–16:00, Saturday"):
        assert name in text or name in answer.text
    assert f'href="/board/seat/{ADDRESS}"' in answer.text
    assert 'scope="row"' in answer.text
    assert 'scope="col"' in answer.text


def test_an_empty_plan_is_said_loudly(person: Someone) -> None:
    text = said(person(Role.OPS).get("/board?period=2026-12"))
    assert "not planned" in text
    assert re.search(r"\d+ seats have nobody, as nothing is planned", text)


def test_an_empty_seat_stands_on_top_with_the_way_to_its_reasons(person: Someone, store: str) -> None:
    assign(store, 1, SEAT, None, "tester")
    lead = person(Role.OPS)
    answer = lead.get("/board?period=2026-11&roster=2")
    assert "1 seat is empty" in said(answer)
    assert "1 seat differs from what is published" in said(answer)
    assert f'href="/board/seat/{ADDRESS}?roster=2"' in answer.text
    reasons = said(lead.get(f"/board/seat/{SEAT}?roster=2"))
    assert "Nobody holds this seat 1 person could take it as things are." in reasons
    assert "Birk Ålund Birk Ålund is on leave on Sat 7 Nov." in reasons
    searched = said(lead.get(f"/board/seat/{SEAT}/search?roster=2"))
    assert "proven" in searched


def test_a_filled_seat_says_why_it_is_its_holders(person: Someone) -> None:
    text = said(person(Role.VIEWER).get(f"/board/seat/{SEAT}"))
    assert "Backend, Sat 7 Nov 2026" in text
    assert "Asta Fyrlund Nobody else can take it, all else as it is." in text


def test_a_day_says_its_windows_whom_they_serve_and_who_is_on(person: Someone) -> None:
    text = said(person(Role.CONSULTANT).get("/board/day/2026-11-07"))
    assert "Saturday 7 November 2026" in text
    assert "Weekend · Week 45" in text
    assert "Serves Havnekontoret Køl A/S and Molo Sejl ApS" in text
    assert "Asta Fyrlund" in text
    assert "Birk Ålund away" in text
    assert "leave" not in text


def test_a_day_on_which_nobody_is_promised_anything_is_no_gap(person: Someone) -> None:
    text = said(person(Role.OPS).get("/board/day/2026-11-10"))
    assert "Nobody was promised anything on this day, so nobody has to be on." in text


def test_a_person_has_duties_and_a_balance_by_kind_over_time_and_beside_others(person: Someone) -> None:
    text = said(person(Role.CONSULTANT).get("/board/person/asta"))
    for words in ("Asta Fyrlund", "Fairness: Backend", "By kind", "Over time", "Beside the others", "Birk Ålund"):
        assert words in text


def test_a_comparison_tells_who_and_which_customer_is_concerned(person: Someone, store: str) -> None:
    assign(store, 1, SEAT, None, "tester")
    text = said(person(Role.OPS).get("/board/compare?after=2"))
    for words in (
        "from As published published to Roster 2 draft",
        "Removed 1",
        "By person",
        "By customer Havnekontoret Køl A/S 1 change",
        "Penalty by rule",
        "Readiness ",
    ):
        assert words in text


def test_rosters_that_share_no_date_are_said_to_beside_the_choice_of_others(person: Someone, store: str) -> None:
    make_plan(store, Period.parse("2027-01"), limits_of(600, effort=0.5), lambda _: None, "tester")
    lead = person(Role.OPS)
    unpublished, apart = lead.get("/board/compare?after=2"), lead.get("/board/compare?before=1&after=2")
    assert (unpublished.status_code, apart.status_code) == (200, 422)
    assert "Nothing is published of the dates of roster 2. Choose two rosters that share dates." in said(unpublished)
    assert "The rosters 1 and 2 have no date in common." in said(apart)
    for answer in (unpublished, apart):
        assert '<option value="2" selected>' in answer.text


def test_the_day_after_is_of_the_same_roster(person: Someone, store: str) -> None:
    assign(store, 1, SEAT, None, "tester")
    assert 'href="/board/day/2026-11-08?roster=2"' in person(Role.OPS).get("/board/day/2026-11-07?roster=2").text


def test_before_two_are_chosen_the_comparison_asks_for_them(person: Someone) -> None:
    text = said(person(Role.OPS).get("/board/compare"))
    assert "choose a roster" in text
    assert "All changes" not in text


def test_the_filters_stay_while_one_leafs(person: Someone) -> None:
    answer = person(Role.OPS).get("/board?period=2026-11&role=pim&customer=molo")
    assert "/board?period=2026-12&amp;role=pim&amp;customer=molo" in answer.text
    assert "/board?period=2026Q4&amp;role=pim&amp;customer=molo" in answer.text
    assert '<option value="pim" selected>' in answer.text
    assert "Asta Fyrlund" not in said(answer)


def test_whoever_may_not_see_reasons_is_led_to_the_day(person: Someone) -> None:
    page = person(Role.CONSULTANT).get("/board?period=2026-11").text
    assert "/board/seat/" not in page
    assert 'href="/board/day/2026-11-07"' in page
    assert 'href="/board/person/asta"' in page
    assert "/board/person/" not in person(Role.FINANCE).get("/board?period=2026-11").text


def test_a_consultant_finds_their_own_first_and_no_kind_of_leave(person: Someone) -> None:
    answer = person(Role.CONSULTANT).get("/board?period=2026-11")
    assert re.search(r'<tr class="me"><th scope="row"><a [^>]*><bdi>Asta Fyrlund', answer.text)
    text = said(answer)
    assert text.index("Yours") < text.index("Everybody")
    assert "leave" not in text


def test_duties_of_people_who_are_away_are_told(person: Someone, store: str, tmp_path: Path) -> None:
    sheet = edited("leave.csv", "elma,2026-11-14", "asta,2026-11-07,2026-11-07,leave\nelma,2026-11-14")
    import_folder(store, write_firm(tmp_path / "more", **sheet), "tester")
    assert "1 duty of somebody who is away" in said(person(Role.OPS).get("/board?period=2026-11"))


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/board?period=december", 422, "'december' is no period of the board: write a month as 2026-12"),
        ("/board?period=2026-13", 422, "'2026-13' is no period of the board"),
        ("/board?period=0001", 422, "'0001' is no period of the board"),
        ("/board?period=2026Q5", 422, "'2026Q5' is no period of the board"),
        ("/board?period=" + "9" * 41, 422, "this is longer than 40 characters"),
        ("/board?period=2026-11&period=2026-12", 422, "this was sent twice"),
        ("/board?period=%00", 422, "there is a character in this that cannot be written"),
        ("/board?roster=one", 422, "a whole number from 1"),
        ("/board?roster=0", 422, "a whole number from 1"),
        ("/board?roster=99", 404, "there is no roster 99; the newest is 1"),
        ("/board?period=2026-12&roster=1", 422, "has no date of"),
        ("/board?role=chef", 404, "there is no role 'chef'"),
        ("/board?team=north", 404, "there is no team 'north'"),
        ("/board?customer=nobody", 404, "there is no customer 'nobody'"),
        ("/board/day/2026-02-30", 422, "'2026-02-30' is no date: write it as 2026-10-24"),
        ("/board/day/tomorrow", 422, "'tomorrow' is no date"),
        ("/board/day/0001-01-01", 422, "'0001-01-01' is no date"),
        ("/board/seat/nothing", 404, "no roster has the seat 'nothing'"),
        (f"/board/seat/{SEAT}?roster=9", 404, "there is no roster 9"),
        ("/board/seat/preparedness:2026-11-07:lead:1", 404, "roster 1 has no seat"),
        ("/board/person/nobody", 404, "there is no consultant 'nobody'"),
        ("/board/compare?after=9", 404, "there is no roster 9"),
        ("/board/compare?before=-1&after=1", 422, "a whole number from 1"),
    ],
)
def test_a_wrong_address_is_answered_with_a_sentence(person: Someone, path: str, status: int, sentence: str) -> None:
    answer = person(Role.OPS).get(path)
    assert answer.status_code == status
    assert sentence.lower() in said(answer).replace("&#39;", "'").lower()


def test_what_is_unknown_behind_the_question_mark_is_left_aside(person: Someone) -> None:
    assert person(Role.OPS).get("/board?period=2026-11&utm_source=mail").status_code == 200


@pytest.mark.parametrize(
    "path", ["/board?period=2026-11", f"/board/seat/{SEAT}", "/board/person/asta", "/board/compare"]
)
def test_the_pages_are_danish_for_danes(person: Someone, path: str) -> None:
    text = said(person(Role.OPS, language="da").get(path))
    assert not re.search(r"\b(the|published|Roster|Duties|Who|Today|Backend, Sat)\b", text)


def test_names_are_escaped(person: Someone, store: str, tmp_path: Path) -> None:
    sheet = edited("consultants.csv", "Asta Fyrlund", "<script>alert(1)</script>")
    import_folder(store, write_firm(tmp_path / "more", **sheet), "tester")
    for path in ("/board?period=2026-11", "/board/day/2026-11-07", "/board/person/asta", f"/board/seat/{SEAT}"):
        assert "<script>alert" not in person(Role.OPS).get(path).text
