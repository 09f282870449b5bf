from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.domain.findings import OpenPenalty, StageResult
from rostering.language.labels import label
from rostering.reports.look.wording import (
    day_text,
    hinges,
    listing,
    period_label,
    period_text,
    printable,
    proof,
    signed,
)
from rostering.spans import Period
from rostering.words import counted


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [
        (1, "duty", "1 duty"),
        (2, "duty", "2 duties"),
        (0, "breach", "0 breaches"),
        (3, "empty seat", "3 empty seats"),
        (2, "day", "2 days"),
    ],
)
def test_nouns_follow_their_number(number: int, noun: str, text: str) -> None:
    assert counted(number, noun) == text


def test_dates_read_the_same_in_every_locale() -> None:
    assert day_text(date(2026, 12, 25)) == "Fri 25 Dec"
    assert day_text(date(2027, 5, 2)) == "Sun 2 May"


def test_a_period_names_a_year_once_unless_it_has_two() -> None:
    assert period_text(Period.parse("2026Q3")) == "1 July to 30 September 2026"
    assert period_text(Period.parse("2026-12-28..2027-01-03")) == "28 December 2026 to 3 January 2027"


@pytest.mark.parametrize(("points", "text"), [(3, "+3"), (-2, "-2"), (0, "0")])
def test_points_carry_their_sign(points: int, text: str) -> None:
    assert signed(points) == text


@pytest.mark.parametrize(("most", "text"), [(None, "a, b, c"), (3, "a, b, c"), (2, "a, b and 1 more")])
def test_long_lists_are_cut_and_counted(most: int | None, text: str) -> None:
    assert listing("abc", most) == text


def test_an_id_reads_as_words() -> None:
    assert (label("holiday_period"), label("p1"), label("")) == ("Holiday period", "P1", "")


def test_a_gap_at_no_price_has_no_share() -> None:
    assert proof(StageResult("wishes", 0, -4, False, 1.0)) == "gap 4"


def test_a_gap_hangs_on_rules_and_their_weeks() -> None:
    several = OpenPenalty("wishes", 60, ("2026-W51", "2027-W01")), OpenPenalty("spacing", 8, ("2026-W50",))
    stage = StageResult("preferences", 70, 20, False, 1.0, (*several, OpenPenalty("fairness", 2, ())))
    assert hinges(stage) == "Wishes 60 (weeks 51, 1), Spacing 8 (week 50), Fairness 2"
    assert hinges(replace(stage, hangs_on=())) == ""


@given(st.text())
def test_printable_text_steers_nothing_and_keeps_the_rest(text: str) -> None:
    kept = printable(text)

    assert not any(sign < " " or "\x7f" <= sign <= "\x9f" or sign in "\u202e\u2066" for sign in kept)
    assert printable(kept) == kept


@pytest.mark.parametrize("text", ["2026Q3", "2026-07", "2026", "2026-07-01..2026-08-31", "2025-12-01..2026-02-28"])
def test_a_period_is_labelled_as_it_is_asked_for(text: str) -> None:
    assert period_label(Period.parse(text)) == text
