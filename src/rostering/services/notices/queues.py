"""Queues of messages to programs of others emptied, each message claimed in one transaction and settled in the next.

Each receiver is told in order, and by a thread of its own: one that does not answer holds nobody else up.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic

from rostering.answers.sending import SendingRun
from rostering.domain.outgoing import UNFINISHED, DeliveryState, Message, To
from rostering.notices import Postponed, Rejected
from rostering.services.clock import now
from rostering.services.notices.sending import GIVE_UP, pause_after
from rostering.store import MessageQueue, Reading, Store, Transaction

LOST_AFTER = timedelta(minutes=5)
"""When a message whose sender has gone silent is sent again."""
LONGEST_WAIT = timedelta(hours=1)
"""However long a receiver asks to be left alone."""
AT_ONCE = 8
"""Receivers that are told at a time."""
ITSELF = "rostering"
"""As what the log names whoever removes a receiver that wants no more."""


@dataclass(frozen=True)
class Queues(Generic[To, Message]):
    """The queues of receivers of one kind, and how they are emptied."""

    store: Store
    queue: Callable[[Reading], MessageQueue[To, Message]]
    hand_over: Callable[[To, Message], None]
    """Raises Postponed, or Rejected where the receiver wants no more messages."""
    log_end: Callable[[Transaction, To, datetime], None]
    """Keeps in the log that a receiver is told nothing more."""
    lost_after: timedelta = LOST_AFTER
    never: frozenset[int] = frozenset()
    """Answers to a message that will not be taken however often it is sent; the next one may be."""

    def emptied(self, told: Iterable[To]) -> SendingRun[To, Message]:
        """Send what is due."""
        receivers = tuple(told)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            runs = pool.map(self._sent, receivers)
            attempts = tuple((to, each) for to, run in zip(receivers, runs, strict=True) for each in run)
        with self.store.reading() as reading:
            waiting = sum(self.queue(reading).count(to.number, *UNFINISHED) for to in receivers)
        return SendingRun(attempts, waiting)

    def _sent(self, to: To) -> list[Message]:
        """What became of the messages to a receiver that are due, up to the first that it does not take for now."""
        attempts: list[Message] = []
        while message := self._claimed(to):
            outcome = self._outcome(to, message)
            attempts.append(self._noted(to, message, outcome))
            if isinstance(outcome, Postponed) and outcome.code not in self.never:
                break
        return attempts

    def _claimed(self, to: To) -> Message | None:
        with self.store.transaction() as tx:
            return self.queue(tx).claim(to.number, now(), self.lost_after)

    def _outcome(self, to: To, message: Message) -> Postponed | Rejected | None:
        try:
            self.hand_over(to, message)
        except (Postponed, Rejected) as outcome:
            return outcome
        return None

    def _noted(self, to: To, message: Message, outcome: Postponed | Rejected | None) -> Message:
        """The message after an attempt."""
        with self.store.transaction() as tx:
            queue, at = self.queue(tx), now()
            state = self._state(message, outcome, at)
            due = at + _pause(message, outcome) if state is DeliveryState.WAITING else None
            queue.note(message, state, at, str(outcome) if outcome else None, due)
            if isinstance(outcome, Rejected):
                queue.end(to.number, at)
                self.log_end(tx, to, at)
            return queue.message(*message.place) or message

    def _state(self, message: Message, outcome: Postponed | Rejected | None, at: datetime) -> DeliveryState:
        if outcome is None:
            return DeliveryState.SENT
        is_over = isinstance(outcome, Rejected) or outcome.code in self.never or at - message.created > GIVE_UP
        return DeliveryState.FAILED if is_over else DeliveryState.WAITING


def _pause(message: Message, outcome: Postponed | Rejected | None) -> timedelta:
    """As long as after any attempt, and no shorter than the receiver asks for."""
    asked = outcome.wait if isinstance(outcome, Postponed) else timedelta()
    return max(pause_after(message.attempts), min(asked, LONGEST_WAIT))
