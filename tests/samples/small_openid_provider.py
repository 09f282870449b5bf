"""An OpenID provider on loopback, a small one; it says on its first line where it listens."""

import json
import sys

from oidc_provider_mock import User, run_server_in_thread

people = json.loads(sys.argv[1])
users = [User(sub=who, claims=claims) for who, claims in people.items()]
with run_server_in_thread(require_nonce=True, user_claims=users) as server:
    print(server.server_port, flush=True)
    sys.stdin.read()
