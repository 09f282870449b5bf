from pathlib import Path

from rostering.resources import shipped
from rostering.services.inputs.checks import check_folder
from rostering.services.inputs.folders import import_folder
from rostering.spans import Period
from rostering.store import open_store
from samples.small_firm import SHEETS, edited, write_firm
from way_in import broken, counted, refused, way_in


def test_each_step_is_measured(tmp_path: Path) -> None:
    found = way_in(shipped("examples") / "picocore", Period.parse("2026-11"), 1, tmp_path)
    assert list(found) == ["import", "check_faulty", "windows", "plan", "first_fetch", "look_again"]
    assert all(step["ms"] > 0 and step["again_ms"] > 0 for step in found.values())
    assert {name: step["documents"] for name, step in found.items()} == {
        "import": 6,
        "check_faulty": 6,
        "windows": 6,
        "plan": 6,
        "first_fetch": 5,
        "look_again": 0,
    }


def own_calendar(folder: Path) -> Path:
    """A firm with a calendar that no other test has read."""
    write_firm(folder, **edited("organisation.toml", 'calendar = "dk"', 'calendar = "own"'))
    (folder / "own.toml").write_text(f'country = "DK"\nlanguage = "da"\n# {folder}\n')
    return folder


def test_a_folder_is_parsed_once_whether_it_is_in_order_or_not(tmp_path: Path) -> None:
    folder = own_calendar(tmp_path / "firm")
    with counted() as documents:
        check_folder(folder)
    assert len(documents) == 6
    faulty = broken(own_calendar(tmp_path / "other"), tmp_path / "faulty")
    with counted() as documents:
        refused(faulty)
    assert len(documents) == 6


def test_a_store_is_parsed_once(tmp_path: Path) -> None:
    url = str(tmp_path / "store.db")
    import_folder(url, own_calendar(tmp_path / "firm"), "tester")
    with open_store(url).reading() as reading:
        reading.inputs()
        with counted() as documents:
            assert len(reading.inputs().leave) == SHEETS["leave.csv"].count("\n") - 1
    assert documents == []
