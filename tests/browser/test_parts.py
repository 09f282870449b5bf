"""Parts of pages that htmx replaces, under the policy that all pages have."""

import pytest

from rostering.domain.users import Role
from rostering.web.assets.asset_files import ASSETS
from samples.browsing import Visit, Visiting

HTMX = ASSETS.url("assets/vendor/htmx.min.js")
_BUTTON = """path => {
  const main = document.querySelector("main");
  const button = `<button id="more" hx-get="${path}" hx-target="#part">More</button>`;
  main.insertAdjacentHTML("beforeend", `<p id="part"></p>${button}`);
  htmx.process(main);
}"""


@pytest.fixture
def with_htmx(look: Visiting) -> Visit:
    """A page with htmx, as a room of its own would load it."""
    visit = look(Role.VIEWER, "/account")
    visit.page.add_script_tag(url=visit.base + HTMX)
    return visit


def press(visit: Visit, path: str) -> None:
    visit.page.evaluate(_BUTTON, path)
    visit.page.locator("#more").click()


def test_a_refusal_stands_in_the_part_that_was_asked_for(with_htmx: Visit) -> None:
    press(with_htmx, "/components")
    with_htmx.page.locator("#part .banner.bad").wait_for()
    assert "You may not do this" in with_htmx.page.locator("#part").inner_text()
    assert with_htmx.page.locator("#part header").count() == 0


def test_whoever_is_signed_out_meanwhile_is_led_to_sign_in_again(with_htmx: Visit) -> None:
    with_htmx.page.context.clear_cookies()
    press(with_htmx, "/account")
    with_htmx.page.wait_for_url("**/sign-in?next=%2Faccount")
