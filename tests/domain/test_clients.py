"""User agents that calendar clients were seen to send, and their families."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.domain.clients import FAMILIES, OTHER, UNKNOWN, client_family

SEEN = [
    ("Google-Calendar-Importer", "Google"),
    ("Mozilla/5.0 (compatible; Google-Calendar-Importer)", "Google"),
    ("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17126; Pro)", "Outlook"),
    ("Mozilla/4.0 (compatible; ms-office; MSOffice 16)", "Outlook"),
    ("Microsoft.Exchange/15.20 (RemoteCalendar)", "Outlook"),
    ("MacOutlook/16.89.24090815 (Intelx64 Mac OS X 14.6.1) CFNetwork/1408", "Outlook"),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.2.0", "Thunderbird"),
    ("Evolution/3.46.4", "Evolution"),
    ("evolution-data-server/3.46.4", "Evolution"),
    ("vdirsyncer/0.21.0", "vdirsyncer"),
    ("khal/0.14", "khal"),
    ("ICSx5/2.2.2 (Android 14)", "ICSx5"),
    ("iOS/17.6.1 (21G93) dataaccessd/1.0", "Apple"),
    ("macOS/14.6.1 (23G93) CalendarAgent/1026", "Apple"),
    ("curl/8.9.1", "curl"),
    ("Wget/1.24.5", "Wget"),
    ("python-requests/2.32.3", "Python"),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.6 Safari/605.1.15", "browser"),
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/128.0 Safari/537.36 Edg/128.0", "browser"),
    ("Something else/1.0 anna@example.org", OTHER),
    ("", UNKNOWN),
    (" \t", UNKNOWN),
]


@pytest.mark.parametrize(("told", "family"), SEEN)
def test_a_user_agent_has_its_family(told: str, family: str) -> None:
    assert client_family(told) == family


@given(st.text())
def test_nothing_of_a_user_agent_is_kept_but_a_family(told: str) -> None:
    assert client_family(told) in {OTHER, UNKNOWN, *(family for family, _ in FAMILIES)}
