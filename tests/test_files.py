"""What people gave is read within bounds, and never waited for."""

import hashlib
import os
from pathlib import Path

import pytest

from rostering.errors import FaultyInput
from rostering.files import digest_given, odd_kind, opened, read_given
from samples.odd_files import HINT, ODD_FILES


@pytest.mark.parametrize("odd", ODD_FILES)
def test_what_is_no_file_is_a_fault_at_once(odd: str, tmp_path: Path) -> None:
    make, said = ODD_FILES[odd]
    make(tmp_path / "leave.csv")
    for read in (lambda path: read_given(path, "here", 9), lambda path: digest_given(path, "here")):
        with pytest.raises(FaultyInput) as caught:
            read(tmp_path / "leave.csv")
        assert [str(fault) for fault in caught.value.faults] == [f"here: {said} ({HINT})"]


def test_a_folder_is_what_the_system_says_it_is(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        read_given(tmp_path, "here", 9)
    assert odd_kind(tmp_path.stat()) == "a folder"


@pytest.mark.parametrize("links", [0, 1, 2])
def test_a_link_to_a_file_is_as_good_as_the_file(links: int, tmp_path: Path) -> None:
    (tmp_path / "0").write_bytes(b"text")
    for number in range(links):
        (tmp_path / str(number + 1)).symlink_to(str(number))
    assert read_given(tmp_path / str(links), "here", 4) == b"text"
    assert digest_given(tmp_path / str(links), "here") == hashlib.sha256(b"text").hexdigest()


@pytest.mark.parametrize(("most", "said"), [(1 << 20, "1 MiB"), (1 << 27, "128 MiB"), (2048, "2 KiB")])
def test_a_file_may_be_as_large_as_its_limit_and_not_larger(most: int, said: str, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(b"x" * min(most, 1 << 20))
    os.truncate(file, most)
    assert len(read_given(file, "here", most)) == most
    os.truncate(file, most + 1)
    with pytest.raises(FaultyInput, match=rf"^here: is too large \(at most {said}\)$"):
        read_given(file, "here", most)


def test_a_file_that_does_not_know_its_size_is_read_to_the_limit() -> None:
    file = Path("/proc/self/maps")
    if not file.exists():
        pytest.skip("no /proc")
    assert file.stat().st_size == 0
    with pytest.raises(FaultyInput, match="is too large"):
        read_given(file, "here", 100)
    assert read_given(file, "here", 1 << 24)


def test_what_was_opened_is_what_was_looked_at(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    with opened(tmp_path / "file", "here") as stream:
        (tmp_path / "file").unlink()
        os.mkfifo(tmp_path / "file")
        assert stream.read() == b"old"
    with pytest.raises(FaultyInput, match="named pipe"):
        read_given(tmp_path / "file", "here", 9)
