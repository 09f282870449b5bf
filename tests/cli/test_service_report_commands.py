"""The commands service-report: drawn up and written, listed, approved, sent, and what is refused."""

from datetime import timedelta
from pathlib import Path

import pytest

from rostering.services.clock import now
from samples.called import Command
from samples.reported_firm import DANISH, TICKETS, UNNAMED, reporting
from samples.shared import copy_of, made_once

MONTH = "2026-10"


@pytest.fixture(autouse=True)
def store(
    rostering: Command,  # noqa: ARG001 - it forgets COLUMNS
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    monkeypatch.setenv("COLUMNS", "200")
    firms = made_once(tmp_path_factory, "reported", lambda at: reporting(str(at / "firm.db"), at / "firm"))
    return copy_of(firms, "firm", tmp_path)


@pytest.mark.parametrize("command", ["", "make", "list", "write", "approve", "send", "due", "tickets"])
def test_every_command_and_option_is_explained(rostering: Command, command: str) -> None:
    answer = rostering("service-report", *command.split(), "--help")
    options = answer.out.partition("Options:")[2].splitlines()
    assert answer.code == 0
    assert all(line[20:].strip() or not line.strip().startswith("-") for line in options if line.strip())


def test_a_report_is_drawn_up_written_approved_and_sent(rostering: Command, tmp_path: Path) -> None:
    assert rostering("service-report", "list").out == "There are no status reports.\n"
    made = rostering("service-report", DANISH, MONTH, "--out", "papers", "--format", "html")
    assert made.code == 0
    sentence = "Status report 1 for Egekrone Værktøj A/S, 2026-10-01..2026-10-31: a draft."
    assert made.out.splitlines() == [sentence, "papers/status-report-1-egekrone.html"]
    written = (tmp_path / "papers" / "status-report-1-egekrone.html").read_bytes()
    same = rostering("service-report", "make", DANISH, MONTH, "--json").json
    assert (same["report"], same["new"], same["state"], same["whole"]) == (1, False, "draft", True)
    approved = rostering("service-report", "approve", "1")
    assert approved.out == "Status report 1 for Egekrone Værktøj A/S is approved.\n"
    sent = rostering("service-report", "send", "1", "--json").json
    assert (sent["state"], sent["settled"]) == ("sent", [f"{DANISH}:status_report:{MONTH}"])
    assert sent["to"] == ["drift@egekrone.example", "it@egekrone.example"]
    assert rostering("service-report", "write", "1", "--out", "again", "--format", "html").code == 0
    assert (tmp_path / "again" / "status-report-1-egekrone.html").read_bytes() == written
    listed = rostering("service-report", "list", MONTH, "--customer", DANISH)
    assert [words in listed.out for words in ("Egekrone Værktøj A/S", "sent")] == [True, True]
    third = rostering("service-report", "send", "1")
    assert (third.code, third.err) == (3, "rostering: status report 1 was sent, and never changes\n")


def test_what_cannot_be_is_refused_in_a_sentence(rostering: Command) -> None:
    for args, code, words in (
        (("aakande", MONTH), 1, "Basic promises Åkande Blomster no status report"),
        (("nobody", MONTH), 2, "there is no customer 'nobody'"),
        (("approve", "7"), 2, "there is no status report 7"),
        (("write", "7"), 2, "there is no status report 7"),
        (("list", "soon"), 2, "soon"),
    ):
        answer = rostering("service-report", *args)
        assert (answer.code, words in answer.err, answer.out) == (code, True, "")
    rostering("service-report", UNNAMED, MONTH)
    rostering("service-report", "approve", "1")
    refused = rostering("service-report", "send", "1")
    assert refused.code == 1
    assert refused.err.startswith("rostering: Tidselbo Dyrefoder A/S has no address for reports: ")


def test_a_period_that_goes_on_is_a_draft_that_says_so(rostering: Command) -> None:
    today = now().date()
    made = rostering("service-report", DANISH, f"{today}..{today + timedelta(days=7)}")
    assert made.out.endswith(": a draft; the period is not over.\n")
    assert rostering("service-report", "approve", "1").code == 1


def test_tickets_are_read(rostering: Command, tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text(TICKETS.replace("T9", "T10").replace("T8,", "T11,"), "utf-8")
    read = rostering("service-report", "tickets", "new.csv")
    assert (read.code, read.out) == (0, "2 tickets new; 0 changed; 7 known before.\n")
    wrong = rostering("service-report", "tickets", "new.csv", "--profile", "jira")
    assert wrong.code == 2
    assert wrong.err.splitlines()[-1].endswith("; nothing was done")
