"""The families of calendar clients: all that is kept of a user agent."""

FAMILIES = (
    ("Google", ("google",)),
    ("Outlook", ("outlook", "microsoft", "exchange", "ms-office")),
    ("Thunderbird", ("thunderbird", "lightning/")),
    ("Evolution", ("evolution",)),
    ("vdirsyncer", ("vdirsyncer",)),
    ("khal", ("khal",)),
    ("ICSx5", ("icsx5", "icsdroid", "davx5", "davdroid")),
    ("Nextcloud", ("nextcloud",)),
    ("Home Assistant", ("homeassistant", "home-assistant", "home assistant")),
    ("Apple", ("dataaccessd", "calendaragent", "accountsd", "remindd", "icloud", "ical/", "cfnetwork")),
    ("curl", ("curl/",)),
    ("Wget", ("wget/",)),
    ("Python", ("python-", "httpx/", "aiohttp/")),
    ("browser", ("mozilla/", "opera/")),
)
"""Each family with what its user agents have in them, in small letters; the first that fits counts."""

OTHER, UNKNOWN = "other", "unknown"


def client_family(user_agent: str) -> str:
    """The family that a user agent names; `unknown` when there is none, `other` when it is not one of these."""
    told = user_agent.lower()
    if not told.strip():
        return UNKNOWN
    return next((family for family, marks in FAMILIES if any(mark in told for mark in marks)), OTHER)
