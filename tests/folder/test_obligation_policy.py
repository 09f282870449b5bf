"""What `policy.toml` says of obligations."""

import pytest

from rostering.errors import FaultyInput
from rostering.folder.documents import DOCUMENTS, read_documents
from samples.small_folder import TEXTS

TOML = {name: text for name, text in TEXTS.items() if name in DOCUMENTS}


def in_feeds(said: str) -> bool:
    return read_documents(TOML | {"policy.toml": f"{TOML['policy.toml']}\n{said}"}).obligations_in_feeds


def test_feeds_show_them_only_where_it_is_asked_for() -> None:
    assert [in_feeds(said) for said in ("", "[obligations]\n", "[obligations]\nin_feeds = true\n")] == [
        False,
        False,
        True,
    ]


def test_all_that_is_wrong_is_told() -> None:
    with pytest.raises(FaultyInput) as refusal:
        in_feeds('[obligations]\nin_feeds = "yes"\nin_feed = true\n')
    assert [str(fault) for fault in refusal.value.faults] == [
        "policy.toml: obligations.in_feeds: expected true or false, not a text",
        "policy.toml: obligations.in_feed: unknown key (did you mean 'in_feeds'?)",
    ]
