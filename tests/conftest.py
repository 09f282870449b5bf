"""What holds for every test."""

import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from rostering.store import schema
from samples.remembered_tables import Remembered

pytest_plugins = [
    "samples.api_fixtures",
    "samples.browsing",
    "samples.disks",
    "samples.firm_stores",
    "samples.openid_providers",
    "samples.page_fixtures",
    "samples.servers",
    "samples.swap_stores",
    "samples.web_stores",
]

# Examples are drawn anew each time, also where CI is set, which Hypothesis else takes for a wish to draw the same every
# day. How long one takes is no property of what is tested: a machine with other things to do fails nothing.
settings.register_profile(
    "rostering",
    deadline=None,
    derandomize=False,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("rostering")


gc.set_threshold(50_000)  # as the command itself does: most objects last, and looking for those that do not takes time

MEMORY = Path("/dev/shm")
ROOM = 2**30
"""Bytes that a run may take, many times over."""


@pytest.fixture(scope="session", autouse=True)
def remembered_tables() -> Iterator[None]:
    """Let new stores of a process have the tables that migrations made for its first one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "_migrate", Remembered().migrate)
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Let Ctrl-C reach tests and the commands they start, also where the tests themselves run in the background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if config.option.basetemp is None and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        # Stores wait for the disk at each commit, which is no part of what is tested: half of their time goes there.
        os.environ.setdefault("TMPDIR", str(MEMORY))
        tempfile.tempdir = os.environ["TMPDIR"]


def pytest_collection_finish() -> None:
    """Let no look for garbage go through the tests themselves and all that they have loaded."""
    gc.freeze()


def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are processors: tests wait for programs, browsers and disks."""
    processors = os.cpu_count() or 1
    return processors + processors // 2
