"""The file that names a provider: what it says, and all that can be wrong with it."""

from pathlib import Path

import pytest

from rostering.domain.users import Role
from rostering.errors import FaultyInput
from rostering.services.access.provider_file import LONGEST, Unreadable, read_provider
from samples.odd_files import HINT, ODD_FILES

WHOLE = """\
[provider]
name = "Microsoft"
issuer = "https://login.microsoftonline.com/0f3c/v2.0"
client_id = "4b1d"
client_secret = "s3cret"
groups_claim = "roles"
domain = "firm.example"
trusts_email = true
everybody = "viewer"

[provider.groups]
"5d9a-ops" = "ops"
Vagt = "consultant"
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "sign-in.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_says_who_the_provider_is_and_whom_to_let_in(tmp_path: Path) -> None:
    provider = read_provider(written(tmp_path, WHOLE))
    assert (provider.name, provider.client_id, provider.client_secret) == ("Microsoft", "4b1d", "s3cret")
    assert provider.issuer == "https://login.microsoftonline.com/0f3c/v2.0"
    assert (provider.groups_claim, provider.domain, provider.trusts_email) == ("roles", "firm.example", True)
    assert list(provider.admission.roles.items()) == [("5d9a-ops", Role.OPS), ("Vagt", Role.CONSULTANT)]
    assert provider.admission.everybody is Role.VIEWER
    assert "s3cret" not in repr(provider)


def test_the_secret_may_stand_in_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s3cret\n")
    text = WHOLE.replace('client_secret = "s3cret"', 'client_secret_file = "secret"')
    assert read_provider(written(tmp_path, text)).client_secret == "s3cret"
    (tmp_path / "secret").unlink()
    with pytest.raises(Unreadable, match=r"cannot read .*secret: No such file"):
        read_provider(written(tmp_path, text))


def test_without_groups_whoever_was_added_may_come_in(tmp_path: Path) -> None:
    text = WHOLE.partition("groups_claim")[0]
    provider = read_provider(written(tmp_path, text))
    assert not provider.admission.is_by_group
    assert (provider.groups_claim, provider.domain, provider.trusts_email) == ("groups", "", False)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = """\
[provider]
issuer = "http://firm.example"
client_id = 7
client_secret = ""
trust_email = true
[provider.groups]
a = "boss"
"""
    with pytest.raises(FaultyInput) as refused:
        read_provider(written(tmp_path, text))
    assert sorted(map(str, refused.value.faults)) == [
        "sign-in.toml: provider.client_id: expected a text, not a whole number",
        "sign-in.toml: provider.client_secret: is empty",
        "sign-in.toml: provider.groups.a: 'boss' is not a role (known: consultant, finance, ops, viewer)",
        "sign-in.toml: provider.issuer: 'http://firm.example' is not the https address of a provider "
        "(copy it from its configuration)",
        "sign-in.toml: provider.name: missing",
        "sign-in.toml: provider.trust_email: unknown key (did you mean 'trusts_email'?)",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "sign-in.toml: provider: missing"), ("[x", "sign-in.toml:1: is not TOML")]
)
def test_a_file_that_says_nothing_is_told(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(FaultyInput, match=sentence):
        read_provider(written(tmp_path, text))


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"cannot read .*nowhere.toml: No such file or directory"):
        read_provider(tmp_path / "nowhere.toml")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(Unreadable, match=r"cannot read .*binary.toml: it is not UTF-8"):
        read_provider(tmp_path / "binary.toml")


@pytest.mark.parametrize("odd", ODD_FILES)
def test_what_is_no_file_is_a_fault_and_not_waited_for(odd: str, tmp_path: Path) -> None:
    make, said = ODD_FILES[odd]
    make(tmp_path / "sign-in.toml")
    with pytest.raises(FaultyInput) as refused:
        read_provider(tmp_path / "sign-in.toml")
    assert [str(fault) for fault in refused.value.faults] == [f"sign-in.toml: {said} ({HINT})"]


@pytest.mark.parametrize("odd", ODD_FILES)
def test_a_secret_that_stands_in_no_file_is_a_fault(odd: str, tmp_path: Path) -> None:
    make, said = ODD_FILES[odd]
    make(tmp_path / "secret")
    text = WHOLE.replace('client_secret = "s3cret"', 'client_secret_file = "secret"')
    with pytest.raises(FaultyInput) as refused:
        read_provider(written(tmp_path, text))
    assert [str(fault) for fault in refused.value.faults] == [f"secret: {said} ({HINT})"]


def test_a_file_that_is_too_large_is_a_fault_and_not_cut(tmp_path: Path) -> None:
    with pytest.raises(FaultyInput, match=r"^sign-in\.toml: is too large \(at most 64 KiB\)$"):
        read_provider(written(tmp_path, WHOLE + "#" * LONGEST))
