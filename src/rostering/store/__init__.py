"""The store: inputs, every roster there ever was, and who did what; the door to SQLModel and its databases."""

from rostering.store.charge_rows import Closing
from rostering.store.failures import Unchangeable
from rostering.store.log_book import LogQuery
from rostering.store.log_rows import LogEntry
from rostering.store.message_queues import MessageQueue
from rostering.store.opening import Store, open_store
from rostering.store.pay_rows import PayClosing
from rostering.store.reading import NoInputs, NoRoster, Reading, UnknownRoster
from rostering.store.recall import Pulse, forgotten, recalling
from rostering.store.records import Records, digests_of, records_of, seals_of
from rostering.store.transaction import Transaction
from rostering.store.witness import witnessed

__all__ = [
    "Closing",
    "LogEntry",
    "LogQuery",
    "MessageQueue",
    "NoInputs",
    "NoRoster",
    "PayClosing",
    "Pulse",
    "Reading",
    "Records",
    "Store",
    "Transaction",
    "Unchangeable",
    "UnknownRoster",
    "digests_of",
    "forgotten",
    "open_store",
    "recalling",
    "records_of",
    "seals_of",
    "witnessed",
]
