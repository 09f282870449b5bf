"""GoAlert: overrides that add somebody to a schedule, by its GraphQL interface."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from rostering.domain.pagers import Override, Pager, PagerShift
from rostering.language import said
from rostering.notices.pagers.asking import PagerLine, word_of
from rostering.notices.pagers.contract import PagerRefused
from rostering.notices.pagers.forms import described, pages, span_of, those_in, written
from rostering.spans import Span

_PAGE = 100
LIST = """query Overrides($input: UserOverrideSearchOptions) {
  userOverrides(input: $input) {
    nodes { id start end addUserID removeUserID }
    pageInfo { endCursor hasNextPage }
  }
}"""
FIND = """query Users($input: UserSearchOptions) {
  users(input: $input) {
    nodes { id email }
    pageInfo { endCursor hasNextPage }
  }
}"""
MAKE = """mutation Make($input: CreateUserOverrideInput!) {
  createUserOverride(input: $input) { id }
}"""
CUT = """mutation Cut($input: UpdateUserOverrideInput!) {
  updateUserOverride(input: $input)
}"""
DELETE = """mutation Delete($input: [TargetInput!]) {
  deleteAll(input: $input)
}"""


class GoAlert:
    """Overrides by id; one that adds nobody, or stands in for somebody, is somebody else's."""

    def __init__(self, pager: Pager, token: str) -> None:
        self._line = PagerLine(pager.address, {"Accept": "application/json", "Authorization": f"Bearer {token}"})

    def overrides(self, schedule: str, span: Span) -> Sequence[Override]:
        """All of a schedule in the span, page by page."""
        wish = {"scheduleID": schedule, "start": written(span.start), "end": written(span.end)}
        with described():
            nodes = [each for each in self._nodes(LIST, "userOverrides", wish) if _adds(each)]
            return those_in(span, [_override(schedule, each) for each in nodes])

    def _nodes(self, query: str, name: str, wish: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        after = ""
        for _page in pages():
            found = self._ask(query, {**wish, "first": _PAGE, "after": after})[name]
            yield from found["nodes"]
            if not found["pageInfo"]["hasNextPage"]:
                return
            after = found["pageInfo"]["endCursor"]

    def user_of(self, mail: str) -> str | None:
        """The user of an e-mail address."""
        with described():
            users = self._nodes(FIND, "users", {"search": mail})
            return next((str(user["id"]) for user in users if user["email"].casefold() == mail.casefold()), None)

    def make(self, shift: PagerShift, user: str) -> str:
        """Put somebody on."""
        times = {"start": written(shift.span.start), "end": written(shift.span.end)}
        found = self._ask(MAKE, {"scheduleID": shift.schedule, **times, "addUserID": user})
        with described():
            return str(found["createUserOverride"]["id"])

    def take_away(self, override: Override, at: datetime) -> None:
        """Delete an override that lies ahead, and end one that goes on."""
        if override.span.start < at:
            self._ask(CUT, {"id": override.id, "end": written(at)})
        else:
            self._ask(DELETE, [{"type": "userOverride", "id": override.id}])

    def _ask(self, query: str, wish: object) -> Mapping[str, Any]:
        """What GraphQL answers; its errors come with the status 200."""
        _status, found = self._line.ask("POST", "/api/graphql", body={"query": query, "variables": {"input": wish}})
        with described():
            errors = [str(error["message"]) for error in found.get("errors") or ()]
        if errors:
            raise PagerRefused(said("it says: {message}", message=word_of("; ".join(errors))))
        with described():
            data: Mapping[str, Any] = found["data"]
            return data

    def close(self) -> None:
        """Nothing is held."""


def _adds(found: Mapping[str, Any]) -> bool:
    return bool(found["addUserID"]) and not found["removeUserID"]


def _override(schedule: str, found: Mapping[str, Any]) -> Override:
    return Override(schedule, span_of(found["start"], found["end"]), str(found["addUserID"]), str(found["id"]))
