"""What `policy.toml` says of swaps."""

from pathlib import Path

import pytest

from rostering.domain.swaps import Approval, LeadTime, SwapPolicy
from rostering.errors import FaultyInput
from rostering.folder.documents import DOCUMENTS, read_documents
from rostering.folder.reader import read_folder
from rostering.folder.writer import write_files
from samples.small_folder import TEXTS

TOML = {name: text for name, text in TEXTS.items() if name in DOCUMENTS}
NOTICE_HINT = "(write it as '24 hours' or '2 days')"


def read(swaps: str) -> SwapPolicy:
    return read_documents(TOML | {"policy.toml": f"{TOML['policy.toml']}\n{swaps}"}).swaps


def test_an_ops_lead_approves_up_to_a_day_before_unless_the_firm_says_otherwise() -> None:
    assert read("") == read("[swaps]\n") == SwapPolicy(Approval.LEAD, LeadTime(hours=24))


def test_who_approves_and_how_late_are_read() -> None:
    assert read('[swaps]\napproval = "none"\nnotice = "2 days"\n') == SwapPolicy(Approval.NONE, LeadTime(days=2))
    assert read('[swaps]\napproval = "penalised"\n').approval is Approval.PENALISED
    assert read('[swaps]\nnotice = "1 hour"\n').notice == LeadTime(hours=1)
    assert read('[swaps]\nnotice = "0 hours"\n').notice == LeadTime()


@pytest.mark.parametrize(
    ("swaps", "faults"),
    [
        ("swaps = true", ["swaps: expected a table, not true or false"]),
        (
            '[swaps]\napproval = "leads"\nnotise = "1 day"\n',
            [
                "swaps.approval: 'leads' does not say who approves a swap (did you mean 'lead'?)",
                "swaps.notise: unknown key (did you mean 'notice'?)",
            ],
        ),
        ("[swaps]\napproval = 1\n", ["swaps.approval: expected a text, not a whole number"]),
        ("[swaps]\nnotice = 24\n", ["swaps.notice: expected a text, not a whole number"]),
        *(
            (f"[swaps]\nnotice = '{text}'\n", [f"swaps.notice: {text!r} is no length of time {NOTICE_HINT}"])
            for text in ("2 weeks", "-1 days", "two days", "1.5 hours", "24h")
        ),
        *(
            (f"[swaps]\nnotice = '{text}'\n", [f"swaps.notice: {text!r} is longer than 90 days {NOTICE_HINT}"])
            for text in ("91 days", "2161 hours")
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(swaps: str, faults: list[str]) -> None:
    text = f"{swaps}\n{TOML['policy.toml']}" if not swaps.startswith("[") else f"{TOML['policy.toml']}\n{swaps}"
    with pytest.raises(FaultyInput) as faulty:
        read_documents(TOML | {"policy.toml": text})
    assert [str(fault) for fault in faulty.value.faults] == [f"policy.toml: {fault}" for fault in faults]


def test_an_export_keeps_it_word_for_word(tmp_path: Path) -> None:
    said = '[swaps] # ours\napproval = "none"\nnotice = "3 days"\n'
    for name, text in (TEXTS | {"policy.toml": f"{TEXTS['policy.toml']}\n{said}"}).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    inputs = read_folder(tmp_path)
    written = write_files(inputs)
    assert said in written["policy.toml"].decode()
    for name, content in written.items():
        (tmp_path / name).write_bytes(content)
    assert read_folder(tmp_path).swaps == inputs.swaps == SwapPolicy(Approval.NONE, LeadTime(days=3))
