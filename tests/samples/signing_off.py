"""Signing a draft off on its page, as an ops lead would who has one reason for everything."""

from rostering.store import open_store
from samples.browsing import Visit, follow


def sign_off(visit: Visit, reason: str) -> None:
    """Give the reason to each thing that has one of its own, and to all that is ticked of a rule; publish."""
    form = visit.page.locator("main form.signing")
    for field in form.locator("input[required], .same input:not([type=checkbox])").all():
        field.fill(reason)
    for whole in form.locator("[data-whole]").all():
        whole.check()
    follow(form.locator("button.primary"))
    visit.page.wait_for_url("**published=*")


def reasons_of(store: str) -> list[str | None]:
    """The reasons in the log."""
    with open_store(store).reading() as reading:
        return [one.after for one in reading.audit_log() if one.action == "sign off"]
