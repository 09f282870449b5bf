"""Kept sentences on pages: with names for ids and dates as people write them, in English, too."""

import pytest

from rostering.language import named, speaking, told

NAMES = {("consultant", "haakon"): "Håkon Nesvik"}


@pytest.mark.parametrize(
    ("language", "sentence", "shown"),
    [
        ("en", "haakon is on leave on 2026-12-25.", "Håkon Nesvik is on leave on Fri 25 Dec."),
        ("da", "haakon is on leave on 2026-12-25.", "Håkon Nesvik har fravær fre 25. dec."),
        (
            "en",
            "haakon has 3 weekends in a row in 2026-12-05..2026-12-20; the cap is 2.",
            "Håkon Nesvik has 3 weekends in a row in Sat 5 Dec – Sun 20 Dec; the cap is 2.",
        ),
        (
            "da",
            "haakon has 3 weekends in a row in 2026-12-05..2026-12-20; the cap is 2.",
            "Håkon Nesvik har 3 weekender i træk i lør 5. dec. – søn 20. dec.; loftet er 2.",
        ),
        (
            "da",
            "haakon has 7 weekends in 2026Q4; the cap is 6.",
            "Håkon Nesvik har 7 weekender i 2026Q4; loftet er 6.",
        ),
        ("en", "What nobody ever said.", "What nobody ever said."),
    ],
)
def test_a_sentence_names_people_and_dates(language: str, sentence: str, shown: str) -> None:
    with speaking(language):
        assert named(sentence, lambda kind, key: NAMES.get((kind, key))) == shown


def test_what_is_told_in_english_stays_as_it_was_kept() -> None:
    sentence = "haakon is on leave on 2026-12-25."
    assert told(sentence, lambda kind, key: NAMES.get((kind, key))) == sentence
