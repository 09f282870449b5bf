"""A maildir as transport: one file a mail, named by the mail, so that delivering it twice leaves one."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from rostering.domain.notices import Mail
from rostering.language import said
from rostering.notices.delivery import Unreachable


class Maildir:
    """A folder of mails by the rules of https://cr.yp.to/proto/maildir.html; made if need be."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def deliver(self, mail: Mail, message: EmailMessage) -> None:
        """Put a mail into `new`, unless it is there or has been read already. Raises Unreachable."""
        name = _name(mail)
        with self._writing():
            if not (self._folder / "new" / name).exists() and not any((self._folder / "cur").glob(f"{name}*")):
                self._write(name, message.as_bytes())

    def greet(self) -> None:
        """See that the folder can be written. Raises Unreachable."""
        with self._writing(), tempfile.TemporaryFile(dir=self._folder / "tmp"):
            pass

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            for part in ("tmp", "new", "cur"):
                (self._folder / part).mkdir(parents=True, exist_ok=True)
            yield
        except OSError as error:
            raise Unreachable(
                said("the maildir {folder} cannot be written: {why}", folder=self._folder, why=error.strerror)
            ) from error

    def _write(self, name: str, body: bytes) -> None:
        """Write beside, then move in whole; on the disk before anybody says that it was sent."""
        waiting = self._folder / "tmp" / f"{name}.{os.getpid()}"
        with waiting.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(self._folder / "new" / name)
        folder = os.open(self._folder / "new", os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is open."""


def _name(mail: Mail) -> str:
    """Time, what is unique, and who wrote it, parted by dots; without the colon that flags begin with."""
    made_of = sha256(mail.letter.message_id.encode()).hexdigest()[:32]
    return f"{int(mail.created.timestamp())}.{made_of}.rostering"
