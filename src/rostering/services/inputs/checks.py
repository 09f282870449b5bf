"""The check of a data folder by everything that will read it later: its own form, the rules, the calendars."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rostering.calendars import HolidayWeekOutside, UnknownCalendar, calendar_of, warnings_of
from rostering.domain.inputs import Inputs
from rostering.errors import Fault, FaultyInput
from rostering.files import MOST_OF_A_DOCUMENT, read_given
from rostering.folder.notes import Notes
from rostering.folder.organisation import read_organisation
from rostering.folder.packages import read_catalogue
from rostering.folder.policy import read_policy
from rostering.folder.reader import HOLDS, read_folder
from rostering.folder.tables import open_document
from rostering.rules.book import faults_of, strangers_in
from rostering.services.charges.discounts import discount_doubts
from rostering.services.clock import now
from rostering.spans import Period
from rostering.windows import calendar_doubts

_ORGANISATION, _PACKAGES, _POLICY = "organisation.toml", "packages.toml", "policy.toml"


@dataclass(frozen=True)
class Checked:
    """A data folder that is in order, with what is doubtful in it all the same."""

    inputs: Inputs
    warnings: tuple[str, ...]


def check_folder(path: Path) -> Checked:
    """Read a data folder. Raises NoFolder, or FaultyInput with the faults that any part of rostering would find."""
    try:
        inputs = read_folder(path)
    except FaultyInput as error:
        _raise_all([*error.faults, *_later_faults(_texts(path))])
        raise
    _raise_all([*_later_faults(inputs.documents), *strangers_in(inputs)])
    return Checked(inputs, (*calendar_doubts(inputs, _years()), *discount_doubts(inputs)))


def _later_faults(texts: Mapping[str, str | None]) -> Iterator[Fault]:
    yield from _rule_faults(texts.get(_POLICY))
    yield from _calendar_faults(texts)


def _rule_faults(text: str | None) -> Iterable[Fault]:
    notes = Notes((_POLICY,))
    policy = read_policy(open_document(notes, _POLICY, text), None)
    return () if text is None or notes.count else faults_of(policy)


def _calendar_faults(texts: Mapping[str, str | None]) -> Iterator[Fault]:
    for name, place in _calendars_in(texts).items():
        yield from _faults_of_calendar(name, place, texts)


def _calendars_in(texts: Mapping[str, str | None]) -> dict[str, str]:
    """The calendars that the organisation and its teams keep, as far as can be read, with the first place of each."""
    notes = Notes((_ORGANISATION, _PACKAGES))
    organisation = read_organisation(open_document(notes, _ORGANISATION, texts.get(_ORGANISATION)))
    catalogue = read_catalogue(open_document(notes, _PACKAGES, texts.get(_PACKAGES)))
    places = {organisation.calendar: f"{_ORGANISATION}: calendar"} if organisation.calendar else {}
    for team, name in catalogue.calendars.items():
        places.setdefault(name, f"{_PACKAGES}: teams.{team}.calendar")
    return {name: place for name, place in places.items() if f"{name}.toml" not in HOLDS}


def _faults_of_calendar(name: str, place: str, texts: Mapping[str, str | None]) -> Iterable[Fault]:
    file = f"{name}.toml"
    if file in texts and texts[file] is None:
        return  # that it cannot be read is known already
    try:
        warnings_of(calendar_of(name, {name: text for name, text in texts.items() if text is not None}), _years())
    except UnknownCalendar as error:
        yield Fault(place, str(error))
    except HolidayWeekOutside as error:
        yield Fault(file, str(error))
    except FaultyInput as error:
        yield from error.faults


def _texts(path: Path) -> dict[str, str | None]:
    """The TOML files of a folder that is not in order; None for one that cannot be read."""
    return {file.name: _text(file) for file in path.glob("*.toml")}


def _text(file: Path) -> str | None:
    try:
        return read_given(file, file.name, MOST_OF_A_DOCUMENT).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, FaultyInput):
        return None


def _years() -> Period:
    year = now().year
    return Period(date(year, 1, 1), date(year + 1, 12, 31))


def _raise_all(faults: Iterable[Fault]) -> None:
    """Raise the faults, if any, in the order of the files and their lines."""
    notes = Notes(tuple(HOLDS))
    for fault in faults:
        notes.fault(fault.place, fault.message, fault.hint)
    notes.settle()
