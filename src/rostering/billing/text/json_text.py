"""JSON in which amounts are exact: whole numbers and decimals are written as they are, none becomes a float."""

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

Json = Mapping[str, "Json"] | Iterable["Json"] | str | int | Decimal | None
_UNSEEN = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb]")


def json_text(value: Json, indent: str = "\n") -> str:
    """The value as JSON, a key or item to a line; letters that cannot be seen or turn text around are escaped."""
    inner = indent + "  "
    if isinstance(value, str):
        return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))
    if isinstance(value, Decimal):
        return f"{value:f}"
    if value is None or isinstance(value, int):
        return json.dumps(value)
    if isinstance(value, Mapping):
        pairs = [f"{json_text(key)}: {json_text(each, inner)}" for key, each in value.items()]
        return _enclosed("{", pairs, "}", indent)
    return _enclosed("[", [json_text(each, inner) for each in value], "]", indent)


def json_bytes(value: Json) -> bytes:
    """The value as a JSON document in UTF-8, with a line break at its end."""
    return (json_text(value) + "\n").encode()


def _enclosed(start: str, items: list[str], end: str, indent: str) -> str:
    inner = indent + "  "
    return f"{start}{inner}{f',{inner}'.join(items)}{indent}{end}" if items else start + end
