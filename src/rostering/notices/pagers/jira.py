"""Jira Service Management: overrides of schedules by its Operations API (REST, version 1 of 2024)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from rostering.domain.pagers import Override, Pager, PagerShift
from rostering.notices.pagers.asking import PagerLine
from rostering.notices.pagers.forms import described, pages, span_of, those_in, written
from rostering.spans import Span

_PAGE = 100


class Jira:
    """Overrides by `alias`, which Jira gives; whoever is on is named by the account id at Atlassian."""

    def __init__(self, pager: Pager, token: str) -> None:
        address = f"{pager.address}/jsm/ops/api/{pager.site}"
        self._line = PagerLine(address, {"Accept": "application/json"}, (pager.account, token))

    def overrides(self, schedule: str, span: Span) -> Sequence[Override]:
        """All that is ongoing or comes, page by page; of other rotations and of nobody there is nothing to say."""
        return those_in(span, (each for page in self._pages(schedule) for each in page))

    def _pages(self, schedule: str) -> Iterator[list[Override]]:
        for number in pages():
            query = {"size": _PAGE, "offset": number * _PAGE}
            _status, found = self._line.ask("GET", _path(schedule), query)
            with described():
                values = found["values"]
                page = [_override(schedule, each) for each in values if _is_of(schedule, each)]
            yield page
            if len(values) < _PAGE:
                return

    def user_of(self, mail: str) -> str | None:
        """Nobody: the Operations API does not tell whose an address is."""
        del mail
        return None

    def make(self, shift: PagerShift, user: str) -> str:
        """Put somebody on."""
        _status, found = self._line.ask("POST", _path(shift.schedule), body=_body(shift.schedule, shift.span, user))
        with described():
            return str(found["alias"])

    def take_away(self, override: Override, at: datetime) -> None:
        """Delete an override that lies ahead, and end one that goes on."""
        path = f"{_path(override.schedule)}/{override.id}"
        self._line.let_go(path, override, at, lambda cut: _body(override.schedule, cut, override.user))

    def close(self) -> None:
        """Nothing is held."""


def _path(key: str) -> str:
    return f"/v1/schedules/{key.split('/', 1)[0]}/overrides"


def _rotations(key: str) -> list[str]:
    return key.split("/")[1:]


def _body(key: str, span: Span, user: str) -> Mapping[str, Any]:
    rotations = {"rotationIds": _rotations(key)} if _rotations(key) else {}
    responder = {"type": "user", "id": user}
    return {"responder": responder, "startDate": written(span.start), "endDate": written(span.end), **rotations}


def _is_of(key: str, found: Mapping[str, Any]) -> bool:
    """Whether an override is of this rotation, and puts somebody on."""
    ours, theirs = _rotations(key), found.get("rotationIds") or []
    return found["responder"]["type"] == "user" and (theirs == ours or not ours)


def _override(key: str, found: Mapping[str, Any]) -> Override:
    span = span_of(found["startDate"], found["endDate"])
    return Override(key, span, str(found["responder"]["id"]), str(found["alias"]))
