"""Tickets of an incident system's CSV file, read as a profile says; every fault with its line and column."""

from datetime import date
from pathlib import Path

import pytest

from rostering.domain.tickets import Ticket, TicketCount, TicketKind, counts_of
from rostering.errors import FaultyInput
from rostering.folder.ticket_maps import NoTicketProfile, ticket_map
from rostering.folder.tickets import TicketRows, read_ticket_rows
from rostering.spans import month_of

CUSTOMERS = {"fjord": "Fjord A/S", "skov": "Skov ApS"}
OWN = """\
title = "Ours"
date = "dd-mm-yyyy"
encoding = "cp1252"
[columns]
id = "Sag"
customer = "Kunde"
kind = "Type"
opened = "Oprettet"
[kinds]
Fejl = "incident"
Intern = "ignore"
[customers]
"Ål & Co" = "skov"
"""


def read(text: str, profile: str = "plain") -> TicketRows:
    return read_ticket_rows("tickets.csv", text.encode(), ticket_map(profile), CUSTOMERS)


def faults(text: str, profile: str = "plain") -> list[str]:
    return [str(fault) for fault in read(text, profile).faults]


def test_columns_may_stand_anywhere_among_others() -> None:
    found = read("x,closed,kind,opened,Customer,id,x\n-,2026-10-05,change,2026-10-01,fjord,T1,-\n")
    assert found.faults == ()
    assert found.tickets == (Ticket("T1", "fjord", TicketKind.CHANGE, date(2026, 10, 1), date(2026, 10, 5)),)


def test_all_faults_are_told_at_once_with_line_and_column() -> None:
    text = (
        "id,customer,kind,opened,closed\n"
        "T1,fjrd,incident,2026-10-01,\n"
        "T2,fjord,insident,2026-10-01,\n"
        "T3,fjord,incident,01-10-2026,\n"
        "T4,fjord,incident,2026-10-05,2026-10-01\n"
        ",fjord,incident,2026-10-05,\n"
        "T5,fjord,change,2026-10-05,\n"
        "T5,fjord,change,2026-10-05,\n"
        "T6,fjord\n"
    )
    assert faults(text) == [
        "tickets.csv:2: customer: unknown customer 'fjrd' (did you mean 'fjord'?)",
        "tickets.csv:3: kind: 'insident' is no kind of tickets that the profile knows (did you mean 'incident'?)",
        "tickets.csv:4: opened: '01-10-2026' is no date (the profile wants yyyy-mm-dd)",
        "tickets.csv:5: closed: it lies before opened (swap the dates or correct one)",
        "tickets.csv:6: id is empty",
        "tickets.csv:8: id: 'T5' stands in tickets.csv:7 already (keep one of them)",
        "tickets.csv:9: has 2 cells, the header has 5 (put text with a separator in quotes)",
    ]


def test_a_missing_column_is_told() -> None:
    assert faults("id,customer,opened\nT1,fjord,2026-10-01\n") == [
        "tickets.csv:1: missing column 'kind' (columns: id, customer, kind, opened, closed)"
    ]


def test_an_export_of_jira_is_read_as_its_profile_says() -> None:
    text = (
        "Issue key;Issue Type;Labels;Labels;Created;Resolved;Organizations\n"
        "K-1;Incident;a;b;01/Nov/26 9:12 AM;02/Nov/26 8:00 PM;Fjord A/S\n"
        "K-2;Task;;;01/Nov/26 9:12 AM;;Fjord A/S\n"
    )
    found = read(text, "jira")
    assert found.faults == ()
    assert found.tickets == (Ticket("K-1", "fjord", TicketKind.INCIDENT, date(2026, 11, 1), date(2026, 11, 2)),)
    assert found.ignored == 1


def test_a_profile_of_ones_own_says_what_words_and_customers_mean(tmp_path: Path) -> None:
    profile = tmp_path / "ours.toml"
    profile.write_text(OWN, "utf-8")
    data = "Sag;Kunde;Type;Oprettet\n7;Ål & Co;fejl;01-10-2026\n8;fjord;Intern;01-10-2026\n".encode("cp1252")
    found = read_ticket_rows("sager.csv", data, ticket_map(str(profile)), CUSTOMERS)
    assert (found.faults, found.ignored) == ((), 1)
    assert found.tickets == (Ticket("7", "skov", TicketKind.INCIDENT, date(2026, 10, 1)),)


def test_what_is_wrong_with_a_profile_is_told_at_once(tmp_path: Path) -> None:
    profile = tmp_path / "ours.toml"
    wrong = OWN.replace('"dd-mm-yyyy"', '"dd-mm"').replace('"cp1252"', '"latin"').replace('"incident"', '"incidnt"')
    profile.write_text(wrong.replace('id = "Sag"', 'closd = "Lukket"'), "utf-8")
    with pytest.raises(FaultyInput) as faulty:
        ticket_map(str(profile))
    assert sorted(str(fault) for fault in faulty.value.faults) == [
        "ours.toml: columns.closd: unknown key (did you mean 'closed'?)",
        "ours.toml: columns.id: missing",
        "ours.toml: date: 'dd-mm' is no form of a date "
        "(write it with dd, mm or mmm, and yyyy or yy, such as dd-mm-yyyy)",
        "ours.toml: encoding: 'latin' is no encoding that is known (utf-8, cp1252, iso-8859-1)",
        "ours.toml: kinds.Fejl: 'incidnt' is no kind of tickets (did you mean 'incident'?)",
    ]


def test_a_profile_that_is_not_there_is_told() -> None:
    with pytest.raises(NoTicketProfile, match=r"no profile of tickets 'zen'; known: jira, plain, and your own as FILE"):
        ticket_map("zen")
    with pytest.raises(NoTicketProfile, match=r"cannot read 'nowhere\.toml': No such file"):
        ticket_map("nowhere.toml")


def test_tickets_are_counted_by_kind_over_a_period() -> None:
    days = [(date(2026, 9, 1), None), (date(2026, 10, 2), date(2026, 10, 3)), (date(2026, 10, 31), date(2026, 11, 1))]
    tickets = [Ticket(str(n), "fjord", TicketKind.INQUIRY, *both) for n, both in enumerate(days)]
    counted = {count.kind: count for count in counts_of(tickets, month_of(2026, 10))}
    assert counted[TicketKind.INQUIRY] == TicketCount(TicketKind.INQUIRY, opened=2, closed=1, left=2)
    assert counted[TicketKind.CHANGE] == TicketCount(TicketKind.CHANGE, 0, 0, 0)
