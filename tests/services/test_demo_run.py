import shutil
from pathlib import Path

import pytest

from rostering.answers.demo import Demonstrated
from rostering.cli.demo import demonstrate
from rostering.domain.users import Role
from rostering.errors import FaultyInput, Refused
from rostering.rosters.version import Status
from rostering.services.access.sign_in import invited
from rostering.services.inputs.folders import export_folder, import_folder
from rostering.services.inputs.leave import accept, propose
from rostering.services.rosters.planning import limits_of
from rostering.services.rosters.showing import show


def run(folder: Path, url: str | None = None) -> Demonstrated:
    return demonstrate(folder, url, limits_of(600, effort=0.1), lambda _: None, "tester")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Demonstrated:
    return run(tmp_path_factory.mktemp("demo") / "out")


def test_the_demo_publishes_a_roster(shown: Demonstrated) -> None:
    assert shown.kept.status is Status.PUBLISHED
    assert show(shown.store).version == shown.kept.version


def test_the_demo_leaves_calendars_charges_and_a_page(shown: Demonstrated) -> None:
    names = [str(file.relative_to(Path(shown.store).parent)) for file in shown.files]
    assert names[0] == "roster.html"
    assert [name for name in names if name.endswith(".csv")] == [
        f"billing/charges-2026-{month}.csv" for month in (10, 11, 12)
    ]
    assert len([name for name in names if name.startswith("feeds/")]) == 16 + 3 + 1
    assert all(file.is_file() for file in shown.files)


def test_somebody_in_each_role_is_invited_to_the_demo(shown: Demonstrated) -> None:
    assert [one.user.role for one in shown.invited] == list(Role)
    for one in shown.invited:
        assert invited(shown.store, one.secret) == one.user


def test_the_demo_begins_anew_in_a_store_of_its_own(shown: Demonstrated, tmp_path: Path) -> None:
    shutil.copy(shown.store, tmp_path / "rostering.db")
    assert run(tmp_path).kept.version.number == 1


def test_the_demo_goes_on_in_a_store_it_is_given(shown: Demonstrated, tmp_path: Path) -> None:
    url = str(shutil.copy(shown.store, tmp_path / "mine.db"))
    again = run(tmp_path / "out", url)
    assert again.kept.version.number == 2
    assert [one.user for one in again.invited] == [one.user for one in shown.invited]
    assert [invited(url, one.secret) for one in shown.invited] == [None] * 4
    assert not (tmp_path / "out" / "rostering.db").exists()


def test_the_demo_leaves_other_inputs_alone(imported: str, tmp_path: Path) -> None:
    before = Path(imported).read_bytes()
    for url in (imported, None):  # without a name it is the store in the folder, which is the same
        with pytest.raises(Refused, match="holds data that is not the demo's"):
            run(tmp_path, url)
    assert Path(imported).read_bytes() == before


def test_the_demo_leaves_its_own_store_alone_once_something_else_is_imported(
    shown: Demonstrated, firm: Path, tmp_path: Path
) -> None:
    url = str(shutil.copy(shown.store, tmp_path / "mine.db"))
    with pytest.raises(FaultyInput):
        import_folder(url, firm, "tester")  # the demo's roster rests on its own people
    folder = tmp_path / "folder"
    export_folder(url, folder)
    (folder / "leave.csv").write_text("consultant,from,to,kind\n")
    import_folder(url, folder, "tester")
    with pytest.raises(Refused, match="holds data that is not the demo's"):
        run(tmp_path / "out", url)


def test_the_demo_leaves_alone_what_was_recorded_in_its_own_store(shown: Demonstrated, tmp_path: Path) -> None:
    url = str(shutil.copy(shown.store, tmp_path / "mine.db"))
    away = propose(url, "away.csv", b"from,to\n2027-02-01,2027-02-03\n", "anna", "anna")
    accept(url, away.number, "lead")
    with pytest.raises(Refused, match="holds data that is not the demo's"):
        run(tmp_path / "out", url)
    export_folder(url, tmp_path / "backup")
    with pytest.raises(Refused, match="holds data that is not the demo's"):
        run(tmp_path / "out", url)
