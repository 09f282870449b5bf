"""A page in frames of several widths in Chromium, and by how much it is too wide in each."""

import html
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from samples.chromium import CHROMIUM

_SWITCHES = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000", "--dump-dom")
_MEASURE = """<script>addEventListener("load", () => {
  const pages = [...document.querySelectorAll("iframe")].map(frame => frame.contentDocument.documentElement);
  document.body.dataset.over = pages.map(page => page.scrollWidth - page.clientWidth).join(" ");
})</script>"""


def overflows(page: str, widths: Iterable[int], folder: Path) -> list[int]:
    """The pixels by which a page would scroll sideways, in windows of so many pixels."""
    source = html.escape(page, quote=True)
    frames = "".join(f'<iframe srcdoc="{source}" width="{width}" height="600"></iframe>' for width in widths)
    whole = folder / "framed.html"
    whole.write_text(f'<!doctype html><meta charset="utf-8"><body>{frames}{_MEASURE}', encoding="utf-8")
    command = [str(CHROMIUM), *_SWITCHES, f"--user-data-dir={folder / 'profile'}", str(whole)]
    shown = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    (found,) = re.findall('data-over="([^"]*)"', shown)
    return list(map(int, found.split()))
