"""The page of the firm's own profiles: those there are, one kept from a text or a file, one thrown away."""

from rostering.domain.rights import Action
from rostering.errors import Fault, FaultyInput
from rostering.language import _
from rostering.services.charges.own_profiles import drop_profile, keep_profile, own_profiles
from rostering.web.frame.asked import Asked
from rostering.web.frame.fields import ChoiceField, Document, Fields, Text, Upload
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.service.replies import Reply

LARGEST = 1 << 20
"""Bytes of a profile at most."""
_FORM = Fields(
    Text("name", required=False, longest=60),
    Document("text", required=False),
    Upload("file", required=False, most=LARGEST),
)
_QUERY = Fields(
    ChoiceField("done", options=("kept", "gone"), required=False), Text("profile", required=False, longest=60)
)


async def show_profiles(asked: Asked) -> Reply:
    """The firm's own profiles, one of them to be changed, and the form for another."""
    found = await asked.run(own_profiles, asked.store, asked.actor)
    named = asked.query.text("profile") if asked.query.text("profile") in found.texts else ""
    form = asked.form
    sent = form.file("file").decode("utf-8-sig", "replace") if "file" in form.fields else ""
    text = sent or form.again("text", found.texts.get(named, ""))
    return page(asked, "month_end/profiles.html", found=found, named=named, text=text, done=asked.query.text("done"))


async def keep(asked: Asked) -> Reply:
    """Keep what was written, or what a file holds."""
    form = asked.form
    name, text = form.text("name"), form.text("text")
    if data := form.file("file"):
        text = _decoded(data)
    if not name:
        raise FaultyInput([Fault("name", _("this has to be filled in"))])
    if not text.strip():
        raise FaultyInput([Fault("text", _("write a profile, or choose a file"))])
    await asked.run(keep_profile, asked.store, asked.actor, name, text.replace("\r\n", "\n"), form.version)
    return see(asked.url("profiles", done="kept", profile=name))


async def drop(asked: Asked) -> Reply:
    """Keep a profile no more."""
    await asked.run(drop_profile, asked.store, asked.actor, asked.param("profile"), asked.form.version)
    return see(asked.url("profiles", done="gone"))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FaultyInput([Fault("file", _("this is no text in UTF-8"))]) from None


_EXPORT = Action.EXPORT_CHARGES
PAGES = (
    Page("/month-end/profiles", "profiles", READ, _EXPORT, show_profiles, query=_QUERY),
    Page("/month-end/profiles", "profiles", SEND, _EXPORT, keep, fields=_FORM, query=_QUERY, again=show_profiles),
    Page("/month-end/profiles/{profile}/drop", "drop_profile", SEND, _EXPORT, drop, again=show_profiles),
)
