"""Fields that nobody sees: what is wrong with one is said above the form."""

from dataclasses import replace

from rostering.web.frame.form import Form

HIDDEN = frozenset({"seen", "force"})


def say_at_large(form: Form) -> None:
    """Let the faults of hidden fields stand above the form."""
    form.faults[:] = [replace(fault, place="") if fault.place in HIDDEN else fault for fault in form.faults]
