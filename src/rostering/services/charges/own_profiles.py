"""The firm's own profiles of exports: kept with the data once they are sound, and chosen like any format."""

from collections.abc import Iterator
from contextlib import contextmanager

from rostering.answers.exports import ProfileShown, ProfilesShown
from rostering.billing.files.profile_files import profile_written
from rostering.domain.rights import Action
from rostering.domain.users import Actor
from rostering.errors import Fault, FaultyInput, Unknown
from rostering.language import _
from rostering.services.access.freshness import check_mark, mark_of
from rostering.services.access.rights import require
from rostering.services.charges.exporting import known_profiles
from rostering.services.clock import now
from rostering.services.opening import existing_store
from rostering.store import Reading

MOST = 50
"""Profiles of their own that a firm may keep."""
ABOUT = "profile "
"""How `what` begins in entries of the log about profiles."""


class UnknownProfile(Unknown):
    """A name that no profile of the firm has."""

    def __init__(self, name: str) -> None:
        super().__init__(_("there is no profile '{name}' of your own", name=name[:100]))


def own_profiles(url: str, actor: Actor) -> ProfilesShown:
    """The firm's own profiles, as they are written. Raises Forbidden, NoStore."""
    require(actor, Action.EXPORT_CHARGES)
    with existing_store(url).reading() as reading:
        return ProfilesShown(dict(reading.own_profiles.all()), mark_of(reading, ABOUT))


def choosable_profiles(url: str) -> tuple[ProfileShown, ...]:
    """The profiles that may be chosen: the firm's own, and those that come along whose names it has not taken.

    One that a newer rostering does not understand any more is left out: its page says what is wrong with it.
    """
    with existing_store(url).reading() as reading:
        own = tuple(_shown(reading))
    taken = {each.name for each in own}
    return (*own, *(each for each in known_profiles() if each.name not in taken))


def keep_profile(url: str, actor: Actor, name: str, text: str, mark: str) -> None:
    """Keep a profile under a name, in the place of what was there; faults stand at the fields `name` and `text`.

    Raises Forbidden, FaultyInput, Stale.
    """
    require(actor, Action.EXPORT_CHARGES)
    with _by_field(name):
        profile_written(name, text)
    with existing_store(url).transaction() as tx:
        check_mark(tx, mark, ABOUT)
        known = tx.own_profiles.all()
        if name not in known and len(known) >= MOST:
            raise FaultyInput([Fault("name", _("these are more than {number}", number=MOST))])
        if known.get(name) == text:
            return
        tx.own_profiles.put(name, text)
        tx.log(actor.name, "keep profile", f"{ABOUT}{name}", known.get(name), text, at=now())


def drop_profile(url: str, actor: Actor, name: str, mark: str) -> None:
    """Keep a profile no more; what was exported by it stays exported. Raises Forbidden, UnknownProfile, Stale."""
    require(actor, Action.EXPORT_CHARGES)
    with existing_store(url).transaction() as tx:
        check_mark(tx, mark, ABOUT)
        known = tx.own_profiles.all()
        if name not in known:
            raise UnknownProfile(name)
        tx.own_profiles.drop(name)
        tx.log(actor.name, "drop profile", f"{ABOUT}{name}", known[name], None, at=now())


def _shown(reading: Reading) -> Iterator[ProfileShown]:
    for name, text in reading.own_profiles.all().items():
        try:
            found = profile_written(name, text)
        except FaultyInput:
            continue
        yield ProfileShown(found.name, found.title, found.kind, found.example, found.note)


@contextmanager
def _by_field(name: str) -> Iterator[None]:
    """Say what is wrong with a name beside it, and all else beside the text, with the place in it."""
    try:
        yield
    except FaultyInput as faulty:
        raise FaultyInput(_placed(fault, f"{name}.toml") for fault in faulty.faults) from faulty


def _placed(fault: Fault, file: str) -> Fault:
    if fault.place == file and fault.hint:
        return Fault("name", fault.message, fault.hint)
    return Fault("text", f"{fault.place}: {fault.message}", fault.hint)
