"""A real browser at a real service: Chromium, driven by playwright, at a store of the example firm.

`look` and `work` make a visit: `look(Role.OPS, "/board", phone=True)`. Those who only look share one service; those who
`work` have one of their own. A visit fails its test for an error on the console, for a policy that was violated, for
anything that was loaded from elsewhere or could not be loaded, and for an error in the service's log.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rostering.domain.users import Actor, Role
from rostering.resources import shipped
from rostering.services.access.sign_in import begun
from rostering.services.clock import now
from rostering.services.demo import PERIOD, USERS, invite_each
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.publishing import publish
from rostering.store import open_store
from samples.chromium import CHROMIUM
from samples.open_pages import PATIENCE, Kind, OpenPages
from samples.running import Running, running
from samples.shared import made_once

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Response, WebError

AXE = Path(__file__).parents[1] / "browser" / "vendor" / "axe.min.js"
PICTURES = "ROSTERING_PICTURES"
"""The environment variable that names a folder in which pictures are kept, to be looked at."""
SWITCHES = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = "async ([where, options]) => (await axe.run(where || document, options)).violations"
_STATUS = re.compile(r"Failed to load resource: the server responded with a status of (4\d\d|503)")
_BY_ROLE = {role: name for name, role, _ in USERS}


@dataclass
class Visit:
    """Somebody's browser at a page, and all that went wrong in it."""

    page: "Page"
    base: str
    role: Role | None
    faults: list[str] = field(default_factory=list)
    also: tuple[str, ...] = ()
    """Other sites that the browser may load from."""

    def goto(self, path: str) -> "Response":
        """Go to a page by its path."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        return answer

    @property
    def path(self) -> str:
        """Where the browser is."""
        return self.page.url.removeprefix(self.base)

    def whole(self) -> "Page":
        """The page, once all of it is there: one that reloads itself may just have come back."""
        self.page.wait_for_load_state()
        return self.page

    def text(self) -> str:
        """What stands on the page, as it is shown."""
        return " ".join(self.whole().inner_text("body").split())

    def axe(self, within: str = "", rules: Sequence[str] = RULES) -> None:
        """Let axe-core find no fault of any weight, in the page or in a part of it.

        The page is looked at from its top: what has been scrolled under the header is no small target. Frames here run
        no scripts, so that axe is not in them, and has nobody to ask.
        """
        self.page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        if not self.whole().evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        options = {"runOnly": list(rules), "resultTypes": ["violations"], "iframes": False}
        assert [_fault(each) for each in self.page.evaluate(RUN_AXE, [within, options])] == [], (
            f"{self.path} ({self.role})"
        )

    def fits(self) -> None:
        """Let no page be wider than the window; what is wide scrolls in a box of its own."""
        wide, window = self.whole().evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert wide <= window, f"{self.path} is {wide} pixels wide, in a window of {window}"

    def picture(self, name: str) -> None:
        """Keep a picture of the whole page, when somebody wants to look at it."""
        if folder := os.environ.get(PICTURES):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


Visiting = Callable[..., Visit]


def follow(leading: "Locator") -> None:
    """Click what leads to another page, and wait until all of that is there: no older page is looked at next."""
    with leading.page.expect_navigation():
        leading.click()


def expect(what: "Locator") -> Any:
    """What is said of a part of a page, which may take a moment to become so."""
    from playwright.sync_api import expect as expected  # noqa: PLC0415 - not everybody has it

    return expected(what)


@contextmanager
def started() -> Iterator["Browser"]:
    """Debian's Chromium; a test is skipped where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium: install it, such as by `apt-get install chromium-headless-shell`")
    sync_api.expect.set_options(timeout=PATIENCE)
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example firm with its quarter planned and published, and somebody in each role; made once for all tests."""
    return made_once(tmp_path_factory, "demo", lambda folder: _make_demo(folder / "demo.db")) / "demo.db"


@pytest.fixture
def working(demo_store: Path, tmp_path: Path) -> Iterator[Running]:
    """A service with a store of its own, for a test that changes it; the store is `store_of` it."""
    with serving(demo_store, tmp_path) as service:
        yield service


@pytest.fixture
def look(open_pages: OpenPages, looking: Running) -> Iterator[Visiting]:
    """Makes visits that only look."""
    with visits(open_pages, looking) as visiting:
        yield visiting


@pytest.fixture
def work(open_pages: OpenPages, working: Running) -> Iterator[Visiting]:
    """Makes visits that change something."""
    with visits(open_pages, working) as visiting:
        yield visiting


def store_of(service: Running) -> str:
    """The store that a service of these fixtures serves."""
    return str(service.log.parent / "rostering.db")


def session_of_demo(store: str, role: Role) -> str:
    """The secret of a new session of the demo's user in a role."""
    with open_store(store).transaction() as tx:
        user = tx.users.by_name(_BY_ROLE[role]) or tx.users.by_name(role.value)
        assert user is not None
        return begun(tx, user, now()).secret


def _make_demo(store: Path) -> Path:
    store.unlink(missing_ok=True)
    import_folder(str(store), shipped("examples") / "picocore", "tester")
    number = make_plan(str(store), PERIOD, limits_of(60, effort=1), lambda _: None, "tester").version.number
    publish(str(store), number, "tester")
    invite_each(str(store), Actor.ops("tester"))
    return store


@contextmanager
def serving(demo: Path, folder: Path) -> Iterator[Running]:
    """A service with a copy of a store, in whose log no error may stand in the end."""
    store = Path(shutil.copy(demo, folder / "rostering.db"))
    with running(str(store), folder) as service:
        yield service
    assert [line for line in service.log.read_text().splitlines() if " ERROR " in line] == []


@contextmanager
def visits(pages: OpenPages, service: Running) -> Iterator[Visiting]:
    """Makes visits to a service; whatever went wrong in them is told at the end."""
    made: list[Visit] = []
    with ExitStack() as open_ones:

        def visit(
            role: Role | None = None,
            path: str = "",
            *,
            language: str = "en",
            phone: bool = False,
            dark: bool = False,
            script: bool = True,
            also: tuple[str, ...] = (),
            viewport: dict[str, int] | None = None,
            **options: Any,
        ) -> Visit:
            """Somebody in a role, or nobody who is signed in, with a browser of their own, at a path."""
            kind = Kind(language, phone, script, tuple(sorted(options.items())))
            page = pages.take(kind, dark=dark, viewport=viewport)
            one = Visit(page, service.url, role, also=also)
            made.append(one)
            open_ones.enter_context(_heard(page.context, one))
            open_ones.callback(pages.give_back, page, kind)
            if role is not None:
                secret = session_of_demo(store_of(service), role)
                page.context.add_cookies([{"name": "session", "value": secret, "url": service.url}])
            if path:
                one.goto(path)
            return one

        yield visit
    assert [fault for one in made for fault in one.faults] == []


@contextmanager
def _heard(context: "BrowserContext", one: Visit) -> Iterator[None]:
    """Note what goes wrong in a visit; that a page itself answers with 4xx or 503 is its good right."""

    def console(message: "ConsoleMessage") -> None:
        if message.type in {"error", "warning"} and not _STATUS.match(message.text):
            one.faults.append(f"console: {message.text}")

    def weberror(error: "WebError") -> None:
        one.faults.append(f"script: {error.error}")

    def response(answer: "Response") -> None:
        loaded = answer.request.resource_type not in {"document", "fetch", "xhr", "eventsource"}
        if (loaded and answer.status >= 400) or answer.status == 500:
            one.faults.append(f"{answer.status}: {answer.url}")

    def request(asked: "Request") -> None:
        if not asked.url.startswith((one.base, *one.also, "data:", "blob:")):
            one.faults.append(f"loaded from elsewhere: {asked.url}")

    heard: dict[Any, Any] = {"console": console, "weberror": weberror, "response": response, "request": request}
    for event, note in heard.items():
        context.on(event, note)
    yield
    for event, note in heard.items():
        context.remove_listener(event, note)


def _fault(violation: dict[str, Any]) -> str:
    places = ", ".join(str(node["target"]) for node in violation["nodes"][:5])
    return f"{violation['id']} ({violation['impact']}): {violation['help']}: {places}"
