"""`--db` and `--json`, options of every command, wherever they are written."""

from collections.abc import Sequence

_FLAGS = ("--json",)
_WITH_VALUE = ("--db",)


def hoisted(args: Sequence[str]) -> list[str]:
    """The arguments with `--db URL` and `--json` in front, where the parser expects them; after `--` nothing moves."""
    end = list(args).index("--") if "--" in args else len(args)
    front: list[str] = []
    rest: list[str] = []
    words = iter(args[:end])
    for word in words:
        if word in _WITH_VALUE:
            value = next(words, None)
            if value is None:
                return [*(flag for flag in front if flag in _FLAGS), word]  # the parser says that the value is missing
            front += [word, value]
        elif word in _FLAGS or word.startswith(tuple(f"{option}=" for option in _WITH_VALUE)):
            front.append(word)
        else:
            rest.append(word)
    return [*front, *rest, *args[end:]]


def wants_json(words: Sequence[str]) -> bool:
    """Whether hoisted arguments ask for JSON: every option of every command stands in front."""
    front = iter(words)
    for word in front:
        if word in _FLAGS:
            return True
        if word in _WITH_VALUE:
            next(front, None)
        elif not word.startswith("--db="):
            return False
    return False
