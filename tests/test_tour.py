import re
from pathlib import Path

import pytest

import make_pictures
from picture_views import VIEWS
from picture_visitor import SECRET
from rostering.domain.links import new_secret
from rostering.web.frame.page import READ
from rostering.web.map import PAGES

TOP = Path(__file__).parents[1]
TOUR = (TOP / "docs" / "pages.md").read_text(encoding="utf-8")
SHOWN = {
    *re.findall(r"pictures/([\w-]+)\.png", TOUR),
    *re.findall(r"docs/pictures/([\w-]+)\.png", (TOP / "README.md").read_text()),
}
PICTURES = TOP / "docs" / "pictures"
MOST = 1_500_000
"""Bytes of all pictures: whoever clones the repository has them all."""
in_a_checkout = pytest.mark.skipif(not PICTURES.is_dir(), reason="a source archive carries no pictures")


def test_the_tour_shows_every_picture_that_is_made() -> None:
    assert set(re.findall(r"pictures/([\w-]+)\.png", TOUR)) == set(VIEWS)


@in_a_checkout
def test_every_picture_that_is_shown_is_there_and_no_other() -> None:
    assert {file.name for file in PICTURES.iterdir()} == {f"{name}.png" for name in SHOWN}


@in_a_checkout
def test_the_pictures_are_small() -> None:
    assert sum(file.stat().st_size for file in PICTURES.iterdir()) < MOST


def test_every_picture_says_in_words_what_it_shows() -> None:
    pictures = re.findall(r"<img [^>]+>", TOUR)
    assert [picture for picture in pictures if not re.search(r' alt="[^"]+\."', picture)] == []


@pytest.mark.parametrize("room", sorted({page.handler.__module__.split(".")[2] for page in PAGES}))
def test_every_room_of_pages_has_its_place_in_the_tour(room: str) -> None:
    paths = {page.path for page in PAGES if page.methods == READ and page.handler.__module__.split(".")[2] == room}
    assert [path for path in paths if f"`{path}`" in TOUR] != []


def test_whatever_is_secret_on_a_page_is_found_and_hidden() -> None:
    assert all(SECRET.fullmatch(new_secret()) for _ in range(50))


def test_without_chromium_pictures_stay_as_they_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert make_pictures.main([]) == 1
    assert capsys.readouterr().err == (
        "no Chromium: install it, such as by `apt-get install chromium`; the pictures stay as they are\n"
    )


def test_a_picture_that_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert make_pictures.main(["bord"]) == 2
    assert capsys.readouterr().err.startswith("no picture is called bord: there are sign-in, board, ")
