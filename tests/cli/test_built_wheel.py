"""The product as users get it: a wheel is built, installed into a fresh environment and run far from the checkout.

It takes up to a minute. The fresh environment borrows everything but rostering from the running one.
"""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    if find_spec("build") and find_spec("hatchling"):
        command = ["build", "--wheel", "--no-isolation", "--outdir", str(out), str(CHECKOUT)]
        subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True)
    else:
        command = ["pip", "wheel", "--no-deps", "--wheel-dir", str(out), str(CHECKOUT)]
        if subprocess.run([sys.executable, "-m", *command], check=False, capture_output=True).returncode:
            pytest.skip("cannot build a wheel: hatchling is not installed, and pip could not fetch it")
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def fresh(wheel: Path) -> Iterator[Path]:
    """The programs of an environment with the wheel in it, on a disk from which programs may run."""
    with TemporaryDirectory(prefix="rostering-fresh-") as folder:
        yield installed(wheel, Path(folder))


def installed(wheel: Path, environment: Path) -> Path:
    """Where the programs are after a wheel is installed into a new environment."""
    venv.create(environment, with_pip=False, symlinks=True)
    programs = environment / "bin"
    install = ["pip", "--python", str(programs / "python"), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([sys.executable, "-m", *install], check=True, capture_output=True)
    (site,) = environment.glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return programs


def run(command: list[str | Path], folder: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "ROSTERING"))}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_fresh_environment_has_the_wheels_copy(fresh: Path, tmp_path: Path) -> None:
    file = run([fresh / "python", "-c", "import rostering; print(rostering.__file__)"], tmp_path)
    assert Path(file.strip()).is_relative_to(fresh.parent)


def test_the_wheel_brings_calendars_examples_and_migrations(fresh: Path, tmp_path: Path) -> None:
    shown = json.loads(run([fresh / "rostering", "demo", "--effort", "0.1", "--json"], tmp_path))
    assert shown["roster"]["status"] == "published"
    assert all((tmp_path / file).is_file() for file in shown["files"])
