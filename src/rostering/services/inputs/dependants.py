"""What published rosters rest on, and so cannot be removed from the inputs."""

from collections.abc import Iterable, Iterator, Sequence

from rostering.answers.imports import Place
from rostering.domain.charges import Charge
from rostering.errors import Fault, FaultyInput
from rostering.language import _, marked
from rostering.rosters.version import Publication, Version

_HINTS = {
    "consultants.csv": marked("people end, they are not deleted: keep the line and fill in employed_to"),
    "customers.csv": marked("keep the line, and end the customer's agreements"),
    "bookings.csv": marked("keep the line, and write yes under cancelled"),
}


def refuse_removal(removed: Iterable[Place], publications: Sequence[Publication], lines: Iterable[Charge] = ()) -> None:
    """Raise FaultyInput when a removed record is one that a roster ever published, or a closed month, rests on."""
    billed = {
        place: _("the closed month {month}", month=f"{line.month:%Y-%m}")
        for line in lines
        for place in _billed_places(line)
    }
    rosters = {
        place: _("published roster {number}", number=publication.version.number)
        for publication in publications
        for place in _rests(publication)
    }
    owners = {**billed, **rosters}
    faults = [_fault(place, owners[place]) for place in sorted(removed) if place in owners]
    if faults:
        raise FaultyInput(faults)


def _rests(publication: Publication) -> set[Place]:
    return set(_places(publication.version))


def _places(version: Version) -> Iterator[Place]:
    for duty in version.duties:
        if duty.consultant:
            yield "consultants.csv", duty.consultant
        if duty.seat.booking:
            yield "bookings.csv", duty.seat.booking
        for customer in duty.seat.customers:
            yield "customers.csv", customer
    for off in version.compensating_days:
        yield "consultants.csv", off.consultant


def _billed_places(line: Charge) -> Iterator[Place]:
    yield "customers.csv", line.customer
    if line.booking:
        yield "bookings.csv", line.booking


def _fault(place: Place, owner: str) -> Fault:
    file, key = place
    thing = file.removesuffix("s.csv")
    return Fault(
        file,
        _("the {thing} '{key}' is gone, but {owner} rests on it", thing=_(thing), key=key, owner=owner),
        _(_HINTS[file]),
    )
