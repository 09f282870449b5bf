import re
from collections.abc import Iterator

import pytest

from rostering.language.speech import LANGUAGES, SOURCE
from rostering.language.words import catalogue_of
from words import TRANSLATED, catalogue, compiled, messages, renewed, text_of, untranslated

STALE = "is stale: make words writes it anew"


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Every message with its translation, each form of a plural with its own."""
    for message in catalogue(language):
        said = (message.id,) if isinstance(message.id, str) else message.id
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        yield from ((one, form or "") for one, form in zip(said, forms, strict=True) if message.id)


def names(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)[^}]*\}", text))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_the_messages_of_the_code_and_no_others(language: str) -> None:
    assert catalogue_of(language, "po").read_bytes() == text_of(renewed(language)), STALE


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_programs_read_is_what_people_wrote(language: str) -> None:
    assert catalogue_of(language, "mo").read_bytes() == compiled(catalogue(language)), STALE


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_in_all_its_forms(language: str) -> None:
    assert list(untranslated(catalogue(language))) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_in_what_its_message_does(language: str) -> None:
    assert [said for said, form in pairs(language) if names(form) != names(said)] == []


def test_the_code_has_messages_and_every_other_language_a_catalogue() -> None:
    assert {message.id for message in messages() if message.id} >= {"Week {number}"}
    assert {SOURCE, *TRANSLATED} == set(LANGUAGES)
