"""Cards for chats: of the published forms whatever people and duties are called, and short enough to be read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.domain.chats import ChatKind
from rostering.language import speaking
from rostering.notices import ChatNews, body_of
from samples.chat_forms import slack_of, teams_of

WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=400)
NEWS = st.builds(
    ChatNews,
    st.just("key"),
    WORDS,
    st.lists(WORDS, max_size=14).map(tuple),
    st.sampled_from(["", "https://duty.example/board"]),
)


@given(NEWS)
def test_a_message_to_slack_is_of_its_form_whatever_it_says(news: ChatNews) -> None:
    slack_of(body_of(ChatKind.SLACK, news))


@given(NEWS)
def test_a_message_to_teams_is_of_its_form_whatever_it_says(news: ChatNews) -> None:
    title, *lines = teams_of(body_of(ChatKind.TEAMS, news))
    assert len(title) <= 150
    assert lines == [f"• {line}" for line in news.shown]


def test_nothing_that_is_said_calls_anybody_or_is_a_link() -> None:
    message = json.loads(body_of(ChatKind.SLACK, ChatNews("key", "<!channel> & <https://x.example|click>")))
    assert message["text"] == "&lt;!channel&gt; &amp; &lt;https://x.example|click&gt;"
    assert message["blocks"][0]["text"]["type"] == "plain_text"


@pytest.mark.parametrize(("language", "last"), [("en", "and 3 more"), ("da", "og 3 mere")])
def test_what_is_too_much_for_a_chat_is_counted(language: str, last: str) -> None:
    with speaking(language):
        news = ChatNews("key", "Title", tuple(map(str, range(13))))
        assert (len(news.shown), news.shown[-1]) == (11, last)
        assert teams_of(body_of(ChatKind.TEAMS, news))[-1] == f"• {last}"
