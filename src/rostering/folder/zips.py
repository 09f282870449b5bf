"""A data folder as a zip: packed always into the same bytes, and unpacked with care, as anybody may have made it."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from rostering.errors import BadCall
from rostering.language import _

LARGEST = 1 << 20
"""Bytes of a zip."""
LARGEST_UNPACKED = 1 << 26
"""Bytes of all its files together."""
MOST = 1000
"""Files of a zip."""
_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can tell; every file has it."""
_READABLE, _ENCRYPTED = 0o644 << 16, 1
_SUFFIXES = (".toml", ".csv")


class BadZip(BadCall):
    """A zip that cannot be taken, with the one sentence that says why."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip: the same bytes for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(files.items()):
            info = zipfile.ZipInfo(name, _BEGINNING)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, _READABLE, 3
            archive.writestr(info, data)
    return made.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The data files of a zip by name, at its top or in one folder; nothing is written anywhere. Raises BadZip."""
    if len(data) > LARGEST:
        raise BadZip(_("the zip is larger than {size} MiB: use rostering import for such a folder", size=LARGEST >> 20))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return dict(_files(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError):
        raise BadZip(_("this is not a zip, or it is broken")) from None
    except (NotImplementedError, RuntimeError):
        raise BadZip(_("the zip is packed in a way that cannot be read here: pack it as an ordinary zip")) from None


def _files(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MOST:
        raise BadZip(_("the zip has more than {most} files", most=MOST))
    for info in infos:
        _refuse_odd(info)
    wanted = {info.filename: info for info in infos if _is_data(info.filename)}
    names = [PurePosixPath(name).name for name in wanted]
    if len({str(PurePosixPath(name).parent) for name in wanted}) > 1 or len(wanted) < sum(map(_is_ours, infos)):
        raise BadZip(_("the zip has data files in several folders, or one of them twice"))
    if not wanted:
        raise BadZip(_("there is no data file in the zip: it is to hold the files of a data folder"))
    left = LARGEST_UNPACKED
    for name, info in zip(names, wanted.values(), strict=True):
        with archive.open(info) as stream:
            data = stream.read(left + 1)  # no more is unpacked, whatever the zip says of itself
        left -= len(data)
        if left < 0:
            raise BadZip(_("unpacked, the zip is larger than {size} MiB", size=LARGEST_UNPACKED >> 20))
        yield name, data


def _refuse_odd(info: zipfile.ZipInfo) -> None:
    """Refuse names that lead out of the folder, and what is locked by a password."""
    parts = PurePosixPath(info.filename.replace("\\", "/")).parts
    if ".." in parts or info.filename.startswith(("/", "\\")) or ":" in info.filename:
        raise BadZip(_("the zip has a file whose name leads out of its folder"))
    if info.flag_bits & _ENCRYPTED:
        raise BadZip(_("the zip is locked by a password"))


def _is_ours(info: zipfile.ZipInfo) -> bool:
    return _is_data(info.filename)


def _is_data(name: str) -> bool:
    """Whether a file is read: what systems put beside the files is not."""
    path = PurePosixPath(name)
    return path.suffix.lower() in _SUFFIXES and not any(part.startswith((".", "__MACOSX")) for part in path.parts)
