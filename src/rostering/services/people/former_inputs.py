"""The inputs without a name: a number in its place, and nothing of what other programs call somebody."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from rostering.domain.former import Former
from rostering.domain.inputs import Inputs
from rostering.domain.parties import Consultant
from rostering.errors import FaultyInput, Refused
from rostering.folder.toml_people import without_person
from rostering.folder.toml_values import NotByForm
from rostering.language import _
from rostering.store import Transaction


class NotForgettable(Refused):
    """Somebody who cannot be forgotten yet, and why."""

    def __init__(self, reasons: Iterable[str]) -> None:
        super().__init__("\n".join(reasons))


def rename_inputs(tx: Transaction, inputs: Inputs, who: Consultant, former: Former) -> Counter[str]:
    """Leave the number in the place of the name, since old rosters are judged by roles and dates; leave goes.

    Returns how many rows that changed, by table.
    """
    nobody = replace(who, id=former.id, name=former.name, email="")
    documents = {file: _without(file, text, who) for file, text in inputs.documents.items()}
    tx.replace_inputs(
        replace(
            inputs,
            consultants=tuple(nobody if one.id == who.id else one for one in inputs.consultants),
            leave=tuple(one for one in inputs.leave if one.consultant != who.id),
            balances=tuple(
                replace(one, consultant=former.id) if one.consultant == who.id else one for one in inputs.balances
            ),
            pins=tuple(replace(pin, consultant=former.id) if pin.consultant == who.id else pin for pin in inputs.pins),
            documents=documents,
        )
    )
    return Counter(
        consultant=1,
        leave=sum(one.consultant == who.id for one in inputs.leave),
        balance=sum(one.consultant == who.id for one in inputs.balances),
        pin=sum(pin.consultant == who.id for pin in inputs.pins),
        document=sum(text != inputs.documents[file] for file, text in documents.items()),
    )


def _without(file: str, text: str, who: Consultant) -> str:
    """A document without what other programs call somebody. Raises NotForgettable."""
    try:
        return without_person(text, who.id)
    except NotByForm:
        said = _(
            "{file} names {name} in a way that cannot be changed alone: take it out first", file=file, name=who.name
        )
        raise NotForgettable([said]) from None


def check_inputs(tx: Transaction) -> None:
    """What is kept can still be read: a name may have been part of a document. Raises NotForgettable."""
    try:
        tx.read_inputs()
    except FaultyInput as faulty:
        said = (_("without the name the inputs would be faulty: {fault}", fault=fault) for fault in faulty.faults)
        raise NotForgettable(said) from None
