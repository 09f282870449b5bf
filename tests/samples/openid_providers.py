"""OpenID providers on loopback, and people who are known there."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from rostering.domain.users import Role
from rostering.services.access.provider import Admission, Provider
from samples.page_people import BASE
from samples.readers import FOLDER as CLIENTS

HERE = Path(__file__).parent
NAME = "Nordlys ID"
BACK = [f"{BASE}/sign-in/from-provider"]
"""Where the certified one sends people back to."""
PEOPLE = {
    "olga": {"email": "olga@nordlys.example", "email_verified": True, "groups": ["g-ops"], "hd": "nordlys.example"},
    "anna": {"email": "anna@nordlys.example", "groups": ["g-vagt", "g-other"], "hd": "nordlys.example"},
    "nils": {"email": "nils@elsewhere.example", "groups": ["g-other"], "hd": "elsewhere.example"},
}
BY_GROUP = Admission({"g-ops": Role.OPS, "g-vagt": Role.CONSULTANT})


@dataclass(frozen=True)
class Loopback:
    """A provider that listens, and how people sign in to it."""

    issuer: str

    def provider(self, **changed: object) -> Provider:
        """How the service is told of it."""
        plain = Provider(NAME, self.issuer, "rostering", "a secret of the client", BY_GROUP)
        return replace(plain, **changed)  # type: ignore[arg-type]

    def signs_in(self, there: str, who: str) -> str:
        """Where the provider sends somebody back to who signs in at this address of it."""
        with httpx.Client(trust_env=False, timeout=30) as browser:
            answer = browser.post(there, data={"sub": who})
            return answer.headers["location"]

    def denies(self, there: str) -> str:
        """Where the provider sends somebody back to who does not want to."""
        with httpx.Client(trust_env=False, timeout=30) as browser:
            answer = browser.post(there, data={"action": "deny"})
            return answer.headers["location"]


class Certified(Loopback):
    """One that insists on PKCE, a nonce and all the rest, with pages of its own."""

    def signs_in(self, there: str, who: str) -> str:
        """Where the provider sends somebody back to, by its pages for signing in and for consent."""
        with httpx.Client(trust_env=False, timeout=30) as browser:
            answer = browser.get(there)
            while self._is_here(answer):
                path = urljoin(str(answer.request.url), answer.headers.get("location", ""))
                page = browser.get(path) if "location" in answer.headers else answer
                if page.status_code == 200:
                    prompt = "login" if 'name="login"' in page.text else "consent"
                    said = {"prompt": prompt, "login": who, "password": "any"}
                    page = browser.post(str(page.request.url), data=said)
                answer = page
            return answer.headers["location"]

    def _is_here(self, answer: httpx.Response) -> bool:
        """Whether the provider has more to say."""
        assert answer.status_code < 400, answer.text
        path = answer.headers.get("location", "")
        return answer.status_code == 200 or urlsplit(urljoin(self.issuer, path)).netloc == urlsplit(self.issuer).netloc


@pytest.fixture(scope="session")
def loopback() -> Iterator[Loopback]:
    """A small provider, in Python, that knows the people."""
    pytest.importorskip("oidc_provider_mock", reason="oidc-provider-mock is not installed")
    command = [sys.executable, "-W", "ignore", str(HERE / "small_openid_provider.py"), json.dumps(PEOPLE)]
    with _listening(command) as port:
        yield Loopback(f"http://localhost:{port}")


@pytest.fixture(scope="session")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Certified]:
    """The provider of npm that is certified by the OpenID Foundation; skipped until `make clients` has installed it."""
    if not (CLIENTS / "node_modules" / "oidc-provider").is_dir() or not shutil.which("node"):
        pytest.skip("no oidc-provider of npm: `make clients` installs it")
    folder = tmp_path_factory.mktemp("provider")
    (folder / "node_modules").symlink_to((CLIENTS / "node_modules").resolve())
    program = shutil.copy(HERE / "openid_provider.mjs", folder)
    with _listening(["node", str(program), json.dumps(PEOPLE), json.dumps(BACK)]) as port:
        yield Certified(f"http://localhost:{port}")


@contextmanager
def _listening(command: list[str]) -> Iterator[int]:
    """The port on which a program says that it listens; it ends afterwards."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout
            yield int(process.stdout.readline())
        finally:
            process.kill()
