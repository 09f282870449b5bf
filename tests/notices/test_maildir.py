"""A maildir holds each mail once, whole, under a name of its own."""

import mailbox
from pathlib import Path

import pytest

from rostering.domain.notices import Mail
from rostering.notices import Unreachable, message_of
from rostering.notices.maildir import Maildir
from samples.notice_samples import FIRM, mail


def deliver(folder: Path, *mails: Mail) -> None:
    with Maildir(folder) as transport:
        for each in mails:
            transport.deliver(each, message_of(each, FIRM))


def test_other_programs_read_what_was_put_in(tmp_path: Path) -> None:
    deliver(tmp_path / "deep" / "mail", mail(), mail(2, "bo@nordlys.example"))
    box = mailbox.Maildir(tmp_path / "deep" / "mail", create=False)
    assert sorted(str(message["Message-ID"]) for message in box) == ["<1@nordlys.example>", "<2@nordlys.example>"]
    assert list((tmp_path / "deep" / "mail" / "tmp").iterdir()) == []


def test_a_mail_put_in_twice_is_one(tmp_path: Path) -> None:
    deliver(tmp_path, mail(), mail())
    assert len(list((tmp_path / "new").iterdir())) == 1


def test_a_mail_that_was_read_does_not_come_back(tmp_path: Path) -> None:
    deliver(tmp_path, mail())
    (file,) = (tmp_path / "new").iterdir()
    file.rename(tmp_path / "cur" / f"{file.name}:2,S")
    deliver(tmp_path, mail())
    assert list((tmp_path / "new").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unreachable, match=f"the maildir {tmp_path}/file cannot be written: Not a directory"):
        deliver(tmp_path / "file", mail())
