from hypothesis import given
from hypothesis import strategies as st

from rostering.feeds.feed_texts import clean, kind_name, shortened, window_name
from rostering.feeds.feed_words import DANISH, ENGLISH


def test_control_characters_and_line_separators_become_single_spaces() -> None:
    assert clean("Anna\r\nATTENDEE:mailto:x\x00\x85y\u2028z") == "Anna ATTENDEE:mailto:x y z"


def test_letters_signs_and_joined_emoji_stay_as_they_are() -> None:
    assert clean("Åse; Øst, \\ Bæk 👩‍🚒") == "Åse; Øst, \\ Bæk 👩‍🚒"


def test_windows_that_are_named_after_a_day_are_named_in_the_language() -> None:
    named = ("Saturday", "Evening (Sunday)", "Juledag", "Evening (Juledag)", "Sunday (", "(Sunday)", "")
    told = [window_name(name, DANISH) for name in named]
    assert told == ["Lørdag", "Evening (Søndag)", "Juledag", "Evening (Juledag)", "Sunday (", "(Sunday)", ""]
    assert [window_name(name, ENGLISH) for name in named] == list(named)


def test_long_texts_end_in_an_ellipsis() -> None:
    assert shortened("Public holiday", 14) == "Public holiday"
    assert shortened("Public holiday", 8) == "Public…"


def test_a_kind_is_said_in_words() -> None:
    assert kind_name("public_holiday", ENGLISH) == "Public holiday"
    assert kind_name("p1_duty", ENGLISH) == "P1 duty"


def test_kinds_are_said_in_the_trades_danish() -> None:
    kinds = ("holiday_period", "weekend", "public_holiday", "readiness", "p1_duty")
    told = [kind_name(kind, DANISH) for kind in kinds]
    assert told == ["Ferieperiode", "Weekend", "Helligdag", "Øget beredskab", "P1 duty"]


@given(st.text(), st.integers(1, 50))
def test_a_shortened_text_fits_and_stands_on_one_line(text: str, length: int) -> None:
    short = shortened(text, length)
    assert len(short) <= length
    assert len(short.splitlines()) <= 1
    assert clean(short) == short
