"""A status report that names whoever is forgotten is printed anew without the name; others stay byte for byte."""

from datetime import date
from pathlib import Path

import pytest

from rostering.domain.service_reports import KeptReport, ReportFile
from rostering.domain.users import Actor
from rostering.services.people.forgetting_people import forget
from rostering.services.people.retention import retain
from rostering.spans import Period
from rostering.store import Transaction, open_store
from samples.leaver_firm import ASE, BEGAN, LATER, make_firm
from samples.shared import made_once

LEAD = Actor.ops("lead")
PAGE = "<!doctype html><html lang='en'><title>Status</title><p>Ready: {}</p></html>"


@pytest.fixture
def url(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> str:
    """The firm with two reports, on one of which somebody stands."""
    firm = made_once(tmp_path_factory, "leaver", lambda folder: make_firm(str(folder / "rostering.db"), folder, ASE))
    (tmp_path / "rostering.db").write_bytes((firm / "rostering.db").read_bytes())
    with open_store(str(tmp_path / "rostering.db")).transaction() as tx:
        for number, name in ((2, ASE.name), (3, "Asta Fyrlund")):
            _keep(tx, number, PAGE.format(name))
    return str(tmp_path / "rostering.db")


def _keep(tx: Transaction, number: int, page: str) -> None:
    period = Period(date(2027, 2, 1), date(2027, 2, 28))
    report = KeptReport(number, "havn", "Havnekontoret Køl A/S", period, "en", BEGAN, "lead", True, None, ())
    files = ReportFile("r.html", "html", page.encode()), ReportFile("r.pdf", "pdf", paper(page))
    tx.service_reports.add(report, "", files)


def paper(page: str) -> bytes:
    printed = pytest.importorskip("rostering.billing.invoices.printed")
    pytest.importorskip("weasyprint", exc_type=ImportError)
    made = printed.pdf_of_page(page)
    assert isinstance(made, bytes)
    return made


def files(url: str, number: int) -> dict[str, bytes]:
    with open_store(url).reading() as look:
        return {file.form: file.data for file in look.service_reports.files(number)}


def test_a_report_is_printed_anew_without_the_name(url: str) -> None:
    before = files(url, 3)
    told = forget(url, LEAD, ASE.id, dry_run=True, at=LATER)
    assert files(url, 2)["html"] == PAGE.format(ASE.name).encode()
    done = forget(url, LEAD, ASE.id, at=LATER)
    assert done.changed == told.changed
    page = PAGE.format("former consultant 1")
    assert files(url, 2) == {"html": page.encode(), "pdf": paper(page)}
    assert files(url, 3) == before


def test_so_it_is_by_the_rule(url: str) -> None:
    run = retain(url, LEAD, at=LATER)
    assert [one.changed["report_file"] for one in run.forgotten] == [3]
    assert files(url, 2)["pdf"] == paper(PAGE.format("former consultant 1"))
