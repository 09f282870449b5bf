"""A data folder as a zip: the same bytes for the same files, and one sentence for whatever else somebody sends."""

import io
import struct
import zipfile

import pytest

from rostering.folder.zips import LARGEST, BadZip, packed, unpacked

SEVERAL = "the zip has data files in several folders, or one of them twice"
FILES = {"bookings.csv": b"id\n", "organisation.toml": "name = 'Ærø'\n".encode()}


def zipped(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def test_the_same_files_are_the_same_bytes_in_whatever_order_they_come() -> None:
    assert packed(FILES) == packed(dict(reversed(FILES.items())))
    assert unpacked(packed(FILES)) == FILES


@pytest.mark.parametrize("folder", ["", "firm/", "a/b c/"])
def test_the_files_lie_at_the_top_or_in_one_folder_and_what_systems_add_is_left_out(folder: str) -> None:
    odd = {"__MACOSX/firm/._bookings.csv": b"x", f"{folder}.hidden.csv": b"x", f"{folder}readme.md": b"x"}
    assert unpacked(zipped({f"{folder}{name}": data for name, data in FILES.items()} | odd)) == FILES


def locked() -> bytes:
    """A zip whose file says that it is locked by a password."""
    data = bytearray(zipped(FILES))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.index(mark) + at
        data[start : start + 2] = struct.pack("<H", 1)
    return bytes(data)


def twice() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("bookings.csv", b"a")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("bookings.csv", b"b")
    return made.getvalue()


def odd_way() -> bytes:
    """A zip that is packed by a method that nobody knows."""
    data = bytearray(zipped({"bookings.csv": b"id\n"}))
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = data.index(mark) + at
        data[start : start + 2] = struct.pack("<H", 99)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "this is not a zip, or it is broken"),
        (b"id,customer\n", "this is not a zip, or it is broken"),
        (zipped(FILES)[:-30], "this is not a zip, or it is broken"),
        (zipped(FILES).replace(b"id\n"[:1], b"xx"), "this is not a zip, or it is broken"),
        (zipped({"../organisation.toml": b""}), "the zip has a file whose name leads out of its folder"),
        (zipped({"a/../../x.csv": b""}), "the zip has a file whose name leads out of its folder"),
        (zipped({"/etc/x.csv": b""}), "the zip has a file whose name leads out of its folder"),
        (zipped({"C:\\x.csv": b""}), "the zip has a file whose name leads out of its folder"),
        (zipped({"..\\x.csv": b""}), "the zip has a file whose name leads out of its folder"),
        (zipped({"a/bookings.csv": b"", "b/leave.csv": b""}), SEVERAL),
        (twice(), SEVERAL),
        (zipped({"readme.md": b""}), "there is no data file in the zip: it is to hold the files of a data folder"),
        (zipped({f"{number}.csv": b"" for number in range(1001)}), "the zip has more than 1000 files"),
        (zipped({"bookings.csv": bytes((1 << 26) + 1)}), "unpacked, the zip is larger than 64 MiB"),
        (bytes(LARGEST + 1), "the zip is larger than 1 MiB: use rostering import for such a folder"),
        (locked(), "the zip is locked by a password"),
        (odd_way(), "the zip is packed in a way that cannot be read here: pack it as an ordinary zip"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)  # fmt: skip
def test_whatever_is_no_good_zip_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(BadZip) as caught:
        unpacked(data)
    assert str(caught.value) == said
