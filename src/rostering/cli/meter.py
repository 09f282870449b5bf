"""The meter: how far a plan has come, on stderr, and the Ctrl-C that ends it."""

import math
import signal
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.text import Text

from rostering.cli.printing import remark
from rostering.language import _
from rostering.language.formats import percent
from rostering.language.labels import label

if TYPE_CHECKING:
    from rostering.services.rosters import planning


class ProgressMeter:
    """Watches a plan: live on a terminal, else with a line when a stage ends, or not at all when quiet.

    Ctrl-C sets the flag `stop`, upon which the search ends with the best it has; a second one ends whatever runs.
    """

    def __init__(self, quiet: bool) -> None:
        console = Console(stderr=True, highlight=False)
        self._live = Live(console=console, transient=True) if console.is_terminal else None
        self._quiet = quiet
        self._last: planning.Progress | None = None
        self.stop = threading.Event()
        self._takes_interrupts = False

    def __enter__(self) -> "ProgressMeter":
        # Who runs us in the background, or in a thread, may have decided that Ctrl-C is not for us.
        self._takes_interrupts = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if self._takes_interrupts:
            signal.signal(signal.SIGINT, self._press)
        if self._live:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._takes_interrupts:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        if self._live:
            self._live.stop()
        elif self._last and not error:
            self._end(self._last)

    def __call__(self, progress: "planning.Progress") -> None:
        """Take note of progress."""
        if self._live:
            left = _("{time} left; Ctrl-C keeps the best so far", time=clock(progress.seconds_left))
            self._live.update(Text(f"{standing(progress)}, {left}", style="dim"))
        elif self._last and not progress.parts and self._last.stage != progress.stage:
            self._end(self._last)
        self._last = progress

    def _press(self, *_signal: object) -> None:
        if self.stop.is_set():
            raise KeyboardInterrupt
        self.stop.set()

    def _end(self, progress: "planning.Progress") -> None:
        if not self._quiet:
            remark(standing(progress))


def standing(progress: "planning.Progress") -> str:
    """The best penalty of a stage so far, the least it can be, and the gap between them."""
    if progress.parts:
        done, all_ = progress.parts
        return _("{number} of {all} independent parts planned", number=done, all=all_)
    stage = label(progress.stage).lower()
    if progress.penalty is None:
        return _("{stage}: nothing found yet", stage=stage)
    penalty = round(progress.penalty)
    if progress.bound is None or not math.isfinite(progress.bound):
        return _("{stage}: penalty {penalty}", stage=stage, penalty=penalty)
    least = max(0, math.ceil(progress.bound - 1e-6))
    gap = ", " + _("gap {share}", share=percent((penalty - least) / penalty)) if penalty > least else ""
    told = _("{stage}: penalty {penalty}, at least {least}", stage=stage, penalty=penalty, least=min(penalty, least))
    return told + gap


def clock(seconds: float) -> str:
    """Minutes and seconds, such as `1:05`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
