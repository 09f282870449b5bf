"""PagerDuty: overrides of schedules by PagerDuty's own client of its REST API, version 2."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from httpx2 import HTTPError, Response
from pagerduty import Error, RestApiV2Client

from rostering.domain.pagers import Override, Pager, PagerShift
from rostering.language import said
from rostering.notices.pagers.asking import PATIENCE, judge, word_of
from rostering.notices.pagers.contract import Down, Gone, PagerRefused, not_understood
from rostering.notices.pagers.forms import described, span_of, those_in, written
from rostering.spans import Span

_STRETCH = timedelta(days=80)
"""How much of a schedule is asked for at a time: PagerDuty answers for three months at most."""


class _Once(RestApiV2Client):
    """PagerDuty's client, which asks once: when to ask again is for the outbox, which knows what it has asked for."""

    max_network_attempts = 0
    timeout = int(sum(PATIENCE))  # type: ignore[assignment]  # as their own class has it

    @property
    def url(self) -> str:
        """Where the interface is."""
        return self._url or ""

    @url.setter
    def url(self, address: str) -> None:
        self._url = address  # it was judged where it was read: http:// is taken for this machine alone

    def postprocess(self, response: Response, suffix: str | None = None) -> None:
        """Judge the answer before the client waits and asks again."""
        del suffix
        judge(response.status_code, _message(response), response.headers.get("Retry-After"))


class PagerDuty:
    """Overrides by id. One that goes on is cut off, not deleted, by PagerDuty itself."""

    def __init__(self, pager: Pager, token: str) -> None:
        self._client = _Once(token, base_url=pager.address)
        logging.getLogger("pagerduty.api_client").disabled = True  # what goes wrong is told by us, once

    def overrides(self, schedule: str, span: Span) -> Sequence[Override]:
        """All of a schedule in the span, stretch by stretch."""
        found: dict[str, Override] = {}
        start = span.start
        while start < span.end:
            end = min(start + _STRETCH, span.end)
            found |= {each.id: each for each in self._stretch(schedule, Span(start, end))}
            start = end
        return those_in(span, found.values())

    def _stretch(self, schedule: str, span: Span) -> list[Override]:
        # Without the last, what reaches beyond the stretch comes cut off at its ends.
        query = {"since": written(span.start), "until": written(span.end), "overflow": "true"}
        answer = self._ask("GET", f"/schedules/{schedule}/overrides", params=query)
        with described():
            return [_override(schedule, each) for each in answer["overrides"]]

    def user_of(self, mail: str) -> str | None:
        """The user of an e-mail address."""
        answer = self._ask("GET", "/users", params={"query": mail})
        with described():
            return next(
                (str(user["id"]) for user in answer["users"] if user["email"].casefold() == mail.casefold()), None
            )

    def make(self, shift: PagerShift, user: str) -> str:
        """Put somebody on."""
        reference = {"id": user, "type": "user_reference"}
        said_so = {"start": written(shift.span.start), "end": written(shift.span.end), "user": reference}
        answer = self._ask("POST", f"/schedules/{shift.schedule}/overrides", json={"overrides": [said_so]})
        with described():
            made = answer[0]
            if made["status"] // 100 == 2:
                return str(made["override"]["id"])
            errors = [str(error) for error in made.get("errors") or ()]
        raise PagerRefused(said("it says: {message}", message=word_of("; ".join(errors))))

    def take_away(self, override: Override, at: datetime) -> None:
        """Delete an override that lies ahead, and cut off one that goes on."""
        del at  # PagerDuty cuts off where it is
        try:
            self._ask("DELETE", f"/schedules/{override.schedule}/overrides/{override.id}")
        except Gone:
            return

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _ask(self, method: str, path: str, **more: Any) -> Any:
        try:
            answer = self._client.request(method, path, **more)
            return answer.json() if answer.content else None
        except (Error, HTTPError):
            raise Down(said("it cannot be reached")) from None
        except ValueError:
            raise not_understood() from None


def _message(response: Response) -> str:
    """What PagerDuty says of an error, from its usual form of it."""
    if response.is_success:
        return ""
    try:
        error = response.json()["error"]
        return "; ".join(map(str, (error["message"], *(error.get("errors") or ()))))
    except (ValueError, KeyError, TypeError):
        return response.text


def _override(schedule: str, found: Mapping[str, Any]) -> Override:
    return Override(schedule, span_of(found["start"], found["end"]), str(found["user"]["id"]), str(found["id"]))
