"""Stores of the firm that swaps, made once and copied for each test."""

from pathlib import Path

import pytest

from samples.shared import copy_of, made_once
from samples.swap_firm import AUTOMATIC, PENALISED, mailing, swapping


@pytest.fixture(scope="session")
def swap_stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store for each policy."""
    return made_once(tmp_path_factory, "swaps", _make_stores)


def _make_stores(folder: Path) -> None:
    swapping(str(folder / "lead.db"), folder / "lead")
    swapping(str(folder / "automatic.db"), folder / "automatic", AUTOMATIC)
    swapping(str(folder / "penalised.db"), folder / "penalised", PENALISED)
    mailing(str(folder / "mailing.db"), folder / "mailing")


@pytest.fixture
def anywhere(url: str, tmp_path: Path) -> str:
    """A store of that firm in each kind of database."""
    return swapping(url, tmp_path / "anywhere")


@pytest.fixture
def approved(swap_stores: Path, tmp_path: Path) -> str:
    """A store of the firm in which an ops lead approves swaps."""
    return copy_of(swap_stores, "lead", tmp_path)


@pytest.fixture
def automatic(swap_stores: Path, tmp_path: Path) -> str:
    """A store of the firm in which swaps take effect at once."""
    return copy_of(swap_stores, "automatic", tmp_path)


@pytest.fixture
def penalised(swap_stores: Path, tmp_path: Path) -> str:
    """A store of the firm in which an ops lead approves swaps that cost something."""
    return copy_of(swap_stores, "penalised", tmp_path)


@pytest.fixture
def mailed(swap_stores: Path, tmp_path: Path) -> str:
    """A store of the firm that sends notices."""
    return copy_of(swap_stores, "mailing", tmp_path)
