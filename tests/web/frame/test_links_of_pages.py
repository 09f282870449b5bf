"""Every link of a page or handler leads to a page there is, and says all that its path has."""

import re
from collections.abc import Iterator
from pathlib import Path

import rostering.web
from rostering.web.map import PAGES

WEB = Path(rostering.web.__file__).parent
LINK = re.compile(r"""\burl\(\s*["'](\w+)["']((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)""")
NAMED = re.compile(r"\b(\w+)\s*=(?!=)")
NEEDED = {page.name: set(re.findall(r"{(\w+)", page.path)) for page in PAGES}


def links() -> Iterator[tuple[str, str, str]]:
    """Where each stands, the page it names, and what it says."""
    for file in sorted((*WEB.rglob("*.html"), *WEB.rglob("*.py"))):
        for found in LINK.finditer(file.read_text(encoding="utf-8")):
            yield str(file.relative_to(WEB)), found[1], found[2]


def test_every_link_says_what_the_path_of_its_page_has() -> None:
    wrong = [
        (place, name, sorted(NEEDED.get(name, {"no such page"}) - set(NAMED.findall(said))))
        for place, name, said in links()
        if "**" not in said and not NEEDED.get(name, {"no such page"}) <= set(NAMED.findall(said))
    ]
    assert wrong == []


def test_there_are_links_to_look_at() -> None:
    assert len(list(links())) > 100
