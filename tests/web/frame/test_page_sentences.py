from markupsafe import Markup

from rostering.web.frame.environment import attributes, environment, sentence


def test_a_message_by_itself_has_a_capital_and_an_end() -> None:
    assert sentence("there is no roster 9") == "There is no roster 9."
    assert sentence("Is it?") == "Is it?"
    assert sentence("wait…") == "Wait…"
    assert sentence("åben ") == "Åben."
    assert sentence("") == ""


def test_attributes_are_escaped_and_those_that_are_not_so_are_left_out() -> None:
    said = attributes({"autofocus": True, "disabled": False, "title": None, "data_x": '"<', "minlength": 12})
    assert said == Markup(' autofocus="autofocus" data-x="&#34;&lt;" minlength="12"')
    assert attributes({}) == ""


def test_templates_escape_what_they_show() -> None:
    made = environment().from_string('{% import "components/macros.html" as c %}{{ c.badge(words) }}')
    assert made.render(words="<b>") == '<span class="badge ">&lt;b&gt;</span>'
