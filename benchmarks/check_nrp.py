"""Judge a roster of a shift scheduling instance: reads the file by itself and shares no code with the rules.

Prints what is wrong in words; ends with 0 where roster, objective and bound agree with the file, with 1 where not.
"""

import json
import sys
from collections import Counter
from pathlib import Path


def sections(path):
    """The rows of a file by section."""
    found, name = {}, None
    for raw in Path(path).read_text(encoding="utf-8").split("\n"):
        line = raw.strip()
        if not line or line[0] == "#":
            continue
        if line.startswith("SECTION_"):
            name = line
            found[name] = []
        else:
            found[name].append(line.split(","))
    return found
