"""Links of the small firm: who gets one, how they end, and that their secrets are nowhere but in the answer."""

from datetime import timedelta
from pathlib import Path

import pytest

from rostering.answers.links import Issued
from rostering.domain.links import LinkStanding, digest_of, is_secret
from rostering.domain.subscriptions import Purpose, Style, Subject, SubjectKind
from rostering.domain.users import Actor
from rostering.errors import BadCall, Conflict
from rostering.services.inputs.folders import import_folder
from rostering.services.links.styles import BadStyle
from rostering.services.links.subscriptions import (
    BadLink,
    Ended,
    NobodyToSubscribe,
    UnknownLink,
    add_link,
    links,
    revoke_link,
    rotate_link,
)
from rostering.store import LogEntry, open_store
from samples.small_firm import SHEETS, edited, write_firm

ASTA = Subject(SubjectKind.CONSULTANT, "asta")
LEFT = edited("consultants.csv", "senior,2020-01-01,,1,havn", "senior,2020-01-01,2024-03-31,1,havn")


def logged(url: str) -> list[LogEntry]:
    with open_store(url).reading() as reading:
        return [entry for entry in reading.audit_log() if entry.action.endswith("link")]


def stored(url: str) -> bytes:
    """All that the store's files hold."""
    return b"".join(file.read_bytes() for file in sorted(Path(url).parent.glob(Path(url).name + "*")))


def standings(url: str) -> dict[int, LinkStanding]:
    return {link.subscription.number: link.standing for link in links(url, ended=True)}


# Adding


@pytest.mark.parametrize(
    "subject",
    [
        ASTA,
        Subject(SubjectKind.ROLE, "pim"),
        Subject(SubjectKind.TEAM, "preparedness"),
        Subject(SubjectKind.CUSTOMER, "havn"),
        Subject(SubjectKind.ALL),
    ],
    ids=str,
)
def test_everything_that_has_a_feed_can_have_a_link(imported: str, subject: Subject) -> None:
    issued = add_link(imported, subject, Actor.ops("tester"), "phone")
    assert is_secret(issued.secret)
    assert issued.link.standing is LinkStanding.OPEN
    assert issued.link.subscription.subject == subject
    with open_store(imported).reading() as reading:
        assert reading.subscriptions.by_digest(digest_of(issued.secret)) == issued.link.subscription


def test_one_person_has_several_links_each_with_its_own_style(imported: str) -> None:
    phone = add_link(imported, ASTA, Actor.ops("tester"), "phone")
    wall = add_link(imported, ASTA, Actor.ops("tester"), "wall", language="da", utc=True, busy=True, alarm=30)
    assert phone.secret != wall.secret
    assert [link.subscription for link in links(imported)] == [phone.link.subscription, wall.link.subscription]
    assert phone.link.subscription.style == Style("en")
    assert wall.link.subscription.style == Style("da", utc=True, busy=True, alarm=30)


def test_the_language_is_the_firms_unless_another_is_asked_for(imported: str, tmp_path: Path) -> None:
    danish = edited("organisation.toml", 'language = "en"', 'language = "da"')
    import_folder(imported, write_firm(tmp_path / "new", **danish), "tester")
    assert add_link(imported, ASTA, Actor.ops("tester")).link.subscription.style.language == "da"
    assert add_link(imported, ASTA, Actor.ops("tester"), language="en").link.subscription.style.language == "en"


def test_a_link_for_leave_is_a_consultants(imported: str) -> None:
    issued = add_link(imported, ASTA, Actor.ops("tester"), purpose=Purpose.LEAVE)
    assert issued.link.subscription.purpose is Purpose.LEAVE
    with pytest.raises(BadLink, match="only a consultant"):
        add_link(imported, Subject(SubjectKind.ALL), Actor.ops("tester"), purpose=Purpose.LEAVE)


@pytest.mark.parametrize("kind", [kind for kind in SubjectKind if kind is not SubjectKind.ALL])
def test_nobody_unknown_gets_a_link(imported: str, kind: SubjectKind) -> None:
    with pytest.raises(NobodyToSubscribe, match=f"there is no {kind} 'nobody'"):
        add_link(imported, Subject(kind, "nobody"), Actor.ops("tester"))
    assert not links(imported, ended=True)


def test_a_name_that_is_nearly_known_is_hinted_at(imported: str) -> None:
    with pytest.raises(NobodyToSubscribe, match="asta"):
        add_link(imported, Subject(SubjectKind.CONSULTANT, "astra"), Actor.ops("tester"))


def test_whoever_has_left_gets_no_link(imported: str, tmp_path: Path) -> None:
    import_folder(imported, write_firm(tmp_path / "new", **LEFT), "tester")
    with pytest.raises(BadLink, match="asta has left the firm"):
        add_link(imported, ASTA, Actor.ops("tester"))


@pytest.mark.parametrize("style", [{"language": "fr"}, {"alarm": -1}, {"alarm": 1_000_000}], ids=str)
def test_a_style_that_no_feed_has_is_refused(imported: str, style: dict[str, object]) -> None:
    with pytest.raises(BadStyle):
        add_link(imported, ASTA, Actor.ops("tester"), **style)  # type: ignore[arg-type]


def test_a_store_without_inputs_has_nobody_to_give_a_link(tmp_path: Path) -> None:
    open_store(str(tmp_path / "new.db"))
    with pytest.raises(BadCall, match="the store is empty"):
        add_link(str(tmp_path / "new.db"), ASTA, Actor.ops("tester"))


# The secret


def test_the_secret_is_neither_in_the_store_nor_in_what_is_shown_of_the_answer(imported: str) -> None:
    first = add_link(imported, ASTA, Actor.ops("tester"), "phone")
    second = rotate_link(imported, 1, Actor.ops("tester"))
    for secret in (first.secret, second.secret):
        assert secret.encode() not in stored(imported)
        assert digest_of(secret).encode() in stored(imported)
        assert secret not in f"{first!r}{second!r}{logged(imported)}{links(imported)}"


def test_the_log_says_which_link_of_whom(imported: str) -> None:
    add_link(imported, ASTA, Actor.ops("ida"), "phone")
    rotate_link(imported, 1, Actor.ops("ida"))
    revoke_link(imported, 2, Actor.ops("per"))
    assert [(entry.who, entry.action, entry.what, entry.before, entry.after) for entry in logged(imported)] == [
        ("ida", "add link", "link 1", None, "phone: feed of consultant asta"),
        ("ida", "rotate link", "link 1", "phone: feed of consultant asta", "link 2"),
        ("per", "revoke link", "link 2", "phone: feed of consultant asta", None),
    ]


# Ending


def rotated(url: str, overlap: int) -> Issued:
    add_link(url, ASTA, Actor.ops("tester"), "phone", language="da", alarm=15)
    return rotate_link(url, 1, Actor.ops("tester"), overlap)


def test_a_rotated_link_has_a_successor_alike_and_ends_after_the_overlap(imported: str) -> None:
    issued = rotated(imported, 3)
    old, new = (link.subscription for link in links(imported))
    assert (new.name, new.subject, new.style, new.purpose) == (old.name, old.subject, old.style, old.purpose)
    assert (old.replaced_by, old.ends) == (2, new.created + timedelta(days=3))
    assert issued.replaces is not None
    assert (issued.replaces.subscription, issued.replaces.standing) == (old, LinkStanding.ENDING)
    assert old.digest != new.digest == digest_of(issued.secret)


def test_without_an_overlap_a_rotated_link_ends_at_once(imported: str) -> None:
    rotated(imported, 0)
    assert standings(imported) == {1: LinkStanding.ROTATED, 2: LinkStanding.OPEN}
    with pytest.raises(Ended, match="link 1 was rotated out"):
        rotate_link(imported, 1, Actor.ops("tester"))


def test_rotating_again_does_not_make_a_link_last_longer(imported: str) -> None:
    rotated(imported, 1)
    before = links(imported)[0].ends
    rotate_link(imported, 1, Actor.ops("tester"), 30)
    assert links(imported)[0].ends == before


def test_a_new_link_knows_of_no_fetch(imported: str) -> None:
    add_link(imported, ASTA, Actor.ops("tester"))
    with open_store(imported).transaction() as tx:
        tx.subscriptions.note_fetches({1: (tx.subscriptions.all()[0].created, "Apple")})
    new = rotate_link(imported, 1, Actor.ops("tester")).link.subscription
    assert (new.last_fetch, new.client) == (None, None)


@pytest.mark.parametrize("overlap", [-1, 10_000])
def test_an_overlap_is_up_to_a_year(imported: str, overlap: int) -> None:
    with pytest.raises(BadLink, match="0 to 365 days"):
        rotated(imported, overlap)


def test_a_revoked_link_ends_now_and_once(imported: str) -> None:
    add_link(imported, ASTA, Actor.ops("tester"))
    revoked = revoke_link(imported, 1, Actor.ops("tester"))
    assert (revoked.standing, links(imported), standings(imported)) == (
        LinkStanding.REVOKED,
        (),
        {1: LinkStanding.REVOKED},
    )
    for again in (revoke_link, rotate_link):
        with pytest.raises(Conflict, match="link 1 was revoked"):
            again(imported, 1, Actor.ops("tester"))


def test_a_link_that_is_ending_can_be_revoked(imported: str) -> None:
    rotated(imported, 7)
    revoke_link(imported, 1, Actor.ops("tester"))
    assert standings(imported) == {1: LinkStanding.REVOKED, 2: LinkStanding.OPEN}


def test_leaving_the_firm_ends_the_links_and_coming_back_opens_them_again(imported: str, tmp_path: Path) -> None:
    add_link(imported, ASTA, Actor.ops("tester"))
    import_folder(imported, write_firm(tmp_path / "new", **LEFT), "tester")
    assert standings(imported) == {1: LinkStanding.LEFT}
    assert not links(imported, "asta")
    with pytest.raises(Conflict, match="ended when its consultant left on 2024-04-01"):
        revoke_link(imported, 1, Actor.ops("tester"))
    import_folder(imported, write_firm(tmp_path / "new", consultants_csv=SHEETS["consultants.csv"]), "tester")
    assert standings(imported) == {1: LinkStanding.OPEN}


@pytest.mark.parametrize("number", [0, 9, -1, 2**70])
def test_an_unknown_number_is_told_with_the_newest(imported: str, number: int) -> None:
    add_link(imported, ASTA, Actor.ops("tester"))
    for call in (revoke_link, rotate_link):
        with pytest.raises(UnknownLink, match=f"there is no link {number}; the newest is 1"):
            call(imported, number, Actor.ops("tester"))


# Listing


def test_links_are_listed_by_consultant(imported: str) -> None:
    birk = add_link(imported, Subject(SubjectKind.CONSULTANT, "birk"), Actor.ops("tester"))
    add_link(imported, ASTA, Actor.ops("tester"))
    assert [link.subscription for link in links(imported, "birk")] == [birk.link.subscription]
    assert links(imported, "folke") == ()
    with pytest.raises(NobodyToSubscribe):
        links(imported, "nobody")
