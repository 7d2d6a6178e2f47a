"""Cleaning and the varied pairs."""

import lzma
import random
import re
from pathlib import Path

import pytest

from training.augment import (
    as_heading,
    change_figures,
    change_names,
    group_english,
    group_french,
    lower_names,
    set_phrase,
)
from training.corpus import Limits, Source, clean, held_out_keys, match_key, match_quotes


def _corpus(folder: Path, lines: list[str]) -> Path:
    (folder / "fr-en").mkdir()
    with lzma.open(folder / "fr-en" / "small.tsv.xz", "wt", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return folder


def test_clean_counts_what_it_drops(tmp_path: Path) -> None:
    held = tmp_path / "held.fr"
    held.write_text("Cette phrase sert à l'évaluation !\n", encoding="utf-8")
    corpus = _corpus(
        tmp_path,
        [
            "« Oui », dit-il.\t'Yes', he said.",
            "« Oui », dit-il.\t'Yes', he said.",
            "Cette phrase sert à l’évaluation\tThis sentence is held out.",
            "12 345\t12,345",
            f"{'a' * 400}\tlong",
            "LE MINISTRE PART DEMAIN\tTHE MINISTER LEAVES TOMORROW",
            "no tab",
        ],
    )
    result = clean(Source("small", "MIT"), corpus, Limits(), held_out_keys([held]), set())
    assert result.pairs == [
        ('"Oui", dit-il.', '"Yes", he said.'),
        ("Le ministre part demain", "The minister leaves tomorrow"),
    ]
    counts = result.counts
    assert (counts.read, counts.kept, counts.held_out, counts.length, counts.duplicate, counts.other) == (
        6,
        2,
        1,
        1,
        1,
        1,
    )


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no bitext nothing"):
        clean(Source("nothing", "MIT"), tmp_path, Limits(), frozenset(), set())


def test_match_key_ignores_marks_and_accents() -> None:
    assert match_key("« L’Été, 2019 ! »") == match_key("l'ete 2019") == "lete2019"


def test_match_quotes_follows_the_french() -> None:
    assert match_quotes('"Je ne sais pas"', "'I don't know'") == '"I don\'t know"'
    assert match_quotes("rien", "'nothing'") == "'nothing'"


@pytest.mark.parametrize("seed", range(20))
def test_figures_stay_equal_on_both_sides(seed: int) -> None:
    rng = random.Random(seed)
    pair = (
        "Le 3 mai 2011: 1 902 blessés et 3,5 % de 380.000 euros.",
        "On 3 May 2011: 1,902 hurt and 3.5% of 380,000 euros.",
    )
    made = change_figures(pair, rng)
    assert made is not None
    french = [re.sub(r"[ .]", "", n).replace(",", ".") for n in re.findall(r"\d[\d .,]*\d|\d", made[0])]
    english = [n.replace(",", "") for n in re.findall(r"\d[\d.,]*\d|\d", made[1])]
    assert french == english
    assert len(made[0].split()[3].rstrip(":")) == 4


def test_pairs_that_do_not_lend_themselves() -> None:
    rng = random.Random(1)
    assert change_figures(("deux", "2"), rng) is None
    assert change_names(("il vit ici", "he lives here"), ["Ann"], rng) is None
    assert as_heading(("Oui !", "Yes!")) is None
    assert lower_names(("Oui", "Yes")) is None


def test_names_headings_and_capitals() -> None:
    rng = random.Random(1)
    pair = ("Hier, Dupont a parlé.", "Yesterday, Dupont spoke.")
    assert change_names(pair, ["Martin"], rng) == ("Hier, Martin a parlé.", "Yesterday, Martin spoke.")
    assert as_heading(pair) == ("Hier, Dupont a parlé", "Yesterday, Dupont spoke")
    assert lower_names(pair) == ("Hier, dupont a parlé.", pair[1])


def test_grouping() -> None:
    assert {group_french("380000", random.Random(i)) for i in range(20)} == {"380 000", "380.000"}
    assert group_english("1902") == "1,902"
    assert group_english("190") == "190"


@pytest.mark.parametrize("seed", range(50))
def test_set_phrases_are_whole(seed: int) -> None:
    french, english = set_phrase(random.Random(seed))
    assert "{" not in french + english
    assert french
    assert not english.endswith("..")
