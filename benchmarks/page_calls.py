"""What is asked of every page and of the API's reads: each with something to show, and how long it may take."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from page_firms import PERIOD, Filled
from page_people import Answer, Figures, Person, site_of
from rostering.domain.rights import Action
from rostering.domain.users import Role
from rostering.web.api.route import PREFIX, ApiRoute
from rostering.web.api.table import ROUTES
from rostering.web.frame.page import Page
from rostering.web.frame.site import Site, address

BOARD, LARGE_BOARD, OTHER = 50, 250, 100
"""Milliseconds that a board may take for up to 16 people, and for more; and any other page."""
UNMEASURED = frozenset(
    ("job_events", "seat_search", "with_provider", "from_provider", "made", "export_all", "export_file", "invoice_file")
)
"""What waits for a search or a provider, or makes files: no page whose speed is the server's."""
OWN = frozenset({"me", "callouts", "leave", "links", "swaps", "offer_swap", "swap"})
"""Pages that a consultant opens."""
_SWAPS = frozenset({Action.SWAP_DUTIES, Action.APPROVE_SWAPS})
_BODIES: Mapping[str, object] = {
    "check_own_leave": {"kind": "would_like", "periods": ["2026-12-01..2026-12-02"], "version": "-"},
}


@dataclass(frozen=True)
class Call:
    """One request: by whom, where, and how many milliseconds it may take; what is sent, if anything is."""

    name: str
    path: str
    who: str = "lead"
    goal: int = OTHER
    sent: Mapping[str, str] | None = None
    body: object = None


@dataclass(frozen=True)
class Visitors:
    """A lead, two consultants and a program, at one service."""

    filled: Filled
    site: Site
    people: Mapping[str, Person] = field(default_factory=dict)

    @classmethod
    def of(cls, filled: Filled) -> "Visitors":
        """All of them, signed in."""
        site = site_of(filled.store)
        people = {
            "lead": Person(site, Role.OPS),
            "giver": Person(site, Role.CONSULTANT, filled.giver),
            "taker": Person(site, Role.CONSULTANT, filled.taker),
            "program": Person(site, Role.OPS, token=True),
        }
        return cls(filled, site, people)

    async def answer(self, call: Call, figures: Figures | None = None) -> Answer:
        """What comes of a call, and in the figures what it took."""
        person = self.people[call.who]
        with (figures or Figures()).one():
            if call.body is not None:
                return await person.send(call.path, call.body)
            return await (person.get(call.path) if call.sent is None else person.post(call.path, call.sent))

    async def form(self, call: Call, page: str, **fields: str) -> Call:
        """The call with what a form of a page would send, filled in."""
        answer = await self.people[call.who].get(page)
        return replace(call, sent={**answer.form(call.path), **fields})

    async def close(self) -> None:
        """Let go of the service."""
        for person in self.people.values():
            await person.http.aclose()


def boards(visitors: Visitors, consultants: int) -> Iterator[Call]:
    """The board by month and quarter, and of a draft."""
    url, goal = visitors.site.url, BOARD if consultants <= 16 else LARGE_BOARD
    yield Call("board, month", url("board", period="2026-11"), goal=goal)
    yield Call("board, quarter", url("board", period="2026Q4"), goal=goal)
    draft = visitors.filled.values["number"]
    yield Call("board, quarter, a draft", url("board", period="2026Q4", roster=draft), goal=goal)


def looks(visitors: Visitors, more: Mapping[str, object]) -> Iterator[Call]:
    """Every other page that can be looked at; `more` is what else may stand in addresses."""
    for page in visitors.site.pages:
        if "GET" in page.methods and page.name != "board" and page.name not in UNMEASURED:
            values = dict(visitors.filled.values) | dict(more)
            values |= {"number": visitors.filled.offered} if page.action in _SWAPS else {}
            who = "giver" if page.name in OWN else "lead"
            for call in _faces(page, values, visitors.filled):
                yield replace(call, who=who)


def _faces(page: Page, values: Mapping[str, Any], filled: Filled) -> Iterator[Call]:
    """A page, and where it has several faces, each of them."""
    other: dict[str, list[tuple[str, Mapping[str, object]]]] = {
        "compare": [("", {"before": values["before"], "after": values["after"]})],
        "offer_swap": [
            ("", {"seat": values["seat"]}),
            ("with a trader", {"seat": values["seat"], "with": filled.taker}),
        ],
        "seat": [("", {}), ("of a draft", {"roster": values["number"]})],
        "judge_swap": [("one offered", {}), ("one that waits", {"number": filled.taken})],
        "month": [("closed", {}), ("ended", {"month": "2026-11"}), ("ahead", {"month": "2026-12"})],
        "data_table": [
            (each, {"table": each}) for each in ("bookings", "consultants", "customers", "agreements", "leave")
        ],
        "data_file": [(each, {"document": each}) for each in ("rates.toml", "policy.toml", "packages.toml")],
        "data_values": [(each, {"document": each}) for each in ("rates.toml", "policy.toml")],
        "log": [("", {}), ("searched", {"who": "benchmark"})],
        "callout": [("", {"number": values["callout"]})],
        "obligation": [("", {})] if "owed" in values else [],
        "answer": [(kind, {"answer": values[kind]}) for kind in ("quote", "risk") if kind in values],
    }
    for face, own in other.get(page.name, [("", {})]):
        yield Call(f"{page.name}, {face}".removesuffix(", "), _path(page.path, {**values, **own}, own))
    if page.name == "data_table":
        query = {"month": "2026-10", "q": "pim"}
        yield Call("data_table, searched", address(_path(page.path, values, {}), query))


def _path(path: str, values: Mapping[str, object], query: Mapping[str, object]) -> str:
    names = re.findall(r"{(\w+)", path)
    rest = {name: value for name, value in query.items() if name not in names}
    return address(path, {**{name: values[name] for name in names}, **rest})


def reads(visitors: Visitors) -> Iterator[Call]:
    """Every read of the API that does not search, and the question that is judged at once."""
    for route in ROUTES:
        there = visitors.filled.values.keys() >= {*route.in_path}
        if there and not route.changes and not route.slow and (route.body is None or route.name in _BODIES):
            path, body = _api(route, visitors.filled), _BODIES.get(route.name)
            yield Call(f"{route.method} {route.path}", path, "program", body=body)


def _api(route: ApiRoute, filled: Filled) -> str:
    """Its address, with all that has to be said in the query."""
    fields = route.asked.model_fields
    values: dict[str, Any] = {**filled.values, "period": str(PERIOD)}
    wanted = {name for name, one in fields.items() if one.is_required()} | {*route.in_path}
    own = {"consultant": filled.giver} if "consultant" in fields else {}
    return address(PREFIX + route.path, {name: values[name] for name in sorted(wanted) if name in values} | own)
