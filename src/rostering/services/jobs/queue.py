"""The port to whatever runs jobs: child processes of the service, or workers elsewhere."""

from typing import Protocol

STORE = "ROSTERING_DB"
"""The variable that names the store to a program that runs a job."""
GIVING_BACK = "back"
"""What such a program is told whose job is begun anew by somebody else, where it is cut off."""
STORE_FAILED = 4
"""How it ends where the store could not be used."""


class Queue(Protocol):
    """Brings jobs to whoever runs them by `run_job`. The store has the job before anybody is told of it.

    To be told twice of a job, or of one that is over, does no harm; nor does it when nobody is told: who runs jobs
    looks into the store as well.
    """

    def put(self, number: int) -> None:
        """Let somebody begin a job."""

    def cancel(self, number: int) -> None:
        """Let whoever runs a job know that it is to stop."""


class Waiting:
    """The queue of a service that runs nothing itself: jobs wait in the store until somebody looks there."""

    def put(self, number: int) -> None:
        """The store has it."""

    def cancel(self, number: int) -> None:
        """The store has it."""


class Lanes:
    """Several queues beside one another, so that a repair does not wait for a plan."""

    def __init__(self, *queues: Queue) -> None:
        self._queues = queues

    def put(self, number: int) -> None:
        """Whoever has the job's kind begins it."""
        for queue in self._queues:
            queue.put(number)

    def cancel(self, number: int) -> None:
        """Whoever has it stops it."""
        for queue in self._queues:
            queue.cancel(number)
