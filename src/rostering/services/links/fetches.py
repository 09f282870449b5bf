"""When links were fetched, and by what: kept in memory until the store has been told."""

from collections.abc import Mapping
from datetime import datetime
from threading import Lock

from rostering.answers.links import Fetch
from rostering.domain.clients import client_family


class Fetches:
    """The last fetch of each link since the store was last told; many threads may note at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: dict[int, Fetch] = {}

    def note(self, link: int, at: datetime, user_agent: str) -> None:
        """Remember that a link was fetched."""
        self.give_back({link: (at, client_family(user_agent))})

    def of(self, link: int) -> Fetch | None:
        """The last fetch of a link that the store has yet to be told of."""
        return self._last.get(link)

    def take(self) -> dict[int, Fetch]:
        """All that the store is to be told now, by the link's number."""
        with self._lock:
            taken, self._last = self._last, {}
        return taken

    def give_back(self, untold: Mapping[int, Fetch]) -> None:
        """Remember what the store could not be told after all, unless a later fetch is known."""
        with self._lock:
            for link, fetch in untold.items():
                self._last[link] = max(fetch, self._last.get(link, fetch), key=_when)


def _when(fetch: Fetch) -> datetime:
    return fetch[0]
