"""What is posted to others: what was said, and nothing that this machine knows besides."""

from pathlib import Path

import pytest

from rostering.notices.pagers.asking import PagerLine
from rostering.notices.posting import post
from samples.receivers import receiver


def test_passwords_that_a_machine_keeps_for_its_users_go_to_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "netrc"
    kept.write_text("default login somebody password hushed\n")
    kept.chmod(0o600)
    monkeypatch.setenv("NETRC", str(kept))
    with receiver() as there:
        post(there.address, {}, "{}")
        PagerLine(there.address, {"Authorization": "Bearer ours"}).ask("POST", "/overrides", body={})
        PagerLine(there.address, {}, ("account", "token")).ask("POST", "/overrides", body={})
    assert [each.get("authorization") for each in there.headers] == [None, "Bearer ours", "Basic YWNjb3VudDp0b2tlbg=="]
