"""The commands backup, restore and doctor, as people and programs call them."""

from pathlib import Path

from samples.called import Command


def test_a_store_is_backed_up_and_restored(rostering: Command, published: str) -> None:
    first = rostering("--db", published, "--json", "backup", "copy.db")
    assert first.code == 0
    assert {"file": "copy.db", "rosters": 1}.items() <= first.json.items()
    again = rostering("--db", published, "backup", "copy.db")
    assert (again.code, again.out) == (3, "")
    assert again.err == "rostering: there is a file 'copy.db' already: give another name, or --force to replace it\n"
    refused = rostering("--db", published, "restore", "copy.db")
    assert refused.code == 3
    done = rostering("--db", published, "restore", "copy.db", "--force")
    assert done.code == 0
    assert done.out.splitlines()[0] == f"{published} holds what copy.db held: 1 roster and 3 entries of the log."
    kept = rostering("--db", published, "--json", "restore", "copy.db", "--force").json["kept"]
    assert Path(kept).exists()


def test_wrong_calls_say_what_is_wrong(rostering: Command, published: str) -> None:
    assert rostering("--db", "none.db", "backup", "copy.db").code == 2
    assert rostering("--db", published, "backup", "no/folder/copy.db").code == 4
    missing = rostering("--db", published, "restore", "copy.db", "--force")
    assert missing.code == 2
    assert "'copy.db' is no store of rostering that can be copied: no such file" in missing.err


def test_the_doctor_says_what_is_wrong_and_changes_nothing(rostering: Command, published: str, tmp_path: Path) -> None:
    well = rostering("--db", published, "doctor")
    assert (well.code, well.out.splitlines()[-1]) == (0, "All is well.")
    found = rostering("--db", published, "--json", "doctor").json
    assert found["well"] is True
    assert {one["standing"] for one in found["findings"]} == {"fine"}
    before = sorted(tmp_path.iterdir())
    ill = rostering("--db", "none.db", "doctor")
    assert (ill.code, ill.out.splitlines()[-1]) == (1, "1 wrong, 0 to look at.")
    assert sorted(tmp_path.iterdir()) == before


def test_the_doctor_speaks_the_firms_language(rostering: Command, firm: Path) -> None:
    document = firm / "organisation.toml"
    document.write_text(document.read_text().replace('language = "en"', 'language = "da"'))
    rostering("import", str(firm))
    assert rostering("doctor").out.splitlines()[-1] == "Alt står godt til."
