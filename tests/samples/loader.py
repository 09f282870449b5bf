"""A program that runs commands one after the other and says what each loads that none before it did.

`loader.py REPORT` reads a folder and a command a line, as JSON, and writes an answer a line into the report.
"""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rostering.cli.main import main


def code_of(folder: str, args: Sequence[str]) -> object:
    """How a command ends in a folder."""
    os.chdir(folder)
    try:
        main(args)
    except SystemExit as ended:
        return ended.code
    raise AssertionError("the command has not ended")


def report(lines: Sequence[str], file: Path) -> None:
    """Run the commands, and write how each ended and the packages that it was the first to load."""
    answers, seen = [], set[str]()
    for line in lines:
        code = code_of(*json.loads(line))
        loaded = {name.partition(".")[0] for name in sys.modules} - seen
        answers.append(json.dumps({"code": code, "loaded": sorted(loaded)}))
        seen |= loaded
    file.write_text("\n".join(answers), encoding="utf-8")


if __name__ == "__main__":
    report(sys.stdin.readlines(), Path(sys.argv[1]))
