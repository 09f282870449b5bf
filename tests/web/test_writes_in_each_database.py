"""What pages and programs write, in each kind of database: data, a month that is closed, a request sent twice."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from rostering.domain.users import Role
from rostering.store import open_store
from rostering.web.frame.site import Site
from rostering.web.map import PAGES
from samples.api_callers import Caller, api_of, new_user, token_of
from samples.closable_firm import closable
from samples.own_pages import site_of
from samples.page_people import Person, said, session_of

AT = datetime(2026, 12, 3, 12, tzinfo=UTC)
NEW, B2 = "/data/bookings/new", "/data/bookings/record/B2"
BOOKING = {"id": "B2", "customer": "havn", "from": "2032-03-10", "to": "2032-03-11", "part": "evening"}
KEY = {"idempotency-key": "k-1"}
EMPTY = {"seat": "B1:2026-11-05:backend:1", "consultant": None}


@pytest.fixture
def store(url: str, tmp_path: Path) -> str:
    return closable(url, tmp_path / "firm")


@pytest.fixture
def lead(store: str) -> Iterator[Person]:
    one = Person(store).sign_in(session_of(store, Role.OPS))
    yield one
    one.close()


def bookings(store: str) -> list[tuple[str, bool]]:
    with open_store(store).reading() as reading:
        return [(one.id, one.cancelled) for one in reading.inputs().bookings]


def test_a_record_is_added_changed_and_taken_out_on_its_page(lead: Person, store: str) -> None:
    assert lead.send(NEW, NEW, **BOOKING, roles="bakend:1").status_code == 422
    assert lead.send(NEW, NEW, **BOOKING, roles="backend:1").status_code == 303
    assert bookings(store) == [("B1", False), ("B2", False)]
    old = {**lead.form(B2, B2), **BOOKING, "roles": "backend:1"}
    assert lead.post(B2, **{**old, "title": "Regatta"}).status_code == 303
    assert lead.post(B2, **{**old, "title": "Sail"}).status_code == 409
    assert "Regatta" in lead.get(B2).text
    assert lead.send(B2, f"{B2}/remove").status_code == 303
    assert bookings(store) == [("B1", False)]


def test_a_month_is_closed_once_on_its_page(store: str) -> None:
    page, close = "/month-end/2026-11", "/month-end/2026-11/close"
    with closing(Person(store, site=site_of(store, AT))) as finance:
        finance.sign_in(session_of(store, Role.FINANCE))
        form = finance.form(close, close)
        assert [finance.post(close, **form).status_code for _ in range(2)] == [303, 409]
        assert "closed" in said(finance.get(page))
    with open_store(store).reading() as reading:
        assert len(reading.charges.lines()) == 2


def test_of_a_request_that_many_send_at_once_with_one_key_one_draft_comes(store: str) -> None:
    app, secret = api_of(Site(store, PAGES)), token_of(store, new_user(store, Role.OPS))
    codes: list[int] = []

    def send() -> None:
        with closing(Caller(app, secret)) as one:
            codes.append(one.post("/rosters/1/assign", EMPTY, headers=KEY).status_code)

    threads = [Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(codes) <= {201, 409}
    assert 201 in codes
    with closing(Caller(app, secret)) as caller:
        again = caller.post("/rosters/1/assign", EMPTY, headers=KEY)
        assert (again.status_code, again.headers["idempotent-replayed"]) == (201, "true")
        assert [one["roster"] for one in caller.get("/rosters").json()] == [2, 1]
