"""What a folder knows of changes by other means: what was exchanged with it, as long as it is not an old one."""

import shutil
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from rostering.domain.parties import Leave, LeaveKind
from rostering.services.cases.case import with_leave
from rostering.services.inputs.folders import ChangedMeanwhile, export_folder, import_folder
from rostering.services.inputs.leave import accept, propose
from rostering.services.rosters.publishing import publish
from rostering.services.rosters.replanning import Absence, limits_of, replan
from rostering.spans import Period
from rostering.store import open_store
from samples.disks import SmallDisk
from samples.shared import with_tables
from samples.small_firm import write_firm

CALENDAR = b"from,to\n2027-02-01,2027-02-03\n"
RECORDED = "asta:2027-02-01:2027-02-03:leave"
HEADER = "consultant,from,to,kind\n"


def fall_ill(url: str) -> None:
    """Record leave by other means than an import."""
    accept(url, propose(url, "away.csv", CALENDAR, "asta", "asta").number, "lead")


def leave_in(folder: Path) -> list[str]:
    return (folder / "leave.csv").read_text().splitlines()[1:]


def say(folder: Path, *rows: str) -> Path:
    (folder / "leave.csv").write_text(HEADER + "".join(f"{row}\n" for row in rows))
    return folder


def book(folder: Path, name: str) -> Path:
    """Change another file of a folder."""
    with (folder / "bookings.csv").open("a") as file:
        file.write(f"{name},havn,2027-01-04,2027-01-04,evening,backend:1,,\n")
    return folder


def refused(url: str, folder: Path) -> list[str]:
    with pytest.raises(ChangedMeanwhile) as caught:
        import_folder(url, folder, "lead")
    assert caught.value.exit_code == 3
    for dry_run in (True, False):
        with pytest.raises(ChangedMeanwhile):
            import_folder(url, folder, "lead", dry_run=dry_run)
    return [key for _, key in caught.value.places]


def leave_of(url: str) -> set[str]:
    with open_store(url).reading() as reading:
        return {f"{each.consultant} {each.period.first}" for each in reading.inputs().leave}


def test_a_backup_does_not_disarm_the_guard(imported: str, firm: Path, tmp_path: Path) -> None:
    fall_ill(imported)
    assert refused(imported, firm) == [RECORDED]
    export_folder(imported, tmp_path / "backup")
    assert refused(imported, firm) == [RECORDED]
    assert refused(imported, book(firm, "B9")) == [RECORDED]
    assert "asta 2027-02-01" in leave_of(imported)


def test_sick_leave_of_a_published_repair_outlives_a_backup(published: str, firm: Path, tmp_path: Path) -> None:
    sick = [Absence.parse("folke:2026-11-28")]
    replan(published, 1, sick, date(2026, 11, 23), limits_of(60), lambda _: None, "lead")
    publish(published, 2, "lead", force=True)
    assert refused(published, firm) == ["folke:2026-11-28:2026-11-28:leave"]
    export_folder(published, tmp_path / "backup")
    assert refused(published, firm) == ["folke:2026-11-28:2026-11-28:leave"]
    assert "folke 2026-11-28" in leave_of(published)


def test_what_was_exported_to_a_folder_may_be_changed_there(imported: str, firm: Path) -> None:
    fall_ill(imported)
    export_folder(imported, firm)
    rows = [row.replace("2027-02-03", "2027-02-02") for row in leave_in(firm)]
    found = import_folder(imported, say(firm, *rows), "lead")
    assert (len(found.added), len(found.removed)) == (1, 1)
    assert import_folder(imported, firm, "lead").counts["unchanged"] == found.records


def test_a_backup_that_is_worked_on_knows_what_it_was_given(imported: str, firm: Path, tmp_path: Path) -> None:
    fall_ill(imported)
    export_folder(imported, tmp_path / "next")
    rows = [row for row in leave_in(tmp_path / "next") if "2027-02" not in row]
    assert import_folder(imported, say(tmp_path / "next", *rows, "cilje,2027-03-01,2027-03-01,leave"), "lead").removed
    assert refused_nothing(imported, tmp_path / "next")
    assert leave_of(imported) == {"birk 2026-11-07", "elma 2026-11-14", "cilje 2027-03-01"}
    assert firm.is_dir()


def refused_nothing(url: str, folder: Path) -> bool:
    return import_folder(url, folder, "lead").counts["changed"] == 0


def test_to_import_the_change_itself_is_to_know_it(imported: str, firm: Path) -> None:
    fall_ill(imported)
    import_folder(imported, say(firm, *leave_in(firm), "asta,2027-02-01,2027-02-03,leave"), "lead")
    changed = [row for row in leave_in(firm) if "2027-02" not in row]
    import_folder(imported, say(firm, *changed, "asta,2027-02-01,2027-02-01,leave"), "lead")
    assert "asta 2027-02-01" in leave_of(imported)


def test_a_folder_that_others_have_overtaken_stays_refused(imported: str, firm: Path, tmp_path: Path) -> None:
    fall_ill(imported)
    export_folder(imported, tmp_path / "next")
    import_folder(imported, book(tmp_path / "next", "B9"), "lead")
    assert refused(imported, firm) == [RECORDED]


def test_an_old_copy_in_the_place_of_what_was_exported_is_found_out(imported: str, firm: Path, tmp_path: Path) -> None:
    shutil.copytree(firm, tmp_path / "old")
    fall_ill(imported)
    export_folder(imported, firm)
    shutil.copytree(tmp_path / "old", firm, dirs_exist_ok=True)
    assert refused(imported, firm) == [RECORDED]
    assert refused(imported, book(firm, "B9")) == [RECORDED]


@pytest.mark.parametrize("exported", [False, True])
def test_a_copy_of_an_old_folder_is_believed_nothing(imported: str, firm: Path, tmp_path: Path, exported: bool) -> None:
    shutil.copytree(firm, tmp_path / "copy")
    fall_ill(imported)
    if exported:
        export_folder(imported, firm)
    assert refused(imported, say(tmp_path / "copy", "cilje,2027-03-01,2027-03-01,leave")) == [RECORDED]


def test_a_copy_of_what_was_exported_loses_nothing_and_is_taken(imported: str, firm: Path, tmp_path: Path) -> None:
    fall_ill(imported)
    export_folder(imported, firm)
    shutil.copytree(firm, tmp_path / "copy")
    assert import_folder(imported, book(tmp_path / "copy", "B9"), "lead").counts["added"] == 1
    assert "asta 2027-02-01" in leave_of(imported)


def test_what_is_undone_by_force_is_undone_for_good(imported: str, firm: Path) -> None:
    fall_ill(imported)
    assert import_folder(imported, firm, "lead", force=True).removed == (("leave.csv", RECORDED),)
    assert refused_nothing(imported, firm)
    fall_ill_again = b"from,to\n2027-02-01,2027-02-04\n"
    accept(imported, propose(imported, "more.csv", fall_ill_again, "asta", "asta").number, "lead")
    assert refused(imported, firm) == ["asta:2027-02-01:2027-02-04:leave"]


def test_only_what_is_new_since_the_export_is_told(imported: str, firm: Path) -> None:
    fall_ill(imported)
    export_folder(imported, firm)
    later = propose(imported, "later.csv", b"from,to\n2027-05-03,2027-05-04\n", "birk", "birk")
    accept(imported, later.number, "lead")
    assert refused(imported, say(firm, "cilje,2027-03-01,2027-03-01,leave")) == ["birk:2027-05-03:2027-05-04:leave"]


def test_imports_undo_each_other_as_they_please(imported: str, firm: Path, tmp_path: Path) -> None:
    before = leave_in(firm)
    import_folder(imported, say(firm, *before, "cilje,2027-03-01,2027-03-01,leave"), "lead")
    import_folder(imported, say(firm, *before, "david,2027-03-01,2027-03-01,leave"), "lead")
    import_folder(imported, say(firm, *before), "lead")
    import_folder(imported, write_firm(tmp_path / "other", leave_csv=HEADER), "lead")
    assert leave_of(imported) == set()


def test_a_link_to_a_folder_is_the_folder(imported: str, firm: Path, tmp_path: Path) -> None:
    fall_ill(imported)
    (tmp_path / "link").symlink_to(firm)
    export_folder(imported, tmp_path / "link")
    assert import_folder(imported, say(firm, "cilje,2027-03-01,2027-03-01,leave"), "lead").removed


@pytest.mark.parametrize("how", ["full", "read-only"])
def test_a_store_that_cannot_be_written_is_backed_up_all_the_same(
    imported: str, small_disk: SmallDisk, tmp_path: Path, how: str
) -> None:
    fall_ill(imported)
    url = str(shutil.copy(imported, small_disk.path / "rostering.db"))
    whole = {file.name: file.read_bytes() for file in export_folder(imported, tmp_path / "usual")}
    small_disk.fill() if how == "full" else small_disk.remount("ro")
    assert {file.name: file.read_bytes() for file in export_folder(url, tmp_path / "rescued")} == whole
    small_disk.empty() if how == "full" else small_disk.remount("rw")
    assert refused_nothing(url, tmp_path / "rescued")


FOLDERS = ("one", "two", "three")
RUNS = count()
DAYS = st.dates(date(2027, 1, 1), date(2027, 1, 4))
PEOPLE = st.sampled_from(["asta", "birk"])


class Folders(RuleBasedStateMachine):
    """Any order of imports, exports, edits and changes by other means, against a reckoning of each folder's lineage."""

    home: Path

    @initialize()
    def begin(self) -> None:
        self.root = self.home / str(next(RUNS))
        self.url = str(self.root / "rostering.db")
        first = write_firm(self.root / "one", leave_csv=HEADER)
        import_folder(with_tables(self.url), first, "lead")
        self.rows: dict[str, frozenset[str]] = {"one": frozenset()}
        self.knows: dict[str, frozenset[str]] = {"one": frozenset()}
        """The changes by other means that a folder was ever given, whatever it was made of since."""
        self.others: frozenset[str] = frozenset()
        self.stored: frozenset[str] = frozenset()

    @rule(who=PEOPLE, day=DAYS)
    def change_by_other_means(self, who: str, day: date) -> None:
        row = f"{who},{day},{day},leave"
        if row not in self.stored:
            with open_store(self.url).transaction() as tx:
                new = Leave(who, Period(day, day), LeaveKind.LEAVE)
                tx.replace_inputs(with_leave(tx.inputs(), [new]))
            self.others |= {row}
            self.stored |= {row}

    @rule(name=st.sampled_from(FOLDERS))
    def export(self, name: str) -> None:
        export_folder(self.url, self.root / name)
        self.rows[name] = self.stored
        self.knows[name] = self.knows.get(name, frozenset()) | self.others

    @rule(name=st.sampled_from(FOLDERS), who=PEOPLE, day=DAYS)
    @precondition(lambda self: self.rows)
    def edit(self, name: str, who: str, day: date) -> None:
        if name in self.rows:
            self.rows[name] ^= {f"{who},{day},{day},leave"}
            say(self.root / name, *sorted(self.rows[name]))

    @rule(name=st.sampled_from(FOLDERS))
    def import_it(self, name: str) -> None:
        if name not in self.rows:
            return
        unknown = self.others - self.rows[name] - self.knows[name]
        try:
            import_folder(self.url, self.root / name, "lead")
        except ChangedMeanwhile as refusal:
            told = {f"{key.replace(':', ',')}" for _, key in refusal.places}
            assert told
            assert told <= self.others - self.rows[name]
            assert unknown <= told
        else:
            assert not unknown
            self.stored = self.rows[name]
            self.others &= self.stored
            self.knows[name] |= self.others

    @rule()
    def what_stands_is_known(self) -> None:
        with open_store(self.url).reading() as reading:
            kept = {f"{x.consultant},{x.period.first},{x.period.last},leave" for x in reading.inputs().leave}
        assert kept == self.stored


def test_no_order_of_exchanges_loses_what_a_folder_was_never_told(tmp_path_factory: Any) -> None:
    Folders.home = tmp_path_factory.mktemp("folders")
    machine: Any = Folders.TestCase
    machine.settings = settings(
        max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
    )
    machine().runTest()
