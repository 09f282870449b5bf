"""What verifying charges found, for people and as JSON."""

from rostering.answers.proofs import Verified
from rostering.language import _, counted, told
from rostering.reports.look.shapes import Shape, period_shape
from rostering.reports.money.charges import states_text


def figures_text(verified: Verified) -> str:
    """What was looked at."""
    looked_at = f"{counted(verified.lines, 'closed line')}, {counted(verified.exports, 'export')}"
    files = f", {counted(verified.files, 'file')}" if verified.files else ""
    if verified.moved:
        files += "; " + _("{exports} no longer where written", exports=counted(verified.moved, "export"))
    if verified.taken:
        files += "; " + _("{exports} taken away by a browser", exports=counted(verified.taken, "export"))
    if verified.waiting:
        files += "; " + _("{corrections} in an open month", corrections=counted(verified.waiting, "correction"))
    return looked_at + files


def verified_text(verified: Verified) -> str:
    """Every difference on a line of its own, else what agrees."""
    if verified.agrees:
        figures, states = figures_text(verified), states_text(verified.states)
        return _("Roster, charges and exports agree: {figures}; {states}.", figures=figures, states=states)
    return "\n".join(
        [*(told(one.text) for one in verified.differences), f"{counted(len(verified.differences), 'difference')}."]
    )


def verified_shape(verified: Verified) -> Shape:
    """What was compared, and every difference."""
    return {
        "period": period_shape(verified.period),
        "agrees": verified.agrees,
        "months": [{"month": f"{one:%Y-%m}", "state": state.value} for one, state in sorted(verified.states.items())],
        "checked": {
            "lines": verified.lines,
            "exports": verified.exports,
            "files": verified.files,
            "moved_exports": verified.moved,
        },
        "waiting_corrections": verified.waiting,
        "differences": [
            {"about": one.about, "text": one.text, "expected_ore": one.expected, "found_ore": one.found}
            for one in verified.differences
        ],
    }
