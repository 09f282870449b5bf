"""The pages of swaps in this process: what they show, what they take, and what they refuse."""

from collections.abc import Callable, Iterator

import httpx
import pytest

from rostering.domain.swaps import SwapState
from rostering.domain.users import Role
from rostering.services.swaps.answering import take
from rostering.services.swaps.offering import offer
from rostering.store import open_store
from samples.own_pages import site_of
from samples.page_people import BASE, Forms, Person, said, session_of
from samples.swap_firm import AT, ELMA, GERDA, holder, pim

Someone = Callable[..., Person]
SATURDAY, SUNDAY = pim(14), pim(15)
OFFER = "/me/swaps/offer"


@pytest.fixture
def somebody(approved: str) -> Iterator[Someone]:
    """Makes somebody at the pages, on a Monday of November."""
    people: list[Person] = []

    def make(who: str | None = "elma", role: Role = Role.CONSULTANT, store: str = approved, at: object = AT) -> Person:
        site = site_of(store, at)  # type: ignore[arg-type]
        one = Person(store, BASE, site).sign_in(session_of(store, role, who))
        people.append(one)
        return one

    yield make
    for one in people:
        one.close()


@pytest.fixture
def lead(somebody: Someone) -> Person:
    return somebody(None, Role.OPS)


def offered(store: str, to: str | None = "gerda", in_return: str | None = None) -> int:
    return offer(store, ELMA, "elma", SATURDAY, to, in_return, at=AT).view.swap.number


def state(store: str, number: int = 1) -> SwapState:
    with open_store(store).reading() as look:
        return look.swaps.one(number).state


def refused(answer: httpx.Response, status: int, sentence: str) -> None:
    assert (answer.status_code, sentence in said(answer)) == (status, True), said(answer)


def test_a_duty_is_offered_from_ones_own_list_and_taken_after_it_was_looked_at(
    somebody: Someone, lead: Person, approved: str
) -> None:
    elma, gerda = somebody(), somebody("gerda")
    assert f'href="{OFFER}?seat={SATURDAY.replace(":", "%3A")}"' in elma.get("/me").text
    page = elma.get(f"{OFFER}?seat={SATURDAY}")
    assert "Gerda Ravnsbo" in said(page)
    form = Forms(page.text).by_action[OFFER]
    made = elma.post(OFFER, **{**form, "to": "gerda", "note": "A <b>wedding</b>"})
    assert (made.status_code, made.headers["location"]) == (303, "/me/swaps/1?done=offered")
    assert "on offer" in said(elma.get("/me"))
    assert "1 duty is on offer for you" in said(gerda.get("/me"))
    assert "Elma Tangstrup offers it" in said(gerda.get("/me/swaps"))
    looked = gerda.get("/me/swaps/1")
    assert "Elma Tangstrup offers a duty" in said(looked)
    assert "A &lt;b&gt;wedding&lt;/b&gt;" in looked.text
    assert "What it means for you" in said(looked)
    taken = gerda.post("/me/swaps/1/take", **Forms(looked.text).by_action["/me/swaps/1/take"])
    assert taken.headers["location"] == "/me/swaps/1?done=taken"
    assert "Elma Tangstrup → Gerda Ravnsbo" in said(lead.get("/swaps"))
    judged = lead.get("/swaps/1")
    assert "penalty of the whole roster" in said(judged)
    done = lead.post("/swaps/1/approve", **Forms(judged.text).by_action["/swaps/1/approve"])
    assert done.headers["location"] == "/swaps/1?done=approved"
    assert holder(approved, SATURDAY) == "gerda"
    assert "roster 2" in said(lead.get("/swaps/1"))


def test_a_trade_is_proposed_for_a_duty_that_the_rules_allow(somebody: Someone, approved: str) -> None:
    elma = somebody()
    page = elma.get(f"{OFFER}?seat={SATURDAY}&with=folke")
    assert "For which duty of Folke Birkely" in said(page)
    form = Forms(page.text).by_action[OFFER]
    assert form["to"] == "folke"
    made = elma.post(OFFER, **{**form, "in_return": SUNDAY})
    assert made.status_code == 303
    text = said(somebody("folke").get("/me/swaps/1"))
    assert text.index("You take") < text.index("Sat 14 Nov") < text.index("You give") < text.index("Sun 15 Nov")
    assert state(approved) is SwapState.OPEN


def test_of_two_who_press_take_the_second_is_told_and_keeps_the_page(somebody: Someone, approved: str) -> None:
    offered(approved, None)
    gerda, folke = somebody("gerda"), somebody("folke")
    forms = [Forms(one.get("/me/swaps/1").text).by_action["/me/swaps/1/take"] for one in (gerda, folke)]
    assert gerda.post("/me/swaps/1/take", **forms[0]).status_code == 303
    refused(folke.post("/me/swaps/1/take", **forms[1]), 409, "Gerda Ravnsbo has taken swap 1 before you.")
    page = said(folke.get("/me/swaps/1"))
    assert "Take it" not in page
    assert "What it means for" not in page  # that is Gerda's
    assert "What it means for you" in said(gerda.get("/me/swaps/1"))
    assert state(approved) is SwapState.TAKEN


def test_what_is_shown_by_now_is_what_is_agreed_to(somebody: Someone, lead: Person, approved: str) -> None:
    offered(approved)
    gerda = somebody("gerda")
    form = Forms(gerda.get("/me/swaps/1").text).by_action["/me/swaps/1/take"]
    refused(gerda.post("/me/swaps/1/take", **{**form, "seen": "0" * 16}), 409, "what this swap would mean")
    refused(gerda.post("/me/swaps/1/take", **{**form, "version": "0"}), 409, "changed after you opened the form")
    take(approved, GERDA, 1, "gerda", at=AT)
    form = Forms(lead.get("/swaps/1").text).by_action["/swaps/1/approve"]
    refused(lead.post("/swaps/1/approve", **{**form, "seen": "x"}), 409, "what this swap would mean")
    assert state(approved) is SwapState.TAKEN


def test_offers_are_let_go_declined_and_taken_back(somebody: Someone, approved: str) -> None:
    offered(approved, None)
    gerda, elma = somebody("gerda"), somebody()
    for act, done in (("take", "taken"), ("let-go", "let_go"), ("decline", "declined")):
        path = f"/me/swaps/1/{act}"
        answer = gerda.post(path, **Forms(gerda.get("/me/swaps/1").text).by_action[path])
        assert answer.headers["location"] == f"/me/swaps/1?done={done}"
    page = said(gerda.get("/me/swaps/1"))
    assert "Take it" in page  # on second thoughts
    assert "No, thank you" not in page
    path = "/me/swaps/1/withdraw"
    elma.post(path, **Forms(elma.get("/me/swaps/1").text).by_action[path])
    assert state(approved) is SwapState.WITHDRAWN
    assert "1 swap that is over" in said(elma.get("/me/swaps"))


def test_no_approval_without_a_reason_which_is_asked_for_beside_its_field(lead: Person, approved: str) -> None:
    offered(approved)
    take(approved, GERDA, 1, "gerda", at=AT)
    form = Forms(lead.get("/swaps/1").text).by_action["/swaps/1/refuse"]
    empty = lead.post("/swaps/1/refuse", **{**form, "reason": " "})
    refused(empty, 422, "This has to be filled in.")
    assert 'id="w-reason"' in empty.text
    refused(lead.post("/swaps/1/refuse", **{**form, "reason": "x" * 301}), 422, "300")
    assert lead.post("/swaps/1/refuse", **{**form, "reason": "Needed"}).headers["location"] == "/swaps/1?done=refused"
    assert "not approved" in said(lead.get("/swaps"))
    assert "Needed" in said(lead.get("/swaps"))


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"to": "asta"}, 422, "Asta Fyrlund does not have the role PIM."),
        ({"to": "nobody"}, 404, "nobody"),
        ({"to": "elma"}, 422, "Elma Tangstrup has this duty already."),
        ({"to": "", "in_return": SUNDAY}, 422, "say with whom to trade."),
        ({"to": "gerda", "in_return": SUNDAY}, 409, "Sun 15 Nov is no duty of Gerda Ravnsbo."),
        ({"note": "x" * 301}, 422, "300"),
        ({"note": "a\x00b"}, 422, "cannot be written"),
        ({"seat": SUNDAY}, 409, "Sun 15 Nov is no duty of Elma Tangstrup."),
        ({"seat": "x" * 301}, 422, "longer than 300 characters"),
        ({"consultant": "folke", "seat": SUNDAY}, 403, "for themselves only"),
        ({"version": ""}, 409, "does not say what it was made from"),
        ({"version": "swap 9"}, 409, "changed after you opened the form"),
        ({"odd": "1"}, 422, "This form has no field &#39;odd&#39;."),
    ],
)
def test_a_wrong_offer_is_refused_with_a_sentence_and_nothing_is_kept(
    somebody: Someone, approved: str, fields: dict[str, str], status: int, sentence: str
) -> None:
    elma = somebody()
    form = Forms(elma.get(f"{OFFER}?seat={SATURDAY}").text).by_action[OFFER]
    refused(elma.post(OFFER, **{**form, **fields}), status, sentence)
    with open_store(approved).reading() as look:
        assert look.swaps.all() == ()


def test_what_was_typed_stays_in_a_form_that_is_refused(somebody: Someone) -> None:
    elma = somebody()
    form = Forms(elma.get(f"{OFFER}?seat={SATURDAY}").text).by_action[OFFER]
    again = elma.post(OFFER, **{**form, "to": "gerda", "note": "Please", "version": "swap 9"})
    assert again.status_code == 409
    assert 'value="Please"' in again.text
    assert 'value="gerda" checked' in again.text


def test_an_ops_lead_offers_and_takes_for_others(lead: Person, approved: str) -> None:
    form = Forms(lead.get(f"{OFFER}?seat={SATURDAY}&consultant=elma").text).by_action[OFFER]
    made = lead.post(OFFER, **{**form, "to": "gerda"})
    assert made.headers["location"] == "/me/swaps/1?consultant=elma&done=offered"
    assert "/me/swaps/1?consultant=gerda" in lead.get("/swaps/1").text
    path = "/me/swaps/1/take"
    lead.post(path, **Forms(lead.get("/me/swaps/1?consultant=gerda").text).by_action[path])
    assert state(approved) is SwapState.TAKEN
    assert lead.get("/me/swaps/1").headers["location"] == "/swaps/1"


def test_others_neither_see_nor_answer_an_offer_to_somebody_else(somebody: Someone, approved: str) -> None:
    offered(approved)
    folke = somebody("folke")
    refused(folke.get("/me/swaps/1"), 404, "There is no swap 1.")
    token = folke.form("/account", "/account/language")["csrf"]
    refused(folke.post("/me/swaps/1/take", csrf=token), 404, "There is no swap 1.")
    assert folke.get("/me/swaps/1?consultant=gerda").status_code == 403
    assert state(approved) is SwapState.OPEN


def test_without_approval_a_swap_is_said_to_have_taken_effect(somebody: Someone, automatic: str) -> None:
    offered(automatic)
    gerda = somebody("gerda", store=automatic)
    form = Forms(gerda.get("/me/swaps/1").text).by_action["/me/swaps/1/take"]
    answer = gerda.post("/me/swaps/1/take", **form)
    assert answer.headers["location"] == "/me/swaps/1?done=passed"
    assert "It has changed hands; the roster is published." in said(gerda.get("/me/swaps/1?done=passed"))
    assert "A swap takes effect as soon as it is taken." in said(gerda.get("/me/swaps"))
