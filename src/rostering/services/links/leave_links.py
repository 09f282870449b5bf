"""The links by which consultants send leave in: known from the store's last state, so that no other is looked for."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from rostering.answers.links import Sender
from rostering.domain.inputs import Inputs
from rostering.domain.links import GONE, digest_of, is_secret, link_of
from rostering.domain.subscriptions import Purpose, SubjectKind, Subscription
from rostering.services.opening import existing_store
from rostering.store import Reading


@dataclass(frozen=True)
class _Known:
    """The store at one moment, as far as leave links go."""

    pulse: tuple[object, object]
    inputs: Inputs | None
    links: Mapping[str, Subscription]
    """By the digest of their secret."""


class LeaveDesk:
    """Knows the leave links of a store; `refresh` renews what it knows."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._known: _Known | None = None

    @property
    def is_open(self) -> bool:
        """Whether the store has been read at all."""
        return self._known is not None

    def refresh(self) -> None:
        """Look whether the store has changed, and if so read its links anew. Raises NoStore, StorageFailed."""
        with existing_store(self._url).reading() as reading:
            pulse = reading.pulse()
            if self._known is None or self._known.pulse != pulse:
                self._known = _Known(pulse, *_read(reading))

    def sender(self, secret: str, at: datetime) -> Sender | None:
        """Whose leave a secret takes at that instant; None when nobody has it or it is good no more."""
        known, digest = self._known, digest_of(secret)
        link = known.links.get(digest) if known and is_secret(secret) else None
        if known is None or known.inputs is None or link is None or not hmac.compare_digest(link.digest, digest):
            return None
        who = next((each for each in known.inputs.consultants if each.id == link.subject.id), None)
        standing = link_of(link, replace(known.inputs, consultants=(who,) if who else ()), at)
        return None if who is None or standing.standing in GONE else Sender(standing, who.name)


def _read(reading: Reading) -> tuple[Inputs | None, Mapping[str, Subscription]]:
    links = {
        link.digest: link
        for link in reading.subscriptions.all()
        if link.purpose is Purpose.LEAVE and link.subject.kind is SubjectKind.CONSULTANT
    }
    return (reading.inputs() if reading.has_inputs() else None), links
