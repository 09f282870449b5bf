"""Languages: what is said to people, in theirs; English sentences are the messages, catalogues hold the others."""

from rostering.language.counts import counted
from rostering.language.foreign import foreign
from rostering.language.sentences import named, said, told
from rostering.language.speech import LANGUAGES, SOURCE, speak, speaking, spoken
from rostering.language.words import _, marked, n_, p_

__all__ = [
    "LANGUAGES",
    "SOURCE",
    "_",
    "counted",
    "foreign",
    "marked",
    "n_",
    "named",
    "p_",
    "said",
    "speak",
    "speaking",
    "spoken",
    "told",
]
