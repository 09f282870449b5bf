"""The page of a link for its owner: what to copy where, how slowly calendars look again, and who fetched it last."""

import base64
import hashlib
from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from rostering.domain.links import Standing
from rostering.domain.subscriptions import SubjectKind
from rostering.services.links.fetches import Fetch
from rostering.services.links.serving import Answer
from rostering.web.words import WORDS, Words


@cache
def _style() -> str:
    source, _, _ = _environment().loader.get_source(_environment(), "link.css")  # type: ignore[union-attr]
    return source


def _policy() -> str:
    """Nothing is loaded, run or sent from the page; its own style is let in by its hash."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def page_headers(language: str) -> dict[str, str]:
    """The headers of a page in a language."""
    return {"Cache-Control": "no-store", "Content-Security-Policy": _policy(), "Content-Language": language}


def link_page(answer: Answer, url: str, fetch: Fetch | None) -> bytes:
    """The page as HTML, in the link's language; a `url` without a host leads on from the page."""
    language, words = language_of(answer)
    kept = answer.link.subscription
    page = (
        _environment()
        .get_template("link.html")
        .render(
            language=language,
            words=words,
            style=_style(),
            url=url,
            webcal=f"webcal://{url.partition('://')[2]}" if "://" in url else "",
            subject=_subject(answer, words),
            name=kept.name,
            good=not answer.ended,
            warning=_warning(answer, words),
            fetched=fetch and (_time(fetch[0], answer), words.clients.get(fetch[1], fetch[1])),
            options=_options(answer, words),
        )
    )
    return page.encode()


def language_of(answer: Answer) -> tuple[str, Words]:
    """The link's language, English when we have no words in it."""
    language = answer.link.subscription.style.language
    return (language, WORDS[language]) if language in WORDS else ("en", WORDS["en"])


def _subject(answer: Answer, words: Words) -> str:
    kind = answer.link.subscription.subject.kind
    return words.everybody if kind is SubjectKind.ALL else words.subjects[kind].format(answer.subject)


def _warning(answer: Answer, words: Words) -> str:
    """When the link ends or ended, and what to do then."""
    link = answer.link
    if link.ends is None:
        return ""
    ended = f"{words.ended} {words.ask}"
    text = {Standing.OPEN: words.until, Standing.ENDING: words.replaced}.get(link.standing, ended)
    return text.format(_time(link.ends, answer))


def _options(answer: Answer, words: Words) -> list[str]:
    style = answer.link.subscription.style
    alarm = [] if style.alarm is None else [words.alarm.format(style.alarm)]
    return [text for wanted, text in ((style.utc, words.utc), (style.busy, words.busy)) if wanted] + alarm


def _time(at: datetime, answer: Answer) -> str:
    return f"{at.astimezone(answer.link.zone):%Y-%m-%d %H:%M}"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("rostering.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
