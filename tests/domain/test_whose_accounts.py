from dataclasses import replace
from datetime import date

from rostering.domain.accounts import big_days_of_all_holders, of_all_holders
from rostering.domain.findings import DATE, Account, BigDayAccount
from samples.published_samples import duty

SATURDAY, SUNDAY = date(2026, 7, 4), date(2026, 7, 5)
BIG = [
    replace(one, seat=replace(one.seat, occasion="Christmas"))
    for one in (duty("anna", SATURDAY), duty("bo", SATURDAY, number=2), duty("bo", SUNDAY))
]


def test_whoever_holds_a_duty_has_an_account_that_opens_with_their_balance_and_has_no_share() -> None:
    own = Account("clara", "pim", 1, 5, 2)
    held = [duty("bo", SATURDAY), duty("anna", SUNDAY), duty("bo", SUNDAY, number=2), duty(None, SUNDAY, number=3)]
    found = of_all_holders([own], held, {("bo", "pim"): -4, ("bo", "backend"): 9})
    assert found == (own, Account("anna", "pim", 0, 0, 3), Account("bo", "pim", -4, 0, 6))


def test_an_account_in_one_role_is_none_in_another() -> None:
    own = Account("anna", "backend", 0, 3, 0)
    assert of_all_holders([own], [duty("anna", SATURDAY)], {}) == (own, Account("anna", "pim", 0, 0, 3))


def test_whoever_holds_a_big_day_has_an_account_of_big_days() -> None:
    own = BigDayAccount("anna", 0, 2 * DATE, DATE)
    assert big_days_of_all_holders([own], BIG, {"bo": 500}) == (own, BigDayAccount("bo", 500, 0, 2 * DATE))


def test_where_there_are_no_shares_of_big_days_nobody_is_given_an_account_of_them() -> None:
    nothing = BigDayAccount("anna", 0, 0)
    assert big_days_of_all_holders([nothing], BIG, {}) == (nothing,)
    assert big_days_of_all_holders([], BIG, {}) == ()
