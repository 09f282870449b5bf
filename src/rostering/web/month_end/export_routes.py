"""The pages of exports: in which format and how, what is being made, and what was exported, to be taken away."""

from collections.abc import Iterable, Mapping

from rostering.answers.exports import Download, ProfileShown
from rostering.domain.charges import Layout
from rostering.domain.errands import KEPT, Errand
from rostering.domain.exports import ExportWish
from rostering.domain.rights import Action
from rostering.errors import Fault, FaultyInput
from rostering.language import _, told
from rostering.services.charges.downloads import (
    Printed,
    exported_file,
    exported_files,
    keep,
    make,
    receipt,
    zipped,
)
from rostering.services.charges.exporting import rules_folder
from rostering.services.charges.months import month
from rostering.services.charges.own_profiles import choosable_profiles
from rostering.services.errands.errand_kinds import about_documents
from rostering.web.frame.asked import Asked
from rostering.web.frame.documents import attachment
from rostering.web.frame.fields import ChoiceField, Fields, Several, Text, Tick
from rostering.web.frame.page import READ, SEND, Page
from rostering.web.frame.rendering import page, see
from rostering.web.month_end.formats import choices, form_named, forms
from rostering.web.month_end.paths import key_of, month_in, today_of
from rostering.web.service.replies import Reply

ENCODINGS = ("utf-8", "cp1252", "iso-8859-1")


async def show_export(asked: Asked) -> Reply:
    """The formats, what may be wished for, and what was exported before."""
    wanted = month_in(asked)
    shown = await asked.run(month, asked.store, asked.actor, wanted, today_of(asked))
    return page(
        asked,
        "month_end/export.html",
        shown=shown,
        standing=shown.standing,
        key=key_of(wanted),
        groups=choices(await asked.run(choosable_profiles, asked.store)),
        encodings=[("", _("as the format has them")), *((each, each) for each in ENCODINGS)],
        form_named=form_named,
    )


async def take(asked: Asked) -> Reply:
    """Export: what takes long goes on by itself; of an open month a preview is given, and nothing is kept."""
    wanted, wish = month_in(asked), _wish(asked, await asked.run(choosable_profiles, asked.store))
    if wish.form == "pdf":
        about = about_documents(wanted, wish)
        began = await asked.run(asked.site.errands.begin, asked.user, "documents", about)
        return see(asked.url("making", month=key_of(wanted), making=began.key))
    made = await asked.run(make, asked.store, asked.actor, wanted, wish, rules_folder())
    if not made.is_closed:
        return attachment(asked, await asked.run(zipped, f"preview-{key_of(wanted)}-{wish.form}", made.files))
    kept = await asked.run(keep, asked.store, asked.actor, made, wish, asked.form.version)
    return see(asked.url("export", month=key_of(wanted), export=kept.number))


async def show_making(asked: Asked) -> Reply:
    """How far the documents are; once an export is kept of them, that."""
    wanted, found = month_in(asked), await _errand(asked)
    if found is None:
        return see(asked.url("export_month", month=key_of(wanted)))
    if KEPT in found.about:
        return see(asked.url("export", month=key_of(wanted), export=found.about[KEPT]))
    return page(asked, "month_end/making.html", errand=found, month=wanted, key=key_of(wanted), told=told)


async def stop_making(asked: Asked) -> Reply:
    """Let it be, and say so."""
    if found := await _errand(asked):
        await asked.run(asked.site.errands.stop, found)
        return see(asked.url("making", month=key_of(month_in(asked)), making=found.key))
    return see(asked.url("export_month", month=key_of(month_in(asked))))


async def make_again(asked: Asked) -> Reply:
    """Make documents once more of which nothing came."""
    wanted, found = month_in(asked), await _errand(asked)
    if found is None:
        return see(asked.url("export_month", month=key_of(wanted)))
    await asked.run(asked.site.errands.again, found)
    return see(asked.url("making", month=key_of(wanted), making=found.key))


async def take_made(asked: Asked) -> Reply:
    """What was made of an open month, as one file."""
    wanted, found = month_in(asked), await _errand(asked)
    if found is None or not isinstance(found.result, Printed):
        return see(asked.url("export_month", month=key_of(wanted)))
    return attachment(asked, await asked.run(zipped, f"preview-{key_of(wanted)}-pdf", dict(found.result.files)))


async def show_receipt(asked: Asked) -> Reply:
    """What was exported: files with their hashes, control sums, and whether the month was exported besides."""
    wanted, number = month_in(asked), int(asked.param("export"))
    found = await asked.run(receipt, asked.store, asked.actor, wanted, number)
    shown = await asked.run(month, asked.store, asked.actor, wanted, today_of(asked))
    return page(
        asked,
        "month_end/receipt.html",
        found=found,
        export=found.export,
        month=wanted,
        key=key_of(wanted),
        mark=shown.mark,
        form_named=form_named,
        main=[name for name in found.export.files if not name.endswith(".manifest.json")],
        left_out=[found.names.get(each, each) for each in found.export.left_out],
        is_at_hand=found.export.form != "pdf" or _kept_files(asked, number) is not None,
    )


async def take_file(asked: Asked) -> Reply:
    """One file of an export."""
    wanted, number, name = month_in(asked), int(asked.param("export")), asked.param("written")
    kept = _kept_files(asked, number) or {}
    if name in kept:
        return attachment(asked, Download(name, kept[name]))
    return attachment(asked, await asked.run(exported_file, asked.store, asked.actor, wanted, number, name))


async def take_all(asked: Asked) -> Reply:
    """All files of an export, as one."""
    wanted, number = month_in(asked), int(asked.param("export"))
    found = await asked.run(receipt, asked.store, asked.actor, wanted, number)
    files = _kept_files(asked, number)
    if files is None:
        files = await asked.run(exported_files, asked.store, asked.actor, wanted, number)
    return attachment(asked, await asked.run(zipped, f"charges-{key_of(wanted)}-{found.export.form}", files))


def _wish(asked: Asked, profiles: Iterable[ProfileShown]) -> ExportWish:
    """What the form asks for. Raises FaultyInput."""
    form = asked.form
    if form.text("format") not in forms(profiles):
        raise FaultyInput([Fault("format", _("this is not among what can be chosen"))])
    return ExportWish(
        form.text("format"),
        tuple(sorted(set(form.several("without", str)))),
        Layout(by_booking=form.choice("lines") == "booking", everything=form.tick("everything")),
        form.choice("encoding"),
        False if form.tick("no_bom") else None,
    )


async def _errand(asked: Asked) -> Errand | None:
    """The documents in the path, if whoever asks has asked for them, and they are known."""
    found = await asked.run(asked.site.errands.find, asked.param("making"), asked.user)
    return found if found and found.kind == "documents" else None


def _kept_files(asked: Asked, number: int) -> Mapping[str, bytes] | None:
    """The files of an export that took long and are still remembered."""
    made = (each for each in asked.site.errands.made(asked.user) if isinstance(each, Printed))
    return next((each.files for each in made if each.export and each.export.number == number), None)


_FORM = Fields(
    Text("format", longest=60),
    Several("without", required=False, of=Text("without", longest=100)),
    ChoiceField("lines", options=("day", "booking"), required=False),
    Tick("everything"),
    ChoiceField("encoding", options=ENCODINGS, required=False),
    Tick("no_bom"),
)
_EXPORT = Action.EXPORT_CHARGES
_MAKING, _ONE = "/month-end/{month}/making/{making}", "/month-end/{month}/exports/{export:int}"

PAGES = (
    Page("/month-end/{month}/export", "export_month", READ, _EXPORT, show_export),
    Page("/month-end/{month}/export", "export_month", SEND, _EXPORT, take, _FORM, again=show_export),
    Page(_MAKING, "making", READ, _EXPORT, show_making),
    Page(f"{_MAKING}/stop", "stop_making", SEND, _EXPORT, stop_making),
    Page(f"{_MAKING}/again", "make_again", SEND, _EXPORT, make_again),
    Page(f"{_MAKING}/files", "made", READ, _EXPORT, take_made),
    Page(_ONE, "export", READ, Action.LOOK_CHARGES, show_receipt),
    Page(f"{_ONE}/all", "export_all", READ, _EXPORT, take_all),
    Page(f"{_ONE}/files/{{written}}", "export_file", READ, _EXPORT, take_file),
)
