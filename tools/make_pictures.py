"""Makes the pictures of the tour anew, from the demo in a real browser: `make pictures`.

    python tools/make_pictures.py [NAME ...]

Each that is named, or all.
"""

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from demo_service import demo_service
from picture_views import VIEWS
from picture_visitor import Visitor

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
BROWSERS = "chromium", "chromium-headless-shell", "chromium-browser", "google-chrome"
NO_BROWSER = "no Chromium: install it, such as by `apt-get install chromium`; the pictures stay as they are"


def main(names: Sequence[str]) -> int:
    """Make the pictures; 1 where there is no browser, 2 for a name that none has."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if unknown := [name for name in names if name not in VIEWS]:
        print(f"no picture is called {', '.join(unknown)}: there are {', '.join(VIEWS)}", file=sys.stderr)
        return 2
    if program is None:
        print(NO_BROWSER, file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        make(browser, names or tuple(VIEWS))
        browser.close()
    return 0


def make(browser: Browser, names: Sequence[str]) -> None:
    """Visit the demo, and keep what is seen."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, demo_service(Path(folder)) as service:
        visitor = Visitor(browser, service)
        for name in names:
            visitor.keep(VIEWS[name], FOLDER / f"{name}.png")
            print(f"docs/pictures/{name}.png")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
