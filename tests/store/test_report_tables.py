"""Status reports and tickets in a store: files byte for byte, steps in order, tickets as they were read last."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from rostering.domain.service_reports import KeptReport, ReportAct, ReportFile, ReportState, ReportStep
from rostering.domain.tickets import Ticket, TicketKind
from rostering.spans import month_of
from rostering.store import open_store
from rostering.store.service_reports import UnknownReport

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
REPORT = KeptReport(1, "fjord", "Fjord A/S", month_of(2026, 10), "da", NOW, "lead", whole=True)
FILES = ReportFile("report.html", "html", "<p>Åh\r\n".encode()), ReportFile("report.pdf", "pdf", bytes(range(256)))
SENT = ReportStep(0, NOW, "lead", ReportAct.SENT, ("a@fjord.example", "b@fjord.example"))
TICKET = Ticket("T1", "fjord", TicketKind.INCIDENT, date(2026, 10, 1))


def test_a_report_is_read_as_it_was_kept(url: str) -> None:
    with open_store(url).transaction() as changes:
        assert changes.service_reports.next_number() == 1
        changes.service_reports.add(REPORT, "A note\nof two lines", FILES)
        approved = changes.service_reports.go_on(REPORT, ReportStep(0, NOW, "lead", ReportAct.APPROVED))
        changes.service_reports.go_on(approved, SENT)
    with open_store(url).reading() as look:
        kept = look.service_reports.one(1)
        assert look.service_reports.files(1) == FILES
        assert look.service_reports.note_of(1) == "A note\nof two lines"
        assert look.service_reports.next_number() == 2
        with pytest.raises(UnknownReport, match="there is no status report 2"):
            look.service_reports.one(2)
    assert replace(kept, steps=()) == REPORT
    assert [step.number for step in kept.steps] == [1, 2]
    assert kept.sent == replace(SENT, number=2)


def test_a_later_report_of_the_same_dates_supersedes_what_was_not_sent() -> None:
    later, other = replace(REPORT, number=2), replace(REPORT, number=3, customer="skov")
    sent = replace(REPORT, steps=(SENT,))
    everyone = (REPORT, later, other)
    assert [each.state(everyone) for each in everyone] == [ReportState.SUPERSEDED, ReportState.DRAFT, ReportState.DRAFT]
    assert sent.state((sent, later)) is ReportState.SENT


def test_a_ticket_is_as_it_was_read_last(url: str) -> None:
    closed = replace(TICKET, closed=date(2026, 10, 5))
    with open_store(url).transaction() as changes:
        changes.tickets.keep([TICKET, replace(TICKET, id="T2", customer="skov")])
        changes.tickets.keep([closed])
    with open_store(url).reading() as look:
        assert look.tickets.of("fjord") == (closed,)
        assert sorted(look.tickets.all()) == ["T1", "T2"]
