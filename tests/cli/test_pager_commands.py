"""The commands pagers: whom a pager is to be told of, telling it, and how it stands; a token is never shown."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rostering.services.clock import now
from rostering.services.inputs.folders import import_folder
from rostering.spans import Period
from samples.called import Answer, Command
from samples.described_pagers import DescribedPager, described
from samples.pager_firm import MAILS, settings
from samples.small_firm import write_firm
from samples.swap_firm import firm_files, post, swapping

TOKEN = "u+secret"
Pagers = Callable[..., Answer]


@pytest.fixture
def there() -> Iterator[DescribedPager]:
    with described("goalert") as found:
        yield found


@pytest.fixture
def pagers(tmp_path: Path, there: DescribedPager, rostering: Command, monkeypatch: pytest.MonkeyPatch) -> Pagers:
    """The commands over a firm whose months around today are published."""
    monkeypatch.setenv("ROSTERING_PAGER_DUTY", "token")
    text = settings(there.address).replace("pagerduty", "goalert")
    store = swapping(str(tmp_path / "rostering.db"), tmp_path / "firm", pagers_toml=text, consultants_csv=MAILS)
    today = now().date()
    post(store, Period(today, today + timedelta(days=20)), now())
    return lambda *args: rostering("--db", store, "pagers", *args)


def test_a_push_is_tried_out_made_and_seen(pagers: Pagers, there: DescribedPager) -> None:
    shown = pagers("show")
    assert shown.code == 0
    assert f"duty: GoAlert, {there.address}; told 60 days ahead; token in ROSTERING_PAGER_DUTY (set)" in shown.out
    assert "\n  PPIM: PIM\n" in shown.out
    assert "not there yet" in shown.out
    assert pagers("status").code == 1
    trial = pagers("push", "--dry-run", "--json").json
    assert (trial["trial"], there.rows) == (True, {})
    made = pagers("push")
    number = len(trial["pagers"][0]["changes"])
    assert (made.code, made.err) == (0, "")
    assert made.out.startswith(f"duty: {number} put on, 0 taken off, 0 stay as they are\n")
    assert len(there.rows) == number
    status = pagers("status")
    assert (status.code, "all is as it should be" in status.out) == (0, True)
    (told,) = pagers("status", "--json").json
    assert (told["there"], told["missing"], told["error"]) == (number, [], None)
    (told,) = pagers("show", "--json").json
    assert told["schedules"] == [
        {"schedule": "PPIM", "takes": {"roles": ["pim"], "kinds": [], "teams": [], "customers": [], "numbers": []}}
    ]
    assert len(told["shifts"]) == number


def test_what_goes_wrong_is_told_with_4_and_without_the_token(
    pagers: Pagers, there: DescribedPager, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROSTERING_PAGER_DUTY", TOKEN)
    there.instead = lambda _asked: (401, {}, "Unauthorized")
    said = pagers("push")
    assert (said.code, said.out) == (4, "duty: nothing was changed\n")
    assert said.err == "rostering: duty: it does not let us in (401): see to the token\n"
    assert TOKEN not in pagers("status").out + pagers("show", "--json").out + pagers("status", "--json").out
    unknown = pagers("push", "--pager", "night")
    assert (unknown.code, unknown.err) == (2, "rostering: there is no pager 'night' in pagers.toml (known: duty)\n")


def test_without_pagers_there_is_nothing_to_tell(pagers: Pagers, tmp_path: Path) -> None:
    import_folder(str(tmp_path / "rostering.db"), write_firm(tmp_path / "less", **firm_files()), "lead")
    hint = "There are no pagers: write them into pagers.toml of the data folder, and import it.\n"
    for command, told in (("show", hint), ("push", hint), ("status", "There are no pagers.\n")):
        said = pagers(command)
        assert (said.code, " ".join(said.out.split())) == (0, told.strip())
