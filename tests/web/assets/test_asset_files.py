"""Styles and scripts: named by what is in them, kept for a year, and served to nobody by another name."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from rostering.web.assets.asset_files import ASSETS, TOP, assets_below
from samples.page_people import Person

Someone = Callable[..., Person]


def test_an_address_changes_with_what_is_in_it(tmp_path: Path) -> None:
    style = tmp_path / "room" / "a.css"
    style.parent.mkdir()
    style.write_text("a{}")
    first = assets_below(tmp_path).url("room/a.css")
    assert re.fullmatch(r"/assets/room/a\.[0-9a-f]{12}\.css", first)
    style.write_text("b{}")
    assert assets_below(tmp_path).url("room/a.css") != first


def test_an_asset_is_kept_for_a_year_and_packed_for_who_takes_it(person: Someone) -> None:
    url = ASSETS.url("components/style.css")
    plain = person().get(url)
    assert plain.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert plain.headers["content-type"] == "text/css; charset=utf-8"
    assert plain.content == (TOP / "components" / "style.css").read_bytes()
    packed = person().get(url, accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) == len(gzip.compress(plain.content, 9, mtime=0))


@pytest.mark.parametrize(
    "path", ["/assets/", "/assets/app.py", "/assets/../app.py", "/assets/components/style.css", "/assets/%2e%2e/x.css"]
)
def test_nothing_else_is_served(person: Someone, path: str) -> None:
    assert person().get(path).status_code == 404


def test_every_asset_that_a_template_names_is_there() -> None:
    named = {
        name
        for page in TOP.rglob("*.html")
        for name in re.findall(r"asset\(['\"](.*?)['\"]\)", page.read_text("utf-8"))
    }
    assert named
    assert named <= set(ASSETS.by_name)
