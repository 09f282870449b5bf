"""The two kinds of errors, faults in what people wrote and calls that cannot be honoured, and their exit codes."""

from collections.abc import Iterable
from dataclasses import dataclass, field


def hinted(message: str, hint: str) -> str:
    """A message with the hint how to mend it, if there is one."""
    return f"{message} ({hint})" if hint else message


@dataclass(frozen=True, order=True)
class Fault:
    """One mistake in a person's input: where it stands, what is wrong, how to mend it."""

    place: str
    message: str
    hint: str = ""
    column: str = field(default="", compare=False)
    """Of a table's row the cell that is wrong, where it is one."""

    def __str__(self) -> str:
        return hinted(f"{self.place}: {self.message}", self.hint)


class RosteringError(Exception):
    """A call that cannot be honoured; `exit_code` is what a command line answers."""

    exit_code = 2


class FaultyInput(RosteringError):
    """All faults found in one reading of a person's input."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class BadCall(RosteringError):
    """The call names something that is not there or makes no sense."""


class Unknown(BadCall):
    """The call names something that is not there."""


class Empty(BadCall):
    """The call asks for something of a store that does not have anything of the kind yet."""


class Refused(RosteringError):
    """The call makes sense, and the answer is no."""

    exit_code = 1


class Conflict(RosteringError):
    """The call contradicts what was published, closed or changed meanwhile."""

    exit_code = 3


class Stale(Conflict):
    """What somebody was shown, and answered to, has been changed meanwhile; `changes` says by whom and how."""

    def __init__(self, message: str, changes: Iterable[str] = ()) -> None:
        self.changes = tuple(changes)
        super().__init__(message)


class StorageFailed(RosteringError):
    """The store could not be opened, read or written."""

    exit_code = 4
