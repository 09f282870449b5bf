"""What `pagers.toml` says, and all that can be wrong with it."""

from datetime import date
from pathlib import Path

import pytest

from rostering.domain.pagers import Pager, PagerKind, Target
from rostering.errors import FaultyInput
from rostering.folder.documents import DOCUMENTS, read_documents
from rostering.folder.reader import look_at, read_folder
from rostering.folder.writer import write_files
from samples.published_samples import duty
from samples.small_firm import write_firm
from samples.small_folder import TEXTS

TOML = {name: text for name, text in TEXTS.items() if name in DOCUMENTS}
GOOD = """
[[pagers]]
id = "duty-1"
kind = "incident_io"
days = 14
[[pagers.schedules]]
schedule = "S1"
rotation = "R1"
layer = "L1"
roles = ["pim"]
numbers = [1]
[pagers.users]
elma = "U9"
"""


def read(text: str) -> tuple[Pager, ...]:
    return read_documents(TOML | {"pagers.toml": text}).pagers


def test_without_the_file_there_are_no_pagers() -> None:
    assert read_documents(TOML).pagers == read("") == ()


def test_a_pager_is_read_with_what_goes_onto_its_schedules() -> None:
    target = Target("S1", "R1", "L1", roles=("pim",), numbers=(1,))
    (found,) = read(GOOD)
    assert found == Pager(
        "duty-1", PagerKind.INCIDENT_IO, "https://api.incident.io", (target,), {"elma": "U9"}, days=14
    )
    assert (found.variable, target.key) == ("ROSTERING_PAGER_DUTY_1", "S1/R1/L1")


def test_a_schedule_takes_the_seats_that_all_its_words_leave() -> None:
    seat = duty("anna", date(2026, 11, 7), role="pim", customers=("fjord",)).seat
    assert Target("S").takes(seat)
    assert Target("S", roles=("pim",), kinds=("weekend",), teams=("preparedness",), customers=("fjord",)).takes(seat)
    for other in ({"roles": ("backend",)}, {"kinds": ("readiness",)}, {"customers": ("skov",)}, {"numbers": (2,)}):
        assert not Target("S", **other).takes(seat)


def test_the_file_is_kept_word_for_word(tmp_path: Path) -> None:
    folder = write_firm(tmp_path / "firm", pagers_toml=GOOD)
    inputs = read_folder(folder)
    assert [pager.name for pager in inputs.pagers] == ["duty-1"]
    assert write_files(inputs)["pagers.toml"] == GOOD.encode()


def test_all_faults_are_told_with_their_places(tmp_path: Path) -> None:
    text = """
[[pagers]]
id = "duty"
kind = "pagerdutty"
[[pagers]]
id = "duty"
kind = "pagerduty"
address = "http://api.pagerduty.com"
days = 0
token = "u+abc"
[[pagers.schedules]]
schedule = "P/1"
roles = ["backend", "frontent"]
kinds = ["weekent"]
rotation = "R"
[pagers.users]
nobody = "U1"
[[pagers]]
id = "jira"
kind = "jira"
[[pagers.schedules]]
schedule = "J1"
[[pagers.schedules]]
schedule = "J1"
"""
    folder = write_firm(tmp_path / "firm", pagers_toml=text)
    with pytest.raises(FaultyInput) as caught:
        read_folder(folder)
    assert sorted(f"{fault.place}: {fault.message} ({fault.hint})" for fault in caught.value.faults) == [
        "pagers.toml: pagers[2]: duplicate id 'duty' (first in pagers.toml: pagers[1])",
        "pagers.toml: pagers[duty].address: what is sent to http:// can be read on its way (write https://)",
        "pagers.toml: pagers[duty].days: 0 is not from 1 to 366 ()",
        "pagers.toml: pagers[duty].kind: 'pagerdutty' is no pager (did you mean 'pagerduty'?)",
        "pagers.toml: pagers[duty].schedules[1].kinds: unknown kind of duty 'weekent' (did you mean 'weekend'?)",
        "pagers.toml: pagers[duty].schedules[1].roles: unknown role 'frontent' (did you mean 'frontend'?)",
        "pagers.toml: pagers[duty].schedules[1].rotation: unknown key "
        "(known: customers, kinds, numbers, roles, schedule, teams)",
        "pagers.toml: pagers[duty].schedules[1].schedule: 'P/1' is no id of a schedule "
        "(copy it from the pager's address)",
        "pagers.toml: pagers[duty].token: secrets do not stand in files "
        "(put it into the variable ROSTERING_PAGER_DUTY of whatever runs rostering)",
        "pagers.toml: pagers[duty].users.nobody: unknown consultant 'nobody' "
        "(known: asta, birk, cilje, david, elma, folke)",
        "pagers.toml: pagers[jira].account: missing ()",
        "pagers.toml: pagers[jira].schedules[1].schedule: this schedule stands here twice "
        "(name all that goes onto it in one place)",
        "pagers.toml: pagers[jira].schedules[2].schedule: this schedule stands here twice "
        "(name all that goes onto it in one place)",
        "pagers.toml: pagers[jira].site: missing ()",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("pagers = 1\n", "pagers.toml: pagers: expected a list, not a whole number"),
        ("pager = []\n", "pagers.toml: pager: unknown key"),
        ("[[pagers]\n", "pagers.toml:1: is not TOML: "),
        ('[[pagers]]\nid = "a"\nkind = "goalert"\n', "pagers.toml: pagers[a].address: missing"),
    ],
)
def test_one_fault_keeps_the_folder_out(text: str, fault: str) -> None:
    found = look_at({name: (TEXTS | {"pagers.toml": text})[name].encode() for name in (*TEXTS, "pagers.toml")})
    assert found.inputs is None
    assert [f"{each.place}: {each.message}"[: len(fault)] for each in found.faults] == [fault]
