from dataclasses import replace
from datetime import date

import pytest

from rostering.billing.lines.cancellations import cancellations_of, term_of
from rostering.billing.lines.charges import Unbillable
from rostering.billing.lines.prices import Tariff
from rostering.domain.charges import Charge, ChargeKind, Term, Want
from rostering.domain.parties import Booking
from rostering.spans import DAY, Period
from samples.closed_books import CARD, FRIDAY

TERMS = (Term(2, 10_000), Term(14, 2_500))
BEFORE = date(2026, 10, 20)
WANT = Want("B7", "fjord", FRIDAY, "pim", "weekend")


def booking(cancelled_on: date | None = BEFORE, cancelled: bool = True) -> Booking:
    period = Period(FRIDAY, FRIDAY + DAY)
    return Booking("B7", "fjord", period, "evening", {"pim": 2}, cancelled=cancelled, cancelled_on=cancelled_on)


def lines(one: Booking, terms: tuple[Term, ...] = TERMS, heads: int = 1) -> tuple[Charge, ...]:
    return cancellations_of([one], {WANT: heads}, terms, Tariff([CARD]))


@pytest.mark.parametrize(
    ("days", "percent"), [(0, 10_000), (2, 10_000), (3, 2_500), (14, 2_500), (15, None), (-5, 10_000)]
)
def test_the_shortest_notice_that_was_kept_decides(days: int, percent: int | None) -> None:
    term = term_of(reversed(TERMS), FRIDAY, FRIDAY - days * DAY)
    assert (term and term.percent) == percent


def test_each_seat_of_a_cancelled_booking_costs_its_share_and_nobody_stands_ready_for_it() -> None:
    first, second = lines(booking(), heads=2)
    assert (first.id, second.id) == ("B7:2026-10-30:pim:1:cancellation", "B7:2026-10-30:pim:2:cancellation")
    assert (first.kind, first.consultant, first.roster, first.amount) == (ChargeKind.CANCELLATION, "", None, 115_000)
    assert first.rule == "weekend role=pim; 25% cancelled 2026-10-20"


def test_without_terms_or_the_date_of_the_cancelling_it_costs_nothing() -> None:
    assert lines(booking(), terms=()) == ()
    assert lines(booking(), terms=(Term(14, 0),)) == ()
    assert lines(booking(cancelled_on=None)) == ()
    assert lines(booking(cancelled=False)) == ()
    assert lines(booking(FRIDAY - 30 * DAY)) == ()


def test_the_band_does_not_hold_for_a_share() -> None:
    (line,) = lines(booking())
    assert line.amount < CARD.band[0]


def test_what_has_no_price_has_no_share_either() -> None:
    with pytest.raises(Unbillable, match="no rate card is in force on 2026-10-30: the cancelled booking B7"):
        cancellations_of([booking()], {WANT: 1}, TERMS, Tariff([]))


def test_what_has_a_price_is_known_beside_what_has_none_and_where_that_is() -> None:
    until = Tariff([replace(CARD, last=FRIDAY)])
    orders = {WANT: 1, replace(WANT, day=FRIDAY + DAY): 1}
    with pytest.raises(Unbillable) as refused:
        cancellations_of([booking()], orders, TERMS, until)
    assert [line.day for line in refused.value.lines] == [FRIDAY]
    assert list(refused.value.places.values()) == [("B7", FRIDAY + DAY)]
