"""Check the roster of an on-call instance: an independent reading of the format, sharing no code with the rules.

    python benchmarks/check_oncall.py FILE RESULT.json

RESULT.json is what `oncall.py` printed: one object, or several one a line, of which the file's own is taken.
Exit 0: agreed; 1: the roster breaks a rule or costs something else; 2: wrong input.
"""

import json
import re
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

Data = dict[str, Any]


def data_of(text: str) -> Data:
    """The items of a data file, by name; sets become Python sets."""
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.DOTALL)
    text = "\n".join(line.split("%")[0] for line in text.splitlines())
    items = (item.split("=", 1) for item in text.split(";") if item.strip())
    return {name.strip(): _plain(value) for name, value in items}


def _plain(value: str) -> Any:
    """A MiniZinc literal through JSON: sets become marked lists on the way."""
    spread = re.sub(r"(\d+)\s*\.\.\s*(\d+)", lambda m: "{" + ",".join(map(str, _between(*m.groups()))) + "}", value)
    marked = spread.replace("{", '["set",').replace("}", "]")
    return _unmarked(json.loads(re.sub(r",\s*\]", "]", marked)))


def _between(first: str, last: str) -> range:
    return range(int(first), min(int(last), 100_000) + 1)


def _unmarked(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return set(value[1:]) if value[:1] == ["set"] else [_unmarked(each) for each in value]


def differences(data: Data, row: Data) -> list[str]:
    """What the row says that is not so; empty where it says nothing of a roster."""
    roster = row["roster"] or []
    if not roster:
        claims = row["status"] in ("optimal", "feasible") or row["objective"] is not None
        return ["there is no roster"] if claims else []
    staff, days = data["num_staff"], data["num_days"]
    if len(roster) != days or not all(isinstance(who, int) and 1 <= who <= staff for who in roster):
        return [f"the roster must name one of 1 to {staff} for each of the {days} days"]
    found = list(broken(data, [0, *roster]))
    penalty = penalty_of(data, [0, *roster])
    if row["objective"] != penalty:
        found.append(f"the objective is said to be {row['objective']} and is {penalty}")
    if row["bound"] is None or row["bound"] > penalty or (row["status"] == "optimal") != (row["bound"] == penalty):
        found.append(f"status '{row['status']}' and bound {row['bound']} do not fit a penalty of {penalty}")
    return found


def broken(data: Data, on: list[int]) -> Iterator[str]:
    """The hard rules that a roster breaks; `on[day]` is the staff number, days from 1."""
    days = data["num_days"]
    anyone = set().union(*data["fixed"])
    for who in range(1, data["num_staff"] + 1):
        yield from (f"{who} must have day {d}" for d in data["fixed"][who - 1] if d <= days and on[d] != who)
        yield from (f"{who} cannot have day {d}" for d in data["unavailable"][who - 1] if d <= days and on[d] == who)
    for d in range(1, days - 1):
        if on[d] == on[d + 1] == on[d + 2] and not {d, d + 1, d + 2} <= anyone:
            yield f"{on[d]} has days {d}, {d + 1} and {d + 2} in a row"
    weekends = range(data["weekend_offset"] + 1, days + 1, 5)
    for w in weekends:
        around = {d for d in (w - 1, w, w + 1) if 1 <= d <= days}
        for d in sorted(around - {w}):
            if on[d] == on[w] and not around <= anyone:
                yield f"{on[w]} has weekend {w} and day {d} beside it"
        if w + 5 in weekends and on[w] == on[w + 5] and not {w, w + 5} <= anyone:
            yield f"{on[w]} has weekends {w} and {w + 5}"


def penalty_of(data: Data, on: list[int]) -> int:
    """What a roster costs; `on[day]` as above."""
    days = data["num_days"]
    weekends = range(data["weekend_offset"] + 1, days + 1, 5)
    adjacent = sum(on[d] == on[d + 1] for d in range(1, days - 1))
    wednesdays = sum(on[w] == on[w - 2] for w in weekends if w > 2)
    penalty: int = adjacent * data["adj_days_str"] + wednesdays * data["wed_before_weekend_str"]
    for kind in (set(weekends), set(range(1, days + 1)) - set(weekends)):
        has = [sum(on[d] == who for d in kind) for who in range(1, data["num_staff"] + 1)]
        pairs = combinations(zip(data["work_load"], has, strict=True), 2)
        largest = max((abs(load * others - other * mine) for (load, mine), (other, others) in pairs), default=0)
        penalty += (largest + 99) // 100
    return penalty


def main() -> int:
    """Read both files, compare, say what differs."""
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    file, result = map(Path, sys.argv[1:])
    try:
        data, row = data_of(file.read_text(encoding="utf-8")), _row(result.read_text(encoding="utf-8"), file.stem)
        found = differences(data, row)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"check_oncall: cannot compare {file} and {result}: {error!r}", file=sys.stderr)
        return 2
    for each in found or [f"agreed: {row['status']}, objective {row['objective']}"]:
        print(f"{file.stem}: {each}")
    return 1 if found else 0


def _row(text: str, name: str) -> Data:
    try:
        rows = [json.loads(text)]
    except ValueError:
        rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    own: list[Data] = [row for row in rows if row["instance"] == name]
    if len(own) != 1:
        raise ValueError(f"the result has {len(own)} objects for '{name}'")
    return own[0]


if __name__ == "__main__":
    sys.exit(main())
