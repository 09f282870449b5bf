"""Beginning: a first data folder."""

from pathlib import Path

from rostering.errors import BadCall
from rostering.folder.first import begin_folder
from rostering.language import _


class TwoNames(BadCall):
    """A name for an example, which has its own."""

    def __init__(self, example: str) -> None:
        super().__init__(
            _(
                "the example {example} has a name of its own: leave out --name, and change organisation.toml",
                example=example,
            )
        )


def begin(folder: Path, name: str | None = None, example: str | None = None) -> tuple[Path, ...]:
    """Write a first data folder, commented and empty of people, or an example. Raises TwoNames, NotEmpty, NoExample."""
    if name is not None and example is not None:
        raise TwoNames(example)
    return begin_folder(folder, name, example)
