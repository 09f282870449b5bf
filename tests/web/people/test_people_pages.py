"""The pages of people's data: who has left, forgetting with the name typed, and one's own data as a file."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rostering.domain.users import Role
from samples.leaver_firm import ASE, LATER, make_firm
from samples.own_pages import site_of
from samples.page_people import Person, said, session_of
from samples.shared import made_once


@pytest.fixture(scope="session")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The firm's store, to be copied."""
    return made_once(tmp_path_factory, "leaver", lambda folder: make_firm(str(folder / "rostering.db"), folder, ASE))


@pytest.fixture
def visitor(firm: Path, tmp_path: Path) -> Iterator[Callable[..., Person]]:
    """Somebody at the pages on the first date on which Åse may be forgotten."""
    store = tmp_path / "rostering.db"
    store.write_bytes((firm / "rostering.db").read_bytes())
    made: list[Person] = []

    def make(role: Role, consultant: str | None = None, language: str = "en") -> Person:
        one = Person(str(store), site=site_of(str(store), LATER))
        made.append(one.sign_in(session_of(str(store), role, consultant, language)))
        return one

    yield make
    for one in made:
        one.close()


def test_an_ops_lead_forgets_somebody_by_typing_the_name(visitor: Callable[..., Person]) -> None:
    lead = visitor(Role.OPS)
    assert "Last day Wed 31 Mar 2027 · can be forgotten from Thu 1 Apr 2032" in said(lead.get("/people"))
    page = lead.get(f"/people/{ASE.id}")
    assert "Records of money keep id and name until Fri 31 Dec 2032" in said(page)
    wrong = lead.send(f"/people/{ASE.id}", f"/people/{ASE.id}/forget", confirm="Åse", also=ASE.phone)
    assert wrong.status_code == 422
    assert f"This is not the name: type {ASE.name}." in said(wrong)
    done = lead.send(
        f"/people/{ASE.id}", f"/people/{ASE.id}/forget", confirm=ASE.name.upper(), also=f"{ASE.phone}\n\nÅs\n"
    )
    assert (done.status_code, done.headers["location"]) == (303, "/people?done=1")
    told = said(lead.get("/people?done=1"))
    assert "The name is gone: it is former consultant 1 now." in told
    assert ASE.name not in told
    assert lead.get(f"/people/{ASE.id}").status_code == 409
    assert "Forgot somebody" in said(lead.get("/log"))


def test_whoever_cannot_be_forgotten_yet_has_the_reason_on_the_page(visitor: Callable[..., Person]) -> None:
    lead = visitor(Role.OPS)
    page = lead.get("/people/asta")
    assert "Asta Fyrlund is still employed: no last day is known (employed_to)." in said(page)
    assert "Type the name" not in said(page)
    assert lead.get("/people/nobody").status_code == 404


def test_danish_pages_have_danish_dates(visitor: Callable[..., Person]) -> None:
    told = said(visitor(Role.OPS, language="da").get("/people"))
    assert "Sidste dag ons 31. mar. 2027 · kan glemmes fra tor 1. apr. 2032" in told


def test_somebody_takes_their_own_data_away_and_nobody_elses(visitor: Callable[..., Person]) -> None:
    birk = visitor(Role.CONSULTANT, "birk")
    assert "All that is held of you" in said(birk.get("/me"))
    answer = birk.get("/me/held")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.namelist() == ["birk.html", "birk.json"]
    held = json.loads(archive.read("birk.json"))
    assert [row["name"] for row in held["tables"]["consultant"]] == ["Birk Ålund"]
    assert ASE.email not in archive.read("birk.json").decode()
    assert birk.get(f"/me/held?consultant={ASE.id}").status_code == 403
