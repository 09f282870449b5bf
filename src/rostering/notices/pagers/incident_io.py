"""incident.io: overrides of a layer of a schedule's rotation by its public API (REST, version 2)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from rostering.domain.pagers import Override, Pager, PagerShift
from rostering.notices.pagers.asking import PagerLine
from rostering.notices.pagers.forms import described, pages, span_of, those_in, written
from rostering.spans import Span

_PAGE = 100
_PATH = "/v2/schedule_overrides"


class IncidentIo:
    """Overrides by id; a schedule is named with its rotation and layer."""

    def __init__(self, pager: Pager, token: str) -> None:
        self._line = PagerLine(pager.address, {"Accept": "application/json", "Authorization": f"Bearer {token}"})

    def overrides(self, schedule: str, span: Span) -> Sequence[Override]:
        """All of the layer, page by page."""
        return those_in(span, (each for page in self._pages(schedule) for each in page))

    def _pages(self, schedule: str) -> Iterator[list[Override]]:
        query: dict[str, str | int] = {**_names(schedule), "page_size": _PAGE}
        for _page in pages():
            _status, found = self._line.ask("GET", _PATH, query)
            with described():
                page = [_override(schedule, each) for each in found["overrides"] if each.get("user")]
                after = (found.get("pagination_meta") or {}).get("after")
            yield page
            if not after:
                return
            query["after"] = after

    def user_of(self, mail: str) -> str | None:
        """The user of an e-mail address."""
        _status, found = self._line.ask("GET", "/v2/users", {"email": mail})
        with described():
            return next((str(user["id"]) for user in found["users"] if _is_same(user.get("email"), mail)), None)

    def make(self, shift: PagerShift, user: str) -> str:
        """Put somebody on."""
        body = {**_names(shift.schedule), **_said(shift.schedule, shift.span, user)}
        _status, found = self._line.ask("POST", _PATH, body=body)
        with described():
            return str(found["override"]["id"])

    def take_away(self, override: Override, at: datetime) -> None:
        """Delete an override that lies ahead, and end one that goes on."""
        path = f"{_PATH}/{override.id}"
        self._line.let_go(path, override, at, lambda cut: _said(override.schedule, cut, override.user))

    def close(self) -> None:
        """Nothing is held."""


def _names(key: str) -> dict[str, str]:
    schedule, rotation, layer = key.split("/")
    return {"schedule_id": schedule, "rotation_id": rotation, "layer_id": layer}


def _said(key: str, span: Span, user: str) -> dict[str, Any]:
    parts = {name: value for name, value in _names(key).items() if name != "schedule_id"}
    return {**parts, "user": {"id": user}, "start_at": written(span.start), "end_at": written(span.end)}


def _override(key: str, found: Mapping[str, Any]) -> Override:
    return Override(key, span_of(found["start_at"], found["end_at"]), str(found["user"]["id"]), str(found["id"]))


def _is_same(one: str | None, other: str) -> bool:
    return (one or "").casefold() == other.casefold()
