"""Bookings of quotes at the same moment, or while what they rest on changes: none rests on what was."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest

from rostering.answers.quotes import Quote
from rostering.errors import Conflict
from rostering.services.inputs.folders import import_folder
from rostering.services.questions.booking import AlreadyBooked, ChangedSinceQuoted, book
from rostering.services.questions.quotes import QuoteCall
from rostering.services.rosters.edits import assign
from rostering.services.rosters.publishing import publish
from rostering.store import open_store
from samples.small_firm import SHEETS, write_firm

TODAY = date(2026, 10, 1)
SEAT = "B1:2026-11-04:backend:1"


@dataclass(frozen=True)
class Meanwhile(QuoteCall):
    """A call of a customer, after whose first look at the store something else happens."""

    event: Callable[[], object] = print
    over: list[bool] = field(default_factory=list)

    @property
    def cells(self) -> dict[str, str]:
        """The row of the booking."""
        if not self.over:
            self.over.append(True)
            self.event()
        return super().cells


def on_call(event: Callable[[], object]) -> Meanwhile:
    return Meanwhile("molo", "2026-11-10..2026-11-11", "evening", "backend:1", event=event)


def at_once(url: str, *ids: str) -> list[Quote | Conflict]:
    """What becomes of bookings that have all looked at the store before one of them changes it."""
    meet = Barrier(len(ids)).wait

    def one(id_: str) -> Quote | Conflict:
        try:
            return book(url, on_call(meet), id_, "lead", today=TODAY)
        except Conflict as refusal:
            return refusal

    with ThreadPoolExecutor(len(ids)) as threads:
        return list(threads.map(one, ids))


def booked(url: str) -> list[str]:
    with open_store(url).reading() as look:
        return [booking.id for booking in look.inputs().bookings]


@pytest.mark.parametrize(
    ("ids", "refusal", "sentence"),
    [
        (("B2", "B2"), AlreadyBooked, "there is a booking B2 already, of molo for 2026-11-10..2026-11-11"),
        (("B2", "B3"), ChangedSinceQuoted, "inputs or rosters changed while {id} was quoted; nothing was booked: "),
    ],
)
def test_of_two_bookings_at_the_same_moment_the_second_is_told(
    published: str, ids: tuple[str, str], refusal: type[Conflict], sentence: str
) -> None:
    came = dict(zip((0, 1), at_once(published, *ids), strict=True))
    ((lost, conflict),) = [(number, each) for number, each in came.items() if isinstance(each, Conflict)]
    assert type(conflict) is refusal
    assert conflict.exit_code == 3
    assert str(conflict).startswith(sentence.format(id=ids[lost]))
    assert booked(published) == ["B1", ids[1 - lost]]


@pytest.mark.parametrize("what", ["an import", "a draft", "a publication"])
def test_a_booking_whose_ground_changed_while_it_was_quoted_is_not_made(
    published: str, tmp_path: Path, what: str
) -> None:
    folder = write_firm(tmp_path / "new", leave_csv=SHEETS["leave.csv"] + "asta,2026-11-10,2026-11-10,leave\n")
    draft = assign(published, 1, SEAT, "birk", "lead").version.number if what == "a publication" else 0
    events: dict[str, Callable[[], object]] = {
        "an import": lambda: import_folder(published, folder, "lead"),
        "a draft": lambda: assign(published, 1, SEAT, "birk", "lead"),
        "a publication": lambda: publish(published, draft, "lead", force=True),
    }
    with pytest.raises(ChangedSinceQuoted, match="changed while B2 was quoted; nothing was booked: quote it again"):
        book(published, on_call(events[what]), "B2", "lead", today=TODAY)
    assert booked(published) == ["B1"]
    assert book(published, on_call(print), "B2", "lead", today=TODAY).booked
