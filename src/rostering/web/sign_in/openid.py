"""OpenID Connect with a provider: the way there, and what its tokens say of who comes back; the door to authlib.

The authorization code flow with PKCE, a state and a nonce (OpenID Connect Core 1.0, 3.1; RFC 7636; RFC 9207).
"""

import time
from collections.abc import Mapping
from threading import Lock
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from rostering.domain.users import SignInSubject
from rostering.errors import Refused
from rostering.language import _
from rostering.services.access.provider import Claims, Provider

SCOPE = "openid profile email"
ALGORITHMS = ["RS256", "PS256", "ES256"]
PATIENCE = 5.0
"""Seconds that a provider has to answer."""
FRESH = 3600.0
"""Seconds for which what a provider says of itself holds."""
LEEWAY = 60
"""Seconds by which clocks may differ."""


class ProviderFailed(Refused):
    """A provider that cannot be reached, or whose answer cannot be believed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("{provider} did not answer as it should: try again, or sign in with a password", provider=name)
        )


class NotOfTheFirm(Refused):
    """Somebody whom the provider knows, of another firm."""


class OpenID:
    """One provider; what it says of itself is asked for once in a while."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self._lock = Lock()
        self._learnt = -FRESH
        self._metadata: Mapping[str, Any] = {}
        self._keys: KeySet | None = None

    def way_there(self, back: str, state: str, nonce: str, verifier: str) -> str:
        """The address at which the provider asks who somebody is. Raises ProviderFailed."""
        with self._session(back) as session:
            endpoint = self._known("authorization_endpoint")
            url, _state = session.create_authorization_url(endpoint, state=state, nonce=nonce, code_verifier=verifier)
            return str(url)

    def who_came(self, back: str, code: str, nonce: str, verifier: str) -> Claims:
        """Whom a code was given for. Raises ProviderFailed, NotOfTheFirm."""
        try:
            with self._session(back) as session:
                token = session.fetch_token(self._known("token_endpoint"), code=code, code_verifier=verifier)
                said = self._verified(token, nonce)
                return self._claims(said | self._more(session, said))
        except (AuthlibBaseError, JoseError, requests.RequestException, ValueError, KeyError, TypeError) as error:
            raise ProviderFailed(self.provider.name) from error

    def _session(self, back: str) -> OAuth2Session:
        provider = self.provider
        session = OAuth2Session(
            provider.client_id,
            provider.client_secret,
            scope=SCOPE,
            redirect_uri=back,
            code_challenge_method="S256",
            default_timeout=PATIENCE,
        )
        session.trust_env = False  # no proxy and no password that the environment happens to name
        return session

    def _known(self, key: str) -> str:
        """What the provider says of itself. Raises ProviderFailed."""
        self._learn()
        return str(self._metadata[key])

    def _learn(self, anew: bool = False) -> None:
        with self._lock:
            if not anew and time.monotonic() - self._learnt < FRESH:
                return
            issuer = self.provider.issuer
            try:
                metadata = _asked(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
                if metadata["issuer"] != issuer:
                    raise ProviderFailed(self.provider.name)
                keys = KeySet.import_key_set(_asked(metadata["jwks_uri"]))
            except (JoseError, requests.RequestException, ValueError, KeyError, TypeError) as error:
                raise ProviderFailed(self.provider.name) from error
            self._metadata, self._keys, self._learnt = metadata, keys, time.monotonic()

    def _verified(self, token: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        """What an id token says, once it is known to be the provider's, for us, and for this attempt."""
        try:
            decoded = self._decoded(token)
        except (JoseError, ValueError):  # as when the provider has other keys than it had an hour ago
            self._learn(anew=True)
            decoded = self._decoded(token)
        options = {
            "iss": {"essential": True, "value": self.provider.issuer},
            "aud": {"essential": True, "value": self.provider.client_id},
        }
        params = {"nonce": nonce, "client_id": self.provider.client_id, "access_token": token["access_token"]}
        claims = CodeIDToken(decoded.claims, decoded.header, options, params)
        claims.validate(leeway=LEEWAY)
        return dict(claims)

    def _decoded(self, token: Mapping[str, Any]) -> jwt.Token:
        self._learn()
        registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        return jwt.decode(token["id_token"], self._keys, registry=registry)  # type: ignore[arg-type]

    def _more(self, session: OAuth2Session, said: Mapping[str, Any]) -> dict[str, Any]:
        """What the provider tells on request, where its token leaves the mail address out."""
        endpoint = self._metadata.get("userinfo_endpoint")
        if "email" in said or not endpoint:
            return {}
        answer = session.get(endpoint)
        answer.raise_for_status()
        more = answer.json()
        if more["sub"] != said["sub"]:
            raise ValueError
        return {name: value for name, value in more.items() if name not in said}

    def _claims(self, said: Mapping[str, Any]) -> Claims:
        provider = self.provider
        if provider.domain and said.get("hd") != provider.domain:
            raise NotOfTheFirm(_("only people of {domain} sign in here", domain=provider.domain))
        email = str(said.get("email") or "")
        verified = said.get("email_verified")
        groups = said.get(provider.groups_claim, ())
        return Claims(
            SignInSubject(provider.issuer, str(said["sub"])),
            email or str(said.get("preferred_username") or said.get("name") or said["sub"]),
            email,
            provider.trusts_email if verified is None else verified is True,
            frozenset(map(str, groups if isinstance(groups, list) else [groups])),
        )


def _asked(url: str) -> Any:
    """The JSON at an address of the provider."""
    with requests.Session() as session:
        session.trust_env = False
        answer = session.get(url, timeout=PATIENCE, allow_redirects=False)
        answer.raise_for_status()
        return answer.json()
