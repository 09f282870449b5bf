import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rostering.folder.reader import HOLDS, read_folder
from rostering.store import open_store
from samples.called import Answer, Command, in_a_process
from samples.odd_files import HINT, ODD_FILES
from samples.small_firm import edited, write_firm

SEAT = "preparedness:2026-11-07:pim:1"

FORMS = "2026Q3, 2026-07, 2026, 2026-07..2026-09 or 2026-07-01..2026-09-30"


def said(answer: Answer, code: int, *lines: str) -> None:
    """Check that a command failed with these lines on stderr and nothing on stdout."""
    assert answer == Answer(code, "", "".join(f"{line}\n" for line in lines))


def told(answer: Answer, code: int, kind: str, sentence: str, as_json: bool) -> None:
    """Check that a command failed with a sentence on stderr and, in JSON, one document that says the same."""
    assert (answer.code, answer.err.count("\n")) == (code, 1)
    assert answer.err.startswith(f"rostering: {sentence}")
    if as_json:
        error = answer.json["error"]
        assert (error["kind"], error["places"]) == (kind, [])
        assert answer.err == f"rostering: {error['message']}\n"
    else:
        assert answer.out == ""


def test_faults_are_listed_one_a_line_and_counted(rostering: Command, tmp_path: Path) -> None:
    folder = write_firm(
        tmp_path / "new",
        **edited("policy.toml", "[rules.spacing]", "[rules.spcing]"),
        **edited("leave.csv", "birk,2026-11-07", "brik,2026-11-07"),
    )
    said(
        rostering("import", str(folder)),
        2,
        "policy.toml: rules.spcing: there is no rule 'spcing' (did you mean 'spacing'?)",
        "leave.csv:2: unknown consultant 'brik' (did you mean 'birk'?)",
        "rostering: 2 faults; nothing was imported",
    )
    assert not (tmp_path / "rostering.db").exists()


@pytest.mark.parametrize("odd", ODD_FILES)
@pytest.mark.parametrize("options", [(), ("--json",), ("--dry-run",)], ids=" ".join)
def test_what_is_no_file_is_told_wherever_it_lies_and_never_waited_for(
    rostering: Command, tmp_path: Path, odd: str, options: tuple[str, ...]
) -> None:
    make, sentence = ODD_FILES[odd]
    for number, name in enumerate(HOLDS):
        folder = write_firm(tmp_path / str(number), **{name.replace(".", "_"): None})
        make(folder / name)
        answer = rostering("import", str(folder), *options)
        place = f"{name}: {sentence} ({HINT})"
        assert (answer.code, answer.err) == (2, f"{place}\nrostering: 1 fault; nothing was imported\n")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("language = " + "[" * 100_000, "organisation.toml: nests too deeply"),
        ("language = ['da']", "organisation.toml: language: expected a text, not a list"),
        ("language = 'sv'", "organisation.toml: language: "),
        ("language =", "organisation.toml:1: is not TOML"),
        ("#" * (1 << 20) + "\nlanguage = 'da'", "organisation.toml: is too large (at most 1 MiB)"),
        ("\0", "organisation.toml:1: is not TOML"),
    ],
)
def test_a_language_that_cannot_be_read_is_a_fault_like_any_other(
    rostering: Command, tmp_path: Path, text: str, sentence: str
) -> None:
    folder = write_firm(tmp_path / "new", organisation_toml=text)
    answer = rostering("import", str(folder))
    assert answer.code == 2
    assert any(line.startswith(sentence) for line in answer.err.splitlines())


def test_faults_in_json_are_a_document(rostering: Command, tmp_path: Path) -> None:
    folder = write_firm(tmp_path / "new", **edited("leave.csv", "birk,2026-11-07", "brik,2026-11-07"))
    answer = rostering("import", str(folder), "--json")
    fault = {"place": "leave.csv:2", "message": "unknown consultant 'brik'", "hint": "did you mean 'birk'?"}
    assert answer.code == 2
    assert answer.json == {
        "added": 0,
        "changed": 0,
        "unchanged": 0,
        "removed": 0,
        "faults": [fault],
        "error": {
            "kind": "faulty_input",
            "message": "leave.csv:2: unknown consultant 'brik' (did you mean 'birk'?)",
            "places": [fault],
        },
    }
    assert answer.err.endswith("rostering: 1 fault; nothing was imported\n")


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_folder_that_is_not_there_is_a_wrong_call(rostering: Command, options: tuple[str, ...]) -> None:
    answer = rostering("import", "nowhere", *options)
    told(answer, 2, "bad_call", "cannot read the data folder 'nowhere': there is no such folder", bool(options))


@pytest.mark.usefixtures("published")
def test_what_a_published_roster_rests_on_is_a_fault(rostering: Command, tmp_path: Path) -> None:
    sheet = "id,customer,from,to,part,roles,shared,cancelled\n"
    said(
        rostering("import", str(write_firm(tmp_path / "new", bookings_csv=sheet))),
        2,
        "bookings.csv: the booking 'B1' is gone, but published roster 1 rests on it "
        "(keep the line, and write yes under cancelled)",
        "rostering: 1 fault; nothing was imported",
    )


def test_inputs_changed_by_other_means_are_a_conflict(
    rostering: Command, imported: str, firm: Path, tmp_path: Path
) -> None:
    changed = edited("customers.csv", "Molo Sejl ApS", "Molo Sejl A/S")
    with open_store(imported).transaction() as tx:
        tx.replace_inputs(read_folder(write_firm(tmp_path / "other", **changed)))
    said(
        rostering("import", str(firm)),
        3,
        "rostering: these inputs were changed by other means since the last import or export of this folder, and it "
        "would undo that; export to it first, or import with --force:",
        "  customers.csv: molo",
    )
    assert rostering("import", str(firm), "--force").code == 0


COMMANDS = [
    ("export", "out"),
    ("windows", "2026-11"),
    ("plan", "2026-11"),
    ("show",),
    ("audit", "1"),
    ("assign", "1", SEAT, "elma"),
    ("publish", "1"),
    ("diff", "1", "2"),
    ("fairness",),
    ("report",),
    ("feeds", "export", "out"),
    ("billing", "show", "2026-11"),
    ("billing", "export", "2026-11"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_without_a_store_nothing_is_asked_and_none_is_made(
    rostering: Command, tmp_path: Path, command: tuple[str, ...]
) -> None:
    said(rostering(*command), 2, "rostering: there is no store rostering.db yet: import a data folder first")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [*COMMANDS, ("import", "firm")], ids=" ".join)
@pytest.mark.parametrize("url", ["no/folder/x.db", "mysql://host/x", "", "postgresql://127.0.0.1:1/none", "file.txt"])
@pytest.mark.usefixtures("firm")
def test_a_store_that_cannot_be_used_is_a_failure_of_storage(
    rostering: Command, command: tuple[str, ...], url: str
) -> None:
    Path("file.txt").write_text("this is not a database, and long enough to be looked at as if it were one" * 20)
    answer = rostering(*command, "--db", url, "--json")
    assert (answer.code, list(answer.json)) == (4, ["error"])
    assert answer.err.startswith("rostering: the store")
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("show 9", "there is no roster 9; the newest is 1"),
        ("show 0", "there is no roster 0; the newest is 1"),
        ("publish 9", "there is no roster 9; the newest is 1"),
        ("diff 1 9", "there is no roster 9; the newest is 1"),
        (
            "plan 2026Q5",
            f"'2026Q5' is not a period: write {FORMS}",
        ),
        (
            "windows nonsense",
            f"'nonsense' is not a period: write {FORMS}",
        ),
        ("plan 0001", "0001-01-01..0001-12-31 is outside the calendar's years 1583 to 4099"),
        ("plan 2026-01-01..2027-12-31", "2026-01-01..2027-12-31 has 730 days, and a plan covers at most 400: "),
        (f"assign 1 {SEAT} elmo", "there is no consultant 'elmo' (did you mean 'elma'?)"),
        ("assign 1 nothing elma", "roster 1 has no seat 'nothing'"),
        (
            "billing export 2026Q4",
            "charges are closed and exported by the month, and 2026-10-01..2026-12-31 is not one",
        ),
        ("billing export 2026-11 --format fax", "charges cannot be exported as 'fax'; known: csv"),
        ("feeds export out", "no roster is published yet: publish one first"),
    ],
)
@pytest.mark.parametrize("options", [(), ("--json",)])
@pytest.mark.usefixtures("planned")
def test_wrong_calls_are_answered_in_a_sentence(
    rostering: Command, command: str, sentence: str, options: tuple[str, ...]
) -> None:
    told(rostering(*command.split(), *options), 2, "bad_call", sentence, bool(options))


@pytest.mark.parametrize(
    "command",
    [
        "nothing",
        "show abc",
        "show 1.5",
        "show -1",
        "show 1 2",
        "show --nothing",
        "show --db",
        "plan",
        "plan 2026-11 --time-limit soon",
        "plan 2026-11 --time-limit -1",
        "plan 2026-11 --time-limit nan",
        "plan 2026-11 --effort inf",
        "plan 2026-11 --seed -1",
        "plan 2026-11 --seed 9999999999",
        "plan 2026-11 --workers 0",
        "assign 1",
        "feeds nothing",
    ],
)
@pytest.mark.usefixtures("planned")
def test_calls_that_cannot_be_understood_are_wrong(rostering: Command, command: str) -> None:
    answer = rostering(*command.split())
    assert (answer.code, answer.out) == (2, "")
    assert "Error: " in answer.err


@pytest.mark.usefixtures("published")
def test_a_roster_that_is_published_already_is_a_conflict(rostering: Command) -> None:
    told(rostering("publish", "1", "--json"), 3, "conflict", "roster 1 is already published", as_json=True)


@pytest.mark.usefixtures("planned")
def test_an_unlawful_roster_is_published_only_by_force(rostering: Command) -> None:
    rostering("assign", "1", SEAT, "birk")
    answer = rostering("publish", "2")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("rostering: roster 2 breaks rules that forbid; mend it, or publish it with --force:\n")
    assert "  birk does not have the role pim.\n" in answer.err
    assert rostering("publish", "2", "--force").code == 0


@pytest.mark.usefixtures("published")
def test_what_cannot_be_billed_is_answered_no(rostering: Command, tmp_path: Path) -> None:
    rostering("import", str(write_firm(tmp_path / "new", rates_toml="")))
    told = "no rate card is in force on 2026-11-04: booking B1 cannot be billed"
    refused, shown = (rostering("billing", command, "2026-11") for command in ("export", "show"))
    assert (refused.code, refused.out) == (1, "")
    assert told in refused.err
    assert (shown.code, shown.err) == (1, "")
    assert told in shown.out
    assert rostering("billing", "show", "2026-11", "--json").json["unpriced"][0] == told


def test_files_that_cannot_be_written_are_a_failure_of_storage(rostering: Command, published: str) -> None:
    for command in ("export", "feeds export", "billing export 2026-11 --out", "report --out"):
        target = f"{published}/x"
        answer = rostering(*command.split(), target)
        assert (answer.code, answer.out) == (4, "")
        assert answer.err.startswith("rostering: cannot write ")


def test_data_does_not_steer_the_terminal(rostering: Command, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    answer = rostering("import", "new\x1b[31m")
    assert answer.code == 2
    assert "\x1b" not in answer.err


@pytest.mark.usefixtures("published")
def test_a_reader_that_has_seen_enough_ends_the_command_quietly(tmp_path: Path) -> None:
    command = f"{sys.executable} -m rostering show --json; echo $? >&2"
    with subprocess.Popen(
        ["sh", "-c", f"({command}) | head -1"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as shell:
        out, err = shell.communicate()
    assert out == "{\n"
    assert err.strip() in {"0", "141"}


def interrupted(url: str, *args: str) -> Answer:
    """Press Ctrl-C as soon as the command says that a stage has ended."""
    command = [sys.executable, "-u", "-m", "rostering", "--db", url, *args]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate()
    return Answer(process.returncode, out, first + err)


def test_ctrl_c_keeps_the_best_roster_so_far(rostering: Command, tmp_path: Path) -> None:
    url = str(tmp_path / "demo.db")
    rostering("import", "--db", url, str(Path(__file__).parents[2] / "examples" / "picocore"))
    answer = interrupted(url, "plan", "2026Q4", "--time-limit", "300", "--effort", "1e6")
    assert "rostering: stopped by hand; the best roster so far is kept\n" in answer.err
    assert "Traceback" not in answer.err
    assert ", interrupted: " in " ".join(answer.out.split())
    assert answer.code == 0
    assert rostering("show", "--db", url, "--json").json["interrupted"] is True


def test_ctrl_c_in_what_if_compares_the_best_rosters_so_far(rostering: Command, tmp_path: Path) -> None:
    url = str(tmp_path / "demo.db")
    rostering("import", "--db", url, str(Path(__file__).parents[2] / "examples" / "picocore"))
    change = ("--set-rule", "caps.nights=9")
    answer = interrupted(url, "what-if", "2026Q4", *change, "--time-limit", "300", "--effort", "1e6")
    assert "rostering: stopped by hand; the figures are those of the best rosters so far\n" in answer.err
    assert "there was too little time to improve the side with the changes: all of it" in answer.err
    assert "Traceback" not in answer.err
    assert answer.code == 0


@pytest.mark.usefixtures("planned")
def test_letters_that_a_terminal_lacks_stop_no_answer(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    for options in ([], ["--json"]):
        command = [sys.executable, "-m", "rostering", "show", *options]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
    assert "Birk Ålund" not in done.stdout.decode("utf-8")
    assert json.loads(done.stdout)["roster"] == 1
    windows = [sys.executable, "-m", "rostering", "windows", "2026-11", "--json"]
    done = subprocess.run(windows, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert len(json.loads(done.stdout.decode("utf-8"))) == 11


def test_python_m_rostering_is_the_command(tmp_path: Path) -> None:
    assert in_a_process("--version", folder=tmp_path).out.startswith("rostering ")
