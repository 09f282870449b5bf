"""The check of a data folder by everything that will read it later: its own form, the rules, the calendars."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rostering.calendars import HolidayWeekOutside, UnknownCalendar, calendar_of, warnings_of
from rostering.domain.inputs import Inputs
from rostering.errors import Fault, FaultyInput
from rostering.folder.headers import Header
from rostering.folder.notes import Notes
from rostering.folder.reader import HOLDS, Look, look_at, look_into
from rostering.rules.book import faults_of, unknown_names_in
from rostering.services.charges.discounts import discount_doubts
from rostering.services.clock import now
from rostering.spans import Period


@dataclass(frozen=True)
class Checked:
    """A data folder that is in order, with what is doubtful in it all the same."""

    inputs: Inputs
    warnings: tuple[str, ...]
    bookings_header: Header


@dataclass(frozen=True)
class _Judged:
    """What is wrong with a calendar, or what is doubtful in it."""

    faults: tuple[Fault, ...] = ()
    doubts: tuple[str, ...] = ()


def check_folder(path: Path) -> Checked:
    """Read a data folder. Raises NoFolder, or FaultyInput with the faults that any part of rostering would find."""
    return _checked(look_into(path))


def check_files(files: Mapping[str, bytes]) -> Checked:
    """Read the files of a data folder, by name. Raises FaultyInput as `check_folder` does."""
    return _checked(look_at(files))


def _checked(look: Look) -> Checked:
    judged = [_judged(name, place, look) for name, place in look.calendars.items()]
    faults = [*look.faults, *_later_faults(look), *(fault for calendar in judged for fault in calendar.faults)]
    if look.inputs is None or look.bookings_header is None or faults:
        raise FaultyInput(_in_order(faults))
    doubts = dict.fromkeys(doubt for calendar in judged for doubt in calendar.doubts)
    return Checked(look.inputs, (*doubts, *discount_doubts(look.inputs)), look.bookings_header)


def _later_faults(look: Look) -> Iterator[Fault]:
    """What the rules say of a policy that can be read, and of a folder that is in order by itself."""
    if look.policy is not None:
        yield from faults_of(look.policy)
    if look.inputs is not None:
        yield from unknown_names_in(look.inputs)


def _judged(name: str, place: str, look: Look) -> _Judged:
    """A calendar by the years that will be planned next."""
    try:
        return _Judged(doubts=warnings_of(calendar_of(name, look.documents), _years()))
    except UnknownCalendar as error:
        return _Judged((Fault(place, str(error)),))
    except HolidayWeekOutside as error:
        return _Judged((Fault(f"{name}.toml", str(error)),))
    except FaultyInput as error:
        return _Judged(error.faults)


def _years() -> Period:
    year = now().year
    return Period(date(year, 1, 1), date(year + 1, 12, 31))


def _in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults in the order of the files and their lines."""
    notes = Notes(tuple(HOLDS))
    for fault in faults:
        notes.fault(fault.place, fault.message, fault.hint, fault.column)
    return notes.found()
