"""Pages of a browser that stay open from one visit to the next, and are as clean for each as new ones.

A new page costs a process of its own, which loads every style and script anew: five times the time of a visit.
"""

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE: dict[str, Any] = {"viewport": {"width": 375, "height": 812}, "has_touch": True, "is_mobile": True}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PATIENCE = 60_000
"""Milliseconds that a busy machine may take for anything that is waited for."""
LOCALES = {"da": "da-DK", "en": "en-GB"}


class Kind(NamedTuple):
    """What no open page can change: a browser's language, whether it is a phone and runs scripts, and other options."""

    language: str
    phone: bool
    script: bool
    options: tuple[tuple[str, Any], ...] = ()


class OpenPages:
    """The pages of a browser; nobody else has one that is taken."""

    def __init__(self, browser: "Browser") -> None:
        self._browser = browser
        self._free: dict[Kind, list[Page]] = defaultdict(list)

    def take(self, kind: Kind, *, dark: bool, viewport: Any) -> "Page":
        """A page on which nothing is, in a window of this size."""
        free = self._free[kind]
        page = free.pop() if free else self._new(kind)
        page.set_viewport_size(viewport or (PHONE if kind.phone else DESKTOP)["viewport"])
        scheme: Literal["dark", "light"] = "dark" if dark else "light"
        page.emulate_media(
            media="null", color_scheme=scheme, reduced_motion="reduce", forced_colors="null", contrast="null"
        )
        return page

    def give_back(self, page: "Page", kind: Kind) -> None:
        """Let go of a page and of all that it was told; one that a test has closed or left others beside ends."""
        context = page.context
        if page.is_closed() or len(context.pages) > 1:
            context.close()
            return
        _forget(page)
        self._free[kind].append(page)

    def _new(self, kind: Kind) -> "Page":
        size: dict[str, Any] = PHONE if kind.phone else DESKTOP
        said: dict[str, Any] = {"locale": LOCALES[kind.language], "timezone_id": "Europe/Copenhagen"}
        options = {**size, **said, **dict(kind.options), "java_script_enabled": kind.script}
        context = self._browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        return context.new_page()


def _forget(page: "Page") -> None:
    """Leave the site, and forget what it and the test have put there."""
    context = page.context
    page.unroute_all()
    context.unroute_all()
    context.set_offline(False)
    context.clear_permissions()
    context.clear_cookies()
    origin = page.evaluate("location.origin")
    if origin != "null":
        page.evaluate("sessionStorage.clear()")
        cdp = context.new_cdp_session(page)
        cdp.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        cdp.detach()
    page.goto("about:blank")
