"""The pages of pagers: how they stand, who is not told yet and why, in names and both languages; a push from there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rostering.domain.users import Role
from rostering.services.inputs.folders import import_folder
from rostering.services.pagers.pushing import push_pagers
from samples.described_pagers import DescribedPager, described
from samples.errand_work import asked_errand
from samples.own_pages import site_of
from samples.page_people import BASE, Person, session_of
from samples.pager_firm import LEAD, MAILS, paged, push, settings
from samples.small_firm import write_firm
from samples.swap_firm import AT, firm_files

Someone = Callable[..., Person]


@pytest.fixture
def there() -> Iterator[DescribedPager]:
    with described("pagerduty") as found:
        yield found


@pytest.fixture
def store(tmp_path: Path, there: DescribedPager, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ROSTERING_PAGER_DUTY", "token")
    return paged(str(tmp_path / "rostering.db"), tmp_path / "firm", settings(there.address, '["backend"]'))


@pytest.fixture
def somebody(store: str) -> Iterator[Someone]:
    """Makes somebody at the pages, on a Monday of November."""
    people: list[Person] = []

    def make(role: Role = Role.OPS, language: str | None = None) -> Person:
        one = Person(store, BASE, site_of(store, AT)).sign_in(session_of(store, role, None, language))
        people.append(one)
        return one

    yield make
    for one in people:
        one.close()


def test_an_ops_lead_sees_who_is_not_told_yet_and_why(store: str, there: DescribedPager, somebody: Someone) -> None:
    ops, dane = somebody(), somebody(language="da")
    before = ops.get("/pagers").text
    assert "Nobody has pushed yet" in before
    assert "Not there yet" in before
    push(store)
    after = ops.get("/pagers").text
    assert "Birk Ålund cannot be told: they have no e-mail address, and no id under users" in after
    assert "Asta Fyrlund" not in after
    assert "birk cannot" not in after
    told = dane.get("/pagers").text
    assert "Birk Ålund kan ikke meldes: vedkommende har ingen e-mailadresse og intet id under users" in told
    there.instead = lambda _asked: (503, {}, "")
    push(store)
    assert "It answers 503" in ops.get("/pagers").text
    assert "Den svarer 503" in dane.get("/pagers").text
    assert "Pagers" in ops.get("/on-call").text


def test_a_pager_that_was_taken_out_is_told_of_until_it_is_empty(store: str, somebody: Someone, tmp_path: Path) -> None:
    push(store)
    import_folder(store, write_firm(tmp_path / "none", **{**firm_files(), "consultants_csv": MAILS}), "lead")
    assert "It is in pagers.toml no more" in somebody().get("/pagers").text


def test_a_push_is_begun_on_the_page_and_tells_what_came_of_it(store: str, somebody: Someone) -> None:
    ops = somebody()
    answer = ops.send("/pagers", "/pagers", trial="on")
    assert answer.status_code == 303
    place = answer.headers["location"]
    done = asked_errand(ops.site.errands, store, place)
    assert done.about == {"trial": True}
    ops.site.errands._results[done.key] = done.owner, push_pagers(store, LEAD, is_trial=True, at=AT)
    shown = ops.get(place).text
    assert "<h1>What a push would do</h1>" in shown
    assert "duty: 6 would be put on, 0 taken off, 0 stay as they are" in shown
    assert "Sat 7 Nov 08:00 – 16:00" in shown
    assert "Birk Ålund cannot be told" in shown
    gone = somebody().get(place)
    assert (gone.status_code, gone.headers["location"]) == (303, "/pagers")


def test_others_do_not_see_pagers(somebody: Someone) -> None:
    for role in (Role.VIEWER, Role.FINANCE):
        assert somebody(role).get("/pagers").status_code == 403
        assert "/pagers" not in somebody(role).get("/on-call").text
