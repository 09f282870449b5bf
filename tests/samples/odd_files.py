"""What may lie where a file is looked for and is none, each with what is said of it."""

import os
import socket
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path


def _socket(path: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as listener:
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket may be no longer than this
        try:
            listener.bind(path.name)
        finally:
            os.chdir(here)


def _link_to_pipe(path: Path) -> None:
    os.mkfifo(path.parent / "pipe")
    path.symlink_to("pipe")


ODD_FILES: Mapping[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (os.mkfifo, "is a named pipe, not a file"),
    "a socket": (_socket, "is a socket, not a file"),
    "a link to an endless device": (lambda path: path.symlink_to("/dev/zero"), "is a link to a device, not a file"),
    "a link to a terminal": (lambda path: path.symlink_to("/dev/tty"), "is a link to a device, not a file"),
    "a link to a pipe": (_link_to_pipe, "is a link to a named pipe, not a file"),
}
"""How each is made at a path, and the message."""
HINT = "put the file itself there"
