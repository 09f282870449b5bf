import pytest

from rostering.domain.rights import OWN, RIGHTS, Action, may, roles_that_may
from rostering.domain.users import Actor, Role
from rostering.language import speaking

ANNA = Actor("anna", Role.CONSULTANT, "anna")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_a_role_may_do_what_the_table_says_and_nothing_else(role: Role, action: Action) -> None:
    assert may(Actor("somebody", role), action) == (action in RIGHTS[role])
    assert (role in roles_that_may(action)) == (action in RIGHTS[role])


@pytest.mark.parametrize("action", sorted(OWN))
def test_a_consultant_does_what_is_their_own_for_nobody_else(action: Action) -> None:
    assert may(ANNA, action, "anna")
    assert not may(ANNA, action, "birk")
    assert not may(Actor("new", Role.CONSULTANT), action, "birk")
    assert may(Actor.ops("lead"), action, "birk")


def test_a_consultant_never_learns_why_others_are_away() -> None:
    assert roles_that_may(Action.LOOK_ABSENCES) == (Role.OPS,)


def test_a_viewer_changes_nothing_but_their_own_account_and_finance_no_roster() -> None:
    changing = {Action.PLAN, Action.ENTER_OWN_LEAVE, Action.KEEP_OWN_LINKS, Action.GIVE_ON_CALL_LINK, Action.KEEP_USERS}
    for role in (Role.VIEWER, Role.FINANCE):
        assert not RIGHTS[role] & (changing | {Action.LOAD_EXAMPLE, Action.EDIT, Action.PUBLISH, Action.ANSWER_LEAVE})


def test_rosters_are_changed_and_published_by_ops_leads_alone() -> None:
    assert roles_that_may(Action.EDIT) == roles_that_may(Action.PUBLISH) == (Role.OPS,)


@pytest.mark.parametrize("language", ["en", "da"])
def test_every_action_and_role_has_words(language: str) -> None:
    with speaking(language):
        assert all(len(each.words) > 2 for each in Action)
        assert len({each.word for each in Role}) == len(Role)
