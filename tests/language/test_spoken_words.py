from concurrent.futures import ThreadPoolExecutor

from rostering.language import _, marked, n_, p_, speaking, spoken


def test_messages_are_english_until_another_language_is_spoken() -> None:
    assert _("Week {number}", number=43) == "Week 43"
    with speaking("da"):
        assert _("Week {number}", number=43) == "Uge 43"
    assert _("Week {number}", number=43) == "Week 43"


def test_languages_are_nested_and_end_with_what_they_were_spoken_for() -> None:
    with speaking("da"):
        with speaking("en"):
            assert spoken() == "en"
        assert spoken() == "da"


def test_an_unknown_language_is_english() -> None:
    with speaking("xx"):
        assert spoken() == "en"
        assert _("Week {number}", number=1) == "Week 1"


def test_a_language_is_spoken_in_one_thread_alone() -> None:
    with speaking("da"), ThreadPoolExecutor(1) as pool:
        assert pool.submit(spoken).result() == "en"


def test_a_message_that_nobody_translated_is_said_in_english() -> None:
    with speaking("da"):
        assert _("Nobody has " + "translated this") == "Nobody has translated this"
        assert n_("{number} " + "thing", "{number} things", 2) == "2 things"
        assert p_("nowhere", "Nobody" + "") == "Nobody"


def test_braces_of_what_is_filled_in_stay_as_they_are() -> None:
    assert _("Week {number}", number="{number}") == "Week {number}"


def test_a_marked_message_is_itself() -> None:
    assert marked("") == ""
