"""Imports at the same moment: the later one is told what it would undo, as if the two had come one after the other."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from rostering.answers.imports import Imported
from rostering.services.inputs.folders import ImportedMeanwhile, export_folder, import_folder
from rostering.store import open_store
from samples.small_firm import SHEETS, edited, write_firm

ASTA, BIRK = "asta,2027-01-04,2027-01-04,leave", "birk,2027-01-04,2027-01-04,leave"
Came = list[Imported | ImportedMeanwhile]


@pytest.fixture
def url(bare_url: str) -> str:
    """A database in which nothing is yet."""
    return bare_url


class Met(type(Path())):  # type: ignore[misc]
    """A folder that is looked into when another one is, too."""

    barrier: Barrier

    def iterdir(self) -> Iterator[Any]:
        """Wait for the other."""
        self.barrier.wait()
        return iter(list(super().iterdir()))


def with_leave(folder: Path, *rows: str) -> Path:
    return write_firm(folder, leave_csv=SHEETS["leave.csv"] + "".join(f"{row}\n" for row in rows))


def at_once(url: str, *folders: Path, force: bool = False) -> Came:
    """What becomes of imports that have all looked at the store before one of them changes it."""
    Met.barrier = Barrier(len(folders))

    def one(folder: Path) -> Imported | ImportedMeanwhile:
        try:
            return import_folder(url, Met(folder), "lead", force=force)
        except ImportedMeanwhile as refusal:
            return refusal

    with ThreadPoolExecutor(len(folders)) as threads:
        return list(threads.map(one, folders))


def leave_of(url: str) -> set[str]:
    with open_store(url).reading() as reading:
        return {f"{x.consultant},{x.period.first},{x.period.last},{x.kind}" for x in reading.inputs().leave}


def test_of_two_imports_at_the_same_moment_the_second_is_told(url: str, tmp_path: Path) -> None:
    import_folder(url, write_firm(tmp_path / "firm"), "lead")
    one, other = with_leave(tmp_path / "one", ASTA), with_leave(tmp_path / "other", BIRK)
    came = at_once(url, one, other)
    (refusal,) = [each for each in came if isinstance(each, ImportedMeanwhile)]
    (done,) = [each for each in came if isinstance(each, Imported)]
    assert refusal.exit_code == 3
    assert refusal.places == done.added
    assert str(refusal).startswith("these inputs were changed by another import since this one looked at them")
    assert {ASTA, BIRK} & leave_of(url) == {f"{done.added[0][1].replace(':', ',')}"}


def test_two_first_imports_at_the_same_moment_are_one(url: str, tmp_path: Path) -> None:
    came = at_once(url, write_firm(tmp_path / "one"), with_leave(tmp_path / "other", BIRK))
    kinds = [type(each) for each in came]
    # The small firm has nothing that the other one lacks, so it alone would undo something.
    assert kinds in ([Imported, Imported], [ImportedMeanwhile, Imported], [Imported, ImportedMeanwhile])
    assert (BIRK in leave_of(url)) == (kinds[1] is Imported)


@pytest.mark.parametrize("changed", [(), (ASTA,)])
def test_the_same_folder_twice_at_once_is_no_conflict(url: str, tmp_path: Path, changed: tuple[str, ...]) -> None:
    import_folder(url, write_firm(tmp_path / "firm"), "lead")
    folder = with_leave(tmp_path / "one", *changed)
    came = at_once(url, folder, folder)
    assert sorted(len(each.added) for each in came if isinstance(each, Imported)) == [0, len(changed)]


def test_who_brings_what_the_other_brought_is_no_conflict(url: str, tmp_path: Path) -> None:
    import_folder(url, write_firm(tmp_path / "firm"), "lead")
    since = 0
    with open_store(url).reading() as reading:
        since = reading.newest_entry()
    import_folder(url, with_leave(tmp_path / "one", ASTA), "lead")
    found = import_folder(url, with_leave(tmp_path / "other", ASTA, BIRK), "lead", since=since)
    assert [key for _, key in found.added] == ["birk:2027-01-04:2027-01-04:leave"]


def test_force_undoes_what_came_meanwhile(url: str, tmp_path: Path) -> None:
    import_folder(url, write_firm(tmp_path / "firm"), "lead")
    came = at_once(url, with_leave(tmp_path / "one", ASTA), with_leave(tmp_path / "other", BIRK), force=True)
    assert all(isinstance(each, Imported) for each in came)
    assert len({ASTA, BIRK} & leave_of(url)) == 1


def test_what_others_log_meanwhile_is_no_import(imported: str, tmp_path: Path) -> None:
    with open_store(imported).transaction() as tx:
        since = tx.newest_entry()
        tx.log("lead", "plan", "roster 1", at=tx.audit_log()[0].at)
    export_folder(imported, tmp_path / "out")
    changed = edited("customers.csv", "Molo Sejl ApS", "Molo Sejl A/S")
    found = import_folder(imported, write_firm(tmp_path / "new", **changed), "lead", since=since)
    assert found.changed == (("customers.csv", "molo"),)
