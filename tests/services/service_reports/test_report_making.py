"""Status reports drawn up, approved and sent: what a report says never changes, and what it settles is done."""

import mailbox
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rostering.answers.service_reports import ReportMade, StatusReport
from rostering.domain.dues import DueState
from rostering.domain.service_reports import ReportState
from rostering.domain.users import Actor
from rostering.errors import FaultyInput, RosteringError, Stale
from rostering.notices import message_of
from rostering.services.callouts.recording import add, withdraw
from rostering.services.dues.due_looks import obligation, obligations
from rostering.services.notices.attaching import carried_by
from rostering.services.notices.letters import NoticesOff
from rostering.services.notices.sending import send_notices
from rostering.services.service_reports.report_looks import NoSuchFile, report_file, report_files, report_view, reports
from rostering.services.service_reports.report_making import LONGEST_NOTE, make, make_due
from rostering.services.service_reports.report_sending import approve, discard, send
from rostering.services.service_reports.ticket_files import read_tickets
from rostering.spans import Period
from rostering.store import open_store
from samples.reported_firm import AT, DANISH, ENGLISH, FINANCE, LEAD, TICKETS, UNNAMED, VIEWER, reporting
from samples.shared import copy_of, made_once

MONTH = Period.parse("2026-12")
DUE = f"{DANISH}:status_report:2026-12"


def shown(report: StatusReport) -> str:
    """A page that is small, so that its PDF is made at once."""
    replaced = report.replaces.number if report.replaces else 0
    told = f"{report.kept} {len(report.callouts)} {replaced} {report.note}"
    return f"<html lang='en'><title>{report.number}</title><p>{told}</p>"


@pytest.fixture(scope="module")
def firms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "reported", lambda at: reporting(str(at / "firm.db"), at / "firm"))


@pytest.fixture
def store(firms: Path, tmp_path: Path) -> str:
    return copy_of(firms, "firm", tmp_path)


def drawn(store: str, customer: str = DANISH, period: Period = MONTH, note: str = "", at: datetime = AT) -> ReportMade:
    return make(store, LEAD, customer, period, shown, note, at)


def called(store: str, at: str = "2026-12-27T09:00") -> int:
    cells = {"customer": DANISH, "who": "oskar", "called": at, "priority": "p2", "what": "Again"}
    return add(store, LEAD, {**cells, "ended": at.replace("09:", "10:")}, at=AT).callout.number


def sent(store: str, number: int) -> tuple[str, ...]:
    approve(store, LEAD, number, at=AT)
    return send(store, LEAD, number, at=AT).settled


def test_what_says_the_same_is_no_further_draft(store: str) -> None:
    first, again = drawn(store), drawn(store, at=AT + timedelta(days=2))
    assert (first.is_new, again.is_new) == (True, False)
    assert again.view.report == first.view.report
    assert again.files == first.files
    assert drawn(store, note="Well done").is_new


def test_a_draft_gives_way_to_what_is_known_later(store: str) -> None:
    drawn(store)
    called(store)
    assert report_view(store, LEAD, 1, shown, AT).changed
    assert drawn(store).view.report.number == 2
    states = [view.state for view in reports(store, LEAD, at=AT).views]
    assert states == [ReportState.DRAFT, ReportState.SUPERSEDED]
    assert not report_view(store, LEAD, 2, shown, AT).changed
    with pytest.raises(RosteringError, match="a later report takes the place of status report 1"):
        approve(store, LEAD, 1, at=AT)


def test_one_that_is_sent_stays_and_settles_what_was_due(store: str, tmp_path: Path) -> None:
    made = drawn(store)
    assert sent(store, 1) == (DUE,)
    view = obligation(store, LEAD, DUE, AT).view
    assert (view.state, view.owed.steps[-1].reason) == (DueState.DONE, "status report 1")
    number = called(store)
    assert report_files(store, LEAD, 1) == made.files
    correction = drawn(store)
    assert (correction.view.report.number, correction.view.report.replaces) == (2, 1)
    assert sent(store, 2) == ()
    assert report_view(store, LEAD, 1, at=AT).replaced_by == 2
    withdraw(store, LEAD, number, at=AT)
    assert drawn(store).view.report.replaces == 2
    assert report_files(store, LEAD, 1) == made.files
    send_notices(store, f"maildir:{tmp_path / 'mails'}")
    everything = mailbox.Maildir(tmp_path / "mails", create=False)  # reminders of what is due go to colleagues
    mails = [mail for mail in everything if "@egekrone.example" in str(mail["To"])]
    assert sorted(str(mail["To"]) for mail in mails) == sorted(["drift@egekrone.example", "it@egekrone.example"] * 2)
    paper = "application/pdf" if len(made.files) == 2 else "text/html"
    assert [part.get_content_type() for part in mails[0].walk()] == ["multipart/mixed", "text/plain", paper]
    carried = {part.get_payload(decode=True) for mail in mails for part in mail.walk() if part.get_filename()}
    assert carried == {report_files(store, LEAD, each)[-1].data for each in (1, 2)}


def test_what_was_not_sent_is_thrown_away_and_an_older_draft_holds_again(store: str) -> None:
    drawn(store)
    drawn(store, note="Too much")
    assert discard(store, LEAD, 2, at=AT).state is ReportState.DISCARDED
    assert [view.state for view in reports(store, LEAD, at=AT).views] == [ReportState.DISCARDED, ReportState.DRAFT]
    assert not drawn(store).is_new
    assert report_files(store, LEAD, 2)[0].form == "html"
    approve(store, LEAD, 1, at=AT)
    discard(store, LEAD, 1, at=AT)
    assert drawn(store).view.report.number == 3
    sent(store, 3)
    for number, why in ((1, "status report 1 was thrown away"), (3, "status report 3 was sent, and never changes")):
        with pytest.raises(RosteringError, match=why):
            discard(store, LEAD, number, at=AT)
    with pytest.raises(RosteringError, match="may not"):
        discard(store, FINANCE, 3, at=AT)


def test_what_was_thrown_away_is_not_drawn_up_as_due(store: str) -> None:
    first = make_due(store, LEAD, shown, AT)
    discard(store, LEAD, first.made[0].view.report.number, at=AT)
    assert make_due(store, LEAD, shown, AT).made == ()


def test_a_meeting_that_was_held_early_is_told_in_the_month_in_which_it_was_held(store: str) -> None:
    """Due by the end of December, held on 12 November."""
    told: dict[str, list[tuple[str, str]]] = {}

    def meetings(report: StatusReport) -> str:
        told[str(report.period.first)] = [(view.owed.key, str(view.owed.held)) for view in report.owed]
        return shown(report)

    held = f"{DANISH}:tactical_meeting:2026Q4", "2026-11-12"
    for month in ("2026-10", "2026-11", "2026-12"):
        make(store, LEAD, DANISH, Period.parse(month), meetings, at=AT)
    assert told["2026-10-01"] == []
    assert told["2026-11-01"] == [held]
    assert held in told["2026-12-01"]


def test_every_attempt_to_send_it_has_the_same_bytes_in_the_customers_language(store: str) -> None:
    drawn(store)
    sent(store, 1)
    kept = open_store(store)
    with kept.reading() as look:
        (mail, _other), firm = look.outbox.all(), look.inputs().organisation
    attached, language = carried_by(kept, mail)
    first, second = (message_of(replace(mail, attempts=n), firm, attached, language).as_bytes() for n in (1, 2))
    assert first == second
    assert language == "da"
    assert mail.letter.subject == "Statusrapport tir 1. dec. – tor 31. dec. 2026, Nordlys Digital ApS"
    assert "Her er statusrapporten for Egekrone Værktøj A/S" in mail.letter.body


def test_a_period_that_is_not_over_can_be_drawn_up_and_not_approved(store: str) -> None:
    early = datetime(2026, 12, 20, 12, tzinfo=UTC)
    assert not drawn(store, at=early).view.report.whole
    with pytest.raises(RosteringError) as refused:
        approve(store, LEAD, 1, at=AT)
    assert str(refused.value) == "status report 1 was made before 2026-12-01..2026-12-31 was over: make it again"
    assert report_view(store, LEAD, 1, shown, AT).changed
    assert drawn(store).view.report.whole


@pytest.mark.parametrize(
    ("customer", "period", "words"),
    [
        ("egekron", "2026-12", "there is no customer 'egekron' (did you mean 'egekrone'?)"),
        ("aakande", "2026-12", "Basic promises Åkande Blomster no status report"),
        (DANISH, "2023-12", "Egekrone Værktøj A/S has no agreement in 2023-12-01..2023-12-31"),
        (DANISH, "2027-02", "2027-02-01..2027-02-28 has not begun"),
        (DANISH, "2025-01-01..2026-12-31", "a status report covers at most 366 days"),
    ],
)
def test_what_cannot_be_reported_on_is_refused_in_a_sentence(
    store: str, customer: str, period: str, words: str
) -> None:
    with pytest.raises(RosteringError) as refused:
        drawn(store, customer, Period.parse(period))
    assert str(refused.value) == words
    assert reports(store, LEAD, at=AT).views == ()


def test_a_step_out_of_turn_is_refused(store: str) -> None:
    drawn(store)
    with pytest.raises(RosteringError, match="status report 1 is a draft: approve it first"):
        send(store, LEAD, 1, at=AT)
    mark = report_view(store, LEAD, 1, at=AT).mark
    approve(store, LEAD, 1, mark, AT)
    with pytest.raises(Stale):
        send(store, LEAD, 1, mark, AT)
    with pytest.raises(RosteringError, match="status report 1 is approved already"):
        approve(store, LEAD, 1, at=AT)
    send(store, LEAD, 1, at=AT)
    with pytest.raises(RosteringError, match="status report 1 was sent, and never changes"):
        send(store, LEAD, 1, at=AT)


def test_nothing_is_sent_without_an_address_or_while_the_firm_sends_no_mails(store: str, tmp_path: Path) -> None:
    drawn(store, UNNAMED)
    approve(store, LEAD, 1, at=AT)
    with pytest.raises(RosteringError) as refused:
        send(store, LEAD, 1, at=AT)
    words = "Tidselbo Dyrefoder A/S has no address for reports: write one under report_to in agreements.csv"
    assert str(refused.value) == words
    silent = reporting(str(tmp_path / "silent.db"), tmp_path / "silent", notices="")
    drawn(silent)
    approve(silent, LEAD, 1, at=AT)
    with pytest.raises(NoticesOff):
        send(silent, LEAD, 1, at=AT)
    with open_store(silent).reading() as look:
        assert look.outbox.all() == ()


def test_what_has_fallen_due_is_drawn_up_once(store: str) -> None:
    dues = obligations(store, LEAD, MONTH, at=AT).views
    owed = sorted(view.owed.due.customer for view in dues if view.owed.due.cadence.id == "status_report")
    first = make_due(store, LEAD, shown, AT)
    assert sorted(each.view.report.customer for each in first.made) == owed
    assert {each.view.report.period for each in first.made} == {MONTH}
    assert (DANISH in owed, ENGLISH in owed, first.failed) == (True, False, ())
    assert make_due(store, LEAD, shown, AT).made == ()


def test_tickets_that_are_read_later_change_no_report_that_was_made(store: str) -> None:
    kept = report_files(store, LEAD, drawn(store).view.report.number)
    read = read_tickets(store, LEAD, "t.csv", TICKETS.replace("T3,egekrone,incident", "T3,egekrone,change").encode())
    assert (read.new, read.changed, read.known) == (0, 1, 8)
    assert report_files(store, LEAD, 1) == kept


def test_a_note_has_an_end_and_no_control_characters(store: str) -> None:
    with pytest.raises(FaultyInput, match=f"note: at most {LONGEST_NOTE} letters"):
        drawn(store, note="x" * (LONGEST_NOTE + 1))
    with pytest.raises(FaultyInput, match="control character"):
        drawn(store, note="a\x07b")


@pytest.mark.parametrize("actor", [FINANCE, VIEWER])
def test_ops_leads_alone_draw_up_and_send(store: str, actor: Actor) -> None:
    drawn(store)
    for act in (
        lambda: make(store, actor, DANISH, MONTH, shown),
        lambda: make_due(store, actor, shown),
        lambda: approve(store, actor, 1),
        lambda: send(store, actor, 1),
        lambda: read_tickets(store, actor, "t.csv", TICKETS.encode()),
    ):
        with pytest.raises(RosteringError, match="may not"):
            act()
    if actor is FINANCE:
        assert report_file(store, actor, 1, "html").data
        with pytest.raises(NoSuchFile, match="status report 1 was made without ODT"):
            report_file(store, actor, 1, "odt")
    else:
        with pytest.raises(RosteringError, match="may not"):
            reports(store, actor)
