"""Signing in by an OpenID provider, in a real browser: cookies and policies let it there and back."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from samples.browsing import Visiting, follow, visits
from samples.open_pages import OpenPages
from samples.openid_providers import NAME, Loopback
from samples.running import Running, running

THEIR_STYLE = "https://cdn.jsdelivr.net/"
"""What the provider's own page asks for, and does not get."""
FILE = """\
[provider]
name = "{name}"
issuer = "{issuer}"
client_id = "rostering"
client_secret_file = "secret"

[provider.groups]
g-ops = "ops"
"""


@pytest.fixture
def provided(demo_store: Path, loopback: Loopback, tmp_path: Path) -> Iterator[Running]:
    """A service with a provider."""
    store, file = copy(demo_store, tmp_path / "rostering.db"), tmp_path / "sign-in.toml"
    file.write_text(FILE.format(name=NAME, issuer=loopback.issuer))
    (tmp_path / "secret").write_text("a secret of the client\n")
    with running(str(store), tmp_path, "--sign-in", str(file)) as service:
        yield service


@pytest.fixture
def come(open_pages: OpenPages, provided: Running) -> Iterator[Visiting]:
    """Makes visits to it."""
    with visits(open_pages, provided) as visiting:
        yield visiting


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_way_leads_to_the_provider_and_back_to_the_page_that_was_wanted(
    come: Visiting, loopback: Loopback, script: bool
) -> None:
    visit = come(path="/account", script=script, also=(loopback.issuer, THEIR_STYLE))
    visit.page.context.route(f"{THEIR_STYLE}**", lambda route: route.fulfill(body="", content_type="text/css"))
    visit.picture(f"provider-{script}")
    if script:
        visit.axe()
    follow(visit.page.get_by_role("link", name=f"Sign in with {NAME}"))
    visit.page.get_by_placeholder("sub").fill("olga")
    follow(visit.page.get_by_role("button", name="Authorize"))
    visit.page.get_by_role("heading", name="Your account").wait_for()
    assert visit.path == "/account"
    assert "olga@nordlys.example" in visit.text()
