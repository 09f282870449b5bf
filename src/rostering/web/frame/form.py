"""Forms that were sent: what was typed, what it means, and what is wrong with it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from rostering.domain.users import cleaned
from rostering.errors import Fault
from rostering.language import _
from rostering.web.frame.fields import NOTHING, Document, Fields, Secret, Unfit, Upload

Value = TypeVar("Value")
CSRF, VERSION = "csrf", "version"
_SHOWN = 4000
"""Letters of what was typed that are shown again at most."""


@dataclass
class Form:
    """What a form holds; one that nobody has sent yet holds nothing, and a page shows both alike."""

    fields: Fields = NOTHING
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, object] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    csrf: str = ""
    version: str = ""
    """What its sender was shown when they filled it in."""

    @property
    def is_sent(self) -> bool:
        """Whether somebody has sent it."""
        return bool(self.typed or self.faults)

    def text(self, name: str) -> str:
        """The value of a text, a choice or a secret; empty when nothing was typed."""
        return self._value(name, str) or ""

    def choice(self, name: str) -> str | None:
        """The value of a choice, None when nothing was chosen."""
        return self._value(name, str)

    def file(self, name: str) -> bytes:
        """The bytes of a file; none when none was sent."""
        return self._value(name, bytes) or b""

    def day(self, name: str) -> date | None:
        """The value of a date."""
        return self._value(name, date)

    def whole(self, name: str) -> int | None:
        """The value of a whole number."""
        return self._value(name, int)

    def tick(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(self._value(name, bool))

    def several(self, name: str, kind: type[Value]) -> tuple[Value, ...]:
        """The values of a field that takes several."""
        found = self._value(name, tuple) or ()
        return tuple(value for value in found if isinstance(value, kind))

    def again(self, name: str, otherwise: str = "") -> str:
        """What to show in a field: what was typed; before that, or in a form beside it, `otherwise`."""
        if not self._has(name):
            return otherwise
        typed, kind = self.typed.get(name, ("",))[0], self.fields.kind(name)
        if isinstance(kind, (Document, Upload)):
            return typed
        return "" if isinstance(kind, Secret) else typed[: max(_SHOWN, getattr(kind, "longest", 0))]

    def chosen(self, name: str, otherwise: Iterable[str] = ()) -> tuple[str, ...]:
        """What to show as chosen among several."""
        return self.typed.get(name, ()) if self._has(name) else tuple(otherwise)

    def wrong(self, name: str) -> list[Fault]:
        """What is wrong with a field."""
        return [fault for fault in self.faults if fault.place == name]

    def wrong_at_large(self, unseen: Collection[str] = ()) -> list[Fault]:
        """What is wrong and is not about one of the fields, or about one that is not seen."""
        return [fault for fault in self.faults if fault.place not in self.fields or fault.place in unseen]

    def _has(self, name: str) -> bool:
        """Whether it was sent and has the field; a page may show several forms."""
        return self.is_sent and (name in self.fields or not self.fields.by_name)

    def _value(self, name: str, kind: type[Value]) -> Value | None:
        if name not in self.fields:
            raise KeyError(name)  # a mistake of ours: the form has no such field
        value = self.values.get(name)
        return value if isinstance(value, kind) else None


def read_form(fields: Fields, pairs: Iterable[tuple[str, str]], strict: bool = True) -> Form:
    """The form of what was sent; its faults say, field by field, what cannot be taken.

    A `strict` one takes no field that it does not have.
    """
    typed: dict[str, list[str]] = defaultdict(list)
    for name, text in pairs:
        typed[name].append(text)
    form = Form(fields, csrf="".join(typed.pop(CSRF, [])[:1]), version="".join(typed.pop(VERSION, [])[:1]))
    form.faults += [_unknown(name) for name in typed if strict and name not in fields]
    form.typed = {name: tuple(texts) for name, texts in typed.items() if name in fields}
    form.values = _values(form)
    return form


def _values(form: Form) -> dict[str, object]:
    values: dict[str, object] = {}
    kinds = {**{name: form.fields.kind(name) for name in form.typed}, **form.fields.by_name}
    for name, each in kinds.items():
        if each is None:
            continue
        try:
            values[name] = each.read(form.typed.get(name, ()))
        except Unfit as unfit:
            form.faults.append(Fault(name, str(unfit)))
    return values


def _unknown(name: str) -> Fault:
    return Fault("", _("this form has no field '{name}'", name=cleaned(name)[:40]))
