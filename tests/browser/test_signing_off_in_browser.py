"""A fresh plan with many breaches that cost something, signed off one by one and by rule, and published."""

from collections import Counter

import pytest
from playwright.sync_api import expect

from rostering.domain.users import Actor, Role
from rostering.rosters.version import Status
from rostering.services.rosters.planning import limits_of, make_plan
from rostering.services.rosters.showing import show
from rostering.services.rosters.signing import outlook
from rostering.spans import Period
from samples.browsing import Visit, Visiting, store_of
from samples.running import Running
from samples.signing_off import reasons_of

PUBLISH = "/board/drafts/2/publish"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_many_breaches_are_signed_off_by_rule_and_each_by_itself(
    work: Visiting, working: Running, script: bool
) -> None:
    store = store_of(working)
    make_plan(store, Period.parse("2027-01"), limits_of(60, effort=0.02), lambda _: None, "tester")
    found = outlook(store, Actor.ops("ops"), 2)
    assert len(found.signs) > 20
    group = max(found.priced, key=lambda one: len(one.signs))
    visit = work(Role.OPS, PUBLISH, script=script, phone=script)
    if script:
        look_at(visit, "publish-fresh")
    for field in visit.page.locator("main form.signing input[required]").all():
        field.fill("seen")
    for one in found.priced:
        if len(one.signs) > 1 and one.rule != group.rule:
            visit.page.locator(f"[name='reasons.rule.{one.rule}']").fill(f"all of {one.rule}")
            visit.page.locator(f"[data-whole][value='{one.rule}']").check()
    publish(visit)
    expect(visit.page.locator(".one.faulty")).to_have_count(len(group.signs))
    expect(visit.page.locator(".signing > .fault")).to_contain_text(f"{len(group.signs)} things are not signed off.")
    expect(visit.page.locator(".one.faulty input.why").last).to_be_visible()
    if script:
        look_at(visit, "publish-faulty")
    first, last = group.signs[0], group.signs[-1]
    visit.page.locator(f"[name='reasons.rule.{group.rule}']").fill("known")
    for breach in group.signs[:-1]:
        visit.page.locator(f"input[value='{breach.key}']").check()
    visit.page.locator(f"[name='reasons.{first.key}']").fill("hers alone")
    visit.page.locator(f"[name='reasons.{last.key}']").fill("his alone")
    publish(visit)
    visit.page.wait_for_url("**published=2")
    assert show(store, 2).status is Status.PUBLISHED
    given = Counter(reasons_of(store))
    assert (given["hers alone"], given["his alone"], given["known"]) == (1, 1, len(group.signs) - 2)
    assert given.total() == len(found.signs)


def publish(visit: Visit) -> None:
    visit.page.locator("main form.signing button.primary").click()


def look_at(visit: Visit, name: str) -> None:
    visit.axe()
    visit.fits()
    visit.picture(name)


def test_the_box_for_all_of_a_rule_ticks_each_and_follows_them(work: Visiting, working: Running) -> None:
    make_plan(store_of(working), Period.parse("2027-01"), limits_of(60, effort=0.02), lambda _: None, "tester")
    visit = work(Role.OPS, PUBLISH, language="da", dark=True)
    rule = visit.page.locator("fieldset.of-rule").first
    if rule.locator("details:not([open])").count():
        rule.locator("summary").click()
    whole, each = rule.locator("[data-whole]"), rule.locator("li input[type=checkbox]")
    whole.check()
    expect(rule.locator("li input[type=checkbox]:checked")).to_have_count(each.count())
    each.first.uncheck()
    expect(whole).not_to_be_checked()
    each.first.check()
    expect(whole).to_be_checked()
    visit.axe()
    visit.picture("publish-danish")
