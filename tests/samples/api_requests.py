"""For each route of the API a request that the small firm's store can be asked: its path, its query and its body."""

import re
from typing import Any

from rostering.web.api.route import ApiRoute, Zipped

PATH_VALUES: dict[str, str] = {
    "number": "1",
    "before": "1",
    "after": "1",
    "seat": "preparedness:2026-12-05:pim:1",
    "job": "1",
    "link": "1",
    "proposal": "1",
    "notice": "1",
    "entry": "1",
    "month": "2026-11",
    "export": "1",
    "consultant": "asta",
    "line": "fee:x",
    "swap": "1",
    "callout": "1",
    "owed": "havn:tactical_meeting:2026Q4",
    "table": "bookings",
    "key": "B1",
    "file": "rates.toml",
}
"""By the parameter of a path: what it may be."""
_WISH = {"kind": "would_like", "periods": ["2026-12-01..2026-12-02"], "version": "-"}
BODIES: dict[str, Any] = {
    "assign_seat": {"seat": PATH_VALUES["seat"], "consultant": None},
    "repair_roster": {"absent": [{"consultant": "nobody", "from": "2026-12-01"}], "time_limit": 0},
    "publish_roster": {},
    "undo_change": {"version": "1"},
    "offer_swap": {"seat": PATH_VALUES["seat"]},
    "take_swap": {},
    "let_swap_go": {},
    "decline_swap": {},
    "withdraw_swap": {},
    "approve_swap": {},
    "refuse_swap": {"reason": "too late"},
    "add_callout": {"customer": "havn", "priority": "p1", "what": "The shop is down"},
    "go_on_with_callout": {"act": "updated"},
    "correct_callout": {"priority": "p2"},
    "withdraw_callout": {},
    "obligation_done": {},
    "move_obligation": {"to": "2026-12-05"},
    "waive_obligation": {"reason": "no need"},
    "add_record": {"cells": {}, "version": "1.x"},
    "change_record": {"cells": {}, "version": "1.x"},
    "remove_record": {"version": "1.x"},
    "change_document": {"text": "", "version": "1.x"},
    "look_at_radar": {"from": "2027-01-28", "time_limit": 0},
    "ask_for_plan": {"period": "2027-02", "time_limit": 5},
    "ask_for_repair": {"absent": [{"consultant": "nobody", "from": "2026-12-05"}]},
    "ask_what_if": {
        "period": "2026-12",
        "changes": [{"change": "add-leave", "text": "asta:2026-12-01..2026-12-02"}],
        "time_limit": 0,
    },
    "quote_booking": {"customer": "havn", "period": "2027-01-05", "part": "night", "roles": {"pim": 1}},
    "check_own_leave": _WISH,
    "enter_own_leave": {**_WISH, "seen": "-"},
    "withdraw_own_leave": {"entry": "leave 2026-12-01..2026-12-02", "version": "-"},
    "make_link": {"subject": {"kind": "consultant", "id": "asta"}},
    "rotate_link": {},
    "add_user": {"name": "new", "role": "viewer"},
    "invite_user": {"name": "new"},
    "remove_user": {"name": "new"},
    "accept_proposal": {},
    "propose_leave": {"consultant": "asta", "text": "from,to\n2026-12-01,2026-12-02\n", "name": "leave.csv"},
    "send_notices": {},
    "close_month": {},
    "forget_person": {},
    "run_retention": {"dry_run": True},
    "mark_billed": {"customer": "havn", "note": "by hand"},
    "preview_month": {"format": "csv"},
    "export_month": {"format": "csv"},
}
"""By the name of a route: what is sent there; a new one that takes a body has to be named here."""
PERIOD = "2026-12"


def path_of(route: ApiRoute) -> str:
    """An address of a route, below `/api/v1`."""
    return re.sub(r"{(\w+)}", lambda found: PATH_VALUES[found[1]], route.path)


def query_of(route: ApiRoute) -> dict[str, str]:
    """What has to stand behind the question mark."""
    required = [name for name, field in route.asked.model_fields.items() if field.is_required()]
    known = {"period": PERIOD, "seat": PATH_VALUES["seat"]}
    if route.name == "take_feed":
        return {"kind": "consultant", "id": "asta"}
    return {name: known[name] for name in required if name in known and name not in route.in_path}


def request_of(route: ApiRoute) -> dict[str, Any]:
    """The query and the body of a request that is as it should be."""
    if isinstance(route.body, Zipped):
        return {"params": query_of(route), "content": b"no zip", "headers": {"content-type": "application/zip"}}
    if route.body is None:
        return {"params": query_of(route)}
    return {"params": query_of(route), "json": BODIES[route.name]}
