"""The commands billing export and billing profiles."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rostering.cli import services
from rostering.cli.printing import answer, remark
from rostering.cli.settings import caller, settings_of
from rostering.domain.charges import Layout
from rostering.language import _
from rostering.reports.money.profiles import profiles_shape, profiles_table
from rostering.spans import Period


class LinesOf(StrEnum):
    """What a line of a document is for."""

    DAY = "day"
    BOOKING = "booking"


ProfileFolder = Annotated[
    Path | None,
    typer.Option("--profile-dir", metavar="DIR", help="A folder of profiles of your own.", show_default=False),
]


def export(
    ctx: typer.Context,
    month: Annotated[str, typer.Argument(metavar="MONTH", help="The month, as 2026-12.", show_default=False)],
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="F",
            help="csv, xlsx, json, peppol, oioubl, html, pdf, a profile by name, or a profile's own FILE.toml.",
        ),
    ] = "csv",
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write in.")] = Path(),
    no_bom: Annotated[bool, typer.Option("--no-bom", help="Tables: write no byte order mark.")] = False,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="E", help="Tables: utf-8, cp1252 or iso-8859-1.", show_default=False),
    ] = None,
    profile_dir: ProfileFolder = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            metavar="CUSTOMER",
            help="Formats with a file for each customer: leave this one out (may be repeated).",
            show_default=False,
        ),
    ] = None,
    lines: Annotated[
        LinesOf,
        typer.Option("--lines", help="Documents for customers: a line for each day, or for each booking and price."),
    ] = LinesOf.DAY,
    everything: Annotated[
        bool, typer.Option("--everything", help="Documents for customers: show what nets to nothing, too.")
    ] = False,
) -> None:
    """Write a month's charges as files, with a manifest of control sums beside them.

    An open month is written as a preview; of a closed one the same files come out every time. Ends with 1 when a charge
    has no price, or a customer needs review.

    Where the environment variable EINVOICE_RULES_DIR names a folder with official rules (schematron compiled to
    XSLT), peppol and oioubl documents that break them are not written.
    """
    settings = settings_of(ctx)
    exported = services.exporting.export_charges(
        settings.store,
        Period.parse(month),
        form,
        out,
        by=caller(),
        encoding=encoding,
        bom=False if no_bom else None,
        profiles=profile_dir,
        without=without or (),
        layout=Layout(by_booking=lines is LinesOf.BOOKING, everything=everything),
        rules=services.exporting.rules_folder(),
    )
    for warning in exported.warnings:
        remark(_("warning: {text}", text=warning))
    if exported.preview:
        remark(_("{month} is open: what was written is a preview", month=month))
    files = [str(file) for file in exported.files]
    answer(settings, {"files": files, "manifest": dict(exported.manifest)}, *files)


def profiles(ctx: typer.Context, profile_dir: ProfileFolder = None) -> None:
    """List the profiles by which charges are written for ERPs."""
    found = services.exporting.known_profiles(profile_dir)
    answer(settings_of(ctx), profiles_shape(found), profiles_table(found))
