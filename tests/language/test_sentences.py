import re
from collections.abc import Iterator

import pytest

from rostering.language import foreign, named, said, speaking, told
from rostering.language.counts import counted, recounted
from rostering.language.sentences import DATES, KEPT, LISTS, NUMBERS
from rostering.solver.mend.repair import NothingToRepair
from rostering.solver.plan.stages import NothingFound
from words import catalogue

NAMES = {("consultant", "anna"): "Anna Ager", ("role", "pim"): "PIM", ("giver", "bo"): "Bo Berg"}


def name(kind: str, key: str) -> str | None:
    return NAMES.get((kind, key))


def kept() -> Iterator[str]:
    """Every message that is kept."""
    return (str(message.id) for message in catalogue("da") if message.context == KEPT)


def example(field: str) -> str:
    if field in DATES:
        return "2026-12-24"
    if field == "when":
        return "2026Q4"
    return "7" if field in NUMBERS else "2026-12-24 and 2026-12-26" if field in LISTS else "someone"


@pytest.mark.parametrize("message", list(kept()))
def test_every_sentence_that_is_kept_is_found_again_and_told_in_danish(message: str) -> None:
    fields = re.findall(r"{(\w+)}", message)
    sentence = said(message, **{field: example(field) for field in fields})
    with speaking("da"):
        there = told(sentence)
    assert "2026-12-24" not in there
    assert there != sentence


def test_a_sentence_is_kept_in_english_whatever_is_spoken() -> None:
    with speaking("da"):
        assert said("{giver} hands over to {taker} on {day}.", giver="bo", taker="anna", day="2026-12-24") == (
            "bo hands over to anna on 2026-12-24."
        )


def test_names_stand_for_ids_and_a_date_is_written_out() -> None:
    sentence = "anna does not have the role pim on 2026-12-24."
    assert told(sentence, name) == sentence
    with speaking("da"):
        assert told(sentence, name) == "Anna Ager har ikke rollen PIM tor 24. dec."


def test_a_number_may_have_its_sign_before_it() -> None:
    with speaking("da"):
        assert told("anna is +5 points from the fair share as pim.", name) == (
            "Anna Ager er +5 point fra den rimelige andel som PIM."
        )


@pytest.mark.parametrize(
    ("error", "there"),
    [
        (NothingToRepair(), "der er intet at reparere: alle pladser, der kan besættes, er besat"),
        (NothingFound(), "ingen lovlig vagtplan blev fundet i den givne tid"),
    ],
)
def test_why_nothing_mends_a_case_is_kept_in_english_and_told_in_danish(error: Exception, there: str) -> None:
    with speaking("da"):
        assert str(type(error)()) == str(error)
        assert told(str(error)).startswith(there)


def test_sentences_of_the_system_and_of_libraries_are_told_as_far_as_they_are_known() -> None:
    with speaking("da"):
        assert foreign("Permission denied") == "Adgang nægtet"
        assert foreign("Invalid value (at line 3, column 5)") == "Ugyldig værdi (linje 3, kolonne 5)"
        assert foreign("Nobody has thought of this") == "Nobody has thought of this"
    assert foreign("Permission denied") == "Permission denied"


def test_several_sentences_are_told_one_by_one() -> None:
    two = "anna is on leave or not employed on 2026-12-24. Nobody holds the pim seat on 2026-12-25."
    with speaking("da"):
        said_twice = told(two, name)
    assert said_twice == ("Anna Ager har fravær eller er ikke ansat tor 24. dec. Ingen har vagten som PIM fre 25. dec.")


def test_of_two_sentences_about_one_person_both_have_the_name() -> None:
    sentence = "anna is on leave on 2026-12-24. anna has 7 weekends in 2026Q4; the cap is 6."
    assert (
        named(sentence, name)
        == "Anna Ager is on leave on Thu 24 Dec. Anna Ager has 7 weekends in 2026Q4; the cap is 6."
    )
    with speaking("da"):
        there = told(sentence, name)
    assert there.count("Anna Ager") == 2
    assert "anna" not in there
    assert "is on leave" not in there


def test_a_fix_is_told_with_its_change_and_all_that_comes_of_it() -> None:
    does = "takes PIM on 2026-12-24 and 2026-12-25 from Anna Ager"
    fix = f"Anna Ager may be lent to north: Bo Berg takes the seat, {does}."
    with speaking("da"):
        assert told(fix) == (
            "Anna Ager må udlånes til north: Bo Berg tager pladsen, "
            "overtager PIM tor 24. dec. og fre 25. dec. fra Anna Ager."
        )


def test_what_nobody_says_any_more_stays_as_it_was_kept() -> None:
    with speaking("da"):
        assert told("A rule of an earlier year: broken.") == "A rule of an earlier year: broken."


@pytest.mark.parametrize(("number", "said_there"), [(0, "0 vagter"), (1, "1 vagt"), (2, "2 vagter")])
def test_a_number_stands_with_its_noun_in_the_right_form(number: int, said_there: str) -> None:
    english = counted(number, "duty")
    with speaking("da"):
        assert counted(number, "duty") == said_there
        assert recounted(english) == said_there


def test_what_was_not_counted_is_not_recounted() -> None:
    assert [recounted(text) for text in ("duty", "two duties", "2 dogs", "1 duties", "")] == [None] * 5
