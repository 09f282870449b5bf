"""The page of a link for its owner: what to copy where, how slowly calendars look again, and who fetched it last."""

from datetime import datetime

from rostering.answers.links import Fetch, Opened
from rostering.domain.links import LinkStanding
from rostering.domain.subscriptions import SubjectKind
from rostering.web.feeds.page_words import WORDS, PageWords
from rostering.web.frame.alone import headers_of, page_of, style_of


def page_headers(language: str) -> dict[str, str]:
    """The headers of a page in a language."""
    return headers_of(language, style_of())


def link_page(opened: Opened, url: str, fetch: Fetch | None) -> bytes:
    """The page as HTML, in the link's language; a `url` without a host leads on from the page."""
    language, words = language_of(opened)
    kept = opened.link.subscription
    return page_of(
        "feeds/link.html",
        language=language,
        words=words,
        style=style_of(),
        url=url,
        webcal=f"webcal://{url.partition('://')[2]}" if "://" in url else "",
        subject=_subject(opened, words),
        name=kept.name,
        good=not opened.ended,
        warning=_warning(opened, words),
        fetched=fetch and (_time(fetch[0], opened), words.clients.get(fetch[1], fetch[1])),
        options=_options(opened, words),
    )


def language_of(opened: Opened) -> tuple[str, PageWords]:
    """The link's language, English when we have no words in it."""
    language = opened.link.subscription.style.language
    return (language, WORDS[language]) if language in WORDS else ("en", WORDS["en"])


def _subject(opened: Opened, words: PageWords) -> str:
    kind = opened.link.subscription.subject.kind
    return words.everybody if kind is SubjectKind.ALL else words.subjects[kind].format(opened.subject)


def _warning(opened: Opened, words: PageWords) -> str:
    """When the link ends or ended, and what to do then."""
    link = opened.link
    if link.ends is None:
        return ""
    ended = f"{words.ended} {words.ask}"
    text = {LinkStanding.OPEN: words.until, LinkStanding.ENDING: words.replaced}.get(link.standing, ended)
    return text.format(_time(link.ends, opened))


def _options(opened: Opened, words: PageWords) -> list[str]:
    style = opened.link.subscription.style
    alarm = [] if style.alarm is None else [words.alarm.format(style.alarm)]
    return [text for wanted, text in ((style.utc, words.utc), (style.busy, words.busy)) if wanted] + alarm


def _time(at: datetime, opened: Opened) -> str:
    return f"{at.astimezone(opened.link.zone):%Y-%m-%d %H:%M}"
