"""Offers that the roster, a booking or another swap has overtaken: they end by themselves, and say why."""

from pathlib import Path

import pytest

from rostering.domain.swaps import SwapState
from rostering.domain.users import Actor, Role
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.edits import assign
from rostering.services.rosters.publishing import publish
from rostering.services.swaps.answering import take
from rostering.services.swaps.approving import approve
from rostering.services.swaps.offering import offer
from rostering.services.swaps.refusals import BreaksRules, NotAnyMore, NotSwappable
from rostering.services.swaps.swap_looks import own_swaps, swap_of
from rostering.store import open_store
from samples.small_firm import SHEETS, write_firm
from samples.swap_firm import AT, ELMA, GERDA, LEAD, firm_files, holder, pim

ASTA, BIRK = (Actor(who, Role.CONSULTANT, who) for who in ("asta", "birk"))
EVENING = "B1:2026-11-05:backend:1"
SATURDAY, SUNDAY = pim(14), pim(15)


@pytest.fixture
def store(approved: str) -> str:
    return approved


def offered(store: str, who: Actor = ELMA, seat: str = SATURDAY, to: str | None = None) -> int:
    return offer(store, who, who.name, seat, to, at=AT).view.swap.number


def steps(store: str, number: int) -> list[str]:
    with open_store(store).reading() as look:
        return [step.act.value for step in look.swaps.one(number).steps]


def test_a_duty_that_goes_to_somebody_else_ends_its_offer_when_that_is_published(store: str) -> None:
    number = offered(store)
    made = assign(store, 1, SATURDAY, "folke", "lead", AT.date()).version.number
    assert steps(store, number) == ["offered"]
    publish(store, made, "lead", force=True, today=AT.date())
    assert steps(store, number) == ["offered", "ended"]
    view = swap_of(store, LEAD, number, None, AT).view
    assert (view.state, view.why) == (SwapState.ENDED, f"{SATURDAY} is no longer a duty of elma.")
    with pytest.raises(NotAnyMore, match="swap 1 has ended"):
        take(store, GERDA, number, "gerda", at=AT)
    assert own_swaps(store, ELMA, "elma", AT).by_me == ()


def test_a_booking_that_is_cancelled_ends_the_offer_of_its_duty(store: str, tmp_path: Path) -> None:
    number = offered(store, ASTA, EVENING, "birk")
    cancelled = SHEETS["bookings.csv"].replace("backend:1,,", "backend:1,,yes")
    import_folder(store, write_firm(tmp_path / "again", **{**firm_files(), "bookings_csv": cancelled}), "lead")
    assert swap_of(store, LEAD, number, None, AT).view.why == f"Nothing asks for {EVENING} any more."
    with pytest.raises(NotAnyMore, match="Nothing asks for"):
        take(store, BIRK, number, "birk", at=AT)
    assert steps(store, number) == ["offered", "ended"]


def test_a_duty_that_nothing_asks_for_any_more_is_not_offered(store: str, tmp_path: Path) -> None:
    cancelled = SHEETS["bookings.csv"].replace("backend:1,,", "backend:1,,yes")
    import_folder(store, write_firm(tmp_path / "again", **{**firm_files(), "bookings_csv": cancelled}), "lead")
    with pytest.raises(NotSwappable, match="Nothing asks for Backend Thu 5 Nov any more"):
        offered(store, ASTA, EVENING, "birk")


def test_hours_that_have_changed_end_the_offer_of_a_duty(store: str, tmp_path: Path) -> None:
    number = offered(store, ASTA, EVENING, "birk")
    moved = SHEETS["bookings.csv"].replace("evening", "night")
    import_folder(store, write_firm(tmp_path / "again", **{**firm_files(), "bookings_csv": moved}), "lead")
    assert swap_of(store, LEAD, number, None, AT).view.why == f"The hours of {EVENING} have changed."


def test_one_swap_that_takes_effect_ends_the_others_of_its_duties(store: str) -> None:
    number = offered(store, to="gerda")
    trade = offer(store, Actor("folke", Role.CONSULTANT, "folke"), "folke", SUNDAY, "elma", SATURDAY, at=AT)
    take(store, GERDA, number, "gerda", at=AT)
    approve(store, LEAD, number, at=AT)
    assert steps(store, trade.view.swap.number) == ["offered", "ended"]


def test_a_swap_that_breaks_a_rule_by_now_is_not_approved(store: str, tmp_path: Path) -> None:
    number = offered(store, to="gerda")
    take(store, GERDA, number, "gerda", at=AT)
    leave = f"{SHEETS['leave.csv']}gerda,2026-11-14,2026-11-14,leave\n"
    import_folder(store, write_firm(tmp_path / "again", **{**firm_files(), "leave_csv": leave}), "lead")
    view = swap_of(store, LEAD, number, None, AT).view
    assert view.prospect is not None
    assert [one.text for one in view.prospect.forbidden] == ["gerda is on leave on 2026-11-14."]
    with pytest.raises(BreaksRules, match="Gerda Ravnsbo is on leave on Sat 14 Nov"):
        approve(store, LEAD, number, at=AT)
    assert (steps(store, number), holder(store, SATURDAY)) == (["offered", "taken"], "elma")
