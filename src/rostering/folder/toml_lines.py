"""Where a key of a TOML document stands: the line of a path such as `rate_cards[2].prices.weekend`."""

import re

_HEADER = re.compile(r"\s*\[(\[)?\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=\s*(.*)""")
_PARTS = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_TEXT = re.compile(r"""["']([^"']*)["']""")


def line_of(text: str, place: str) -> int | None:
    """The line that a fault's place names in a document; its table's where the key itself is missing."""
    _file, colon, rest = place.partition(":")
    if rest.strip().isdigit():
        return int(rest)
    path, lines = rest.strip() if colon else "", _lines(text)
    while path:
        if path in lines:
            return lines[path]
        path = re.split(r"\.(?=[^.]*$)|\[(?=[^\[]*$)", path)[0] if re.search(r"[.\[]", path) else ""
    return None


def _lines(text: str) -> dict[str, int]:
    """The line of each table and key, by path; items of lists by number, and by id where they have one."""
    found: dict[str, int] = {}
    here, also, counts = "", "", dict[str, int]()
    current: dict[str, tuple[str, str]] = {"": ("", "")}
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            names = _PARTS.findall(header[2])
            here, also = _table([_bare(name) for name in names], bool(header[1]), current, counts)
            found[here] = number
            found.setdefault(also, number)
        elif key := _KEY.match(line):
            name = ".".join(_bare(part) for part in _PARTS.findall(key[1]))
            if name == "id" and here.endswith("]") and (text_of := _TEXT.match(key[2])):
                also = _called(here, text_of[1], current)
                found.setdefault(also, found[here])
            for base in dict.fromkeys((here, also)):
                found[f"{base}.{name}".strip(".")] = number
    return found


def _table(
    names: list[str], is_item: bool, current: dict[str, tuple[str, str]], counts: dict[str, int]
) -> tuple[str, str]:
    """The path of a table, by number and by id, below the last item of each list that it names."""
    parent = ".".join(names[:-1])
    base, called = current.get(parent, (parent, parent))
    path, other = f"{base}.{names[-1]}".strip("."), f"{called}.{names[-1]}".strip(".")
    if is_item:
        counts[path] = counts.get(path, 0) + 1
        path, other = f"{path}[{counts[path]}]", f"{other}[{counts[path]}]"
    current[".".join(names)] = (path, other)
    return path, other


def _called(here: str, id_: str, current: dict[str, tuple[str, str]]) -> str:
    """The path of an item by its id, by which the tables below it are called as well."""
    name = next(each for each, (path, _other) in current.items() if path == here)
    current[name] = (here, f"{here.rpartition('[')[0]}[{id_}]")
    return current[name][1]


def _bare(name: str) -> str:
    return name.strip("\"'")
