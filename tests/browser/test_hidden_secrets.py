"""What a picture must not show, hidden in a real browser."""

from typing import TYPE_CHECKING

import pytest

from picture_visitor import DOTS, SecretShown, hide_secrets
from rostering.domain.links import new_secret
from rostering.web.me.qr_codes import qr_code

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ADDRESS = f"https://duty.example/feeds/{new_secret()}/rostering.ics"


def test_dots_stand_for_a_secret_and_its_qr_code_is_another(chromium: "Browser") -> None:
    page = chromium.new_page()
    page.set_content(f"<body><pre>{ADDRESS}</pre>{qr_code(ADDRESS)}</body>")
    code = page.locator("svg.qr").inner_html()
    hide_secrets(page)
    assert page.inner_text("pre") == f"https://duty.example/feeds/{DOTS}/rostering.ics"
    assert page.locator("svg.qr").count() == 1
    assert page.locator("svg.qr").inner_html() != code
    page.close()


def test_there_is_no_picture_of_a_secret_that_dots_cannot_stand_for(chromium: "Browser") -> None:
    page = chromium.new_page()
    page.set_content(f'<body><input value="{ADDRESS}"></body>')
    with pytest.raises(SecretShown):
        hide_secrets(page)
    page.close()
