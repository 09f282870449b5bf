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


def profile_files(folder: Path | None = None) -> dict[str, Path]:
    """The files of all profiles by name, sorted; one's own stand in for those that come along.

    Raises UnreadableProfile.
    """
    found = {path.stem: path for path in _SHIPPED.iterdir() if path.suffix == ENDING}
    if folder is not None:
        try:
            found |= {path.stem: path for path in folder.iterdir() if path.suffix == ENDING}
        except OSError as error:
            raise UnreadableProfile(folder, error) from error
    return dict(sorted(found.items()))


def profile_of(path: Path) -> Profile:
    """The profile that a file holds, called by the file's name. Raises UnreadableProfile, FaultyInput."""
    if not ID.fullmatch(path.stem):
        raise FaultyInput([Fault(path.name, _("is no name for a profile"), _("use letters a-z, digits, _ . and -"))])
    if path.stem in FORMATS:
        raise FaultyInput(
            [Fault(path.name, _("{stem} is a format already", stem=path.stem), _("call the profile otherwise"))]
        )
    try:
        return read_profile(path.stem, path.name, read_given(path, path.name, MOST_OF_A_DOCUMENT))
    except OSError as error:
        raise UnreadableProfile(path, error) from error


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
