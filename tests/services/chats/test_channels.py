"""Channels: wrong ones are refused with all that is wrong, and no refusal repeats a secret."""

import pytest

from rostering.domain.chats import ChatKind, hint_of
from rostering.errors import FaultyInput, Stale
from rostering.services.access.rights import Forbidden
from rostering.services.chats.channels import ChatEnded, ChatThere, UnknownChat, add_chat, chats, remove_chat
from samples.swap_firm import ELMA, FINANCE, LEAD, VIEWER

SLACK, TEAMS = ChatKind.SLACK, ChatKind.TEAMS
HOOK = "https://hooks.slack.com/services/T0/B0/secretsecretQ7x9"


@pytest.mark.parametrize(
    ("kind", "address", "message"),
    [
        (SLACK, "hooks.slack.com", "address: this is no address (write it like https://example.org/hook)"),
        (SLACK, "http://hooks.slack.com/services/x", "address: what is sent to http:// can be read on its way"),
        (SLACK, "https://hooks.slack.com/workflows/x", "address: this is no incoming webhook of Slack"),
        (TEAMS, HOOK, "address: this is an address of Slack (choose slack)"),
        (SLACK, "https://prod-1.logic.azure.com/x", "address: this is a workflow of Teams (choose teams)"),
        (
            TEAMS,
            "https://firm.webhook.office.com/webhookb2/x",
            "address: this is a connector of Office 365, and these are retired "
            "(make a workflow in Teams: When a Teams webhook request is received)",
        ),
    ],
)
def test_a_wrong_address_is_told_with_how_to_mend_it(
    automatic: str, kind: ChatKind, address: str, message: str
) -> None:
    with pytest.raises(FaultyInput) as refused:
        add_chat(automatic, LEAD, kind, address, "#on-call")
    assert message in str(refused.value)


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_kept(automatic: str) -> None:
    with pytest.raises(FaultyInput) as refused:
        add_chat(automatic, LEAD, SLACK, "ftp://secretsecret", " ", "pimm")
    assert [fault.place for fault in refused.value.faults] == ["address", "name", "team"]
    assert "secretsecret" not in str(refused.value)
    assert chats(automatic, LEAD, ended=True).chats == ()


def test_an_address_is_told_once_and_shown_by_its_ends_only(automatic: str) -> None:
    added = add_chat(automatic, LEAD, SLACK, f" {HOOK}\n", " #on-call ")
    assert (added.chat.name, added.chat.hint) == ("#on-call", "hooks.slack.com/…Q7x9")
    assert hint_of(HOOK) == added.chat.hint
    with pytest.raises(ChatThere, match="channel 1 has this address already: remove it first"):
        add_chat(automatic, LEAD, SLACK, HOOK, "#other")
    remove_chat(automatic, LEAD, 1)
    with pytest.raises(ChatEnded, match="channel 1 was removed already"):
        remove_chat(automatic, LEAD, 1)
    assert add_chat(automatic, LEAD, SLACK, HOOK, "#other").chat.number == 2
    with pytest.raises(UnknownChat, match="there is no channel 3"):
        remove_chat(automatic, LEAD, 3)


def test_whoever_saves_second_is_told_what_the_first_did(automatic: str) -> None:
    seen = chats(automatic, LEAD).mark
    add_chat(automatic, LEAD, SLACK, HOOK, "#on-call", version=seen)
    with pytest.raises(Stale, match="this was changed after you opened the form"):
        add_chat(automatic, LEAD, SLACK, f"{HOOK}2", "#other", version=seen)


@pytest.mark.parametrize("who", [ELMA, FINANCE, VIEWER])
def test_only_an_ops_lead_keeps_channels(automatic: str, who: object) -> None:
    for act in (lambda: chats(automatic, who), lambda: add_chat(automatic, who, SLACK, HOOK, "#x")):  # type: ignore[arg-type]
        with pytest.raises(Forbidden):
            act()
