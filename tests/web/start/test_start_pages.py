"""The first page: of an empty store, and of one that is not."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rostering.domain.users import Role
from rostering.folder.zips import packed
from rostering.store import open_store
from samples.page_people import Forms, Person, said, session_of
from samples.small_firm import write_firm

Someone = Callable[..., Person]


@pytest.fixture
def empty(tmp_path: Path) -> str:
    """A store with nobody's data in it."""
    return str(tmp_path / "empty.db")


@pytest.fixture
def at_empty(empty: str) -> Iterator[Callable[[Role], Person]]:
    """Makes somebody in a role at the pages of an empty store."""
    people: list[Person] = []

    def make(role: Role) -> Person:
        secret = session_of(empty, role)  # makes the store
        people.append(Person(empty).sign_in(secret))
        return people[-1]

    yield make
    for one in people:
        one.close()


def test_an_empty_store_says_what_to_do_next(at_empty: Someone) -> None:
    text = said(at_empty(Role.OPS).get("/"))
    assert "Nothing is here yet" in text
    assert "Load the example" in text
    assert "rostering import FOLDER" in text
    assert "rostering users add NAME" in text


@pytest.mark.parametrize("role", [Role.FINANCE, Role.VIEWER])
def test_whoever_may_not_fill_it_waits_for_an_ops_lead(at_empty: Someone, role: Role) -> None:
    text = said(at_empty(role).get("/"))
    assert "As soon as an ops lead has put in who works here" in text
    assert "Load the example" not in text


def test_the_example_is_loaded_by_a_button_once(at_empty: Someone, empty: str) -> None:
    lead = at_empty(Role.OPS)
    form = lead.form("/", "/start/example")
    assert lead.post("/start/example", **form).status_code == 303
    with open_store(empty).reading() as reading:
        assert len(reading.inputs().consultants) == 16
        assert reading.audit_log()[-1].who.startswith("ops")
    again = lead.post("/start/example", **form)
    assert again.status_code == 409
    assert "There is data here already: the example is for an empty store." in said(again)


def test_the_header_names_the_firm_and_who_is_signed_in(person: Someone) -> None:
    answer = person(Role.VIEWER).get("/account")
    assert "Nordlys Digital" in said(answer)
    assert "viewer" in said(answer).lower()


def test_an_empty_store_takes_a_folder_as_a_zip(at_empty: Someone, empty: str, tmp_path: Path) -> None:
    lead = at_empty(Role.OPS)
    assert 'href="/data/upload"' in lead.get("/").text
    data = packed({file.name: file.read_bytes() for file in write_firm(tmp_path / "firm").iterdir()})
    form = {name: text for name, text in lead.form("/data/upload", "/data/upload").items() if name != "zip"}
    looked = lead.run(lead.http.post("/data/upload", data=form, files={"zip": ("f.zip", data, "application/zip")}))
    taken = lead.post("/data/upload/take", **Forms(looked.text).by_action["/data/upload/take"])
    assert taken.headers["location"] == "/data/upload?done=uploaded"
    with open_store(empty).reading() as reading:
        assert len(reading.inputs().consultants) == 6
