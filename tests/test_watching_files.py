"""Alerts and board: understood by Prometheus' and Grafana's own tools, and about figures that there are."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.cog.plugins import register_default_plugins
from grafana_foundation_sdk.models.dashboard import Dashboard
from prometheus_client import CollectorRegistry, ProcessCollector

from rostering.answers.health import FiguresAhead, Health, PlanGap, WorkStanding
from rostering.domain.rounds import RoundRun
from rostering.domain.waiting import Backlog
from rostering.web.metrics.families import families
from rostering.web.metrics.measures import Release
from rostering.web.metrics.request_meter import RequestMeter
from rostering.web.metrics.store_meter import StoreMeter

ROOT = Path(__file__).parents[1]
PROMETHEUS = ROOT / "deploy" / "prometheus"
BOARD = ROOT / "deploy" / "grafana" / "rostering.json"
AT = datetime(2026, 11, 7, 11, tzinfo=UTC)
HEALTH = Health(
    AT,
    (WorkStanding("plan", {}, times=(3.0, 90.0)),),
    {"mail": Backlog(0, None, 0)},
    {"duty": None},
    PlanGap(40, 30, AT),
    FiguresAhead({7: 0, 30: 0}, 24, 2, {3: 0, 7: 0, 30: 0}, {"charges": 0}, {"charges": 0}),
    (RoundRun("mails", AT, succeeded=AT),),
)
"""A store of which all is known."""


def told() -> set[str]:
    """The names of all series that a service tells."""
    registry = CollectorRegistry()
    RequestMeter(registry)
    registry.register(StoreMeter(lambda: HEALTH))
    registry.register(Release())
    ProcessCollector(registry=registry)
    ends = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum")}
    return {family.name + end for family in registry.collect() for end in ends.get(family.type, ("",))}


def promtool(*words: str, folder: Path = PROMETHEUS) -> subprocess.CompletedProcess[str]:
    program = shutil.which("promtool")
    if program is None:
        pytest.skip("no promtool: it comes with Debian's package prometheus")
    return subprocess.run([program, *words], cwd=folder, capture_output=True, text=True, check=False)


def board() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(BOARD.read_text())
    return found


def queries() -> list[str]:
    """What the board asks, as Grafana sends it."""
    asked = [target["expr"] for panel in board()["panels"] for target in panel.get("targets", ())]
    return [query.replace("$job", "rostering").replace("$__rate_interval", "5m") for query in asked]


def test_every_alert_comes_when_it_should_and_none_on_a_good_day() -> None:
    for words in (("check", "config", "prometheus.yml"), ("test", "rules", "alerts_test.yml")):
        done = promtool(*words)
        assert done.returncode == 0, done.stdout + done.stderr


def test_prometheus_understands_every_query_of_the_board(tmp_path: Path) -> None:
    rules = [{"record": f"board:{number}", "expr": query} for number, query in enumerate(queries())]
    (tmp_path / "board.yml").write_text(json.dumps({"groups": [{"name": "board", "rules": rules}]}))
    done = promtool("check", "rules", "board.yml", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["alerts.yml", "alerts_test.yml", "board"])
def test_nothing_is_asked_for_that_no_service_tells(name: str) -> None:
    text = " ".join(queries()) if name == "board" else (PROMETHEUS / name).read_text()
    asked = set(re.findall(r"\b(?:rostering|process)_\w+", text))
    assert asked
    assert asked - told() == set()


def test_every_figure_of_the_store_is_watched_or_shown() -> None:
    asked = (PROMETHEUS / "alerts.yml").read_text() + BOARD.read_text()
    unwatched = {
        "rostering_open_months",
        "rostering_outbox_waiting",
        "rostering_plan_penalty",
        "rostering_plan_made_timestamp_seconds",
    }
    assert {family.name for family in families(HEALTH) if family.name not in asked} == unwatched


def test_every_figure_is_explained() -> None:
    documented = (ROOT / "docs" / "operating.md").read_text()
    short = {"rostering_outbox_age_seconds": "`_age_seconds`", "rostering_outbox_failed": "`_failed`"}
    names = {family.name for family in families(HEALTH)} | {"rostering_requests_total", "rostering_request_seconds"}
    assert {name for name in names if short.get(name, f"`{name}`") not in documented} == set()


def test_the_board_is_as_grafana_knows_boards() -> None:
    register_default_plugins()
    written = json.loads(JSONEncoder().encode(Dashboard.from_json(board())))
    assert list(lost(board(), written)) == []


def lost(ours: Any, theirs: Any, place: str = "") -> Iterator[str]:
    """What of a value Grafana's own classes do not know, or take for something else."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key, value in ours.items():
            yield from lost(value, theirs.get(key), f"{place}/{key}")
    elif isinstance(ours, list) and len(ours) == len(theirs or ()):
        for number, (mine, other) in enumerate(zip(ours, theirs, strict=True)):
            yield from lost(mine, other, f"{place}/{number}")
    elif ours != theirs:
        yield f"{place}: {ours!r}"


def test_a_misspelt_key_of_the_board_would_be_found() -> None:
    broken = board()
    broken["panels"][1]["fieldConfig"]["defaults"]["tresholds"] = {"mode": "absolute"}
    broken["refreshed"] = "1m"
    written = json.loads(JSONEncoder().encode(Dashboard.from_json(broken)))
    assert [one.partition(":")[0] for one in lost(broken, written)] == [
        "/panels/1/fieldConfig/defaults/tresholds",
        "/refreshed",
    ]


def test_panels_of_the_board_lie_beside_and_below_each_other() -> None:
    taken: dict[tuple[int, int], str] = {}
    for panel in board()["panels"]:
        at = panel["gridPos"]
        for place in ((x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])):
            assert place not in taken, (panel["title"], taken[place])
            taken[place] = panel["title"]
        assert at["x"] + at["w"] <= 24
