"""Pagers in words: whom they are told of, how they stand, and what a push did; never a token."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from rich.table import Table

from rostering.answers.pagers import PagerShown, PagersShown, PagerTold, Pushed, PushRun
from rostering.domain.pagers import Pager, PagerShift, Target
from rostering.language import _, counted, formats, named
from rostering.language.labels import label
from rostering.reports.look.grid import cell, grid

Called = Mapping[str, str]


def sentence(text: str, names: Called) -> str:
    """A kept sentence as people read it, with names for ids."""
    people = ("consultant", "giver", "taker")
    return named(text, lambda kind, key: names.get(key) if kind in people else None)


def hours(shift: PagerShift, zone: ZoneInfo) -> str:
    """When somebody is on, by the firm's clock: `Sat 7 Nov 08:00–16:00`."""
    start, end = (at.astimezone(zone) for at in (shift.span.start, shift.span.end))
    until = f"{end:%H:%M}" if start.date() == end.date() else f"{formats.short_day(end.date())} {end:%H:%M}"
    return f"{formats.short_day(start.date())} {start:%H:%M} – {until}"


def what_goes_onto(target: Target, words: Called) -> str:
    """Which seats go onto a schedule, in a few words."""
    named_ones = [words.get(each, each) for each in (*target.roles, *target.teams, *target.customers)]
    parts = (*named_ones, *map(label, target.kinds))
    numbers = [_("seat {number}", number=number) for number in target.numbers]
    return ", ".join((*parts, *numbers)) or _("everything")


def standing(found: PagerShown, names: Called) -> str:
    """How a pager stands, in one sentence or two."""
    state = found.state
    if found.pager is None:
        return _("it is in pagers.toml no more: take away there what is left, or set it up again")
    if state.error:
        return sentence(state.error, names)
    if state.tried is None:
        return _("nobody has pushed yet") if found.has_token else _no_token(found.pager)
    if state.troubles:
        return "; ".join(sentence(each, names) for each in state.troubles)
    return _("there is something to push") if found.missing or found.leaving else _("all is as it should be")


def _no_token(pager: Pager) -> str:
    return _("the variable {name} with its token is not set", name=pager.variable)


def status_table(found: PagersShown) -> Table:
    """How all pagers stand."""
    figures = (_("There"), _("Missing"), _("To go"))
    columns = (_("Pager"), _("Program"), *figures, _("Last all right"), _("State"))
    table = grid(counted(len(found.pagers), "pager"), *columns, numbers=figures)
    for each in found.pagers:
        numbers = map(str, (each.held, len(each.missing), len(each.leaving)))
        maker = each.pager.kind.maker if each.pager else ""
        when = formats.moment(each.state.pushed, found.zone) if each.state.pushed else _("never")
        table.add_row(*map(cell, (each.name, maker, *numbers, when, standing(each, found.names))))
    return table


def shows(found: PagersShown) -> list[Table | str]:
    """How each pager is set up, and whom it is to be told of."""
    parts: list[Table | str] = []
    for each in found.pagers:
        if each.pager:
            parts += [
                _set_up(each.pager, each.has_token),
                *_targets(each.pager, found.words),
                _shifts_table(each, found),
            ]
    return parts or [_("There are no pagers: write them into pagers.toml of the data folder, and import it.")]


def _set_up(pager: Pager, has_token: bool) -> str:
    token = _("set") if has_token else _("not set")
    return _(
        "{name}: {maker}, {address}; told {days} days ahead; token in {variable} ({token})",
        name=pager.name,
        maker=pager.kind.maker,
        address=pager.address,
        days=pager.days,
        variable=pager.variable,
        token=token,
    )


def _targets(pager: Pager, words: Called) -> list[str]:
    return [f"  {target.key}: {what_goes_onto(target, words)}" for target in pager.targets]


def _shifts_table(each: PagerShown, found: PagersShown) -> Table:
    columns = (_("Schedule"), _("When"), _("Consultant"), "")
    table = grid(counted(len(each.shifts), "duty"), *columns, whole=(columns[1],))
    for shift in each.shifts:
        missing = _("not there yet") if shift in each.missing else ""
        table.add_row(*map(cell, (shift.schedule, hours(shift, found.zone), _name(shift, found.names), missing)))
    for clash in each.clashes:
        who = _("not told: {name} is on then", name=_name(clash.other, found.names))
        row = (clash.shift.schedule, hours(clash.shift, found.zone), _name(clash.shift, found.names), who)
        table.add_row(*map(cell, row))
    return table


def _name(shift: PagerShift, names: Called) -> str:
    return names.get(shift.consultant, shift.consultant)


def push_report(run: PushRun) -> list[Table | str]:
    """What a push did, or would do, pager by pager."""
    if not run.pushed:
        return [_("There are no pagers: write them into pagers.toml of the data folder, and import it.")]
    parts: list[Table | str] = []
    for each in run.pushed:
        parts.append(summary(each, run.is_trial))
        if each.changes:
            parts.append(_changes_table(each, run))
    return parts


def summary(pushed: Pushed, is_trial: bool) -> str:
    """What came of it at one pager, in one sentence."""
    if pushed.is_held:
        return _("{name}: another push is going on; nothing was done", name=pushed.pager)
    came = sum(each.shift is not None and each.why is None for each in pushed.changes)
    went = sum(each.gone is not None and each.why is None for each in pushed.changes)
    figures = {"name": pushed.pager, "came": came, "went": went, "kept": pushed.kept + pushed.by_hand}
    if pushed.error and not came + went:
        return _("{name}: nothing was changed", name=pushed.pager)
    if pushed.error:
        return _("{name}: broken off after {came} put on, {went} taken off", **figures)
    if is_trial:
        return _("{name}: {came} would be put on, {went} taken off, {kept} stay as they are", **figures)
    return _("{name}: {came} put on, {went} taken off, {kept} stay as they are", **figures)


def failures(run: PushRun) -> list[str]:
    """What went wrong, a sentence for each thing."""
    return [
        f"{each.pager}: {sentence(text, run.names)}"
        for each in run.pushed
        for text in (*((each.error,) if each.error else ()), *each.troubles)
    ]


def _changes_table(pushed: Pushed, run: PushRun) -> Table:
    columns = (_("Schedule"), _("When"), _("Comes on"), _("Goes off"))
    table = grid(counted(len(pushed.changes), "change"), *columns, whole=(columns[1],))
    for each in pushed.changes:
        table.add_row(*map(cell, change_cells(each, run.names, run.zone)))
    return table


def change_cells(told: PagerTold, names: Called, zone: ZoneInfo) -> tuple[str, str, str, str]:
    """A change as a row: where, when, who comes on, who is on no more."""
    about = told.shift or told.gone
    if about is None:
        return "", "", "", ""
    came = _name(told.shift, names) if told.shift else ""
    if told.why:
        came = _("refused: {name}", name=came)
    return about.schedule, hours(about, zone), came, _name(told.gone, names) if told.gone else ""
