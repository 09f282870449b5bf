"""The process of an errand: it is told on its input what to do, and says on its output what came of it.

Errands start it as `python -m rostering.services.jobs.errand_child`; it ends with whoever holds its input open.
"""

import os
import pickle
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, BinaryIO

from rostering.errors import RosteringError
from rostering.language import speaking

_HEAD = struct.Struct("!cI")


class ErrandFrame(Enum):
    """What a part of the output is."""

    PROGRESS = b"p"
    RESULT = b"r"
    REFUSED = b"e"


def write_frame(target: BinaryIO, kind: ErrandFrame, value: object) -> None:
    """Write a part, whole."""
    body = pickle.dumps(value)
    target.write(_HEAD.pack(kind.value, len(body)) + body)
    target.flush()


def frames(source: BinaryIO) -> Iterator[tuple[ErrandFrame, object]]:
    """The parts of an output, until it ends; what was cut off is left out."""
    while len(head := source.read(_HEAD.size)) == _HEAD.size:
        kind, length = _HEAD.unpack(head)
        body = source.read(length)
        if len(body) < length:
            return
        yield ErrandFrame(kind), pickle.loads(body)  # noqa: S301 - our own child says so, to nobody else


def main() -> None:
    """Do what is asked for on the input, in the language of whoever asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service, which ends its children
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no part of the answer
    language, work, args = _asked(sys.stdin.buffer)
    threading.Thread(target=_end_with_the_service, daemon=True).start()
    with speaking(language):
        _do(output, work, args)


def _asked(source: BinaryIO) -> Any:
    """The language, the function and its arguments."""
    _kind, asked = next(frames(source))
    return asked


def _do(output: BinaryIO, work: Callable[..., object], args: tuple[object, ...]) -> None:
    lock = threading.Lock()

    def tell(*progress: object) -> None:
        with lock:
            write_frame(output, ErrandFrame.PROGRESS, progress)

    try:
        result = work(*args, tell)
    except RosteringError as error:
        write_frame(output, ErrandFrame.REFUSED, getattr(error, "reasons", None) or str(error).splitlines())
        return
    write_frame(output, ErrandFrame.RESULT, result)


def _end_with_the_service() -> None:
    """End when the service has gone, which held our input open."""
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
