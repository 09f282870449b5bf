"""The page's words: every language says everything."""

import re
from dataclasses import fields

from rostering.domain.clients import FAMILIES, OTHER, UNKNOWN
from rostering.domain.subscriptions import SubjectKind
from rostering.language import LANGUAGES
from rostering.web.feeds.page_words import WORDS, PageWords


def blanks(words: PageWords) -> dict[str, int]:
    return {
        field.name: len(re.findall(r"\{\}", text))
        for field in fields(PageWords)
        if isinstance(text := getattr(words, field.name), str)
    }


def test_every_language_of_a_firm_has_words() -> None:
    assert set(WORDS) == set(LANGUAGES)


def test_every_text_is_there_with_the_same_blanks() -> None:
    english = WORDS["en"]
    for words in WORDS.values():
        assert blanks(words) == blanks(english)
        assert all(getattr(words, field.name) for field in fields(PageWords))
        assert set(words.subjects) == set(SubjectKind) - {SubjectKind.ALL}


def test_families_that_are_no_names_are_translated() -> None:
    assert set(WORDS["da"].clients) == set(WORDS["en"].clients) == {OTHER, UNKNOWN, "browser"}
    assert "browser" in dict(FAMILIES)
