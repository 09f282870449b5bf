"""How all is that the service depends on: the store first, and whatever surrounds it where that is well."""

from collections.abc import Iterator
from contextlib import suppress

from rostering.answers.upkeep import Checkup, CheckupFinding, Standing
from rostering.errors import RosteringError
from rostering.language import _, told
from rostering.services.opening import is_missing, language_of
from rostering.services.upkeep.surroundings import LOOKS, Look, Patient
from rostering.store.copies import check_file
from rostering.store.engine import name_of, url_of
from rostering.store.opening import store_as_it_is
from rostering.store.schema import HEAD


def check_up(url: str, transport: str | None) -> Checkup:
    """Look at everything; what goes wrong with one thing is its finding, and keeps nobody from the others."""
    patient = Patient(url, transport)
    findings = list(_told_of("store", _store, patient))
    looks = LOOKS if all(one.standing is Standing.FINE for one in findings) else ()
    return Checkup((*findings, *(one for subject, look in looks for one in _told_of(subject, look, patient))))


def language_as_it_is(url: str) -> str | None:
    """The language of the firm whose store this is, of a store that would not be changed by asking."""
    with suppress(RosteringError):
        if not is_missing(url) and store_as_it_is(url).revision() == HEAD:
            return language_of(url)
    return None


def _told_of(subject: str, look: Look, patient: Patient) -> Iterator[CheckupFinding]:
    try:
        yield from look(patient)
    except RosteringError as error:
        yield CheckupFinding(subject, Standing.WRONG, told(" ".join(str(error).split())))


def _store(patient: Patient) -> Iterator[CheckupFinding]:
    """Whether there is one, of this version, and whole."""
    if is_missing(patient.url):
        name = name_of(url_of(patient.url))
        advice = _("import a data folder, or say with --db or ROSTERING_DB where it is")
        yield CheckupFinding("store", Standing.WRONG, _("there is no store {name}", name=name), advice)
        return
    store = store_as_it_is(patient.url)
    revision = store.revision()
    if patient.file:
        check_file(patient.file)
    yield CheckupFinding("store", Standing.FINE, _("{name} can be read, and is whole", name=store.name))
    yield _schema(revision)


def _schema(revision: str | None) -> CheckupFinding:
    if revision == HEAD:
        return CheckupFinding("schema", Standing.FINE, _("the tables are of this version ({revision})", revision=HEAD))
    if revision is None:
        advice = _("name another store: this one belongs to something else, or was never imported into")
        return CheckupFinding("schema", Standing.WRONG, _("the tables are none of ours"), advice)
    if revision > HEAD:
        found = _(
            "the tables are of a newer rostering ({revision}; this one knows {head})", revision=revision, head=HEAD
        )
        return CheckupFinding("schema", Standing.WRONG, found, _("upgrade this program"))
    found = _("the tables are older ({revision}; this one makes {head})", revision=revision, head=HEAD)
    return CheckupFinding("schema", Standing.LOOK, found, _("back the store up; the next command brings it up to date"))
