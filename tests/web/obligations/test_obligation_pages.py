"""The pages of what falls due in this process: the list, one of them, what is done, and what is refused."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from rostering.domain.users import Role
from rostering.services.dues.due_looks import obligation
from rostering.services.dues.keeping import SaidOfDue, move
from samples.due_firm import AT, LEAD, REPORT, REVIEW, import_due_firm
from samples.own_pages import site_of
from samples.page_people import BASE, Forms, Person, said, session_of

Someone = Callable[..., Person]
PAGE = f"/obligations/{REVIEW}"


@pytest.fixture
def store(url: str, tmp_path: Path) -> str:
    import_due_firm(url, tmp_path / "firm")
    return url


@pytest.fixture
def somebody(store: str) -> Iterator[Someone]:
    """Makes somebody at the pages, on a Monday of November."""
    people: list[Person] = []

    def make(role: Role = Role.OPS, who: str | None = None, language: str | None = None) -> Person:
        one = Person(store, BASE, site_of(store, AT)).sign_in(session_of(store, role, who, language))
        people.append(one)
        return one

    yield make
    for one in people:
        one.close()


def sent(person: Person, act: str, page: str = PAGE, **fields: str) -> httpx.Response:
    return person.send(page, f"{page}/{act}".replace(":", "%3A"), **fields)


def test_the_list_shows_this_quarter_by_customer_and_leads_on(somebody: Someone) -> None:
    lead = somebody()
    shown = lead.get("/obligations")
    text = said(shown)
    assert shown.status_code == 200
    assert [words in text for words in ("Aaby Møbler A/S", "Review", "overdue", "Ida Ø, PhD")] == [True] * 4
    assert "period=2027Q1" in shown.text
    assert "Nothing falls due." in said(lead.get("/obligations?period=2026Q4&customer=brink"))
    assert "2 a month" in said(lead.get("/obligations/promises"))
    assert lead.get("/obligations?period=soon").status_code == 422
    assert lead.get("/obligations?customer=abby").status_code == 422


def test_it_is_moved_done_and_due_again(somebody: Someone, store: str) -> None:
    lead = somebody()
    moved = sent(lead, "move", to="2026-12-01", hours="10:00-11:30", holder="bo", why="their wish")
    assert moved.status_code == 303
    text = said(lead.get(PAGE))
    assert "10:00-11:30" in text
    assert "their wish" in text
    assert sent(lead, "done", on="2026-11-01", note="early").status_code == 303
    assert "Make it due again" in said(lead.get(PAGE))
    again = sent(lead, "move", to="2026-12-02")
    assert (again.status_code, "Say why it is due again" in said(again)) == (422, True)
    assert sent(lead, "move", to="2026-12-02", why="a mistake").status_code == 303
    assert [step.deed for step in obligation(store, LEAD, REVIEW, AT).view.owed.steps] == ["moved", "done", "moved"]


def test_what_is_wrong_stands_beside_its_field_with_all_that_was_typed(somebody: Someone) -> None:
    lead = somebody()
    answer = sent(lead, "move", to="2026-11-01", hours="late", why="x")
    assert answer.status_code == 422
    assert 'id="w-to"' in answer.text
    assert 'id="w-hours"' in answer.text
    assert 'value="late"' in answer.text
    assert 'id="w-reason"' in sent(lead, "waive", reason="").text
    assert 'id="w-on"' in sent(lead, "done", on="2026-12-24").text


def test_whoever_sends_second_is_told_what_was_done_meanwhile(somebody: Someone, store: str) -> None:
    lead = somebody()
    action = f"{PAGE}/waive".replace(":", "%3A")
    form = Forms(lead.get(PAGE).text).by_action[action]
    move(store, LEAD, REVIEW, SaidOfDue(to="2026-12-01"), at=AT)
    answer = lead.post(action, **{**form, "reason": "no need"})
    assert (answer.status_code, "changed after you opened" in said(answer)) == (409, True)


def test_a_key_by_which_nothing_is_due_is_not_there(somebody: Someone) -> None:
    assert somebody().get("/obligations/aaby:review:1999").status_code == 404


def test_whoever_holds_it_sees_it_on_their_own_page(somebody: Someone, store: str) -> None:
    move(store, LEAD, REPORT, SaidOfDue(to="2026-11-20", hours="09:00-10:00", holder="bo"), at=AT)
    bo, ida = somebody(Role.CONSULTANT, "bo"), somebody(Role.CONSULTANT, "ida")
    assert "20 Nov 09:00-10:00 Report Aaby Møbler A/S" in said(bo.get("/me"))
    assert "Report" not in said(ida.get("/me"))
    assert "31 Dec Review" in said(ida.get("/me"))
    assert ida.get("/obligations").status_code == 403


def test_the_pages_speak_danish(somebody: Someone) -> None:
    lead = somebody(language="da")
    assert "Forpligtelser" in said(lead.get("/obligations"))
    assert "Notér som holdt" in said(lead.get(PAGE))
