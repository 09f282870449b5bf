import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event, vText
from icalendar.parser import Contentline

from rostering.feeds.lines import escaped, folded

letters = st.text(
    st.one_of(st.sampled_from("aø👩\u200d\\^;,N"), st.characters(exclude_categories=["Cc", "Cs"])), max_size=400
)


@given(letters)
def test_a_line_is_folded_to_the_byte_as_the_library_folds_it(text: str) -> None:
    theirs: bytes = Contentline(f"X:{text}").to_ical()  # type: ignore[no-untyped-call]  # the library has no types here
    assert folded(f"X:{text}") == theirs + b"\r\n"


@given(letters)
def test_folded_lines_are_short_and_join_to_what_they_were(text: str) -> None:
    octets = folded(text)
    assert all(len(line) <= 75 and line.decode() for line in octets.removesuffix(b"\r\n").split(b"\r\n") if text)
    assert octets.replace(b"\r\n ", b"") == text.encode() + b"\r\n"


@given(st.lists(letters, max_size=4).map("\n".join).filter(lambda text: "\\N" not in text))
def test_a_text_is_escaped_as_the_library_escapes_it(text: str) -> None:
    assert escaped(text).encode() == vText(text).to_ical()


@pytest.mark.parametrize("text", ["Fix\\Name", "\\N", "\\n", "a\\;b,c;\nd", "\\\\N"])
def test_a_text_comes_back_as_it_was(text: str) -> None:
    body = f"BEGIN:VEVENT\r\nSUMMARY:{escaped(text)}\r\nEND:VEVENT\r\n"
    assert Event.from_ical(body.encode())["SUMMARY"] == text
