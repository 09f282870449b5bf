"""The forms in which chats take messages, as their makers publish them."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema.validators import Draft6Validator
from slack_sdk.models.blocks import Block


def slack_of(body: str) -> list[str]:
    """The texts of a message to Slack, whose blocks are as its own library makes and checks them."""
    message = json.loads(body)
    assert set(message) == {"text", "blocks", "unfurl_links"}
    blocks = Block.parse_all(message["blocks"])
    for block, sent in zip(blocks, message["blocks"], strict=True):
        block.validate_json()
        assert block.to_dict() == sent
    sections = [sent["text"] for sent in message["blocks"] if "text" in sent]
    assert {section["type"] for section in sections} == {"plain_text"}
    return [section["text"] for section in sections]


def teams_of(body: str) -> list[str]:
    """The texts of a message to a workflow of Teams, whose card is as the published schema has it."""
    message = json.loads(body)
    (attachment,) = message["attachments"]
    assert (message["type"], attachment["contentType"]) == ("message", "application/vnd.microsoft.card.adaptive")
    card = dict(attachment["content"])
    assert card.pop("msteams") == {"width": "Full"}  # which Teams knows, and the schema of all hosts does not
    assert not list(Draft6Validator(_schema()).iter_errors(card))
    assert len(body.encode()) < 28 * 1024
    return [run["text"] for block in card["body"] for run in block["inlines"]]


@cache
def _schema() -> Any:
    return json.loads(files("adaptive_cards").joinpath("schemas/schema-1.5.json").read_text("utf-8"))
