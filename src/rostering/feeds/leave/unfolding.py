"""The lines of a calendar file, unfolded."""

import re
from collections.abc import Iterator

_LINE_END = re.compile(r"\r\n|\r|\n")


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """The lines with the number each begins on; what begins with a blank goes on with the line before."""
    begun, parts = 1, [""]
    for number, line in enumerate(_LINE_END.split(text), 1):
        if line[:1] in (" ", "\t"):
            parts.append(line[1:])
        elif line:
            yield begun, "".join(parts)
            begun, parts = number, [line]
    yield begun, "".join(parts)
