"""Stores of the small firm for tests of the service: published by hand, without a plan."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rostering.domain.callouts import Call
from rostering.domain.service_reports import KeptReport, ReportFile
from rostering.domain.swaps import Swap
from rostering.services.inputs.folders import import_folder
from rostering.spans import month_of
from rostering.store import open_store
from samples.asked_jobs import JOB, LATER
from samples.closed_september import close_september
from samples.long_rosters import publish
from samples.shared import made_once
from samples.small_firm import write_firm
from samples.web_firm import FIRST, MONTHS, Client, Clock

OFFER = Swap(0, "asta", "preparedness:2026-12-05:pim:1", None, None, "")


DOWN = datetime(2026, 3, 1, 10, tzinfo=UTC)
CALL = Call("havn", "asta", DOWN, "p1", "The shop is down", ended=DOWN + timedelta(hours=1))
"""Long before anything that is published."""
REPORT = KeptReport(1, "havn", "Havn", month_of(2026, 2), "en", DOWN, "lead", whole=True)
PAPERS = ReportFile("report.html", "html", b"<p>Well</p>"), ReportFile("report.pdf", "pdf", b"%PDF-")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the firm's inputs and a published roster, to be copied."""
    return made_once(tmp_path_factory, "web", _make_template) / "rostering.db"


def _make_template(folder: Path) -> None:
    import_folder(str(folder / "rostering.db"), write_firm(folder / "firm"), "tester")
    publish(str(folder / "rostering.db"), FIRST, MONTHS)
    with open_store(str(folder / "rostering.db")).transaction() as tx:
        tx.swaps.add(OFFER, LATER, "asta")
        tx.callouts.add(CALL, LATER, "asta")
        tx.service_reports.add(REPORT, "", PAPERS)
        tx.jobs.withdraw(tx.jobs.add(JOB).number, LATER, "asta")
    close_september(str(folder / "rostering.db"))


@pytest.fixture
def store(template: Path, tmp_path: Path) -> str:
    """A store with the firm's inputs and a published roster."""
    return str(shutil.copy(template, tmp_path / "rostering.db"))


@pytest.fixture
def clock() -> Clock:
    """The clock of the client."""
    return Clock()


@pytest.fixture
def client(store: str, clock: Clock) -> Iterator[Client]:
    """The service in this process, without limits."""
    with Client(store, clock) as client:
        yield client
