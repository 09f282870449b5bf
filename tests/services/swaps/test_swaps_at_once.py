"""Several programs that swap at once: one gets an offer, the others are told; a closing beside an approval is right."""

from pathlib import Path

import pytest

from rostering.domain.seats import seat_id
from rostering.domain.swaps import SwapState
from rostering.rosters.history import current_duties
from rostering.services.charges.closing import close_month, show_charges
from rostering.services.charges.verifying import verify
from rostering.services.clock import now
from rostering.services.inputs.folders import import_folder
from rostering.spans import DAY, Period, month_of
from rostering.store import open_store
from samples.programs import Program, command
from samples.small_firm import SHEETS, write_firm
from samples.swap_firm import PEOPLE, firm_files, post

TODAY = now().date()
_NEXT = month_of(TODAY.year, TODAY.month).last + DAY
MONTH = month_of(_NEXT.year, _NEXT.month)
"""The month after this one: none of its duties has begun."""
DAYS = Period(MONTH.first, month_of((MONTH.last + DAY).year, (MONTH.last + DAY).month).last)
SATURDAY = next(day for day in MONTH if day.isoweekday() == 6 and day.day > 7)
WEDNESDAY = next(day for day in MONTH if day.isoweekday() == 3 and day.day > 7)
HANNE = "hanne,Hanne Elverhøj,,pim,regular,2021-01-01,,1,\n"
DUTY = seat_id("preparedness", SATURDAY, "pim", 1)
EVENING = f"B1:{WEDNESDAY}:backend:1"


@pytest.fixture
def store(url: str, tmp_path: Path) -> str:
    """The firm with the months to come published, in each kind of database."""
    bookings = SHEETS["bookings.csv"].replace("2026-11-04,2026-11-05", f"{WEDNESDAY},{WEDNESDAY}")
    files = {**firm_files(), "leave_csv": "consultant,from,to,kind\n", "consultants_csv": PEOPLE + HANNE}
    import_folder(url, write_firm(tmp_path / "firm", **{**files, "bookings_csv": bookings}), "tester")
    post(url, DAYS, now())
    return url


def swaps(url: str, *words: str) -> Program:
    return command("--db", url, "--json", "swaps", *words)


def run(program: Program) -> int:
    with program:
        program.rest()
    return program.code


def codes(programs: list[Program]) -> list[int]:
    return sorted(map(run, programs))


def holder(url: str, seat: str) -> str | None:
    with open_store(url).reading() as look:
        return {duty.seat.id: duty.consultant for duty in current_duties(look.publications())}[seat]


def test_of_two_who_take_one_offer_one_gets_it(store: str) -> None:
    assert run(swaps(store, "offer", DUTY)) == 0
    assert codes([swaps(store, "take", "1", who) for who in ("gerda", "hanne")]) == [0, 3]
    with open_store(store).reading() as look:
        swap = look.swaps.one(1)
    assert (swap.state, len(swap.steps)) == (SwapState.TAKEN, 2)


def test_an_approval_and_what_is_taken_back_at_once_leave_one_of_both(store: str) -> None:
    for words in (("offer", DUTY), ("take", "1", "gerda")):
        assert run(swaps(store, *words)) == 0
    assert codes([swaps(store, "approve", "1"), swaps(store, "withdraw", "1")]) == [0, 3]
    with open_store(store).reading() as look:
        state, published = look.swaps.one(1).state, len(look.publications())
    assert (state, published, holder(store, DUTY)) in (
        (SwapState.DONE, 2, "gerda"),
        (SwapState.WITHDRAWN, 1, "elma"),
    )


def test_charges_agree_after_a_closing_while_a_swap_is_approved(store: str) -> None:
    for words in (("offer", EVENING, "--to", "birk"), ("take", "1", "birk")):
        assert run(swaps(store, *words)) == 0
    closing = command("--db", store, "--json", "billing", "close", "--early", f"{MONTH.first:%Y-%m}")
    assert codes([closing, swaps(store, "approve", "1")]) == [0, 0]
    assert holder(store, EVENING) == "birk"
    assert verify(store, MONTH).differences == ()
    *_, last = DAYS.months()
    close_month(store, last, "cfo", early=True)
    assert verify(store, DAYS).agrees
    lines = show_charges(store, DAYS).lines
    by_consultant = {who: sum(line.amount for line in lines if line.consultant == who) for who in ("asta", "birk")}
    assert (by_consultant["asta"], by_consultant["birk"] > 0) == (0, True)
