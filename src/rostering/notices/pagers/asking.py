"""Asking a pager by HTTP: one request, no redirect followed; every answer but a good one is an error in words."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests

from rostering.domain.pagers import Override
from rostering.language import said
from rostering.notices.pagers.contract import Down, Gone, PagerRefused, not_understood
from rostering.notices.posting import nothing_added
from rostering.spans import Span

PATIENCE = (5.0, 15.0)
"""Seconds to wait for a connection, and for the answer."""
LONGEST_WAIT = 3600.0
"""Seconds that a pager may ask to be left alone."""
_LONGEST_WORD = 200
_REFUSED = {401, 403}


class PagerLine:
    """A pager's address with what is sent along with every request."""

    def __init__(self, address: str, headers: Mapping[str, str], login: tuple[str, str] | None = None) -> None:
        self._address, self._headers, self._login = address, dict(headers), login

    def ask(
        self, method: str, path: str, query: Mapping[str, str | int] | None = None, body: Any = None
    ) -> tuple[int, Any]:
        """The status and the document that it answers with, None for an empty one. Raises Down, PagerRefused."""
        try:
            answer = requests.request(
                method,
                self._address + path,
                params=dict(query or {}),
                json=body,
                headers=self._headers,
                auth=self._login or nothing_added,
                timeout=PATIENCE,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise Down(_why(error)) from error
        judge(answer.status_code, answer.content.decode(errors="replace"), answer.headers.get("Retry-After"))
        return answer.status_code, _document(answer)

    def let_go(self, path: str, override: Override, at: datetime, body: Callable[[Span], Any]) -> None:
        """Delete an override that lies ahead, and end one that goes on; one that is gone is gone.

        Raises Down, PagerRefused.
        """
        try:
            if override.span.start < at:
                self.ask("PUT", path, body=body(Span(override.span.start, at)))
            else:
                self.ask("DELETE", path)
        except Gone:
            return


def judge(status: int, text: str, retry_after: str | None) -> None:
    """Raise Down or PagerRefused for an answer that is not good."""
    if status // 100 == 2:
        return
    told = word_of(text)
    facts = {"code": status, "message": told}
    why = said("it answers {code}: {message}", **facts) if told else said("it answers {code}", code=status)
    if status in _REFUSED:
        raise Down(said("it does not let us in ({code}): see to the token", code=status))
    if status == 429 or status // 100 in {3, 5}:
        raise Down(why, seconds_of(retry_after))
    raise Gone(why) if status == 404 else PagerRefused(why)


def seconds_of(retry_after: str | None) -> float | None:
    """What a header Retry-After asks for: seconds, or a date."""
    if not retry_after:
        return None
    try:
        seconds = float(retry_after)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds()
        except (TypeError, ValueError):
            return None
    return min(max(seconds, 0.0), LONGEST_WAIT)


def _document(answer: requests.Response) -> Any:
    if not answer.content:
        return None
    try:
        return answer.json()
    except ValueError:
        raise not_understood() from None


def word_of(text: str) -> str:
    """What an answer says, on one line, and no more than can be read."""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return plain if len(plain) <= _LONGEST_WORD else plain[:_LONGEST_WORD] + "…"


def _why(error: requests.RequestException) -> str:
    if isinstance(error, requests.Timeout):
        return said("it does not answer in time")
    if isinstance(error, requests.exceptions.SSLError):
        return said("it has no certificate that is trusted")
    return said("it cannot be reached")
