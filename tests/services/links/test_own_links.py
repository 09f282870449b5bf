"""Who may keep whose links, and what a form for them was made from."""

from collections.abc import Callable

import pytest

from rostering.domain.subscriptions import Subject, SubjectKind
from rostering.domain.users import Actor
from rostering.errors import Stale
from rostering.services.access.rights import Forbidden
from rostering.services.links.own import consultants, own_links
from rostering.services.links.subscriptions import add_link, revoke_link, rotate_link
from rostering.store import open_store
from samples.own_pages import ASTA, BIRK, FINANCE, LEAD, VIEWER

HERS = Subject(SubjectKind.CONSULTANT, "asta")


def test_a_consultant_keeps_links_of_their_own_and_the_log_names_them(imported: str) -> None:
    add_link(imported, HERS, ASTA, "phone")
    rotate_link(imported, 1, ASTA)
    revoke_link(imported, 2, ASTA)
    assert [link.subscription.number for link in own_links(imported, ASTA, "asta").links] == [1]
    with open_store(imported).reading() as reading:
        assert [entry.who for entry in reading.audit_log()][-3:] == ["asta"] * 3


@pytest.mark.parametrize("actor", [BIRK, FINANCE, VIEWER], ids=lambda actor: actor.name)
def test_nobody_but_an_ops_lead_keeps_those_of_others(imported: str, actor: Actor) -> None:
    add_link(imported, HERS, LEAD, "phone")
    calls: list[Callable[[], object]] = [
        lambda: own_links(imported, actor, "asta"),
        lambda: add_link(imported, HERS, actor),
        lambda: rotate_link(imported, 1, actor),
        lambda: revoke_link(imported, 1, actor),
    ]
    for call in calls:
        with pytest.raises(Forbidden):
            call()
    assert len(own_links(imported, LEAD, "asta").links) == 1


@pytest.mark.parametrize("kind", [SubjectKind.ROLE, SubjectKind.TEAM, SubjectKind.ALL, SubjectKind.CUSTOMER])
def test_a_consultant_has_no_links_to_what_is_not_theirs(imported: str, kind: SubjectKind) -> None:
    with pytest.raises(Forbidden):
        add_link(imported, Subject(kind, "backend"), ASTA)


def test_a_form_that_is_sent_twice_makes_one_link(imported: str) -> None:
    version = own_links(imported, ASTA, "asta").version
    add_link(imported, HERS, ASTA, "phone", version=version)
    with pytest.raises(Stale) as stale:
        add_link(imported, HERS, ASTA, "phone", version=version)
    assert stale.value.changes == ("new since then: link 1",)
    assert len(own_links(imported, ASTA, "asta").links) == 1


def test_links_of_others_make_no_form_older(imported: str) -> None:
    version = own_links(imported, ASTA, "asta").version
    add_link(imported, Subject(SubjectKind.CONSULTANT, "birk"), LEAD)
    add_link(imported, HERS, ASTA, version=version)


def test_a_link_that_somebody_rotated_meanwhile_is_told(imported: str) -> None:
    add_link(imported, HERS, ASTA, "phone")
    version = own_links(imported, ASTA, "asta").version
    rotate_link(imported, 1, LEAD)
    with pytest.raises(Stale) as stale:
        revoke_link(imported, 1, ASTA, version)
    assert stale.value.changes == (
        "new since then: link 1, which ends",
        "new since then: link 2",
        "no longer there: link 1",
    )


def test_an_ops_lead_chooses_among_all_and_a_consultant_is_alone(imported: str) -> None:
    assert list(consultants(imported, LEAD)) == ["asta", "birk", "cilje", "david", "elma", "folke"]
    assert consultants(imported, ASTA) == {"asta": "Asta Fyrlund"}
