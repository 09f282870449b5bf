"""Somebody is given a duty in a role that they lack: the ledger has an account of theirs through every door."""

from collections.abc import Iterable
from datetime import date

from rostering.domain.findings import Account
from rostering.domain.users import Actor
from rostering.rosters.ledger import carried_balances
from rostering.services.rosters.edits import assign
from rostering.services.rosters.fairness import fairness, history
from rostering.services.rosters.person import person
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.showing import show
from rostering.store import open_store
from samples.small_firm import MONTH

SEAT = "preparedness:2026-11-14:backend:1"
EARLY = date(2026, 11, 1)


def elmas(accounts: Iterable[Account]) -> list[Account]:
    """What Elma, who is for PIM alone, has as a backend consultant."""
    return [one for one in accounts if (one.consultant, one.role) == ("elma", "backend")]


def test_a_draft_and_what_is_published_have_an_account_with_no_share(published: str) -> None:
    made = assign(published, 1, SEAT, "elma", "tester", EARLY).version
    points = next(duty.seat.points for duty in made.duties if duty.seat.id == SEAT)
    (own,) = elmas(made.ledger)
    assert (own.opening, own.target, own.earned) == (0, 0, points)
    assert elmas(fairness(published, MONTH).accounts) == []
    publish(published, made.number, "tester", force=True, today=EARLY)
    assert elmas(show(published, made.number).version.ledger) == [own]
    assert elmas(fairness(published).accounts) == elmas(fairness(published, MONTH).accounts) == [own]
    (chapter,) = history(published).chapters
    assert elmas(entry.account for entry in chapter.entries) == [own]
    found = person(published, Actor.ops("lead"), "elma")
    assert [(each.role, each.account) for each in found.balances if each.role == "backend"] == [("backend", own)]


def test_the_points_of_a_role_are_all_in_its_accounts_and_are_carried_on(published: str) -> None:
    made = assign(published, 1, SEAT, "elma", "tester", EARLY).version
    publish(published, made.number, "tester", force=True, today=EARLY)
    accounts = [one for one in fairness(published, MONTH).accounts if one.role == "backend"]
    held = [duty.seat.points for duty in made.duties if duty.consultant and duty.seat.role == "backend"]
    assert sum(one.earned for one in accounts) == sum(held)
    with open_store(published).reading() as reading:
        carried = carried_balances(reading.publications(), date(2026, 12, 1))
    assert carried["elma", "backend"] == elmas(accounts)[0].earned


def test_when_the_duty_is_theirs_no_longer_the_account_is_gone(published: str) -> None:
    before = next(duty.consultant for duty in show(published, 1).version.duties if duty.seat.id == SEAT)
    made = assign(published, 1, SEAT, "elma", "tester", EARLY).version
    back = assign(published, made.number, SEAT, before, "tester", EARLY).version
    publish(published, back.number, "tester", force=True, today=EARLY)
    assert elmas(back.ledger) == elmas(fairness(published).accounts) == elmas(fairness(published, MONTH).accounts) == []
