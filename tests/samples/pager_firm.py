"""The firm that swaps, with a pager on loopback: who is on is told to it."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rostering.answers.pagers import Pushed
from rostering.domain.users import Actor
from rostering.services.pagers.pushing import push_pagers
from samples.described_pagers import DescribedPager
from samples.swap_firm import AT, PEOPLE, swapping

LEAD = Actor.ops("lead")
SCHEDULE = "PPIM"
ACCOUNTS = {"elma": "U-ELMA", "folke": "U-FOLKE", "gerda": "U-GERDA"}
ZONE = ZoneInfo("Europe/Copenhagen")
_SETTINGS = """
[[pagers]]
id = "duty"
kind = "pagerduty"
address = "{address}"
[[pagers.schedules]]
schedule = "PPIM"
roles = {roles}
[pagers.users]
elma = "U-ELMA"
folke = "U-FOLKE"
gerda = "U-GERDA"
"""
MAILS = PEOPLE.replace("Asta Fyrlund,", "Asta Fyrlund,asta@havn.example")


def settings(address: str, roles: str = '["pim"]') -> str:
    """A `pagers.toml`."""
    return _SETTINGS.format(address=address, roles=roles)


def paged(url: str, folder: Path, pagers: str) -> str:
    """Make the store, its November published; returns its address."""
    return swapping(url, folder, pagers_toml=pagers, consultants_csv=MAILS)


def push(url: str, at: datetime = AT, is_trial: bool = False, at_once: bool = False) -> Pushed:
    """Push to the one pager there is."""
    (found,) = push_pagers(url, LEAD, is_trial=is_trial, at_once=at_once, at=at).pushed
    return found


def who_is_on(there: DescribedPager) -> list[tuple[date, str]]:
    """By date, whom the pager has on."""
    return sorted(
        (datetime.fromisoformat(row["start"]).astimezone(ZONE).date(), row["user"]) for row in there.of(SCHEDULE)
    )
