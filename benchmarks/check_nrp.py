"""Judge a roster of a shift scheduling instance: reads the file by itself and shares no code with the rules.

Prints what is wrong in words; ends with 0 where roster, objective and bound agree with the file, with 1 where not.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Rows = dict[str, list[list[str]]]
Line = Sequence[str]
"""The shift of each day, "" for a day off."""


def sections(path: Path) -> Rows:
    """The rows of a file by the name of their section."""
    found: Rows = {}
    name = ""
    for raw in path.read_text(encoding="utf-8").split("\n"):
        line = raw.strip()
        if line.startswith("SECTION_"):
            name = line
        elif line and line[0] != "#":
            found.setdefault(name, []).append([cell.strip() for cell in line.split(",")])
    return found


def faults(rows: Rows, roster: Mapping[str, Line]) -> Iterator[str]:
    """What is not allowed in a roster, in words."""
    days = int(rows["SECTION_HORIZON"][0][0])
    shifts = {row[0]: (int(row[1]), row[2].split("|") if len(row) > 2 else []) for row in rows["SECTION_SHIFTS"]}
    staff = {row[0]: row[1:] for row in rows["SECTION_STAFF"]}
    if set(roster) != set(staff):
        yield "the roster's employees are not those of the file"
        return
    for who, line in roster.items():
        if len(line) != days or not set(line) <= {*shifts, ""}:
            yield f"{who}: a line of {len(line)} days, or of unknown shifts"
        else:
            yield from (f"{who}: {fault}" for fault in _line_faults(staff[who], shifts, line))
    for who, *dates in rows.get("SECTION_DAYS_OFF", []):
        yield from (f"{who}: works on day {day}, a day off" for day in dates if roster[who][int(day)])


def _line_faults(terms: Sequence[str], shifts: Mapping[str, tuple[int, list[str]]], line: Line) -> Iterator[str]:
    most_minutes, least_minutes, most_row, least_row, least_off, most_weekends = (int(term) for term in terms[1:7])
    for cap in terms[0].split("|"):
        shift, most = cap.split("=")
        if line.count(shift) > int(most):
            yield f"{line.count(shift)} shifts {shift}, at most {most} are allowed"
    minutes = sum(shifts[shift][0] for shift in line if shift)
    if not least_minutes <= minutes <= most_minutes:
        yield f"{minutes} minutes, not {least_minutes} to {most_minutes}"
    for day in range(len(line) - 1):
        if line[day] and line[day + 1] and line[day + 1] in shifts[line[day]][1]:
            yield f"{line[day + 1]} on day {day + 1} follows {line[day]}"
    weekends = sum(any(line[day : day + 2]) for day in range(5, len(line), 7))
    if weekends > most_weekends:
        yield f"{weekends} weekends, at most {most_weekends} are allowed"
    start = 0
    for day in range(1, len(line) + 1):
        if day < len(line) and bool(line[day]) == bool(line[start]):
            continue
        length, inside = day - start, start > 0 and day < len(line)
        least = least_row if line[start] else least_off
        if (line[start] and length > most_row) or (inside and length < least):
            yield f"{length} days {'of work' if line[start] else 'off'} in a row from day {start}"
        start = day


def objective(rows: Rows, roster: Mapping[str, Line]) -> int:
    """What a roster costs: requests not met, and cover below or above the need."""
    total = 0
    for who, day, shift, weight in rows.get("SECTION_SHIFT_ON_REQUESTS", []):
        total += 0 if roster[who][int(day)] == shift else int(weight)
    for who, day, shift, weight in rows.get("SECTION_SHIFT_OFF_REQUESTS", []):
        total += int(weight) if roster[who][int(day)] == shift else 0
    for day, shift, need, under, over in rows.get("SECTION_COVER", []):
        short = int(need) - sum(line[int(day)] == shift for line in roster.values())
        total += short * int(under) if short > 0 else -short * int(over)
    return total


def disagreements(path: Path, result: Mapping[str, Any]) -> list[str]:
    """What a printed result says that the file does not bear out; nothing for one without a roster."""
    rows, roster, claimed = sections(path), result["roster"], result["objective"]
    if not roster:
        return [] if claimed is None else ["an objective without a roster"]
    found = list(faults(rows, roster))
    if not found and objective(rows, roster) != claimed:
        found.append(f"the objective is {objective(rows, roster)}, not {claimed}")
    if result["bound"] is not None and claimed is not None and result["bound"] > claimed:
        found.append(f"the bound {result['bound']} is above the objective {claimed}")
    if result["status"] == "optimal" and result["bound"] != claimed:
        found.append("called optimal, but bound and objective differ")
    return found


def main() -> int:
    """Read FILE and RESULT.json, or `-` for standard input."""
    if len(sys.argv) != 3:
        print("usage: check_nrp.py FILE RESULT.json", file=sys.stderr)
        return 2
    text = sys.stdin.read() if sys.argv[2] == "-" else Path(sys.argv[2]).read_text(encoding="utf-8")
    found = disagreements(Path(sys.argv[1]), json.loads(text))
    print("\n".join(found) or "agreed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
