"""The outbox is emptied: nothing lost, nothing doubled, nobody held up by another's bad address."""

import mailbox
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

import samples
from rostering.answers.notices import Run
from rostering.domain.notices import MailState
from rostering.notices import NoTransport
from rostering.services.clock import now
from rostering.services.notices.letters import LOST_AFTER, NoticesOff
from rostering.services.notices.sending import GIVE_UP, pause_after, send_notices
from rostering.store import Store
from samples.mail_sink import DROP, Sink, free_port, listening
from samples.notice_firm import NOTICES, filled, letter, mails, new_store, states

PROGRAM = Path(samples.__file__).with_name("notice_sender.py")
NOW = timedelta(0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rostering.db"


@pytest.fixture
def store(file: Path) -> Store:
    return new_store(file)


@pytest.fixture
def sink() -> Iterator[Sink]:
    with listening(Sink()) as sink:
        yield sink


def counts(run: Run) -> tuple[int, int, int]:
    return len(run.sent), run.waiting, len(run.failed)


def ids_in(folder: Path) -> Counter[str]:
    return Counter(str(message["Message-ID"]) for message in mailbox.Maildir(folder, create=False))


def ids_of(store: Store) -> list[str]:
    return [mail.letter.message_id for mail in mails(store)]


def test_everything_that_waits_is_sent_once(store: Store, file: Path, sink: Sink) -> None:
    filled(store, *map(letter, range(1, 4)), at=now())
    assert counts(send_notices(str(file), sink.address)) == (3, 0, 0)
    assert counts(send_notices(str(file), sink.address)) == (0, 0, 0)
    assert sink.ids == ids_of(store)
    assert {mail.state for mail in mails(store)} == {MailState.SENT}
    assert all(mail.sent and mail.attempts == 1 for mail in mails(store))


def test_one_bad_address_stops_nobody(store: Store, file: Path, sink: Sink) -> None:
    sink.to = {"c1@nordlys.example": "550 nobody here", "c2@nordlys.example": "451 later"}
    sink.whole = {"c3@nordlys.example": DROP}
    filled(store, *map(letter, range(1, 4)), letter(4, "c 4"), letter(5), at=now())
    run = send_notices(str(file), sink.address)
    assert (counts(run), run.reached, run.stopped) == ((1, 2, 2), True, None)
    assert [state for _, state in states(store)] == ["failed", "waiting", "waiting", "failed", "sent"]
    errors = [mail.error or "" for mail in mails(store)]
    assert [word in error for word, error in zip(("550", "451", "broke", "address"), errors[:4], strict=True)] == [
        True
    ] * 4
    assert sink.recipients == ["c3@nordlys.example", "c5@nordlys.example"]


def test_what_was_put_off_waits_its_time(store: Store, file: Path, sink: Sink) -> None:
    sink.to = {"c1@nordlys.example": "451 later"}
    filled(store, letter(1), at=now())
    before = now()
    send_notices(str(file), sink.address)
    sink.to = {}
    assert counts(send_notices(str(file), sink.address)) == (0, 1, 0)
    (mail,) = mails(store)
    assert mail.due is not None
    assert mail.due >= before + pause_after(1)
    with store.transaction() as tx:
        claimed = tx.outbox.claim(mail.due, LOST_AFTER)
        assert claimed is not None
        tx.outbox.postpone(claimed, "451 later", before)
    assert counts(send_notices(str(file), sink.address)) == (1, 0, 0)
    assert [mail.attempts for mail in mails(store)] == [3]


def test_pauses_grow_up_to_a_limit() -> None:
    pauses = [pause_after(attempts) for attempts in range(1, 40)]
    assert pauses[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=1)


def test_what_nobody_takes_for_days_is_given_up(store: Store, file: Path, sink: Sink) -> None:
    sink.to = {"c1@nordlys.example": "451 later"}
    filled(store, letter(1), at=now() - GIVE_UP - timedelta(minutes=1))
    assert counts(send_notices(str(file), sink.address)) == (0, 0, 1)
    assert mails(store)[0].error == f"127.0.0.1:{sink.port} says 451 later"


def test_where_nobody_takes_mails_all_wait(store: Store, file: Path) -> None:
    filled(store, letter(1), letter(2), at=now() - 2 * GIVE_UP)
    run = send_notices(str(file), f"smtp://127.0.0.1:{free_port()}")
    assert (counts(run), run.reached) == ((0, 2, 0), False)
    assert "Connection refused" in str(run.stopped)
    first, second = mails(store)
    assert (first.attempts, "Connection refused" in str(first.error)) == (1, True)
    assert (second.attempts, second.error) == (0, None)


def test_without_anything_to_send_nobody_is_called(store: Store, file: Path) -> None:
    run = send_notices(str(file), f"smtp://127.0.0.1:{free_port()}")
    assert (counts(run), run.reached, mails(store)) == ((0, 0, 0), True, ())


def test_nothing_is_sent_while_notices_are_off_or_nobody_says_where(store: Store, file: Path, tmp_path: Path) -> None:
    filled(store, letter(1), at=now())
    with pytest.raises(NoTransport):
        send_notices(str(file), None)
    other = new_store(tmp_path / "off.db", NOTICES.replace("true", "false"))
    filled(other, letter(1), at=now())
    with pytest.raises(NoticesOff):
        send_notices(str(tmp_path / "off.db"), f"maildir:{tmp_path}/mail")
    assert [state for _, state in states(store) + states(other)] == ["waiting", "waiting"]


def test_a_mail_handed_over_in_the_moment_of_a_crash_goes_out_as_the_same(
    store: Store, file: Path, sink: Sink, tmp_path: Path
) -> None:
    filled(store, letter(1), at=now())
    maildir = f"maildir:{tmp_path}/mail"
    for address in (sink.address, maildir, maildir):
        with store.transaction() as tx:  # a sender that never says how it ended
            tx.outbox.claim(now(), NOW)
        assert counts(send_notices(str(file), address)) == (0, 1, 0)
        assert counts(send_notices(str(file), address, NOW)) == (1, 0, 0)
        with store.transaction() as tx:  # and one that did not get as far as to note it
            claimed = mails(store)[0]
            tx._session.connection().exec_driver_sql("UPDATE mail SET state = 'waiting', sent = NULL")
    assert claimed.letter.message_id in sink.ids
    assert ids_in(tmp_path / "mail") == {claimed.letter.message_id: 1}


def test_two_senders_at_once_send_each_mail_once(store: Store, file: Path, sink: Sink) -> None:
    filled(store, *map(letter, range(1, 31)), at=now())
    with ThreadPoolExecutor() as pool:
        runs = [pool.submit(send_notices, str(file), sink.address) for _ in range(3)]
    assert sum(len(run.result().sent) for run in runs) == 30
    assert Counter(sink.ids) == Counter(ids_of(store))


def test_killed_senders_lose_no_mail_and_double_none(store: Store, file: Path, tmp_path: Path) -> None:
    filled(store, *map(letter, range(1, 61)), at=now())
    command = [sys.executable, str(PROGRAM), str(file), f"maildir:{tmp_path}/mail"]
    chance, kills = random.Random(4), 0
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert said_by(program) == "ready"
        while (there := delivered(tmp_path / "mail")) < 60 and kills < 60:
            kill_while_sending(program, tmp_path / "mail", there + chance.randint(1, 12), chance.uniform(0, 0.006))
            kills += 1
    assert kills >= 5
    send_notices(str(file), f"maildir:{tmp_path}/mail", NOW)
    assert {state for _, state in states(store)} == {"sent"}
    assert ids_in(tmp_path / "mail") == Counter(ids_of(store))


def delivered(folder: Path) -> int:
    return len(list((folder / "new").glob("*")))


def said_by(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def kill_while_sending(program: subprocess.Popen[str], folder: Path, count: int, moment: float) -> None:
    """Kill a sender a moment after it has delivered up to this count."""
    assert program.stdin is not None
    program.stdin.write("go\n")
    program.stdin.flush()
    sender = int(said_by(program))
    while delivered(folder) < min(count, 60) and is_running(sender):
        time.sleep(0.0005)
    time.sleep(moment)
    with suppress(ProcessLookupError):  # it has sent everything
        os.kill(sender, signal.SIGKILL)
    assert said_by(program) == "ended"
