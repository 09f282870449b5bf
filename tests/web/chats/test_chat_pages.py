"""The page of channels in this process: added, tried and removed, with what is wrong beside its field."""

from collections.abc import Callable, Iterator

import pytest

from rostering.domain.users import Role
from rostering.services.chats.channels import chats
from samples.page_people import BASE, Person, said, session_of
from samples.receivers import receiver
from samples.swap_firm import LEAD

Someone = Callable[..., Person]
HOOK = "https://hooks.slack.com/services/T0/B0/secretsecretQ7x9"


@pytest.fixture
def somebody(automatic: str) -> Iterator[Someone]:
    people: list[Person] = []

    def make(language: str | None = None) -> Person:
        one = Person(automatic, BASE).sign_in(session_of(automatic, Role.OPS, None, language))
        people.append(one)
        return one

    yield make
    for one in people:
        one.close()


def test_a_channel_is_added_tried_and_removed(somebody: Someone, automatic: str) -> None:
    lead = somebody()
    assert "/chats" in lead.get("/data").text
    with receiver() as told:
        typed = {"kind": "teams", "name": "On call", "address": told.address, "team": "preparedness"}
        added = lead.send("/chats", "/chats", **typed, news=["gaps", "swapped"])
        assert (added.status_code, added.headers["location"]) == (303, "/chats?done=added")
        page = lead.get("/chats?done=added")
        assert told.address not in page.text
        assert "duties that are swapped and duties whose holder cannot serve them" in said(page)
        assert lead.send("/chats", "/chats/1/try").headers["location"] == "/chats?done=taken"
        assert "1 sent, 0 waiting, 0 failed" in said(lead.get("/chats?done=taken"))
        told.status = 503
        assert lead.send("/chats", "/chats/1/try").headers["location"] == "/chats?done=refused"
        assert "The receiver answers 503." in said(lead.get("/chats?done=refused"))
    assert lead.send("/chats", "/chats/1/remove").headers["location"] == "/chats?done=removed"
    assert chats(automatic, LEAD).chats == ()
    assert "Ingen kanal får besked om noget." in said(somebody("da").get("/chats"))


def test_what_is_wrong_stands_beside_its_field_and_the_secret_nowhere(somebody: Someone) -> None:
    lead = somebody()
    refused = lead.send("/chats", "/chats", kind="teams", name="#on-call", address=HOOK, news=["gaps"])
    assert refused.status_code == 422
    assert "This is an address of Slack. Choose slack." in said(refused)
    assert "secretsecret" not in refused.text
    assert 'value="#on-call"' in refused.text
    nothing = lead.send("/chats", "/chats", kind="slack", name="#on-call", address=HOOK, news=[])
    assert (nothing.status_code, "This has to be filled in." in said(nothing)) == (422, True)
