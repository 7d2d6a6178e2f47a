"""The lexicon files: every line is read, none is told twice, every closed class is used."""

import re
from pathlib import Path

import pytest

import pipeline.quotes
from pipeline.quotes.conjugation import forms
from pipeline.quotes.wordlists import body_nouns, first_names, person_nouns, read_lines, word_set

FOLDER = Path(pipeline.quotes.__file__).parent
FILES = sorted((FOLDER / "lexicon").glob("*.txt"))
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
SECTIONS = re.findall(r"^\[(.+)\]$", (FOLDER / "lexicon" / "grammar.txt").read_text("utf-8"), re.M)
CUES = ("say", "think", "incise", "host")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_lines_are_clean(path: Path) -> None:
    """UTF-8, no blanks at the ends, plain apostrophes, a line end at the end."""
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert "\r" not in text
    assert "\t" not in text
    for line in text.splitlines():
        assert line == line.strip(), line


@pytest.mark.parametrize("name", CUES)
def test_no_cue_is_told_twice_in_its_file(name: str) -> None:
    """One line a verb or expression."""
    lines = read_lines(name)
    assert len(lines) == len(set(lines)), sorted({line for line in lines if lines.count(line) > 1})


@pytest.mark.parametrize("name", CUES)
def test_every_cue_starts_with_an_infinitive(name: str) -> None:
    """« s'exclamer », « mettre en avant »: the verb is conjugated, the rest stands as it is."""
    for line in read_lines(name):
        first, *rest = line.replace("'", "' ").split()
        verb = rest[0] if first in {"se", "s'", "y"} else first
        assert verb.endswith(("er", "ir", "ïr", "re", "oir")), line


@pytest.mark.parametrize("name", [*CUES, "verbs"])
def test_every_verb_has_its_third_persons(name: str) -> None:
    """Whatever the conjugation: forms for « il » and « ils », a participle, the infinitive itself."""
    for line in read_lines(name):
        verb = line.replace("s'", "s' ").removeprefix("se ").removeprefix("s' ").split()[0]
        readings = forms(verb)
        assert {form.person for _, form in readings} >= {"3s", "3p"}, verb
        assert {form.mood for _, form in readings} >= {"finite", "participle", "infinitive"}, verb
        assert (verb, "infinitive") in {(word, form.mood) for word, form in readings}, verb


@pytest.mark.parametrize("name", SECTIONS)
def test_every_closed_class_is_used(name: str) -> None:
    """A class that no rule reads is dead."""
    assert f'"{name}"' in SOURCES
    assert word_set(name)


def test_no_closed_class_is_opened_twice() -> None:
    """One section a class, or words would be sought in the wrong one."""
    assert len(SECTIONS) == len(set(SECTIONS))


def test_every_class_that_the_rules_read_exists() -> None:
    """A name written wrongly would fail only when its rule is first used."""
    assert set(re.findall(r'word_set\("([^"]+)"\)', SOURCES)) <= set(SECTIONS)


def test_nouns_and_first_names_have_a_gender() -> None:
    """Masculine, feminine or either: no line has lost its second column."""
    assert set(person_nouns().values()) <= {"m", "f", "e"}
    assert set(body_nouns().values()) <= {"m", "f", "e"}
    assert set(first_names().values()) <= {"m", "f", "e"}
