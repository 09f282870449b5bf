"""The contestant Timefold: the jars of the PyPI wheel `timefold`, run by Java 17 in a process of its own."""

import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from race_plain import Result
from race_task import Task

_SOURCE = Path(__file__).parent / "race" / "Race.java"


class NoTimefold(Exception):
    """There is no Java, or no jars."""


def jars_of(wheel: Path | None, folder: Path) -> list[Path]:
    """The jars in a wheel, unpacked into a folder, or below a folder as installed. Raises NoTimefold."""
    if not shutil.which("java"):
        raise NoTimefold("there is no java on the path")
    if wheel is None or not wheel.exists():
        raise NoTimefold("neither --timefold nor TIMEFOLD_WHEEL names the wheel of timefold 1.24.0b0")
    if wheel.is_file():
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(folder, [name for name in packed.namelist() if name.endswith(".jar")])
        wheel = folder
    # Without logback nothing is logged, and nothing stands between the lines that are read here.
    jars = [jar for jar in sorted(wheel.rglob("*.jar")) if not jar.name.startswith("logback")]
    if not jars:
        raise NoTimefold(f"there are no jars in {wheel}")
    return jars


def timefold(task: Task, jars: list[Path], seconds: float) -> Result:
    """Search for so many seconds, on one core; the seconds of the result are those of its last improvement."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "task.txt"
        file.write_text("".join(f"{line}\n" for line in task.lines()))
        path = ":".join(map(str, jars))
        command = ["java", "-cp", path, str(_SOURCE), str(file), str(seconds)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise NoTimefold(f"java ended with {run.returncode}: {run.stderr.strip().splitlines()[-1:]}")
    words = [line.split() for line in run.stdout.splitlines()]
    holders = {int(rest[0]): int(rest[1]) for kind, *rest in words if kind == "holds"}
    (best,) = (int(rest[0]) for kind, *rest in words if kind == "best")
    return Result(holders, (None,) * task.levels, best / 1000)
