"""Workers in processes of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samples.programs import Program, command


@contextmanager
def working(url: str, folder: Path, *options: str) -> Iterator[Program]:
    """A worker of a store that has begun."""
    log = folder / f"worker-{len(list(folder.glob('worker-*')))}.log"
    with command("--db", url, "--json", "worker", *options, folder=folder, errors=log) as program:
        try:
            assert program.stdout.readline(), log.read_text()
            yield program
        finally:
            program.kill()
