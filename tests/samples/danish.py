"""Whether what people read in Danish has English left in it: the messages of the catalogue, looked for in texts."""

import re
from functools import cache

from rostering.language.sentences import KEPT
from words import catalogue


@cache
def phrases() -> tuple[str, ...]:
    """Parts of English messages that Danish has otherwise, long enough that no name of the firm can be meant."""
    found: set[str] = set()
    for message in catalogue("da"):
        forms = message.id if isinstance(message.id, tuple | list) else (message.id,)
        there = message.string if isinstance(message.string, tuple | list) else (message.string,)
        plain = [part for form in forms for part in re.split(r"{\w+}", str(form))]
        found |= {
            part.strip() for part in plain if len(part.split()) > 1 and not any(part in str(one) for one in there)
        }
    return tuple(sorted(found))


def english_in(text: str) -> list[str]:
    """The English that stands in a text that should be Danish."""
    return [one for one in phrases() if one in text and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text)]


def kept_messages() -> list[str]:
    """Every message that is kept, or heard of others."""
    return [str(message.id) for message in catalogue("da") if message.context == KEPT]
