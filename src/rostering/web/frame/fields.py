"""Fields of forms: each kind reads what was typed, or says in a sentence why it cannot be."""

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rostering.language import _
from rostering.language.formats import long_day

LONGEST = 1000
"""Letters of a text, unless its field says otherwise."""
MOST = 500
"""Values of a field that takes several."""
_UNWRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NUMBER = re.compile(r"-?[0-9]{1,12}", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class Unfit(Exception):
    """Something typed that a field does not take; the message is for whoever typed it."""


@dataclass(frozen=True)
class FormField:
    """A field of a form; `read` gives its value, None when nothing was typed and nothing has to be."""

    name: str
    required: bool = field(default=True, kw_only=True)

    def read(self, typed: Sequence[str]) -> object:
        """The value of what was typed. Raises Unfit."""
        if len(typed) > 1:
            raise Unfit(_("this was sent twice"))
        text = typed[0] if typed else ""
        if _UNWRITTEN.search(text):
            raise Unfit(_("there is a character in this that cannot be written"))
        if not text.strip():
            return self.nothing()
        return self.value(text)

    def nothing(self) -> object:
        """The value of nothing. Raises Unfit."""
        if self.required:
            raise Unfit(_("this has to be filled in"))
        return None

    def value(self, text: str) -> object:
        """The value of a text that is not empty. Raises Unfit."""
        raise NotImplementedError


@dataclass(frozen=True)
class Text(FormField):
    """A text on one line, or on several; without what stands empty around it."""

    longest: int = field(default=LONGEST, kw_only=True)
    lines: bool = field(default=False, kw_only=True)

    def nothing(self) -> object:
        """An empty text."""
        return "" if not self.required else super().nothing()

    def value(self, text: str) -> str:
        """The text."""
        text = text.strip().replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > self.longest:
            raise Unfit(_("this is longer than {number} characters", number=self.longest))
        if not self.lines and ("\n" in text or "\t" in text):
            raise Unfit(_("this has to be on one line"))
        return text


@dataclass(frozen=True)
class Document(FormField):
    """A text of many lines, taken as it was typed."""

    longest: int = field(default=1 << 18, kw_only=True)

    def nothing(self) -> str:
        """An empty text."""
        return ""

    def value(self, text: str) -> str:
        """The text, with the ends of its lines as files have them."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > self.longest:
            raise Unfit(_("this is longer than {number} characters", number=self.longest))
        return text


@dataclass(frozen=True)
class Upload(FormField):
    """A file, which forms carry as text once it was sent, so that it need not be chosen again."""

    most: int = field(kw_only=True)
    """Bytes."""

    def value(self, text: str) -> bytes:
        """Its bytes."""
        try:
            data = base64.b64decode(text, altchars=b"-_", validate=True)
        except ValueError:
            raise Unfit(_("choose a file")) from None
        if len(data) > self.most:
            raise Unfit(_("the file is larger than {size} MiB", size=self.most >> 20))
        return data


def carried(data: bytes) -> str:
    """A file as the text that forms carry."""
    return base64.urlsafe_b64encode(data).decode()


@dataclass(frozen=True)
class Secret(FormField):
    """A password: taken letter by letter as it was typed, and never shown again."""

    longest: int = field(default=LONGEST, kw_only=True)

    def value(self, text: str) -> str:
        """The text."""
        if len(text) > self.longest:
            raise Unfit(_("this is longer than {number} characters", number=self.longest))
        return text


@dataclass(frozen=True)
class DateField(FormField):
    """A date, as browsers send it: 2026-10-24."""

    first: date = field(default=date(2000, 1, 1), kw_only=True)
    last: date = field(default=date(2099, 12, 31), kw_only=True)

    def value(self, text: str) -> date:
        """The date."""
        try:
            day = date.fromisoformat(text.strip()) if _DAY.fullmatch(text.strip()) else None
        except ValueError:
            day = None
        if day is None:
            raise Unfit(_("this is no date: write it as {example}", example="2026-10-24"))
        if not self.first <= day <= self.last:
            raise Unfit(_("a date from {first} to {last}", first=long_day(self.first), last=long_day(self.last)))
        return day


@dataclass(frozen=True)
class Whole(FormField):
    """A whole number."""

    least: int = field(default=0, kw_only=True)
    most: int = field(default=10**9, kw_only=True)

    def value(self, text: str) -> int:
        """The number."""
        number = int(text) if _NUMBER.fullmatch(text.strip()) else None
        if number is None or not self.least <= number <= self.most:
            raise Unfit(_("a whole number from {least} to {most}", least=self.least, most=self.most))
        return number


@dataclass(frozen=True)
class ChoiceField(FormField):
    """One of several texts."""

    options: tuple[str, ...] = field(kw_only=True)

    def value(self, text: str) -> str:
        """The text, as it stands among the options."""
        if text not in self.options:
            raise Unfit(_("this is not among what can be chosen"))
        return text


@dataclass(frozen=True)
class Tick(FormField):
    """A box that is ticked or not."""

    required: bool = field(default=False, kw_only=True)

    def nothing(self) -> bool:
        """Not ticked."""
        return False

    def value(self, text: str) -> bool:
        """Ticked."""
        if text not in {"on", "1"}:
            raise Unfit(_("this is not among what can be chosen"))
        return True


@dataclass(frozen=True)
class Several(FormField):
    """Values of a kind, in the order in which they were sent."""

    of: FormField = field(kw_only=True)
    most: int = field(default=MOST, kw_only=True)
    blanks: bool = field(default=False, kw_only=True)
    """Whether those left empty count too, so that they stay in line with another field's."""

    def read(self, typed: Sequence[str]) -> tuple[object, ...]:
        """The values."""
        if len(typed) > self.most:
            raise Unfit(_("these are more than {number}", number=self.most))
        values = tuple(self.of.read([text]) for text in typed if self.blanks or text.strip())
        if self.required and not values:
            raise Unfit(_("this has to be filled in"))
        return values


class Fields:
    """The fields of a form, by name; there may be any number of one kind, whose names begin with a prefix."""

    def __init__(self, *fields: FormField, prefix: str = "", of: FormField | None = None) -> None:
        self.by_name: Mapping[str, FormField] = {each.name: each for each in fields}
        self._prefix, self._of = prefix, of

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.kind(name) is not None

    def kind(self, name: str) -> FormField | None:
        """The field of a name."""
        return self.by_name.get(name) or (self._of if self._prefix and name.startswith(self._prefix) else None)

    @property
    def takes_files(self) -> bool:
        """Whether a file is among what is sent."""
        return any(isinstance(each, Upload) for each in self.by_name.values())


NOTHING = Fields()
