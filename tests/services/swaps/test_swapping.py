"""Duties that are offered, taken and approved: who may, what the rules say, and what is published by it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from rostering.domain.swaps import SwapState
from rostering.errors import BadCall, Conflict, FaultyInput, Refused, RosteringError, Stale
from rostering.services.access.rights import Forbidden
from rostering.services.links.subscriptions import NobodyToSubscribe
from rostering.services.swaps.answering import decline, let_go, take
from rostering.services.swaps.approving import approve, refuse
from rostering.services.swaps.choosing import choices
from rostering.services.swaps.offering import offer, withdraw
from rostering.services.swaps.refusals import AnotherTook, BreaksRules, NotAnyMore, NotTheirDuty, OnOffer, TooLateToSwap
from rostering.services.swaps.swap_looks import all_swaps, own_swaps, swap_of
from rostering.store import open_store
from rostering.store.swaps import UnknownSwap
from samples.swap_firm import (
    AT,
    ELMA,
    FINANCE,
    FOLKE,
    GERDA,
    LEAD,
    VIEWER,
    holder,
    pim,
)

SATURDAY, SUNDAY, OTHER = pim(14), pim(15), pim(28)


@pytest.fixture
def store(approved: str) -> str:
    return approved


def offered(store: str, to: str | None = "gerda", seat: str = SATURDAY, in_return: str | None = None) -> int:
    return offer(store, ELMA, "elma", seat, to, in_return, at=AT).view.swap.number


def taken(store: str) -> int:
    number = offered(store)
    take(store, GERDA, number, "gerda", at=AT)
    return number


def state(store: str, number: int, at: datetime = AT) -> SwapState:
    return swap_of(store, LEAD, number, None, at).view.state


def log(store: str) -> list[tuple[str, str, str]]:
    with open_store(store).reading() as look:
        return [(entry.who, entry.action, entry.what) for entry in look.audit_log()]


def test_an_offer_that_is_taken_waits_for_an_ops_lead_and_then_takes_effect(store: str) -> None:
    number = offered(store)
    assert [view.swap.number for view in own_swaps(store, GERDA, "gerda", AT).to_me] == [number]
    assert own_swaps(store, FOLKE, "folke", AT).to_me == ()
    assert take(store, GERDA, number, "gerda", at=AT).view.state is SwapState.TAKEN
    assert holder(store, SATURDAY) == "elma"
    assert [view.swap.number for view in all_swaps(store, LEAD, AT).waiting] == [number]
    done = approve(store, LEAD, number, at=AT)
    assert (done.view.state, done.view.rosters) == (SwapState.DONE, (2,))
    assert holder(store, SATURDAY) == "gerda"
    what = f"swap {number}: {SATURDAY}"
    assert log(store)[-5:] == [
        ("elma", "offer swap", what),
        ("gerda", "take swap", what),
        ("lead", "swap", what),
        ("lead", "publish", "2026-11-01..2026-11-30"),
        ("lead", "approve swap", what),
    ]


def test_where_the_policy_asks_for_nobody_a_swap_takes_effect_when_it_is_taken(automatic: str) -> None:
    done = take(automatic, GERDA, offered(automatic), "gerda", at=AT)
    assert (done.view.state, holder(automatic, SATURDAY)) == (SwapState.DONE, "gerda")
    with pytest.raises(NotAnyMore, match="swap 1 has taken effect"):
        approve(automatic, LEAD, 1, at=AT)


def test_where_only_penalised_swaps_wait_a_wish_that_is_broken_makes_one_wait(penalised: str) -> None:
    store = penalised
    wished = take(store, GERDA, offered(store, seat=OTHER), "gerda", at=AT).view
    assert wished.state is SwapState.TAKEN
    prospect = swap_of(store, LEAD, 1, None, AT).view.prospect
    assert prospect is not None
    assert prospect.penalty_by_rule["wishes"] == 8
    assert "gerda would rather not have a duty on 2026-11-28." in [one.text for one in prospect.penalised]


def test_all_who_could_lawfully_take_it_see_an_offer_to_everybody(store: str) -> None:
    number = offered(store, to=None, seat=pim(21))
    assert swap_of(store, ELMA, number, "elma", AT).able == ("gerda",)  # Folke is on leave
    assert [view.swap.number for view in own_swaps(store, GERDA, "gerda", AT).to_me] == [number]
    assert own_swaps(store, FOLKE, "folke", AT).to_me == ()
    with pytest.raises(BreaksRules, match="Folke Birkely is on leave on Sat 21 Nov"):
        take(store, FOLKE, number, "folke", at=AT)


def test_nobody_learns_from_a_refusal_why_somebody_else_is_away(store: str) -> None:
    with pytest.raises(BreaksRules) as refused:
        offered(store, to="folke", seat=pim(21))
    assert str(refused.value) == "Folke Birkely cannot then."
    with pytest.raises(BreaksRules, match="Folke Birkely is on leave"):
        offer(store, LEAD, "elma", pim(21), "folke", at=AT)


def test_somebody_without_the_role_is_refused_with_the_rules_own_sentence(store: str) -> None:
    with pytest.raises(BreaksRules, match="Asta Fyrlund"):
        offered(store, to="asta")


def test_a_trade_moves_two_duties_at_once_with_the_days_off_that_they_need(store: str) -> None:
    number = offered(store, "folke", SATURDAY, SUNDAY)
    take(store, FOLKE, number, "folke", at=AT)
    approve(store, LEAD, number, at=AT)
    assert (holder(store, SATURDAY), holder(store, SUNDAY)) == ("folke", "elma")


def test_a_duty_beside_ones_own_brings_a_compensating_day_that_goes_with_it(store: str) -> None:
    number = offered(store, "folke")  # he has the Sunday
    take(store, FOLKE, number, "folke", at=AT)
    approve(store, LEAD, number, at=AT)
    with open_store(store).reading() as look:
        days_off = look.version(2).compensating_days
    assert {off.consultant for off in days_off} == {"folke"}
    back = offer(store, FOLKE, "folke", SATURDAY, "elma", at=AT).view.swap.number
    take(store, ELMA, back, "elma", at=AT)
    approve(store, LEAD, back, at=AT)
    with open_store(store).reading() as look:
        assert look.version(3).compensating_days == ()


def test_nothing_but_the_swapped_duties_is_changed_by_what_is_published(store: str) -> None:
    number = taken(store)
    approve(store, LEAD, number, at=AT)
    with open_store(store).reading() as look:
        before, after = look.version(1), look.version(2)
    other = [(one, two) for one, two in zip(before.duties, after.duties, strict=True) if one != two]
    assert [(one.seat.id, one.consultant, two.consultant) for one, two in other] == [(SATURDAY, "elma", "gerda")]
    assert (after.based_on, after.period, after.pins) == (1, before.period, before.pins)


def test_of_two_who_take_one_offer_the_second_is_told_who_was_first(store: str) -> None:
    number = offered(store, to=None)
    take(store, GERDA, number, "gerda", at=AT)
    with pytest.raises(AnotherTook, match=f"Gerda Ravnsbo has taken swap {number} before you"):
        take(store, FOLKE, number, "folke", at=AT)
    with pytest.raises(NotAnyMore, match="has been taken, and waits"):
        take(store, GERDA, number, "gerda", at=AT)


def test_whoever_took_an_offer_can_let_go_until_it_is_approved(store: str) -> None:
    number = offered(store, to=None)
    take(store, GERDA, number, "gerda", at=AT)
    assert let_go(store, GERDA, number, "gerda", at=AT).view.state is SwapState.OPEN
    take(store, FOLKE, number, "folke", at=AT)
    approve(store, LEAD, number, at=AT)
    with pytest.raises(NotAnyMore, match="has taken effect"):
        let_go(store, FOLKE, number, "folke", at=AT)


def test_a_no_to_everybodys_offer_leaves_it_open_and_out_of_sight(store: str) -> None:
    number = offered(store, to=None)
    decline(store, GERDA, number, "gerda", at=AT)
    assert state(store, number) is SwapState.OPEN
    assert own_swaps(store, GERDA, "gerda", AT).to_me == ()
    assert decline(store, FOLKE, offered(store, "folke", pim(7)), "folke", at=AT).view.state is SwapState.DECLINED


def test_an_offer_is_taken_back_also_after_somebody_took_it(store: str) -> None:
    number = taken(store)
    assert withdraw(store, ELMA, number, "elma", at=AT).view.state is SwapState.WITHDRAWN
    with pytest.raises(NotAnyMore, match=f"swap {number} was taken back by elma"):
        approve(store, LEAD, number, at=AT)


def test_a_refusal_says_why(store: str) -> None:
    number = taken(store)
    with pytest.raises(FaultyInput) as faulty:
        refuse(store, LEAD, number, "  ", at=AT)
    assert [str(fault) for fault in faulty.value.faults] == ["reason: say why: both are told"]
    view = refuse(store, LEAD, number, "Gerda is needed on Monday", at=AT).view
    assert (view.state, view.why) == (SwapState.REFUSED, "Gerda is needed on Monday")


def test_an_ops_lead_acts_for_others(store: str) -> None:
    number = offer(store, LEAD, "elma", SATURDAY, "gerda", at=AT).view.swap.number
    take(store, LEAD, number, "gerda", at=AT)
    let_go(store, LEAD, number, "gerda", at=AT)
    decline(store, LEAD, number, "gerda", at=AT)
    with open_store(store).reading() as look:
        assert {step.by for step in look.swaps.one(number).steps} == {"lead"}


Act = Callable[[str, int], object]


@pytest.mark.parametrize(
    ("act", "error", "said"),
    [
        (lambda url, _: offer(url, FOLKE, "elma", SATURDAY, at=AT), Forbidden, "for themselves only"),
        (lambda url, n: take(url, FOLKE, n, "gerda", at=AT), Forbidden, "for themselves only"),
        (lambda url, n: take(url, VIEWER, n, "gerda", at=AT), Forbidden, "may not swap duties"),
        (lambda url, n: take(url, FINANCE, n, "gerda", at=AT), Forbidden, "may not swap duties"),
        (lambda url, n: approve(url, ELMA, n, at=AT), Forbidden, "may not approve swaps"),
        (lambda url, n: refuse(url, GERDA, n, "no", at=AT), Forbidden, "may not approve swaps"),
        (lambda url, n: take(url, FOLKE, n, "folke", at=AT), BadCall, "swap 1 is offered to Gerda Ravnsbo alone"),
        (lambda url, n: decline(url, FOLKE, n, "folke", at=AT), BadCall, "offered to Gerda Ravnsbo alone"),
        (lambda url, n: take(url, ELMA, n, "elma", at=AT), BadCall, "an offer of Elma Tangstrup themselves"),
        (lambda url, n: let_go(url, GERDA, n, "gerda", at=AT), Conflict, "nobody has taken swap 1"),
        (lambda url, n: withdraw(url, GERDA, n, "gerda", at=AT), BadCall, "an offer of somebody else"),
        (lambda url, n: approve(url, LEAD, n, at=AT), Conflict, "nobody has taken swap 1"),
        (lambda url, n: take(url, GERDA, n + 1, "gerda", at=AT), UnknownSwap, "there is no swap 2"),
        (lambda url, n: swap_of(url, FOLKE, n, "folke", AT), UnknownSwap, "there is no swap 1"),
        (lambda url, _: offered(url), OnOffer, "PIM Sat 14 Nov is on offer already, with swap 1"),
        (lambda url, _: offered(url, seat=SUNDAY), NotTheirDuty, "Sun 15 Nov is no duty of Elma Tangstrup"),
        (lambda url, _: offered(url, seat="nonsense"), NotTheirDuty, "nonsense is no duty of Elma Tangstrup"),
        (lambda url, _: offered(url, "gerda", pim(7), pim(15)), NotTheirDuty, "no duty of Gerda Ravnsbo"),
        (lambda url, _: offered(url, None, pim(7), pim(15)), BadCall, "say with whom to trade"),
        (lambda url, _: offered(url, "elma", pim(7)), BadCall, "Elma Tangstrup has this duty already"),
        (lambda url, _: offered(url, "nobody", pim(7)), NobodyToSubscribe, "nobody"),
        (lambda url, _: offer(url, FOLKE, "folke", pim(1), at=AT), Refused, "has begun already, or is over"),
        (lambda url, _: offer(url, ELMA, "elma", pim(7), note="x" * 301, at=AT), FaultyInput, "at most 300 letters"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(store: str, act: Act, error: type[RosteringError], said: str) -> None:
    number = offered(store)
    with pytest.raises(error, match=said):
        act(store, number)
    assert state(store, number) is SwapState.OPEN


def test_consultants_swap_up_to_the_notice_of_the_policy_and_ops_leads_until_the_duty_begins(store: str) -> None:
    number = offered(store)
    start = datetime(2026, 11, 14, 7, tzinfo=UTC)
    late = start - timedelta(hours=24) + timedelta(seconds=1)
    with pytest.raises(TooLateToSwap):
        offer(store, FOLKE, "folke", pim(8), at=late - timedelta(days=6))
    with pytest.raises(TooLateToSwap, match="until Fri 13 Nov 2026 08:00; ask an ops lead"):
        take(store, GERDA, number, "gerda", at=late)
    take(store, LEAD, number, "gerda", at=late)
    with pytest.raises(NotAnyMore, match="has ended: PIM Sat 14 Nov has begun"):
        approve(store, LEAD, number, at=start)
    assert state(store, number, start) is SwapState.ENDED


def test_a_form_that_was_made_from_an_earlier_state_is_not_taken(store: str) -> None:
    number = offered(store, to=None)
    version = swap_of(store, GERDA, number, "gerda", AT).version
    take(store, FOLKE, number, "folke", at=AT)
    let_go(store, FOLKE, number, "folke", at=AT)
    with pytest.raises(Stale, match="changed after you opened the form"):
        take(store, GERDA, number, "gerda", version, at=AT)
    with pytest.raises(Stale, match="what this swap would mean"):
        take(store, GERDA, number, "gerda", seen="0" * 16, at=AT)
    made_from = choices(store, ELMA, "elma", pim(7), at=AT).version
    second = offered(store, seat=pim(7))
    withdraw(store, ELMA, second, "elma", at=AT)
    offered(store, seat=pim(7), to=None)
    with pytest.raises(Stale, match="changed after you opened"):
        offer(store, ELMA, "elma", pim(7), version=made_from, at=AT)


def test_choices_are_those_whom_the_rules_let_take_it_and_their_duties_with_what_a_trade_means(store: str) -> None:
    found = choices(store, ELMA, "elma", SATURDAY, "folke", AT)
    assert (found.able, found.traders) == (("folke", "gerda"), ("folke", "gerda"))
    assert [one.duty.seat.day for one in found.returns] == [date(2026, 11, day) for day in (8, 15, 29)]
    assert all(one.prospect.is_lawful for one in found.returns)
    assert choices(store, ELMA, "elma", pim(21), at=AT).able == ("gerda",)
