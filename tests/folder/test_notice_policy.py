"""What `organisation.toml` says of notices."""

from pathlib import Path

import pytest

from rostering.domain.notices import NoticePolicy
from rostering.errors import FaultyInput
from rostering.folder.documents import DOCUMENTS, read_documents
from rostering.folder.reader import read_folder
from rostering.folder.writer import write_files
from samples.small_folder import TEXTS

TOML = {name: text for name, text in TEXTS.items() if name in DOCUMENTS}


def read(notices: str) -> NoticePolicy:
    organisation = TOML["organisation.toml"] + notices
    return read_documents(TOML | {"organisation.toml": organisation}).organisation.notices


def test_notices_are_off_unless_the_firm_wants_them() -> None:
    assert read("") == read("[notices]\n") == NoticePolicy()
    assert not NoticePolicy().enabled
    assert read('[notices]\nsender = "rota@havblik.example"\n') == NoticePolicy(sender="rota@havblik.example")


def test_all_of_it_is_read() -> None:
    hours_and_reply = 'reminder_hours = 0\nreply_to = "a.b+c@havblik.example"\n'
    assert read(f'[notices]\nenabled = true\nsender = "rota@havblik.example"\n{hours_and_reply}') == NoticePolicy(
        enabled=True, sender="rota@havblik.example", reminder_hours=0, reply_to="a.b+c@havblik.example"
    )
    assert read('notices = { enabled = true, sender = "rota@havblik.example" }\n').reminder_hours == 24


@pytest.mark.parametrize(
    ("notices", "faults"),
    [
        ("[notices]\nenabled = true\n", ["notices.sender: missing"]),
        ("notices = true\n", ["notices: expected a table, not true or false"]),
        (
            '[notices]\nenabled = "yes"\nsender = 1\nreminder_hours = -1\nreply_to = ""\nsendr = "x"\n',
            [
                "notices.enabled: expected true or false, not a text",
                "notices.sender: expected a text, not a whole number",
                "notices.reminder_hours: -1 is not from 0 to 336",
                "notices.reply_to: is empty",
                "notices.sendr: unknown key (did you mean 'sender'?)",
            ],
        ),
        *(
            (
                f"[notices]\nenabled = true\nsender = '{address}'\n",
                [
                    f"notices.sender: {address!r} is not a plain e-mail address (write it as rota@example.dk)",
                ],
            )
            for address in (
                "Rota <rota@havblik.example>",
                "rota",
                "a@b@c",
                "a b@c",
                "=?utf-8?q?x?=@c",
                "åse@havblik.example",
            )
        ),
    ],
)
def test_every_fault_is_told_with_its_place(notices: str, faults: list[str]) -> None:
    with pytest.raises(FaultyInput) as found:
        read(notices)
    assert [str(fault) for fault in found.value.faults] == [f"organisation.toml: {fault}" for fault in faults]


def test_the_document_is_written_back_word_for_word(tmp_path: Path) -> None:
    organisation = TEXTS["organisation.toml"] + '\n[notices] # mails\nenabled   = true\nsender="rota@havblik.example"\n'
    for name, text in (TEXTS | {"organisation.toml": organisation}).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    inputs = read_folder(tmp_path)
    assert inputs.organisation.notices.enabled
    assert write_files(inputs)["organisation.toml"].decode() == organisation
