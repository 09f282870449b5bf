import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.billing.text.encodings import ENCODINGS, TextEncoding, UnknownEncoding, encoding_named
from rostering.billing.text.texts import harmless, is_risky, one_line


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+45 12", "-x", "@SUM(A1)", "=HYPERLINK(1)", "-1+1"),
        *("\tx", "\rx", "\nx", "\x00x", "\x7fx", "\t=1"),
        *("  =1", "\u00a0=1", "\u200b=1", "\ufeff=1", "\u202e=1"),
        *("＝1", "＋1", "－1", "＠x", "﹢1", "−1"),
    ],
)
def test_what_a_spreadsheet_might_run_gets_an_apostrophe(text: str) -> None:
    assert is_risky(text)
    assert harmless(text) == "'" + one_line(text)


@pytest.mark.parametrize("text", ["", "Fjord & Søn <A/S>", "a=b", "'=1", "Ø Å", "1+1", "👩‍💻 Emoji", "日本", "é=1"])
def test_what_nobody_runs_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\tb", "a b"),
        ("a\r\nb\nc\rd", "a b c d"),
        ("a\x00b\x1bc", "abc"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("a\u202eb\u2066c\u200fd\u061ce", "abcde"),
        ("a\u200bb\ufeffc\xadd", "abcd"),
        ("a\ud800b\ufffe", "ab"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("new \U0001fae9", "new \U0001fae9"),  # younger than some Pythons
    ],
)
def test_a_text_becomes_one_line_in_which_all_can_be_seen(text: str, line: str) -> None:
    assert one_line(text) == line


@given(st.text())
def test_no_text_becomes_a_formula_or_leaves_its_line(text: str) -> None:
    cell = harmless(text)
    assert not cell.lstrip()[:1] or unicodedata.normalize("NFKC", cell.lstrip()[0]) not in set("=+-@")
    assert len(cell.splitlines()) <= 1
    assert not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in cell)


@given(st.text(), st.sampled_from(ENCODINGS))
def test_every_text_fits_every_encoding_and_gets_no_longer(text: str, encoding: str) -> None:
    text_encoding = TextEncoding(encoding, bom=False)
    fitted, replaced = text_encoding.fitted(text)
    assert text_encoding.encoded(fitted).decode(encoding) == fitted
    assert len(fitted) <= len(unicodedata.normalize("NFC", text)) or fitted == text
    assert text_encoding.fitted(fitted) == (fitted, 0)
    assert replaced == 0 or fitted != text


def test_a_letter_in_two_parts_is_put_together_rather_than_replaced() -> None:
    assert TextEncoding("cp1252").fitted("A\u030arhus") == ("Århus", 0)


@pytest.mark.parametrize("name", ["windows-1252", "CP1252", "cp1252"])
def test_an_encoding_has_many_names(name: str) -> None:
    assert encoding_named(name) == "cp1252"


@pytest.mark.parametrize("name", ["utf-16", "ebcdic", "", "rot13", "x\x00"])
def test_an_encoding_that_nobody_asked_for_is_refused_with_those_that_are_known(name: str) -> None:
    with pytest.raises(UnknownEncoding, match="known: utf-8, cp1252, iso-8859-1"):
        encoding_named(name)
