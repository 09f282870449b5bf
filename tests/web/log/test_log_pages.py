"""The pages of the audit log, in this process."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from rostering.answers.log import LogNames
from rostering.domain.users import Role
from rostering.store import open_store
from rostering.web.log.log_words import in_words
from rostering.web.log.routes import ENTRIES
from samples.page_people import Forms, Person, said

Someone = Callable[..., Person]


def fill(store: str, many: int) -> None:
    with open_store(store).transaction() as tx:
        for number in range(many):
            at = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
            tx.log(
                "<ida>", "assign", f"roster 1: preparedness:2026-11-{7 + number % 2:02}:pim:1", "asta", "birk", at=at
            )


def test_an_act_is_told_with_names_before_and_after(person: Someone, store: str) -> None:
    fill(store, 1)
    answer = person(Role.OPS).get("/log?who=%3Cida%3E")
    text = said(answer)
    assert "Gave a seat to somebody roster 1: PIM, Sat 7 Nov" in text
    assert "Before: Asta Fyrlund" in text
    assert "After: Birk Ålund" in text
    assert "<ida>" not in answer.text
    assert "Tue 3 Nov 2026" in text  # by the firm's clock


def test_danish_words_are_used_for_acts(person: Someone) -> None:
    text = said(person(Role.OPS, "da").get("/log"))
    assert "Importerede en datamappe" in text
    assert "Imported" not in text


def test_pages_lead_on_by_links_that_keep_the_filter(person: Someone, store: str) -> None:
    fill(store, ENTRIES + 5)
    lead = person(Role.OPS)
    first = lead.get("/log?who=%3Cida%3E&from=2026-11-03")
    older = first.text.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    second = lead.get(older)
    assert second.text.count('class="entry"') == 5
    assert 'rel="prev"' in second.text
    assert 'rel="next"' not in second.text
    assert first.text.count('class="entry"') == ENTRIES


def test_a_day_is_of_the_firms_clock_and_both_ends_count(person: Someone, store: str) -> None:
    fill(store, 1)
    lead = person(Role.OPS)
    for ends, found in (("from=2026-11-03&to=2026-11-03", 1), ("from=2026-11-02&to=2026-11-02", 0)):
        assert lead.get(f"/log?{ends}").text.count('class="entry"') == found


@pytest.mark.parametrize(
    "query",
    ["from=soon", "to=2026-13-01", "before=-1", "before=x", "after=99999999999", "who=" + "x" * 300, "record=%00"],
)
def test_a_filter_that_makes_no_sense_is_told(person: Someone, query: str) -> None:
    answer = person(Role.OPS).get(f"/log?{query}")
    assert answer.status_code == 422
    assert "Traceback" not in answer.text
    assert answer.text.count('class="fault"') + answer.text.count('class="banner bad') == 1
    assert "What it was about" in said(answer)


def test_a_wrong_date_of_the_filter_stands_beside_its_field_and_what_was_typed_stays(person: Someone) -> None:
    answer = person(Role.OPS).get("/log?record=anna&from=2026-13-01&to=2026-12-01")
    beside = answer.text.split('id="w-from">', 1)[1].split("</p>", 1)[0]
    assert beside.strip() == "This is no date: write it as 2026-10-24."
    assert 'value="anna"' in answer.text
    assert 'value="2026-13-01"' in answer.text


def test_one_entry_tells_every_record(person: Someone) -> None:
    lead = person(Role.OPS)
    assert "bookings.csv: B1" in said(lead.get("/log/1"))
    assert lead.get("/log/99999").status_code == 404
    assert lead.get(f"/log/{2**80}").status_code == 404


def test_finance_is_told_of_absences_that_there_are_some(person: Someone) -> None:
    text = said(person(Role.FINANCE).get("/log/1"))
    assert "2 records about absences are for ops leads only." in text
    assert "leave.csv" not in text
    assert "leave.csv" in said(person(Role.OPS).get("/log/1"))


def test_there_is_nothing_to_change_it_by(person: Someone) -> None:
    lead = person(Role.OPS)
    for page in ("/log", "/log/1"):
        forms = Forms(lead.get(page).text).by_action
        assert set(forms) <= {"/log", "/sign-out"}
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            assert lead.run(lead.http.request(method, page)).status_code == 405


BOTH = "leave, Thu 24 Dec 2026; rather not, Sun 27 Dec 2026"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("inputs", "data"),
        ("2026-11-01..2026-11-30", "Sun 1 Nov – Mon 30 Nov 2026"),
        ("2026-11", "November 2026"),
        ("roster 3", "roster 3"),
        ("roster 3: other_people", "roster 3: other people"),
        ("job 4: 2026-10-01..2026-12-31", "job 4: Thu 1 Oct – Thu 31 Dec 2026"),
        ("user 2", "Ida Lead"),
        ("user 9", "user 9"),
        ("asta", "Asta Fyrlund"),
        ("leave of asta: 2026-12-24..2026-12-24", "Asta Fyrlund, Thu 24 Dec 2026"),
        ("leave 2026-12-24..2026-12-24; rather_not 2026-12-27..2026-12-27", BOTH),
        ("phone: feed of consultant asta", "phone, feed, Asta Fyrlund"),
        ("on_call of customer havn", "who is on call, Havnekontoret Køl A/S"),
        ("feed of all", "feed, everybody"),
        ("ida: consultant, consultant asta", "ida, consultant, Asta Fyrlund"),
        ("preparedness:2026-12-25:pim:1", "PIM, Fri 25 Dec"),
        ("B1:2026-12-25:evening:backend:2", "Backend, Fri 25 Dec"),
        ("preparedness:2026-12-32:pim:1", "preparedness:2026-12-32:pim:1"),
        ("2026-13-01..2026-13-02", "2026-13-01..2026-13-02"),
        ("pay 2026-11", "November 2026"),
        ("pay 2026-13", "pay 2026-13"),
        ("status report 3:", "status report 3"),
        ("havn 2026-11-01..2026-11-30", "Havnekontoret Køl A/S, Sun 1 Nov – Mon 30 Nov 2026"),
        ("draft", "draft"),
        ("chat 2", "channel 2"),
        ("webhook 2", "webhook 2"),
        ("pager duty", "pager duty"),
        ("slack #on (call) (all teams): gaps", "Slack, #on (call), all teams: duties whose holder cannot serve them"),
        ("slack #on-call (Web): gaps, dogs", "slack #on-call (Web): gaps, dogs"),
        ("something else", "something else"),
    ],
)
def test_what_an_act_was_about_is_said_in_names_and_dates(text: str, told: str) -> None:
    roles, customers = {"pim": "PIM", "backend": "Backend"}, {"havn": "Havnekontoret Køl A/S"}
    names = LogNames({"asta": "Asta Fyrlund"}, {2: "Ida Lead"}, roles, customers)
    assert in_words(text, names) == told


def test_acts_about_swaps_are_told_in_words(person: Someone, store: str) -> None:
    seat = "preparedness:2026-11-07:pim:1"
    with open_store(store).transaction() as tx:
        at = datetime(2026, 11, 2, 12, tzinfo=UTC)
        tx.log("lead", "end swap", f"swap 3: {seat}", "open", f"ended: {seat} is no longer a duty of asta.", at=at)
    text = said(person(Role.OPS).get("/log?who=lead"))
    assert "Ended an offer swap 3: PIM, Sat 7 Nov" in text
    assert "After: ended: PIM, Sat 7 Nov is no longer a duty of Asta Fyrlund." in text
    danish = said(person(Role.OPS, "da").get("/log?who=lead"))
    assert "bortfaldet: PIM, lør 7. nov. er ikke længere en vagt for Asta Fyrlund." in danish


def test_a_line_tells_a_few_values_of_a_record_and_its_own_page_tells_all(person: Someone, store: str) -> None:
    values = {name: name.upper() for name in ("name", "cvr", "team", "street", "city")}
    after = json.dumps({"customers.csv:havn": json.dumps(values)})
    with open_store(store).transaction() as tx:
        tx.log("<ida>", "change record", "customers.csv: havn", None, after, at=datetime(2026, 11, 3, 8, tzinfo=UTC))
    lead = person(Role.OPS)
    line = lead.get("/log?who=%3Cida%3E")
    assert "After: TEAM" in said(line)
    assert "STREET" not in line.text
    assert "2 more : customers.csv: havn" in said(line)
    way = re.findall(r'href="(/log/\d+)"', line.text)[0]
    assert "After: CITY" in said(lead.get(way))
