"""Mapping profiles: those that come along, those of a folder of one's own, and single files."""

from pathlib import Path

from rostering.billing import profiles
from rostering.billing.files.formats import FORMATS
from rostering.billing.profiles.profile import Profile
from rostering.billing.profiles.profile_reading import read_profile
from rostering.errors import BadCall, Fault, FaultyInput
from rostering.files import MOST_OF_A_DOCUMENT, read_given
from rostering.folder.cells import ID
from rostering.language import _, foreign

_SHIPPED = Path(profiles.__file__).parent / "shipped"
ENDING = ".toml"


class UnreadableProfile(BadCall):
    """A profile's file, or a folder of profiles, that cannot be read."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(_("cannot read '{path}': {strerror}", path=path, strerror=foreign(error.strerror)))


def profile_files(folder: Path | None = None, shipped: Path | None = _SHIPPED) -> dict[str, Path]:
    """The files of all profiles by name, sorted; one's own stand in for those that come along, if any do.

    Raises UnreadableProfile.
    """
    found: dict[str, Path] = {}
    for place in filter(None, (shipped, folder)):
        try:
            found |= {path.stem: path for path in place.iterdir() if path.suffix == ENDING}
        except OSError as error:
            raise UnreadableProfile(place, error) from error
    return dict(sorted(found.items()))


def profile_of(path: Path) -> Profile:
    """The profile that a file holds, called by the file's name. Raises UnreadableProfile, FaultyInput."""
    _check_name(path.stem, path.name)
    try:
        return read_profile(path.stem, path.name, read_given(path, path.name, MOST_OF_A_DOCUMENT))
    except OSError as error:
        raise UnreadableProfile(path, error) from error


def profile_written(name: str, text: str) -> Profile:
    """The profile that a text holds, under a name. Raises FaultyInput."""
    file = f"{name}{ENDING}"
    _check_name(name, file)
    return read_profile(name, file, text.encode("utf-8", "replace"))


def _check_name(name: str, file: str) -> None:
    if not ID.fullmatch(name):
        raise FaultyInput([Fault(file, _("is no name for a profile"), _("use letters a-z, digits, _ . and -"))])
    if name.endswith(ENDING):
        raise FaultyInput([Fault(file, _("is no name for a profile"), _("leave {ending} out", ending=ENDING))])
    if name in FORMATS:
        raise FaultyInput([Fault(file, _("{stem} is a format already", stem=name), _("call the profile otherwise"))])


def all_profiles(folder: Path | None = None) -> tuple[Profile, ...]:
    """All profiles by name. Raises UnreadableProfile, and FaultyInput with what is wrong with any of them."""
    profiles: list[Profile] = []
    faults: list[Fault] = []
    for path in profile_files(folder).values():
        try:
            profiles.append(profile_of(path))
        except FaultyInput as faulty:
            faults += faulty.faults
    if faults:
        raise FaultyInput(faults)
    return tuple(profiles)
