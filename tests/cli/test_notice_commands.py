"""Notices on the command line: of a firm whose next weeks are planned."""

import mailbox
import shutil
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from rostering.services.clock import now
from rostering.services.inputs.folders import import_folder
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.spans import Period
from samples.called import Command
from samples.mail_sink import Sink, free_port, listening
from samples.small_firm import DOCUMENTS, SHEETS, write_firm

NOTICES = '\n[notices]\nenabled = true\nsender = "rota@nordlys.example"\nreminder_hours = 0\n'
MAILED = ("asta", "birk", "cilje", "elma", "folke")
"""David has no address."""


@pytest.fixture(scope="session")
def fortnight(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with roster 1, a draft of two weeks that begin in a week."""
    folder = tmp_path_factory.mktemp("notices")
    people = SHEETS["consultants.csv"]
    for who in MAILED:
        line = next(line for line in people.splitlines() if line.startswith(f"{who},"))
        id_, name, _, rest = line.split(",", 3)
        people = people.replace(line, f"{id_},{name},{who}@nordlys.example,{rest}")
    organisation = DOCUMENTS["organisation.toml"] + NOTICES
    firm = write_firm(folder / "firm", consultants_csv=people, organisation_toml=organisation)
    import_folder(str(folder / "rostering.db"), firm, "tester")
    first = now().date() + timedelta(days=7)
    period = Period(first, first + timedelta(days=13))
    make_plan(str(folder / "rostering.db"), period, limits_of(600, effort=1), lambda _: None, "tester")
    return folder / "rostering.db"


@pytest.fixture
def drafted(fortnight: Path, tmp_path: Path) -> None:
    shutil.copy(fortnight, tmp_path / "rostering.db")


def own(roster: dict[str, Any]) -> dict[str, Counter[object]]:
    """By consultant, what is theirs."""
    found: dict[str, Counter[object]] = {}
    for duty in roster["duties"]:
        if duty["consultant"]:
            what = duty["start"], duty["end"], duty["kind"], duty["role"]
            found.setdefault(duty["consultant"], Counter())[what] += 1
    for off in roster["compensating_days"]:
        found.setdefault(off["consultant"], Counter())[off["date"]] += 1
    return found


@pytest.mark.usefixtures("drafted")
def test_publishing_says_how_many_mails_wait_and_who_gets_none(rostering: Command) -> None:
    holders = set(own(rostering("show", "--json").json))
    answer = rostering("publish", "1", "--json")
    assert answer.json["notices"] == len(holders - {"david"})
    assert f"rostering: note: {len(holders - {'david'})} mails waiting; to send: rostering notices send\n" in answer.err
    assert ("no e-mail address, so not told of it: David Mørkhøj" in answer.err) is ("david" in holders)
    listed = rostering("notices", "list", "--json").json
    assert {mail["consultant"] for mail in listed} == holders - {"david"}
    assert {(mail["cause"], mail["state"], mail["attempts"], mail["sent"], mail["error"]) for mail in listed} == {
        ("change", "waiting", 0, None, None)
    }
    assert [mail["id"] for mail in listed] == list(range(1, len(listed) + 1))
    assert {mail["to"] for mail in listed} == {f"{who}@nordlys.example" for who in holders - {"david"}}


@pytest.mark.usefixtures("drafted")
def test_a_hand_edit_is_told_to_those_whom_it_affects_and_to_nobody_else(
    rostering: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROSTERING_SMTP", f"maildir:{tmp_path}/mail")
    before = rostering("show", "--json").json
    rostering("publish", "1")
    rostering("notices", "send")
    seat = next(duty for duty in before["duties"] if duty["role"] == "pim")
    taker = "folke" if seat["consultant"] == "elma" else "elma"
    after = rostering("assign", "1", seat["seat"], taker, "--json").json
    assert rostering("publish", "2", "--force", "--json").json["notices"] == 2
    mine, theirs = own(before), own(after)
    affected = {who for who in mine.keys() | theirs.keys() if mine.get(who) != theirs.get(who)}
    assert affected == {"elma", "folke"}
    assert {
        mail["consultant"] for mail in rostering("notices", "list", "--state", "waiting", "--json").json
    } == affected
    assert rostering("notices", "send", "--json").json == {"sent": 2, "waiting": 0, "failed": 0}
    sent = rostering("notices", "list", "--json").json
    ids = [rostering("notices", "show", str(mail["id"]), "--json").json["message_id"] for mail in sent]
    assert sorted(str(message["Message-ID"]) for message in mailbox.Maildir(tmp_path / "mail")) == sorted(ids)


@pytest.mark.usefixtures("drafted")
def test_a_mail_is_shown_as_its_reader_gets_it(rostering: Command) -> None:
    rostering("publish", "1")
    mail = rostering("notices", "show", "1", "--json").json
    shown = rostering("notices", "show", "1").out
    assert shown.startswith(f"State: waiting\nTo: {mail['body'].split(',')[0].removeprefix('Hello ')} <{mail['to']}>\n")
    assert shown.endswith(mail["body"])
    assert rostering("notices", "list").out.count("waiting") == len(rostering("notices", "list", "--json").json)
    assert rostering("notices", "show", "99").code == 2


@pytest.mark.usefixtures("drafted")
def test_without_anybody_to_take_mails_the_exit_code_is_4_and_no_password_is_shown(
    rostering: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    rostering("publish", "1")
    waiting = len(rostering("notices", "list", "--json").json)
    monkeypatch.setenv("ROSTERING_SMTP", f"smtp://rota:secret@127.0.0.1:{free_port()}")
    answer = rostering("notices", "send", "--json")
    assert (answer.code, answer.json) == (4, {"sent": 0, "waiting": waiting, "failed": 0})
    assert "rostering: nothing can be sent: the mail server 127.0.0.1:" in answer.err
    assert "secret" not in answer.err + answer.out + rostering("notices", "list", "--json").out
    with listening(Sink()) as sink:
        monkeypatch.setenv("ROSTERING_SMTP", sink.address)
        assert rostering("notices", "send").out == f"Sent {waiting - 1} mails; 1 waiting, 0 failed.\n"
        assert rostering("notices", "send", "--now").out == "Sent 1 mail; 0 waiting, 0 failed.\n"


@pytest.mark.usefixtures("drafted")
def test_failures_are_listed_with_their_reason(rostering: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    rostering("publish", "1")
    first, *others = rostering("notices", "list", "--json").json
    with listening(Sink(to={first["to"]: "550 nobody here"})) as sink:
        monkeypatch.setenv("ROSTERING_SMTP", sink.address)
        answer = rostering("notices", "send", "--json")
    assert (answer.code, answer.json) == (0, {"sent": len(others), "waiting": 0, "failed": 1})
    reason = f"127.0.0.1:{sink.port} says 550 nobody here"
    assert answer.err == f"rostering: notice 1 to {first['to']} is not sent: {reason}\n"
    (failed,) = rostering("notices", "list", "--state", "failed", "--json").json
    assert (failed["id"], failed["error"], failed["sent"], failed["attempts"]) == (1, reason, None, 1)


@pytest.mark.usefixtures("drafted")
def test_without_a_transport_it_is_said_what_to_set(rostering: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROSTERING_SMTP", raising=False)
    answer = rostering("notices", "send", "--json")
    assert (answer.code, list(answer.json)) == (2, ["error"])
    assert answer.err.startswith("rostering: ROSTERING_SMTP does not say where mails go: set it to smtp://")


@pytest.mark.usefixtures("published")
def test_while_notices_are_off_it_is_said_how_to_switch_them_on(rostering: Command) -> None:
    answer = rostering("notices", "send")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "rostering: notices are off: switch them on with enabled = true under [notices] in organisation.toml\n"
    )
    assert rostering("notices", "list").out == "There are no notices.\n"
    assert rostering("notices", "list", "--json").json == []


@pytest.mark.usefixtures("drafted")
def test_a_time_that_cannot_be_waited_for_is_a_wrong_call(rostering: Command) -> None:
    assert rostering("notices", "send", "--lost-after", "-1").code == 2
    assert rostering("notices", "list", "--state", "lost").code == 2
