from pathlib import Path

import pytest

from rostering.errors import StorageFailed
from rostering.services.opening import NoStore, existing_store, is_missing, store_for_import


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    for url in (str(tmp_path / "a.db"), f"sqlite:///{tmp_path / 'a.db'}"):
        assert is_missing(url)
        with pytest.raises(NoStore):
            existing_store(url)
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_was_made_is_there(tmp_path: Path) -> None:
    url = str(tmp_path / "a.db")
    store_for_import(url)
    assert not is_missing(url)
    assert existing_store(url).name == url


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "postgresql://nowhere.invalid/none"])
def test_only_files_can_be_missing(url: str) -> None:
    assert not is_missing(url)


@pytest.mark.parametrize("url", ["", " ", "no/folder/a.db", "mysql://host/a", "://", "a\0b", "sqlite:///a\0b"])
def test_an_address_that_leads_nowhere_is_a_failure_of_storage(url: str) -> None:
    with pytest.raises(StorageFailed):
        existing_store(url)
    with pytest.raises(StorageFailed):
        store_for_import(url)
