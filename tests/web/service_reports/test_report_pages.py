"""The pages of status reports in this process: drawn up, looked at, approved, sent; and what is refused."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rostering.domain.users import Role
from rostering.services.service_reports.report_looks import report_files
from rostering.services.service_reports.report_making import make_due
from samples.own_pages import site_of
from samples.page_people import BASE, Person, said, session_of
from samples.reported_firm import AT, DANISH, LEAD, TICKETS, UNNAMED, reporting
from samples.shared import copy_of, made_once

Someone = Callable[..., Person]
ALL, ONE = "/service-reports", "/service-reports/1"
WEEK = "2026-12-07..2026-12-13"


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> str:
    firms = made_once(tmp_path_factory, "reported", lambda at: reporting(str(at / "firm.db"), at / "firm"))
    return copy_of(firms, "firm", tmp_path)


@pytest.fixture
def somebody(store: str) -> Iterator[Someone]:
    """Makes somebody at the pages, on a Monday of January."""
    people: list[Person] = []

    def make(role: Role = Role.OPS, language: str | None = None) -> Person:
        one = Person(store, BASE, site_of(store, AT)).sign_in(session_of(store, role, None, language))
        people.append(one)
        return one

    yield make
    for one in people:
        one.close()


def test_a_report_is_drawn_up_approved_and_sent(somebody: Someone, store: str) -> None:
    lead = somebody()
    assert "There are no status reports." in said(lead.get(ALL))
    assert lead.form(ALL, f"{ALL}/make")["period"] == "2026-12"
    made = lead.send(ALL, f"{ALL}/make", customer=DANISH, period=WEEK, note="All is well")
    assert (made.status_code, made.headers["location"]) == (303, f"{ONE}?done=made")
    assert "It is drawn up: read it, then approve it." in said(lead.get(made.headers["location"]))
    document = lead.get(f"{ONE}/document")
    assert "Statusrapport" in document.text
    assert "All is well" in document.text
    assert "style-src 'sha256-" in document.headers["content-security-policy"]
    assert "frame-src 'self'" in lead.get(ONE).headers["content-security-policy"]
    again = lead.send(ALL, f"{ALL}/make", customer=DANISH, period=WEEK, note="All is well")
    assert again.headers["location"] == f"{ONE}?done=same"
    assert lead.send(ONE, f"{ONE}/approve").status_code == 303
    assert "drift@egekrone.example and it@egekrone.example" in said(lead.get(ONE))
    assert lead.send(ONE, f"{ONE}/send").status_code == 303
    shown = lead.get(f"{ONE}?done=sent")
    assert "It is in the outbox." in said(shown)
    assert "/approve" not in shown.text
    taken = lead.get(f"{ONE}/as/html")
    assert taken.content == report_files(store, LEAD, 1)[0].data == document.content
    assert taken.headers["content-disposition"].startswith('attachment; filename="status-report-1-egekrone.html"')
    assert lead.get(f"{ONE}/as/odt").status_code == 404
    assert "sendt" in said(somebody(language="da").get(ALL))


def test_what_is_wrong_stands_beside_what_was_typed(somebody: Someone) -> None:
    lead = somebody()
    for fields, words in (
        ({"customer": DANISH, "period": "soon"}, "soon"),
        ({"customer": "aakande", "period": "2026-12"}, "Basic promises Åkande Blomster no status report"),
        ({"customer": DANISH, "period": "2027-03"}, "has not begun"),
    ):
        refused = lead.send(ALL, f"{ALL}/make", note="kept", **fields)
        assert refused.status_code == 422
        assert words in said(refused)
        assert ">kept</textarea>" in refused.text


def test_without_an_address_there_is_nothing_to_press(somebody: Someone) -> None:
    lead = somebody()
    lead.send(ALL, f"{ALL}/make", customer=UNNAMED, period=WEEK)
    lead.send(ONE, f"{ONE}/approve")
    shown = lead.get(ONE)
    assert "agreement names no address for reports." in said(shown)
    assert f"{ONE}/send" not in shown.text


def test_a_draft_is_thrown_away(somebody: Someone) -> None:
    lead = somebody()
    lead.send(ALL, f"{ALL}/make", customer=UNNAMED, period=WEEK)
    gone = lead.send(ONE, f"{ONE}/discard")
    assert gone.headers["location"] == f"{ONE}?done=discarded"
    shown = lead.get(gone.headers["location"])
    assert "It is thrown away." in said(shown)
    assert f"{ONE}/discard" not in shown.text
    assert "kasseret" in said(somebody(language="da").get(ALL))


def test_tickets_are_read_from_a_file_or_told_what_is_wrong_with_it(somebody: Someone) -> None:
    lead = somebody()
    token = {"csrf": lead.form(ALL, f"{ALL}/tickets")["csrf"], "profile": "plain"}

    def sent(text: str) -> str:
        files = {"file": ("tickets.csv", text.encode(), "text/csv")}
        return said(lead.run(lead.http.post(f"{ALL}/tickets", data=token, files=files)))

    assert "0 tickets new; 1 changed; 8 known before." in sent(
        TICKETS.replace("T3,egekrone,incident", "T3,egekrone,change")
    )
    wrong = sent(TICKETS.replace("T1,egekrone", "T1,egekron"))
    assert "tickets.csv:2: customer: unknown customer" in wrong.lower()


def test_what_has_fallen_due_is_drawn_up_once(somebody: Someone, store: str) -> None:
    drafts = make_due(store, LEAD, lambda report: f"<html lang='en'><title>{report.number}</title>", AT)
    lead = somebody()
    drawn = lead.send(ALL, f"{ALL}/due")
    assert (drawn.status_code, drawn.headers["location"]) == (303, f"{ALL}?made=0")
    assert "No status report has fallen due." in said(lead.get(drawn.headers["location"]))
    assert lead.get(ALL).text.count('<li><a href="/service-reports/') == len(drafts.made) > 0


def test_finance_reads_and_draws_nothing_up(somebody: Someone) -> None:
    somebody().send(ALL, f"{ALL}/make", customer=DANISH, period=WEEK)
    finance = somebody(Role.FINANCE)
    shown = finance.get(ONE)
    assert shown.status_code == 200
    assert f"{ONE}/approve" not in shown.text
    assert "/make" not in finance.get(ALL).text
    assert finance.post(f"{ALL}/due", csrf="x").status_code == 403
    assert somebody(Role.VIEWER).get(ALL).status_code == 403
