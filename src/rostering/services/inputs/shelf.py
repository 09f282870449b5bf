"""What a service remembers of the tables between two looks: their rows, until anything changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rostering.answers.data import Names
from rostering.domain.inputs import Inputs
from rostering.folder.rows import Cells, rows_of
from rostering.services.inputs.tables import names_in
from rostering.store import Reading


@dataclass
class Moment:
    """The inputs as they are while nothing changes, with the rows that were asked for."""

    pulse: tuple[object, object]
    inputs: Inputs
    names: Names
    _rows: dict[str, Mapping[str, Cells]] = field(default_factory=dict)

    def rows(self, file: str) -> Mapping[str, Cells]:
        """The rows of a table, by key."""
        if file not in self._rows:
            self._rows[file] = rows_of(self.inputs, file)
        return self._rows[file]


@dataclass
class Shelf:
    """Of one store; threads may share it, as what is put in is never changed."""

    _moment: Moment | None = None

    def now(self, reading: Reading, language: str) -> Moment:
        """The inputs as last saved, with the words of a language. Raises NoInputs."""
        pulse, known = (reading.pulse(), language), self._moment
        if known is None or known.pulse != pulse:
            inputs = known.inputs if known and known.pulse[0] == pulse[0] else reading.inputs()
            self._moment = known = Moment(pulse, inputs, names_in(inputs))
        return known
