"""Stores of the small firm, imported, planned and published once and copied for each test; and the command line."""

import shutil
from pathlib import Path

import pytest

from rostering.cli.main import main
from rostering.resources import shipped
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.publishing import publish
from samples.called import Answer, Command
from samples.shared import copy_of, made_once
from samples.small_firm import MONTH, write_firm


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """The small firm's data folder."""
    return write_firm(tmp_path / "firm")


@pytest.fixture(scope="session")
def firm_stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store for each state that a test may start from."""
    return made_once(tmp_path_factory, "firm", _make_stores)


def _make_stores(folder: Path) -> None:
    import_folder(str(folder / "imported.db"), write_firm(folder / "firm"), "tester")
    shutil.copy(folder / "imported.db", folder / "planned.db")
    make_plan(str(folder / "planned.db"), MONTH, limits_of(600, effort=4), lambda _: None, "tester")
    shutil.copy(folder / "planned.db", folder / "published.db")
    publish(str(folder / "published.db"), 1, "tester")


@pytest.fixture
def imported(firm_stores: Path, tmp_path: Path) -> str:
    """A store with the firm's inputs."""
    return copy_of(firm_stores, "imported", tmp_path)


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the inputs of the example firm."""
    return made_once(tmp_path_factory, "example", _make_example) / "example.db"


def _make_example(folder: Path) -> None:
    import_folder(str(folder / "example.db"), shipped("examples") / "picocore", "tester")


@pytest.fixture
def example(example_store: Path, tmp_path: Path) -> str:
    """A store with the inputs of the example firm, of which a quarter takes long to plan."""
    return copy_of(example_store.parent, example_store.stem, tmp_path)


@pytest.fixture
def planned(firm_stores: Path, tmp_path: Path) -> str:
    """A store with roster 1, a draft of November."""
    return copy_of(firm_stores, "planned", tmp_path)


@pytest.fixture
def published(firm_stores: Path, tmp_path: Path) -> str:
    """A store with roster 1, published for November."""
    return copy_of(firm_stores, "published", tmp_path)


@pytest.fixture
def rostering(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """The command, run in the test's own folder and without a store in the environment."""
    monkeypatch.chdir(tmp_path)
    for variable in ("ROSTERING_DB", "COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)

    def call(*args: str) -> Answer:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(args)
        code = ended.value.code
        return Answer(code if isinstance(code, int) else 0, *capsys.readouterr())

    return call
