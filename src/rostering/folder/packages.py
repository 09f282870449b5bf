"""`packages.toml`: the catalogue, with packages that extend others and inherit what they promise."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from rostering.domain.catalogue import BIG_DAY, READINESS, Catalogue, DayKind, Obligation, Package, Part, Presence
from rostering.folder.cells import choice
from rostering.folder.notes import quoted
from rostering.folder.promises import Promises, read_promises, together
from rostering.folder.tables import TomlTable, as_text, flag, hours, identifier, several, text
from rostering.folder.teams import Crew, head_counts, read_crews, teams_of
from rostering.language import _

READINESS_POINTS = tuple(f"{READINESS}_{day}" for day in ("weekday", "weekend", "public_holiday"))
"""The policy's words for the points of booked windows."""
_RESERVED = (READINESS, *READINESS_POINTS, BIG_DAY)
_presence = as_text(lambda word: choice(word, Presence))
_day_kinds = several(as_text(lambda word: choice(word, DayKind)))


@dataclass(frozen=True)
class _PackageDraft:
    """A package as it is written, with only what it adds to the one it extends."""

    table: TomlTable
    id: str
    name: str
    extends: str | None
    terms: Mapping[str, str]
    obligations: tuple[tuple[TomlTable, Obligation], ...]
    bookable: bool | None
    booking_clause: str | None
    promises: Promises


def read_catalogue(document: TomlTable) -> Catalogue:
    """Read the catalogue; what is faulty is left out of it."""
    return document.whole(_catalogue)


def _catalogue(document: TomlTable) -> Catalogue:
    crews = read_crews(document)
    return Catalogue(
        roles=_names(document, "roles", "role"),
        grades=_names(document, "grades", "grade"),
        teams=teams_of(crews),
        parts={part.id: part for table in document.tables("parts", declares="part") if (part := table.sound(_part))},
        packages=_packages(document, crews),
    )


def _names(document: TomlTable, key: str, thing: str) -> dict[str, str]:
    table = document.child(key, required=True, declares=thing)
    if not (table.content or table.silent):
        table.fault(_("is empty"), _("name at least one"))
    return table.each(text)


def _part(table: TomlTable) -> Part:
    return Part(
        id=table.required("id", identifier),
        name=table.required("name", text),
        hours=table.required("hours", hours),
        presence=table.required("presence", _presence),
        day_class=table.required("day_class", identifier),
        response=table.optional("response", text, ""),
    )


def _packages(document: TomlTable, crews: Mapping[str, Crew]) -> dict[str, Package]:
    tables = document.tables("packages", required=True, declares="package")
    found = [table.sound(partial(_draft, crews)) for table in tables]
    drafts = {draft.id: draft for draft in found if draft}
    _refuse_other_hours(drafts)
    return _resolved(drafts)


def _draft(crews: Mapping[str, Crew], table: TomlTable) -> _PackageDraft:
    obligations = [(item, item.sound(partial(_obligation, crews))) for item in table.tables("obligations")]
    return _PackageDraft(
        table=table,
        id=table.required("id", identifier),
        name=table.required("name", text),
        extends=table.optional("extends", text, None, names="package"),
        terms=_terms(table.child("terms")),
        obligations=tuple((item, obligation) for item, obligation in obligations if obligation),
        bookable=table.optional("bookable", flag, None),
        booking_clause=table.optional("booking_clause", text, None),
        promises=read_promises(table),
    )


def _terms(table: TomlTable) -> dict[str, str]:
    return {name: table.required(name, text) for name in table.keys(text)}


def _obligation(crews: Mapping[str, Crew], table: TomlTable) -> Obligation:
    on = table.required("on", _day_kinds)
    kind = table.optional("kind", identifier, None)
    team = table.required("team", text, names="team")
    crew = crews.get(team)
    roles = head_counts(table) or (crew.roles if crew else {})
    _refuse_kind(table, kind, on or ())
    if crew and crew.team.stands_for:
        message = _("{team} is a local team, packages name the team that it stands for", team=quoted(team))
        table.fault(message, _("write {stands_for}", stands_for=quoted(crew.team.stands_for)), "team")
    elif crew and not roles:
        table.fault(
            _("has no roles, and team {team} has none by default", team=quoted(team)), _("write roles = { role = 1 }")
        )
    return Obligation(
        on=on,
        kind=kind,
        hours=table.required("hours", hours),
        team=team,
        roles=roles,
        presence=table.required("presence", _presence),
        clause=table.required("clause", text),
        response=table.optional("response", text, ""),
    )


def _refuse_kind(table: TomlTable, kind: str | None, on: tuple[DayKind, ...]) -> None:
    if kind in _RESERVED:
        table.fault(
            _("{kind} is a word of booked readiness or of the points", kind=quoted(kind)),
            _("call the kind otherwise"),
            "kind",
        )
    elif kind in list(DayKind) and any(day != kind for day in on):
        table.fault(
            _("{kind} is a kind of day, but not of these: {on}", kind=quoted(kind), on=", ".join(on)),
            _("leave kind out"),
            "kind",
        )


def _refuse_other_hours(drafts: Mapping[str, _PackageDraft]) -> None:
    """One date gives one window per team: a team's hours, kind and presence must be the same in all packages."""
    first: dict[tuple[str, DayKind], tuple[TomlTable, str]] = {}
    for table, duty in (pair for draft in drafts.values() for pair in draft.obligations):
        for day in duty.on:
            what = f"{duty.kind or day} {duty.hours} {duty.presence}"
            rival, promised = first.setdefault((duty.team, day), (table, what))
            if promised != what:
                table.fault(
                    _(
                        "team {team} has {what} on {day}, but {promised} in {path}",
                        team=quoted(duty.team),
                        what=what,
                        day=day,
                        promised=promised,
                        path=rival.path,
                    ),
                    _("give one of them a team of its own"),
                )


def _resolved(drafts: Mapping[str, _PackageDraft]) -> dict[str, Package]:
    packages: dict[str, Package] = {}
    in_circles: set[str] = set()
    for id_, draft in drafts.items():
        line, beyond = _ancestry(id_, drafts)
        if beyond is None:
            packages[id_] = _package(line)
        elif beyond == id_ and id_ not in in_circles:
            in_circles.update(ancestor.id for ancestor in line)
            circle = _(" extends ").join([*(ancestor.id for ancestor in line), id_])
            draft.table.fault(
                _("packages go round in a circle: {circle}", circle=circle),
                _("the first package extends none"),
                "extends",
            )
    return packages


def _ancestry(id_: str, drafts: Mapping[str, _PackageDraft]) -> tuple[list[_PackageDraft], str | None]:
    """A package, what it extends and so on; and the id at which this ends: None, a faulty package or a circle."""
    line = [drafts[id_]]
    while (parent := line[-1].extends) is not None and parent in drafts and parent not in {draft.id for draft in line}:
        line.append(drafts[parent])
    return line, parent


def _package(line: list[_PackageDraft]) -> Package:
    """The package with what it inherits; the inherited obligations come first."""
    eldest_first = line[::-1]
    promises = together(draft.promises for draft in eldest_first)
    return Package(
        id=line[0].id,
        name=line[0].name,
        extends=line[0].extends,
        terms={key: term for draft in eldest_first for key, term in draft.terms.items()},
        obligations=tuple(duty for draft in eldest_first for _, duty in draft.obligations),
        bookable=next((draft.bookable for draft in line if draft.bookable is not None), False),
        booking_clause=next((draft.booking_clause for draft in line if draft.booking_clause is not None), ""),
        cadences=tuple(promises.cadences.values()),
        allowances=tuple(promises.allowances.values()),
        responses=tuple(promises.responses.values()),
    )
