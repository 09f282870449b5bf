import pytest

from rostering.domain.users import Actor, Role, cleaned, key_of


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Ida   Berg ", "Ida Berg"),
        ("Ida\x00\nBerg\u202e", "Ida Berg"),
        ("a\u030a", "å"),
        ("\u200b\ud800", ""),
    ],
)
def test_a_name_is_one_line_of_what_can_be_seen(typed: str, name: str) -> None:
    assert cleaned(typed) == name


def test_names_are_the_same_whatever_their_capitals_and_however_their_letters_are_composed() -> None:
    assert key_of("Åse STRASSE") == key_of("a\u030ase stra\u00dfe") == key_of("\uff21\u030ase strasse")
    assert key_of("ida") != key_of("ide")


def test_whoever_calls_from_the_command_line_is_an_ops_lead_without_a_user() -> None:
    actor = Actor.ops("root")
    assert (actor.name, actor.role, actor.consultant, actor.number) == ("root", Role.OPS, None, None)
