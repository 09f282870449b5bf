"""The calls that docs/api.md shows work as they stand there."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from rostering.domain.users import Role
from samples.api_callers import new_user, token_of
from samples.running import running

TOP = Path(__file__).parents[3]
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def test_the_calls_of_the_document_are_answered(demo_store: Path, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("no curl")
    blocks = BLOCK.findall((TOP / "docs" / "api.md").read_text(encoding="utf-8"))
    store = str(shutil.copy(demo_store, tmp_path / "rostering.db"))
    secret = token_of(store, new_user(store, Role.OPS))
    with running(store, tmp_path) as service:
        known = {**os.environ, "API": f"{service.url}/api/v1", "TOKEN": secret}
        said = [_run(block, known) for block in blocks]
    assert len(said) == 3
    assert '"role":"ops"' in said[0]
    assert '"seat":' in said[1]
    assert '"amount_ore":' in said[1]
    assert said[2].count('"kind":"plan"') == 2
    assert secret not in service.log.read_text()


def _run(block: str, known: dict[str, str]) -> str:
    done = subprocess.run(["bash", "-e", "-c", block], env=known, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
