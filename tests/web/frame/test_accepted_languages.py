import pytest

from rostering.web.frame.languages import preferred


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("da", "da"),
        ("DA-dk", "da"),
        ("en-GB,en;q=0.9,da;q=0.8", "en"),
        ("fr, da;q=0.4, en;q=0.3", "da"),
        ("da;q=0", "en"),
        ("da;q=0, en;q=0", "en"),
        ("nb, sv", "en"),
        ("da ; q = 0.5, en;q=0.4", "da"),
        ("da;q=high", "en"),
        ("*", "en"),
        ("x" * 5000 + ",da", "en"),
        (",;=,", "en"),
    ],
)
def test_the_language_is_the_one_of_ours_that_is_accepted_most(accepted: str, language: str) -> None:
    assert preferred(accepted) == language


def test_another_may_be_spoken_to_whoever_accepts_none_of_ours() -> None:
    assert preferred("fr", "da") == "da"
