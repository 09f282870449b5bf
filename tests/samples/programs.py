"""Programs in processes of their own that start at once: they are forked from a process that has loaded everything."""

import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self

from rostering.__main__ import main
from samples.called import Answer

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    [
        "rostering.cli.billing",
        "rostering.cli.serve",
        "rostering.services.charges.closing",
        "rostering.services.links.feeds",
        "rostering.store.migration",
        "rostering.web.server",
        "psycopg",
    ]
)


class Program:
    """A process that does some work, with the words of `subprocess.Popen`; `stdout` is what it prints."""

    def __init__(self, work: Callable[..., None], *args: str, folder: Path | None = None, errors: Path | None = None):
        reading, writing = _CONTEXT.Pipe(duplex=False)
        self._process = _CONTEXT.Process(target=_work, args=(writing, folder or Path.cwd(), errors, work, args))
        self._process.start()
        writing.close()
        self.stdout = os.fdopen(os.dup(reading.fileno()), encoding="utf-8")
        reading.close()
        self._code: int | None = None

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid or 0

    @property
    def code(self) -> int:
        """How it ended; a number below 0 is a signal."""
        assert self._code is not None, "the program still runs"
        return self._code

    def send_signal(self, number: int) -> None:
        """Send a signal to the process, if it still runs."""
        if self._code is None and self._process.is_alive():
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def wait(self, seconds: float = 60) -> int:
        """Wait for its end, and say how it ended."""
        if self._code is None:
            self._process.join(seconds)
            self._code = self._process.exitcode
        return self.code

    def rest(self) -> str:
        """What else it prints until it ends."""
        text = self.stdout.read()
        self.wait()
        return text

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error:
            self.kill()
        self.wait()
        self.stdout.close()
        self._process.close()


def command(*args: str, folder: Path | None = None, errors: Path | None = None) -> Program:
    """`python -m rostering` with these arguments."""
    return Program(_command, *args, folder=folder, errors=errors)


def answered(*args: str, folder: Path) -> Answer:
    """What that command says, and how it ends."""
    errors = folder / "errors.txt"
    with command(*args, folder=folder, errors=errors) as program:
        out = program.rest()
    return Answer(program.code, out, errors.read_text(encoding="utf-8"))


def _command(*args: str) -> None:
    sys.argv = ["rostering", *args]
    main()


def _work(out: Connection, folder: Path, errors: Path | None, work: Callable[..., None], args: tuple[str, ...]) -> None:
    """Do the work where it belongs, with streams of its own."""
    with out, (errors or Path(os.devnull)).open("wb") as log:
        os.dup2(out.fileno(), 1)
        os.dup2(log.fileno(), 2)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - until the process ends
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
    os.chdir(folder)
    work(*args)
