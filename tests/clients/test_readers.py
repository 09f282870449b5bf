"""Programs that nobody here wrote read every published duty at the right instant."""

from pathlib import Path

import pytest

from rostering.domain.seats import Duty
from rostering.services.links.feeds import export_feeds
from samples.long_rosters import AWKWARD, coming, publish, shifts, store_with
from samples.published_samples import duty
from samples.readers import READERS, Reader, icaljs, libical

FILES = ("consultant-anna.ics", "role-pim.ics", "all.ics")


def exported(url: str, folder: Path, name: str = "consultant-anna.ics") -> bytes:
    export_feeds(url, folder)
    return (folder / name).read_bytes()


def expected(duties: tuple[Duty, ...]) -> dict[str, tuple[float, float]]:
    return {f"{d.seat.id}@rostering": (d.seat.span.start.timestamp(), d.seat.span.end.timestamp()) for d in duties}


@pytest.fixture(scope="module", params=[0, 1, 2000])
def feeds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Path]:
    """How many duties are published, and the folder with their feeds."""
    folder = tmp_path_factory.mktemp("feeds")
    export_feeds(store_with(folder, request.param, coming()), folder)
    return request.param, folder


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_a_reader_finds_every_duty_at_the_right_instant(reader: Reader, feeds: tuple[int, Path]) -> None:
    count, folder = feeds
    for name in FILES if count == 1 else FILES[:1]:
        read = reader((folder / name).read_bytes())
        instants = {uid: (event.start.timestamp(), event.end.timestamp()) for uid, event in read.items()}
        assert instants == expected(shifts(coming(), count)), name


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_awkward_names_come_through_unbroken(reader: Reader, tmp_path: Path) -> None:
    url = store_with(tmp_path, 3, coming())
    read = reader(exported(url, tmp_path / "feeds", "all.ics"))
    assert len(read) == 3
    assert all(AWKWARD[:10] in event.summary for event in read.values())


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_a_reader_sees_what_a_later_publication_changed(reader: Reader, tmp_path: Path) -> None:
    period = coming()
    first, last = period.first, period.last
    publish(str(tmp_path / "rostering.db"), [duty("anna", first), duty("anna", last)], period)
    publish(str(tmp_path / "rostering.db"), [duty("anna", first, hours="09:00-17:00"), duty("bo", last)], period)
    read = reader(exported(str(tmp_path / "rostering.db"), tmp_path / "feeds"))
    assert {uid: event.start.timestamp() for uid, event in read.items()} == {
        f"preparedness:{first}:pim:1@rostering": duty("anna", first, hours="09:00-17:00").seat.span.start.timestamp()
    }


def test_libical_refuses_what_is_not_strict(tmp_path: Path) -> None:
    url = store_with(tmp_path, 1, coming())
    body = exported(url, tmp_path / "feeds")
    assert len(libical(body)) == 1
    with pytest.raises(AssertionError):
        libical(body.replace(b"VERSION:2.0\r\n", b"VERSION:2.0\r\nMETHOD:PUBLISH\r\n"))


def test_icaljs_is_misled_by_a_wrong_clock(tmp_path: Path) -> None:
    """What makes the test above able to fail: the zone's rules are read from the file."""
    period = coming()
    body = exported(store_with(tmp_path, 1, period), tmp_path / "feeds")
    assert body.count(b"TZOFFSETTO:+0100") == 1
    summer = next(d for d in shifts(period, 1))
    wrong = icaljs(
        body.replace(b"TZOFFSETTO:+0100", b"TZOFFSETTO:+0300").replace(b"TZOFFSETTO:+0200", b"TZOFFSETTO:+0300")
    )
    assert wrong[f"{summer.seat.id}@rostering"].start.timestamp() != summer.seat.span.start.timestamp()
