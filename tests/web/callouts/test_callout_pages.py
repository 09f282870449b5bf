"""The pages of call-outs in this process: begun and ended by a button, looked at and corrected by an ops lead."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rostering.domain.callouts import Callout
from rostering.domain.users import Role
from rostering.services.callouts.recording import add, correct
from rostering.store import open_store
from samples.callout_firm import AT, calling, make, on, pim
from samples.own_pages import site_of
from samples.page_people import BASE, Person, said, session_of
from samples.shared import copy_of
from samples.small_firm import DOCUMENTS
from samples.swap_firm import LEAD

Someone = Callable[..., Person]
DUTY = datetime(2025, 11, 8, 10, 30, tzinfo=UTC)
"""During Elma's duty on a Saturday: half past eleven by the clock on the wall."""
OWN = "/me/callouts"
ONE = {"customer": "havn", "priority": "p1", "what": "The shop is down"}
CELLS = {**ONE, "who": "elma", "called": on(8, "10:00"), "ended": on(8, "11:00")}


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> str:
    return copy_of(calling(tmp_path_factory), "calls", tmp_path)


@pytest.fixture
def somebody(store: str) -> Iterator[Someone]:
    """Makes somebody at the pages, during the duty."""
    people: list[Person] = []

    def make(who: str | None = "elma", role: Role = Role.CONSULTANT, language: str | None = None) -> Person:
        one = Person(store, BASE, site_of(store, DUTY)).sign_in(session_of(store, role, who, language))
        people.append(one)
        return one

    yield make
    for one in people:
        one.close()


def kept(store: str, number: int = 1) -> Callout:
    with open_store(store).reading() as look:
        return look.callouts.one(number)


def test_a_callout_begins_and_ends_by_a_button_each(somebody: Someone, store: str) -> None:
    elma = somebody()
    assert "Start the call-out" in elma.get(OWN).text
    begun = elma.send(OWN, OWN, **ONE)
    assert (begun.status_code, begun.headers["location"]) == (303, f"{OWN}?done=begun")
    assert (kept(store).call.seat, kept(store).call.called, kept(store).is_running) == (pim(8), DUTY, True)
    running = said(elma.get(OWN))
    assert "Called at 11:30" in running
    assert "Start the call-out" not in running
    for act in ("answered", "updated"):
        assert elma.send(OWN, f"{OWN}/1", act=act).status_code == 303
    assert kept(store).call.updates == (DUTY,)
    ended = elma.send(OWN, f"{OWN}/1", act="ended", at=on(8, "11:29"))
    assert (ended.status_code, "the end is not after the call" in said(ended).lower()) == (422, True)


def test_a_callout_is_written_down_afterwards_with_what_is_wrong_beside_its_field(
    somebody: Someone, store: str
) -> None:
    elma = somebody()
    wrong = elma.send(OWN, OWN, **ONE, called=on(8, "11:00"), ended=on(8, "10:00"))
    assert wrong.status_code == 422
    assert 'id="w-ended"' in wrong.text
    assert 'value="The shop is down"' in wrong.text
    done = elma.send(OWN, OWN, **ONE, called=on(8, "10:00"), ended=on(8, "11:00"))
    assert done.headers["location"] == f"{OWN}?done=ended"
    assert "10:00-11:00" in said(elma.get(OWN))
    assert kept(store).call.consultant == "elma"


def test_a_second_press_of_the_button_notes_nothing_twice(somebody: Someone, store: str) -> None:
    elma = somebody()
    first_page = elma.form(OWN, OWN)
    elma.post(OWN, **{**first_page, **ONE})
    again = elma.post(OWN, **{**first_page, **ONE})
    assert again.status_code == 422
    assert "Elma Tangstrup was on call-out 1 then, called Sat 8 Nov 2025 11:30 and not ended" in said(again)
    with open_store(store).reading() as look:
        assert len(look.callouts.all()) == 1


def test_whoever_ends_what_was_changed_meanwhile_is_told(somebody: Someone, store: str) -> None:
    elma = somebody()
    elma.send(OWN, OWN, **ONE)
    form = elma.form(OWN, f"{OWN}/1")
    correct(store, LEAD, 1, {"priority": "p2"}, at=DUTY)
    stale = elma.post(f"{OWN}/1", **{**form, "act": "ended"})
    assert (stale.status_code, "this was changed after you opened the form" in said(stale).lower()) == (409, True)
    assert kept(store).is_running


def test_an_ops_lead_sees_corrects_and_withdraws(somebody: Someone, store: str) -> None:
    add(store, LEAD, CELLS, DUTY)
    lead = somebody(None, Role.OPS)
    assert "The shop is down" in said(lead.get("/callouts?month=2025-11"))
    assert "No call-out." in said(lead.get("/callouts?month=2025-10"))
    assert lead.get("/callouts?month=odd").status_code == 200
    form = lead.form("/callouts/1", "/callouts/1/correct")
    sent = {**form, **CELLS, "called": form["called"], "ended": on(8, "11:15"), "reason": "The clock"}
    assert lead.post("/callouts/1/correct", **sent).headers["location"] == "/callouts/1?done=corrected"
    assert (kept(store).call.seat, kept(store).last.reason, kept(store).last.version) == (pim(8), "The clock", 2)
    form = lead.form("/callouts/1", "/callouts/1/correct")
    wrong = lead.post("/callouts/1/correct", **{**form, **CELLS, "who": "elm"})
    assert (wrong.status_code, 'id="w-who"' in wrong.text) == (422, True)
    assert lead.send("/callouts/1", "/callouts/1/withdraw").status_code == 303
    assert kept(store).is_withdrawn
    assert "withdrawn" in said(lead.get("/callouts?month=2025-11"))


def test_an_ops_lead_notes_one_for_somebody_and_nobody_else_does(somebody: Someone) -> None:
    lead, folke = somebody(None, Role.OPS), somebody("folke")
    page = f"{OWN}?consultant=elma"
    assert lead.send(page, OWN, **ONE, consultant="elma").headers["location"] == f"{OWN}?consultant=elma&done=begun"
    assert folke.get(page).status_code == 403
    assert folke.get("/callouts").status_code == 403


def test_the_page_speaks_danish(somebody: Someone) -> None:
    assert "Start tilkaldet" in said(somebody(language="da").get(OWN))


def test_the_report_shows_what_was_kept_by_customer_and_what_is_used(
    tmp_path: Path,
) -> None:
    promises = (
        '\n[[packages.response]]\npriority = "p1"\nfirst = "30 minutes"\nupdates = "2 hours"\nclock = "always"\n\n'
        '[[packages.allowances]]\nid = "urgent"\nname = "Urgent tickets"\noften = "2 a month"\ncounts = ["p1"]\n'
    )
    packages = DOCUMENTS["packages.toml"].replace(
        "[[packages.obligations]]", f"{promises}\n[[packages.obligations]]", 1
    )
    store = make(str(tmp_path / "calls.db"), tmp_path / "firm", packages_toml=packages)
    for day, answered in ((8, "10:15"), (9, "11:00"), (15, "10:05")):
        times = {"called": on(day, "10:00"), "answered": on(day, answered), "ended": on(day, "11:30")}
        add(store, LEAD, {**ONE, **times, "who": "elma"}, AT)
    with_promises = Person(store, BASE, site_of(store, AT)).sign_in(session_of(store, Role.OPS))
    try:
        page = with_promises.get("/callouts/report?month=2025-11")
        text = said(page)
        assert "2 kept 1 too late" in text
        assert "3 of 2 more than included" in text
        assert f'href="{OWN.replace("/me", "")}/2"' in page.text
        assert "/callouts/report?month=2025-11" in with_promises.get("/callouts?month=2025-11").text
        assert "No call-out of this month" in said(with_promises.get("/callouts/report?month=2025-10"))
    finally:
        with_promises.close()
