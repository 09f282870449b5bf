"""Work for errands: done, refused, cut off and endless; and a program that knows it."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from rostering.errors import Refused
from rostering.language import _

Tell = Callable[..., None]
_TESTS = Path(__file__).parents[1]
PROGRAM = (
    sys.executable,
    "-c",
    f"import sys; sys.path.insert(0, {str(_TESTS)!r}); from rostering.services.jobs.errand_child import main; main()",
)
"""What a child runs that finds this module."""


def doubled(number: int, tell: Tell) -> int:
    """Twice the number."""
    print("what a library prints is no part of the answer")
    tell(1, 2)
    return 2 * number


def refused(tell: Tell) -> None:
    """Nothing, for two reasons."""
    tell(0, 1)
    raise Refused(_("this has to be filled in") + "\nsecond")


def killed(_tell: Tell) -> None:
    """The end, without a word."""
    os._exit(3)


def endless(tell: Tell) -> None:
    """Never over by itself."""
    tell("begun")
    threading.Event().wait()
