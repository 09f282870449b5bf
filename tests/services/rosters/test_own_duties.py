"""What a consultant sees of what is published for them."""

from datetime import date

import pytest

from rostering.domain.users import Actor
from rostering.services.access.rights import Forbidden
from rostering.services.links.subscriptions import NobodyToSubscribe
from rostering.services.rosters.own_duties import own_duties
from samples.own_pages import ASTA, AT, BIRK, FINANCE, LEAD, VIEWER


def test_duties_are_parted_into_those_ahead_and_those_over(store: str) -> None:
    found = own_duties(store, ASTA, "asta", AT.replace(day=29))
    assert [own.duty.seat.day for own in found.ahead] == [date(2026, 12, 5)]
    assert [own.duty.seat.day for own in found.over] == [date(2026, 11, 28)]


def test_a_duty_that_runs_is_not_over(store: str) -> None:
    running = AT.replace(day=28, hour=14)
    assert own_duties(store, ASTA, "asta", running).ahead[0].duty.seat.day == date(2026, 11, 28)


def test_colleagues_are_those_of_the_same_window(published: str) -> None:
    found = own_duties(published, LEAD, "asta", AT)
    weekend = [own for own in (*found.ahead, *found.over) if own.duty.seat.booking is None]
    assert weekend
    for own in weekend:
        assert {mate.seat.role for mate in own.others} == {"frontend", "pim"}
        assert {mate.seat.day for mate in own.others} == {own.duty.seat.day}


def test_ones_own_account_stands_first_and_the_others_by_name(published: str) -> None:
    ((role, accounts),) = own_duties(published, BIRK, "birk", AT).accounts
    assert (role, [account.consultant for account in accounts]) == ("backend", ["birk", "asta"])


def test_without_anything_published_there_is_nothing_to_show(imported: str) -> None:
    found = own_duties(imported, ASTA, "asta", AT)
    assert (found.duties, found.ledger, found.accounts) == ((), None, ())


def test_a_draft_is_nobodys_duty(planned: str) -> None:
    assert own_duties(planned, ASTA, "asta", AT).duties == ()


@pytest.mark.parametrize("actor", [BIRK, FINANCE, VIEWER], ids=lambda actor: actor.name)
def test_nobody_else_but_an_ops_lead_looks_at_them(store: str, actor: Actor) -> None:
    with pytest.raises(Forbidden):
        own_duties(store, actor, "asta", AT)
    assert own_duties(store, LEAD, "asta", AT).who.name == "Asta Fyrlund"


def test_somebody_who_is_not_there_is_named(store: str) -> None:
    with pytest.raises(NobodyToSubscribe, match="there is no consultant 'astra'"):
        own_duties(store, LEAD, "astra", AT)
