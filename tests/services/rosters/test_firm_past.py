"""What is over stays: plans over published dates that have been served, and publications that would rewrite them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rostering.answers.rosters import Kept
from rostering.errors import BadCall
from rostering.rosters.history import current_compensating_days, current_duties
from rostering.rosters.version import Status, Version
from rostering.services.cases.case import case_of_roster
from rostering.services.charges.closing import close_month
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.edits import assign
from rostering.services.rosters.planning import Overtaken, Progress, limits_of, make_plan
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.replanning import Absence, replan
from rostering.services.rosters.rewriting import Rewrites, rewritten
from rostering.services.rosters.showing import audit_of, show
from rostering.solver.mend.repair import NothingToRepair
from rostering.spans import DAY, Period, Span
from rostering.store import open_store
from samples.closable_firm import BOOKING, booked
from samples.small_firm import MONTH, edited, write_firm

MIDDLE = date(2026, 11, 16)
EVENING = "B1:2026-11-04:backend:1"
FOURTH = date(2026, 11, 4)
OTHER_SHARES = edited("ledger.csv", "asta,backend,2\nbirk,backend,-1", "asta,backend,-30\nbirk,backend,30")
"""Opening balances by which a fresh plan gives nearly everything to asta."""


def planned_again(url: str, start: date | None = MIDDLE, period: Period = MONTH) -> Kept:
    return make_plan(url, period, limits_of(60, effort=2), lambda _: None, "tester", start=start)


def holders(version: Version) -> dict[str, str | None]:
    return {duty.seat.id: duty.consultant for duty in version.duties}


def before(held: Mapping[str, str | None], day: date) -> dict[str, str | None]:
    return {seat: who for seat, who in held.items() if seat.split(":")[1] < str(day)}


def changed(url: str, folder: Path, **files: str | None) -> None:
    import_folder(url, write_firm(folder, **files), "tester", force=True)


def swapped(url: str, seat: str) -> int:
    """A draft in which the other backend holds the seat."""
    taker = "birk" if holders(show(url, 1).version)[seat] == "asta" else "asta"
    return assign(url, 1, seat, taker, "tester").version.number


def test_a_plan_keeps_the_published_dates_that_are_over(published: str, tmp_path: Path) -> None:
    changed(published, tmp_path / "new", **OTHER_SHARES)
    old, kept = holders(show(published, 1).version), planned_again(published)
    new = holders(kept.version)
    assert (kept.standing, kept.over, kept.version.period) == ((1,), MIDDLE - DAY, MONTH)
    assert before(new, MIDDLE) == before(old, MIDDLE)
    assert new.keys() == old.keys()
    assert new != old
    with open_store(published).reading() as reading:
        publications = reading.publications()
    days_off = [off for off in current_compensating_days(publications, MONTH) if off.day < MIDDLE]
    assert [off for off in kept.version.compensating_days if off.day < MIDDLE] == days_off
    done = publish(published, 2, "tester", today=MIDDLE)
    assert done.rewritten == ()
    assert all(change.duty.seat.day >= MIDDLE for change in done.changes)


def test_a_plan_from_an_earlier_date_changes_dates_that_are_over(published: str, tmp_path: Path) -> None:
    changed(published, tmp_path / "new", **OTHER_SHARES)
    old, kept = holders(show(published, 1).version), planned_again(published, start=MONTH.first)
    assert (kept.standing, kept.over) == ((1,), None)
    assert before(holders(kept.version), MIDDLE) != before(old, MIDDLE)


def test_the_kept_dates_count_in_the_shares_of_the_others(published: str, tmp_path: Path) -> None:
    changed(published, tmp_path / "new", **OTHER_SHARES)
    version = planned_again(published).version
    for account in version.ledger:
        mine = [duty.seat for duty in version.duties if duty.consultant == account.consultant]
        assert account.earned == sum(seat.points for seat in mine if seat.role == account.role)


def test_dates_that_are_over_and_not_published_are_planned(planned: str) -> None:
    kept = planned_again(planned, start=date(2026, 12, 1))
    assert (kept.standing, kept.over, kept.version.empty) == ((), None, ())


def test_published_dates_after_others_that_are_not_are_kept_too(planned: str) -> None:
    week = Period.parse("2026-11-07..2026-11-13")
    first = planned_again(planned, start=MONTH.first, period=week).version
    publish(planned, first.number, "tester", today=MONTH.first)
    kept = planned_again(planned, start=MIDDLE)
    assert (kept.standing, kept.over) == ((first.number,), date(2026, 11, 13))
    assert {**holders(kept.version), **holders(first)} == holders(kept.version)
    assert [empty.seat for empty in kept.version.empty] == [empty.seat for empty in first.empty]
    assert publish(planned, kept.version.number, "tester", today=MIDDLE).rewritten == ()


def test_a_served_duty_that_nothing_asks_for_any_more_is_kept(published: str, tmp_path: Path) -> None:
    changed(published, tmp_path / "new", **booked(f"{BOOKING}yes".replace(",,yes", ",,yes")))
    kept = planned_again(published)
    assert holders(kept.version)[EVENING] == holders(show(published, 1).version)[EVENING]
    assert publish(published, 2, "tester", today=MIDDLE).rewritten == ()


def test_what_was_served_and_is_not_asked_for_any_more_stays_in_an_edit_by_hand(published: str, tmp_path: Path) -> None:
    changed(published, tmp_path / "new", **booked(f"{BOOKING}yes"))
    old = show(published, 1).version
    seat = next(duty.seat.id for duty in old.duties if duty.seat.day > MIDDLE)
    edit = assign(published, 1, seat, None, "tester", today=MIDDLE).version
    assert before(holders(edit), MIDDLE) == before(holders(old), MIDDLE)
    assert publish(published, 2, "tester", today=MIDDLE).rewritten == ()


def test_what_is_over_and_not_asked_for_any_more_is_nothing_to_repair(published: str, tmp_path: Path) -> None:
    changed(published, tmp_path / "new", **booked(f"{BOOKING}yes"))
    with pytest.raises(NothingToRepair):
        replan(published, 1, (), MIDDLE, limits_of(60, effort=1), lambda _: None, "tester")
    ahead = replan(published, 1, (), FOURTH, limits_of(60, effort=1), lambda _: None, "tester")
    assert {change.seat for change in ahead.options[0].changes.removed} >= {EVENING}


AT_NIGHT = booked("B1,havn,2026-11-04,2026-11-05,night,backend:1,,")


def spans(version: Version) -> dict[str, Span]:
    return {duty.seat.id: duty.seat.span for duty in version.duties if duty.seat.day < MIDDLE}


def test_hours_that_were_served_stay_whatever_is_asked_for_now(published: str, tmp_path: Path) -> None:
    changed(published, tmp_path / "new", **AT_NIGHT)
    old = spans(show(published, 1).version)
    kept = planned_again(published)
    assert spans(kept.version) == old
    assert not any(judged.breach.penalty is None for judged in kept.version.breaches)
    assert publish(published, 2, "tester", today=MIDDLE).rewritten == ()
    absent = next(duty for duty in kept.version.duties if duty.consultant and duty.seat.day > MIDDLE)
    absence = Absence(absent.consultant or "", absent.seat.day, absent.seat.day)
    mended = replan(published, 2, (absence,), MIDDLE, limits_of(60, effort=1), lambda _: None, "tester")
    for option in mended.options:
        assert spans(option.version) == old
        assert all(change.duty.seat.day >= MIDDLE for change in option.changes)
    number = mended.options[0].version.number
    assert publish(published, number, "tester", today=MIDDLE).rewritten == ()
    with open_store(published).reading() as reading:
        judged = audit_of(reading, reading.version(number), today=MIDDLE)
    assert (judged.judgement.hard, judged.obsolete) == (0, ())


def test_what_was_served_is_judged_by_its_hours_and_what_lies_ahead_by_those_that_are_asked_for(
    published: str, tmp_path: Path
) -> None:
    changed(published, tmp_path / "new", **AT_NIGHT)
    with open_store(published).reading() as reading:
        version = reading.version(1)
        later, earlier = (case_of_roster(reading, version, today=day).problem for day in (MIDDLE, FOURTH))
    asked = {seat.id: seat.span for seat in earlier.seats}
    served = {duty.seat.id: duty.seat.span for duty in version.duties}
    assert {seat.id: seat.span for seat in later.seats} == served
    assert {id_ for id_, span in asked.items() if span != served[id_]} == {EVENING, EVENING.replace("-04:", "-05:")}
    assert later.input_hash == version.input_hash


def test_a_plan_from_before_what_was_served_corrects_its_hours(published: str, tmp_path: Path) -> None:
    changed(published, tmp_path / "new", **AT_NIGHT)
    kept = planned_again(published, start=MONTH.first)
    assert spans(kept.version)[EVENING] != spans(show(published, 1).version)[EVENING]
    with pytest.raises(Rewrites, match="2 duties of dates that are over, from 2026-11-04 to 2026-11-05"):
        publish(published, 2, "tester", today=FOURTH + 5 * DAY)


def test_a_period_that_is_over_and_published_is_not_planned_again(published: str) -> None:
    with pytest.raises(BadCall, match=r"all of 2026-11-01..2026-11-30 is over and published: say with --from"):
        planned_again(published, start=date(2026, 12, 1))


def test_what_is_published_meanwhile_of_kept_dates_stops_the_plan(published: str) -> None:
    number = swapped(published, EVENING)

    def watch(_: Progress) -> None:
        if show(published, number).status is Status.DRAFT:
            publish(published, number, "somebody", force=True)

    with pytest.raises(Overtaken):
        make_plan(published, MONTH, limits_of(60, effort=2), watch, "tester", start=MIDDLE)


def test_publishing_refuses_to_change_dates_that_are_over(published: str) -> None:
    number = swapped(published, EVENING)
    with pytest.raises(Rewrites) as refused:
        publish(published, number, "tester", today=MIDDLE)
    assert refused.value.exit_code == 3
    assert str(refused.value).splitlines() == [
        f"roster {number} changes what is over or closed; plan anew, or publish it with --force:",
        "  1 duty of dates that are over, on 2026-11-04",
    ]
    assert show(published, 1).status is Status.PUBLISHED
    done = publish(published, number, "tester", force=True, today=MIDDLE)
    assert done.rewritten == ("1 duty of dates that are over, on 2026-11-04",)


def test_a_day_off_that_is_over_is_not_changed_either(published: str) -> None:
    version = show(published, 1).version
    off = version.compensating_days[0]
    without = replace(version, number=2, compensating_days=tuple({*version.compensating_days} - {off}))
    with open_store(published).reading() as reading:
        publications = reading.publications()
        over = rewritten(reading, without, publications, off.day + DAY)
        ahead = rewritten(reading, without, publications, off.day)
    assert over == (f"1 compensating day of dates that are over, on {off.day}",)
    assert ahead == ()


def test_what_lies_ahead_is_published_without_a_word(published: str) -> None:
    assert publish(published, swapped(published, EVENING), "tester", today=FOURTH).rewritten == ()


def test_dates_that_are_over_are_first_published_without_a_word(planned: str) -> None:
    assert publish(planned, 1, "tester", today=date(2027, 6, 1)).rewritten == ()


def test_publishing_lists_what_it_would_correct_in_closed_months(published: str) -> None:
    close_month(published, MONTH, "tester", early=True)
    number = swapped(published, EVENING)
    giver, taker = holders(show(published, 1).version)[EVENING], holders(show(published, number).version)[EVENING]
    with pytest.raises(Rewrites) as refused:
        publish(published, number, "tester", today=FOURTH)
    assert str(refused.value).splitlines()[1:] == [
        "  1 duty of closed months, on 2026-11-04",
        "  closed months change: 2 lines for DKK 0,00 will be billed in 2026-12",
        *sorted(
            [f"    2026-11-04 B1 {giver}: DKK -3.750,00", f"    2026-11-04 B1 {taker}: DKK 3.750,00"],
            key=lambda text: text.split()[2],
        ),
    ]
    with open_store(published).reading() as reading:
        assert {duty.seat.id: duty.consultant for duty in current_duties(reading.publications())}[EVENING] == giver
    assert publish(published, number, "tester", force=True, today=FOURTH).rewritten
