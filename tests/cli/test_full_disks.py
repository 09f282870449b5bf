"""Commands on a full disk and on a read-only medium: what only reads works, what writes says what is in the way."""

import shutil
from pathlib import Path

import pytest

from samples.called import Command
from samples.disks import SmallDisk

QUOTE = (
    *("quote", "--customer", "havn", "--period", "2026-11-10..2026-11-10", "--part", "evening", "--roles", "pim:1"),
    *("--from", "2026-11-01"),
)
READING: tuple[tuple[str, ...], ...] = (
    ("show",),
    ("audit",),
    ("windows", "2026-11"),
    ("fairness",),
    ("report", "--out", "page.html"),
    ("explain", "1", "B1:2026-11-04:backend:1"),
    ("risk", "2026-11"),
    ("diff", "1", "1"),
    ("feeds", "export", "feeds"),
    ("feeds", "token", "list"),
    ("billing", "show", "2026-11"),
    ("billing", "verify", "2026-11"),
    ("billing", "export", "2026-11", "--out", "bills"),
    ("leave", "list"),
    ("notices", "list"),
    ("import", "firm", "--dry-run"),
    ("export", "firm-again"),
    ("rosters",),
    ("who", "--at", "2026-11-04T20:00"),
    QUOTE,
    ("radar", "--from", "2026-11-01"),
    ("users", "list"),
)
WRITING: tuple[tuple[str, ...], ...] = (
    ("import", "firm", "--force"),
    ("publish", "1", "--force"),
    ("assign", "1", "B1:2026-11-04:backend:1", "-"),
    ("billing", "close", "2026-11"),
    ("feeds", "token", "add", "asta"),
    ("leave", "read", "away.csv", "--consultant", "asta"),
    ("users", "add", "ida", "--role", "ops"),
    (*QUOTE, "--book", "B9"),
)


@pytest.fixture
def moved(published: str, firm: Path, small_disk: SmallDisk) -> str:
    """A store on the small disk, with the folder that it was imported from beside the test."""
    Path("away.csv").write_text("from,to\n2027-01-04,2027-01-05\n")
    assert firm.is_dir()
    return str(shutil.copy(published, small_disk.path / "rostering.db"))


@pytest.mark.parametrize(("how", "said"), [("full", "cannot grow: the disk is full"), ("read-only", "is read-only")])
def test_commands_that_read_work_and_those_that_write_say_why_not(
    rostering: Command, moved: str, small_disk: SmallDisk, how: str, said: str
) -> None:
    usual = {words: rostering("--db", moved, *words) for words in READING}
    if how == "full":
        small_disk.fill()
    else:
        small_disk.remount("ro")
    for words in READING:
        answer = rostering("--db", moved, *words)
        assert (answer.code, answer.out) == (usual[words].code, usual[words].out), answer.err
        assert answer.code in {0, 1}
    for words in WRITING:
        answer = rostering("--db", moved, *words)
        assert (answer.code, answer.out, answer.err) == (4, "", f"rostering: the store {moved} {said}\n"), words
    if how == "read-only":
        small_disk.remount("rw")
