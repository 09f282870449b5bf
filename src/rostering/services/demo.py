"""The demo: the main job on the example firm, from data folder to calendars and charges."""

from pathlib import Path
from threading import Event

from rostering.answers.demo import Demonstrated
from rostering.answers.users import Invited
from rostering.domain.users import Actor, Role
from rostering.errors import Refused
from rostering.files import Unwritable
from rostering.language import _
from rostering.resources import shipped
from rostering.services.access.users import add_user, invite, users
from rostering.services.charges.exporting import export_charges
from rostering.services.clock import now
from rostering.services.inputs.folders import import_folder
from rostering.services.links.feeds import export_feeds
from rostering.services.opening import existing_store, is_missing
from rostering.services.rosters.planning import SearchLimits, Watch, make_plan
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.showing import show
from rostering.spans import Period
from rostering.store import Reading, digests_of

PERIOD = Period.parse("2026Q4")
USERS = (
    ("ops", Role.OPS, None),
    ("anna", Role.CONSULTANT, "anna"),
    ("finance", Role.FINANCE, None),
    ("viewer", Role.VIEWER, None),
)
"""Who may sign in to the demo: somebody in each role."""
_DEMO = "demo"


class NotTheDemo(Refused):
    """A store with inputs that the demo did not import, and would replace."""

    def __init__(self, store: str) -> None:
        super().__init__(
            _("the store {store} holds data that is not the demo's: give the demo another one", store=store)
        )


def demonstrate(
    folder: Path, url: str | None, limits: SearchLimits, watch: Watch, by: str, stop: Event | None = None
) -> Demonstrated:
    """Import the example firm, plan a quarter, publish it, and write what follows into a folder.

    Without a URL the store is made anew in the folder. Raises NotOurs rather than touch other inputs.
    """
    store = _fresh_store(folder) if url is None else url
    _load(store, by, _refuse_others(store))
    number = make_plan(store, PERIOD, limits, watch, by, stop=stop).version.number
    publish(store, number, by)
    files = _files(store, folder)
    return Demonstrated(show(store, number), files, store, invite_each(store, Actor.ops(by)))


def invite_each(store: str, actor: Actor) -> tuple[Invited, ...]:
    """One-time addresses for somebody in each role, added where they are not there yet."""
    known = {account.user.name for account in users(store, actor)}
    return tuple(
        invite(store, actor, name) if name in known else add_user(store, actor, name, role, consultant)
        for name, role, consultant in USERS
    )


def _files(store: str, folder: Path) -> tuple[Path, ...]:
    months = [export_charges(store, month, "csv", folder / "billing").files for month in PERIOD.months()]
    return *export_feeds(store, folder / "feeds"), *(file for files in months for file in files)


def _fresh_store(folder: Path) -> str:
    store = folder / "rostering.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_others(str(store))
        for file in (store, Path(f"{store}-wal"), Path(f"{store}-shm")):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise Unwritable(folder, error) from error
    return str(store)


def _load(store: str, by: str, since: int) -> None:
    import_folder(store, shipped("examples") / "picocore", by, since=since)
    with existing_store(store).transaction() as tx:
        tx.log(by, _DEMO, "inputs", at=now())


def _refuse_others(store: str) -> int:
    """The last entry of the log of a store that the demo may import into. Raises NotOurs."""
    if is_missing(store):
        return 0
    with existing_store(store).reading() as reading:
        if reading.has_inputs() and not _untouched(reading):
            raise NotTheDemo(store)
        return reading.newest_entry()


def _untouched(reading: Reading) -> bool:
    """Whether the inputs are still those that the demo itself imported."""
    imports = [entry.action for entry in reading.audit_log() if entry.action in ("import", _DEMO)]
    if imports[-1:] != [_DEMO] or reading.exchanges.others():
        return False
    return digests_of(reading.records()) == reading.baseline()
