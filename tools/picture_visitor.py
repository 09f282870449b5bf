"""Whoever looks at the pages for their pictures, and hides what nobody may read in one."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from demo_service import BASE, Service
from picture_files import first_sheet, save
from picture_views import View
from rostering.web.me.qr_codes import qr_code

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, StorageState, ViewportSize

PASSWORD = "correct horse battery"  # noqa: S105 - of a store that lives as long as the script
WIDE = 1280
SECRET = re.compile(r"[\w-]{43}")
"""What secrets of links and one-time addresses look like."""
DOTS = "•" * 12
_HIDE = """([pattern, dots, code]) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(new RegExp(pattern, "g"), dots);
  for (const qr of document.querySelectorAll("svg.qr")) qr.outerHTML = code;
}"""
"""Puts dots for the secrets that stand on the page, and a code of nothing secret for each QR code."""
_READ = """() => {
  const fields = document.querySelectorAll("input:not([type=hidden]), textarea");
  return [document.body.innerText, ...Array.from(fields, each => each.value)].join(" ");
}"""
"""All that can be read, in fields too."""


class SecretShown(Exception):
    """A page has a secret that is not hidden."""


@dataclass
class Visitor:
    """Whoever looks at the pages of a service, in any role."""

    browser: "Browser"
    service: Service
    states: dict[str, "StorageState"] = field(default_factory=dict)
    """The sessions begun so far, by name."""

    def keep(self, view: View, file: Path) -> None:
        """Take a picture."""
        context = self._context(view)
        page = context.new_page()
        page.goto(self.service.url + view.path)
        view.first(page)
        hide_secrets(page)
        raw = _sheet(page) if view.paper else page.screenshot()
        if raw is None:
            print(f"{file.name} stays as it is: there is no pdftoppm, of poppler-utils")
        else:
            save(raw, file)
        context.close()

    def _context(self, view: View) -> "BrowserContext":
        """A browser of somebody's own, signed in."""
        size: ViewportSize = {"width": 390, "height": 780} if view.phone else {"width": WIDE, "height": view.height}
        return self.browser.new_context(
            storage_state=self._session(view.who) if view.who else None,
            viewport=size,
            device_scale_factor=2 if view.phone else 1,
            is_mobile=view.phone,
            has_touch=view.phone,
            color_scheme="dark" if view.dark else "light",
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/Copenhagen",
        )

    def _session(self, who: str) -> "StorageState":
        """Somebody's session, begun by their one-time address when they first come."""
        if who not in self.states:
            context = self.browser.new_context()
            page = context.new_page()
            page.goto(self.service.url + self.service.invitations[who])
            page.get_by_label("Password", exact=True).fill(PASSWORD)
            page.locator("main button.primary").click()
            page.get_by_role("button", name=f"You: {who}").wait_for()
            self.states[who] = context.storage_state()
            context.close()
        return self.states[who]


def _sheet(page: "Page") -> bytes | None:
    return first_sheet(page.pdf(prefer_css_page_size=True, print_background=True), WIDE)


def hide_secrets(page: "Page") -> None:
    """Put dots for secrets, and be sure that none is left to be read."""
    page.evaluate(_HIDE, [SECRET.pattern, DOTS, str(qr_code(BASE))])
    if SECRET.search(page.evaluate(_READ)):
        raise SecretShown
