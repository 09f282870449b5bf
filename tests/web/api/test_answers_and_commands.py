"""Routes answer what commands print with --json, and each answer has the declared shape and nothing besides."""

import hashlib
import io
import shutil
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from rostering.domain.users import Role
from rostering.services.clock import now
from rostering.store import open_store
from rostering.web.api.table import ROUTES
from rostering.web.frame.site import Site
from rostering.web.map import PAGES
from samples.api_callers import Caller, api_of, new_user, token_of
from samples.api_schemas import faults_of
from samples.called import Command

BY_NAME = {route.name: route for route in ROUTES}
QUARTER = "2026Q4"


@pytest.fixture(scope="module")
def demo(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The example firm with its quarter published; nothing of these tests changes it."""
    return str(shutil.copy(demo_store, tmp_path_factory.mktemp("api") / "rostering.db"))


@pytest.fixture(scope="module")
def lead(demo: str) -> Iterator[Caller]:
    """A program of an ops lead who is no consultant."""
    caller = Caller(api_of(Site(demo, PAGES)), token_of(demo, new_user(demo, Role.OPS)))
    yield caller
    caller.close()


def some_seat(store: str) -> str:
    with open_store(store).reading() as reading:
        return next(duty.seat.id for duty in reading.version(1).duties if duty.consultant)


def some_line(lead: Caller) -> str:
    return str(lead.get("/billing/charges", period=QUARTER).json()["lines"][0]["id"])


PAIRS: dict[str, tuple[str, dict[str, Any], tuple[str, ...]]] = {
    "list_windows": ("/windows", {"period": QUARTER}, ("windows", QUARTER)),
    "show_who": ("/who", {"at": "2026-12-24T20:00"}, ("who", "--at", "2026-12-24T20:00")),
    "list_rosters": ("/rosters", {"all": True}, ("rosters", "--all")),
    "show_standing": ("/rosters/standing", {}, ("show",)),
    "show_roster": ("/rosters/1", {}, ("show", "1")),
    "audit_roster": ("/rosters/1/audit", {}, ("audit", "1")),
    "explain_seat": ("/rosters/1/seats/SEAT", {}, ("explain", "1", "SEAT")),
    "compare_rosters": ("/rosters/1/diff/1", {}, ("diff", "1", "1")),
    "show_fairness": ("/fairness", {"period": QUARTER}, ("fairness", QUARTER)),
    "show_history": ("/fairness/history", {}, ("fairness", "--history")),
    "show_risk": ("/risk", {"period": "2026-12"}, ("risk", "2026-12")),
    "list_swaps": ("/swaps", {"all": True}, ("swaps", "list", "--all")),
    "list_callouts": ("/callouts", {"period": QUARTER}, ("callouts", "list", QUARTER)),
    "show_rest": ("/rest-after-callouts", {"period": "2026-12"}, ("callouts", "rest", "2026-12")),
    "list_obligations": ("/obligations", {"period": QUARTER}, ("obligations", QUARTER)),
    "list_promises": ("/promises", {"at": "2026-12-01"}, ("obligations", "promises", "--at", "2026-12-01")),
    "list_leavers": ("/people-data", {}, ("people", "list")),
    "list_links": ("/links", {"ended": True}, ("feeds", "token", "list", "--all")),
    "list_users": ("/users", {"ended": True}, ("users", "list", "--all")),
    "list_proposals": ("/leave/proposals", {"all": True}, ("leave", "list", "--all")),
    "list_notices": ("/notices", {}, ("notices", "list")),
    "show_charges": ("/billing/charges", {"period": QUARTER}, ("billing", "show", QUARTER)),
    "explain_line": ("/billing/lines/LINE", {}, ("billing", "why", "LINE")),
    "verify_charges": ("/billing/verify", {"period": QUARTER}, ("billing", "verify", QUARTER)),
    "forecast_charges": ("/billing/forecast", {"period": QUARTER}, ("billing", "forecast", QUARTER)),
    "list_unbilled": ("/billing/open", {}, ("billing", "open")),
    "list_profiles": ("/billing/profiles", {}, ("billing", "profiles")),
}
"""By the name of a route: its path and query, and the command that prints the same."""


@pytest.mark.parametrize("name", PAIRS)
def test_a_route_answers_what_a_command_prints(lead: Caller, demo: str, rostering: Command, name: str) -> None:
    path, query, command = PAIRS[name]
    filled = {"SEAT": some_seat(demo), "LINE": some_line(lead)}
    for word, value in filled.items():
        path, command = path.replace(word, value), tuple(part.replace(word, value) for part in command)
    answer = lead.get(path, **query)
    assert answer.status_code == BY_NAME[name].status, answer.text
    printed = rostering("--db", demo, "--json", *command).json
    assert answer.json() == printed
    assert faults_of(name, printed) == []


@pytest.mark.parametrize(
    ("name", "path", "query"),
    [
        ("list_duties", "/duties", {"period": QUARTER}),
        ("show_data", "/data", {}),
        ("list_records", "/data/tables/bookings", {}),
        ("show_new_record", "/data/tables/leave/new", {}),
        ("show_document", "/data/documents/policy.toml", {}),
        ("list_months", "/billing/months", {}),
        ("show_month", "/billing/months/2026-12", {}),
        ("show_caller", "/me", {}),
        ("show_own_duties", "/own/duties", {"consultant": "WHO"}),
        ("show_own_leave", "/own/leave", {"consultant": "WHO"}),
        ("read_log", "/log", {}),
        ("show_entry", "/log/1", {}),
    ],
)
def test_what_no_command_prints_has_its_shape_too(
    lead: Caller, demo: str, name: str, path: str, query: dict[str, str]
) -> None:
    with open_store(demo).reading() as reading:
        who = next(iter(reading.names()))
    answer = lead.call("GET", path, params={key: value.replace("WHO", who) for key, value in query.items()})
    assert answer.status_code == 200, answer.text
    assert answer.json()
    assert faults_of(name, answer.json()) == []


@pytest.fixture
def own(demo_store: Path, tmp_path: Path) -> Iterator[Caller]:
    """A program of an ops lead at a store that may be changed."""
    store = str(shutil.copy(demo_store, tmp_path / "rostering.db"))
    caller = Caller(api_of(Site(store, PAGES)), token_of(store, new_user(store, Role.OPS)))
    yield caller
    caller.close()


def answered(name: str, caller: Caller, path: str, body: object = None) -> Any:
    answer = caller.post(path, body)
    assert answer.status_code == BY_NAME[name].status, answer.text
    assert faults_of(name, answer.json(), answer.status_code) == []
    return answer.json()


def test_a_lead_works_on_rosters_by_the_api_alone(own: Caller) -> None:
    duty = next(
        one for one in own.get("/duties", period=QUARTER).json() if one["consultant"] and one["date"] > "2026-12-10"
    )
    draft = answered("assign_seat", own, "/rosters/1/assign", {"seat": duty["seat"], "consultant": None})
    assert [empty["seat"] for empty in draft["empty"]] == [duty["seat"]]
    repair = {"absent": [{"consultant": duty["consultant"], "from": duty["date"], "to": duty["date"]}], "time_limit": 3}
    ways = answered("repair_roster", own, "/rosters/1/replan", repair)["options"]
    assert {change["before"] for change in ways[0]["changes"]} >= {duty["consultant"]}
    done = answered("publish_roster", own, f"/rosters/{ways[0]['roster']}/publish", {})
    assert done["changes"] == ways[0]["counts"]
    answered("discard_roster", own, f"/rosters/{draft['roster']}/discard")
    assert answered("look_at_radar", own, "/radar", {"time_limit": 1}) == []
    job = answered("ask_for_plan", own, "/plans", {"period": "2027-02", "time_limit": 30})
    assert faults_of("list_jobs", own.get("/jobs").json()) == []
    assert answered("stop_job", own, f"/jobs/{job['job']}/stop")["state"] == "cancelled"


def test_a_repair_is_asked_for_as_a_job_by_the_api(own: Caller) -> None:
    duties = own.get("/duties", period=QUARTER).json()
    duty = next(one for one in duties if one["consultant"] and one["date"] > "2026-12-10")
    absent = {"absent": [{"consultant": duty["consultant"], "from": duty["date"]}]}
    job = answered("ask_for_repair", own, "/rosters/1/repairs", absent)
    assert (job["kind"], job["mends"], job["state"]) == ("repair", 1, "queued")
    shown = own.get(f"/repairs/{job['job']}").json()
    assert faults_of("show_repair", shown) == []
    assert (shown["job"], shown["ways"]) == (job, [])
    assert own.post("/rosters/1/repairs", absent).status_code == 409
    wrong = own.post("/rosters/1/repairs", {"absent": [{**absent["absent"][0], "to": "2026-12-01"}]})
    assert wrong.json()["error"]["places"][0]["place"] == "absent"


def test_people_and_links_are_kept_by_the_api(own: Caller) -> None:
    link = answered("make_link", own, "/links", {"subject": {"kind": "all"}, "name": "wall"})
    newer = answered("rotate_link", own, f"/links/{link['number']}/rotate", {"overlap": 1})
    assert newer["replaces"]["number"] == link["number"]
    answered("revoke_link", own, f"/links/{newer['number']}/revoke")
    user = answered("add_user", own, "/users", {"name": "Ny Bruger", "role": "viewer"})
    assert answered("invite_user", own, "/users/invite", {"name": "ny bruger"})["number"] == user["number"]
    assert answered("remove_user", own, "/users/remove", {"name": "Ny Bruger"})["ended"]


def test_leave_is_checked_entered_and_withdrawn_by_the_api(own: Caller) -> None:
    who = own.get("/duties", period=QUARTER).json()[-1]["consultant"]
    soon = (now() + timedelta(days=100)).date()
    wish = {"kind": "leave", "periods": [f"{soon}..{soon}"]}
    version = own.get("/own/leave", consultant=who).json()["version"]
    about = f"?consultant={who}"
    check = answered("check_own_leave", own, f"/own/leave/check{about}", {**wish, "version": version})
    entered = {**wish, "version": version, "seen": check["seen"]}
    answered("enter_own_leave", own, f"/own/leave{about}", entered)
    again = own.post(f"/own/leave{about}", entered)
    assert again.status_code == 409
    assert again.json()["error"]["places"][0]["message"].startswith("new since then: ")
    kept = own.get("/own/leave", consultant=who).json()
    (entry,) = [one for one in kept["entries"] if one["from"] == str(soon)]
    body = {"entry": entry["entry"], "version": kept["version"]}
    left = answered("withdraw_own_leave", own, f"/own/leave/withdraw{about}", body)
    assert entry not in left["entries"]


def test_questions_are_asked_by_the_api(own: Caller) -> None:
    change = {"change": "add-leave", "text": "WHO:2027-02-01..2027-02-03"}
    who = own.get("/duties", period=QUARTER).json()[-1]["consultant"]
    body = {"period": "2027-02-01..2027-02-07", "changes": [{**change, "text": change["text"].replace("WHO", who)}]}
    side = answered("ask_what_if", own, "/what-if", {**body, "time_limit": 2})["before"]
    assert side["coverage"]["seats"] > 0


def test_a_month_is_closed_and_billed_by_the_api(own: Caller) -> None:
    refused = own.post("/billing/months/2027-03/close", {"early": True})
    assert refused.status_code == 422
    assert refused.json()["reasons"]
    assert refused.json()["error"]["kind"] == "refused"
    version = own.get("/billing/months/2026-11").json()["version"]
    closed = answered("close_month", own, "/billing/months/2026-11/close", {"early": True, "version": version})
    owed = own.get("/billing/open").json()
    assert sum(one["amount_ore"] for one in owed) == closed["total_ore"]
    assert faults_of("list_unbilled", owed) == []
    body = {"customer": owed[0]["customer"], "note": "on paper"}
    assert answered("mark_billed", own, "/billing/months/2026-11/billed", body)["amount_ore"] == owed[0]["amount_ore"]


def test_a_month_is_exported_and_its_files_are_taken_away_by_the_api(own: Caller) -> None:
    path = "/billing/months/2026-11"
    preview = own.post(f"{path}/preview", {"format": "csv"})
    assert (preview.status_code, preview.headers["content-type"]) == (200, "application/zip")
    assert own.post(f"{path}/exports", {"format": "csv"}).status_code == 409
    answered("close_month", own, f"{path}/close", {"early": True})
    kept = answered("export_month", own, f"{path}/exports", {"format": "csv"})
    assert own.get(f"{path}/exports/{kept['export']}").json() == kept
    assert faults_of("show_export", kept) == []
    files = own.get(f"{path}/exports/{kept['export']}/files")
    assert files.headers["content-disposition"] == f'attachment; filename="charges-2026-11-{kept["export"]}.zip"'
    with zipfile.ZipFile(io.BytesIO(files.content)) as archive:
        found = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
    assert found == kept["files"]
    month = own.get(path).json()
    assert faults_of("show_month", month) == []
    assert (month["stage"], month["owed"]) == ("all exported", [])
    answer = own.post(f"{path}/exports", {"format": "nothing"})
    assert answer.status_code == 422


def test_a_draft_is_published_with_what_is_wrong_signed_off_by_the_api(own: Caller) -> None:
    seat = next(duty["seat"] for duty in own.get("/duties", period=QUARTER).json() if duty["date"] > "2026-12-10")
    first = answered("assign_seat", own, "/rosters/1/assign", {"seat": seat, "consultant": None})
    outlook = own.get(f"/rosters/{first['roster']}/outlook").json()
    assert faults_of("show_outlook", outlook) == []
    assert [sign["seat"] for sign in outlook["signs"] if sign["kind"] == "empty"] == [seat]
    undone = {"version": outlook["version"]}
    assert answered("undo_change", own, f"/rosters/{first['roster']}/undo", undone)["back_to"] == 1
    body = {"seat": seat, "consultant": None, "version": outlook["version"]}
    again = own.post("/rosters/1/assign", body)
    assert again.status_code == 409
    draft = answered("assign_seat", own, "/rosters/1/assign", {"seat": seat, "consultant": None})
    path = f"/rosters/{draft['roster']}"
    seen = own.get(f"{path}/outlook").json()
    keys = [sign["key"] for sign in seen["signs"]]
    stale = own.post(f"{path}/publish", {"reasons": dict.fromkeys(keys[1:], "known"), "version": seen["version"]})
    assert stale.status_code == 409
    no_version = own.post(f"{path}/publish", {"reasons": {}})
    assert no_version.json()["error"]["places"][0]["place"] == "version"
    blank = {"reasons": {**dict.fromkeys(keys, "known"), keys[-1]: " "}, "version": seen["version"]}
    unsigned = own.post(f"{path}/publish", blank)
    assert unsigned.status_code == 422
    (place,) = unsigned.json()["error"]["places"]
    assert (place["place"], place["message"]) == (f"reasons.{keys[-1]}", "say why it may be so")
    signed = {"reasons": dict.fromkeys(keys, "known to all"), "version": seen["version"]}
    done = answered("publish_roster", own, f"{path}/publish", signed)
    assert [empty["seat"] for empty in done["empty"]] == [seat]


def test_a_duty_is_swapped_by_the_api(own: Caller) -> None:
    duties = own.get("/duties", period=QUARTER).json()
    swapped = None
    for duty in (one for one in duties if one["consultant"] and one["date"] > "2026-12-20"):
        choices = own.get("/own/swaps/choices", seat=duty["seat"], consultant=duty["consultant"])
        assert choices.status_code == 200, choices.text
        assert faults_of("show_choices", choices.json()) == []
        if choices.json()["able"]:
            swapped = duty, choices.json()["able"][0]
            break
    assert swapped
    duty, taker = swapped
    offered = answered("offer_swap", own, "/swaps", {"seat": duty["seat"], "note": "a wedding"})
    path = f"/swaps/{offered['swap']}"
    assert offered["giver"] == duty["consultant"]
    looked = own.get(path).json()
    assert faults_of("show_swap", looked) == []
    assert taker in looked["able"]
    mine = own.get("/own/swaps", consultant=taker).json()
    assert faults_of("list_own_swaps", mine) == []
    assert offered["swap"] in [swap["swap"] for swap in mine["to_me"]]
    answered("decline_swap", own, f"{path}/decline?consultant={taker}", {})
    taken = answered("take_swap", own, f"{path}/take?consultant={taker}", {"version": own.get(path).json()["version"]})
    assert own.post(f"{path}/refuse", {"reason": "no", "version": looked["version"]}).status_code == 409
    if taken["state"] == "taken":
        assert [swap["swap"] for swap in own.get("/swaps").json()] == [offered["swap"]]
        taken = answered("approve_swap", own, f"{path}/approve", {})
    assert taken["state"] == "done"
    now_held = {one["seat"]: one["consultant"] for one in own.get("/duties", period=QUARTER).json()}
    assert now_held[duty["seat"]] == taker
    everything = own.get("/swaps", all=True).json()
    assert faults_of("list_swaps", everything) == []
    assert own.post(f"{path}/withdraw", {}).status_code == 409


def test_a_callout_is_noted_once_ended_and_corrected_by_the_api(own: Caller) -> None:
    duty = next(one for one in own.get("/duties", period=QUARTER).json() if one["consultant"])
    who, customer = duty["consultant"], duty["customers"][0]
    body = {"customer": customer, "priority": "P1", "what": "The shop is down", "called": "2026-03-01T10:00"}
    key = {"Idempotency-Key": "a-call"}
    first, again = (own.call("POST", f"/callouts?consultant={who}", json=body, headers=key) for _ in range(2))
    assert (first.status_code, again.json()) == (201, first.json())
    assert faults_of("add_callout", first.json(), 201) == []
    path = f"/callouts/{first.json()['callout']}"
    assert first.headers["location"].endswith(path)
    looked = own.get(path).json()
    assert faults_of("show_callout", looked) == []
    seen = {"version": looked["version_mark"]}
    answered("go_on_with_callout", own, f"{path}/steps", {"act": "updated", "at": "2026-03-01T10:30", **seen})
    assert own.post(f"{path}/steps", {"act": "ended", "at": "2026-03-01T11:00", **seen}).status_code == 409
    ended = answered("go_on_with_callout", own, f"{path}/steps", {"act": "ended", "at": "2026-03-01T11:00"})
    assert (ended["minutes"], ended["outside_duty"], ended["priority"]) == (60, True, "p1")
    corrected = {"ended": "2026-03-01T11:30", "updates": [], "reason": "The clock"}
    assert answered("correct_callout", own, f"{path}/correct", corrected)["minutes"] == 90
    wrong = own.post(f"{path}/correct", {"ended": "2026-03-29T02:30"})
    assert (wrong.status_code, wrong.json()["error"]["places"][0]["place"]) == (422, "ended")
    assert [one["callout"] for one in own.get("/callouts", period="2026-03", consultant=who).json()] == [
        ended["callout"]
    ]
    assert answered("withdraw_callout", own, f"{path}/withdraw", {})["withdrawn"]
    assert own.get("/callouts", period="2026-03").json() == []
    assert own.post(f"{path}/steps", {"act": "ended"}).status_code == 409


def test_what_falls_due_is_kept_by_the_api(own: Caller) -> None:
    year = now().year + 1
    first, other, *_rest = own.get("/obligations", period=str(year)).json()
    path = f"/obligations/{first['key']}"
    shown = own.get(path).json()
    assert faults_of("show_obligation", shown) == []
    wanted = {"to": f"{year}-03-02", "hours": "10:00-11:00", "reason": "their wish", "version": shown["version"]}
    moved = answered("move_obligation", own, f"{path}/move", wanted)
    assert (moved["date"], moved["hours"], moved["steps"][0]["deed"]) == (f"{year}-03-02", "10:00-11:00", "moved")
    stale = own.post(f"{path}/done", {"version": shown["version"]})
    assert stale.status_code == 409
    done = answered("obligation_done", own, f"{path}/done", {"version": moved["version"]})
    assert done["state"] == "done"
    assert own.post(f"{path}/done", {}).status_code == 409
    waived = answered("waive_obligation", own, f"/obligations/{other['key']}/waive", {"reason": "no need"})
    assert waived["state"] == "waived"
    faulty = own.post(f"{path}/move", {"to": f"{year}-03-02", "hours": "late", "holder": "nobody"})
    assert faulty.status_code == 422
    assert {place["place"] for place in faulty.json()["error"]["places"]} == {"hours", "holder", "reason"}


def test_a_record_is_changed_by_the_api_once_what_it_means_was_seen(own: Caller) -> None:
    first, *_rest = own.get("/data/tables/bookings").json()
    path = f"/data/tables/bookings/records/{first['key']}"
    shown = own.get(path).json()
    assert faults_of("show_record", shown) == []
    row = {"cells": {**shown["cells"], "cancelled": "yes"}, "version": shown["version"]}

    def put(body: object) -> Any:
        answer = own.call("PUT", path, json=body)
        assert (answer.status_code, faults_of("change_record", answer.json())) == (200, []), answer.text
        return answer.json()

    held = put(row)
    assert (held["stored"], bool(held["meanings"])) == (False, True)
    assert put({**row, "seen": held["seen"]})["stored"]
    stale = own.call("PUT", path, json={**row, "seen": held["seen"]})
    assert stale.status_code == 409
    wrong = own.call(
        "PUT",
        path,
        json={**row, "cells": {**row["cells"], "part": "nothing"}, "version": own.get(path).json()["version"]},
    )
    assert wrong.status_code == 422
    assert "part" in str(wrong.json()["error"]["places"])
    assert own.get("/data/tables/nothing").status_code == 404


def test_the_folder_goes_down_and_up_again_as_a_zip_by_the_api(own: Caller) -> None:
    kind = {"content-type": "application/zip"}
    folder = own.get("/data/folder")
    assert (folder.status_code, folder.headers["content-type"]) == (200, "application/zip")
    checked = own.call("POST", "/data/folder/check", content=folder.content, headers=kind)
    assert (checked.status_code, faults_of("check_data", checked.json())) == (200, [])
    assert (checked.json()["added"], checked.json()["changed"], checked.json()["removed"]) == (0, 0, 0)
    taken = own.call("POST", "/data/folder", content=folder.content, headers=kind)
    assert (taken.status_code, faults_of("import_data", taken.json())) == (200, [])
    broken = own.call("POST", "/data/folder", content=b"no zip", headers=kind)
    assert broken.status_code == 422
    large = own.call("POST", "/data/folder", content=b"x" * ((1 << 20) + 1), headers=kind)
    assert large.status_code == 413
