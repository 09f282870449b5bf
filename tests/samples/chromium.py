"""Debian's Chromium: its headless shell, which needs a third of the processor time, or else the whole browser."""

import shutil

_PROGRAMS = "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"
CHROMIUM = next(filter(None, map(shutil.which, _PROGRAMS)), None)
"""The program; None where there is none."""
