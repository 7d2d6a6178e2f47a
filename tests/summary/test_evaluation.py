"""The commands that measure the guard and the summariser, on articles of our own."""

import json
import lzma
import random
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.evaluation import guard
from pipeline.evaluation.injection import KINDS, Sentence, inject
from pipeline.evaluation.lexrank import lexrank
from pipeline.evaluation.pairs import Pair, read_pairs
from pipeline.evaluation.summary import Remembering, evaluate, format_text, story_of
from tests.summary.stories import Scripted, split
from tests.summary.test_summarise import ARTICLE

DOCUMENT = "\n".join(text for text in ARTICLE if not text.startswith("#"))
SUMMARY = (
    "The harbour of Brevan will close on Monday after 140 years. "
    "The lighthouse, built in 1885, did not need repairs. "
    "The region promised 2 million euros for a new museum."
)
OTHER = (
    "Siemens Energy opened a wind farm near Tallinn on Friday.\n"
    "The chairman Karl Voss was not present when 45 turbines started in June 2021.\n"
    "Estonia will pay 30 million euros, and Voss has asked Latvia for 5 million more."
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with two files of true summaries, one of them compressed."""
    rows = [
        {"document": DOCUMENT, "summary": SUMMARY},
        {"document": OTHER, "summary": OTHER.replace("\n", " ")},
    ]
    lines = "\n".join(json.dumps(row) for row in rows * 20)
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    with lzma.open(tmp_path / "b.jsonl.xz", "wt", encoding="utf-8") as file:
        file.write(lines + "\n\n")
    return tmp_path


def test_pairs_come_from_files_and_folders(corpus: Path) -> None:
    """Plain and compressed, blank lines passed over."""
    assert len(list(read_pairs(corpus))) == 80
    assert len(list(read_pairs(corpus / "b.jsonl.xz"))) == 40


@pytest.mark.parametrize("line", ["{", '"text"', '{"document": "x"}'])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    """File and line number, and what to do."""
    (tmp_path / "c.jsonl").write_text(f'{{"document": "x", "summary": "y"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"c\.jsonl:2 is no JSON object"):
        list(read_pairs(tmp_path / "c.jsonl"))


def test_no_file_is_an_error(tmp_path: Path) -> None:
    """An empty folder and a missing file."""
    for path in (tmp_path, tmp_path / "none.jsonl"):
        with pytest.raises(SettingsError, match="holds no"):
            list(read_pairs(path))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_fact_can_be_put_wrong(kind: str) -> None:
    """Each changes the sentence, and the same seed changes it the same way."""
    texts = [text.strip() for text in split(OTHER.replace("\n", " "))]
    sentences = [Sentence(text, OTHER, ("Marval", "Anne Leroux", "Brevan")) for text in texts]
    altered = [(one.text, inject(kind, one, random.Random(7))) for one in sentences]
    again = [(one.text, inject(kind, one, random.Random(7))) for one in sentences]
    assert altered == again
    changed = [(before, after) for before, after in altered if after is not None]
    assert changed
    assert all(before != after for before, after in changed)


def test_a_sentence_without_a_place_for_it_is_left_alone() -> None:
    """No number, no name, no date, no negation, no auxiliary."""
    plain = Sentence("Boats leave the harbour early.", "Boats leave the harbour early.")
    assert [inject(kind, plain, random.Random(1)) for kind in KINDS] == [None] * len(KINDS)


def test_the_guard_is_measured(corpus: Path) -> None:
    """True sentences of these clean articles pass; most of what is put wrong is stopped; seeded."""
    result = guard.run(corpus, count=35, seed=3)
    assert {kind.injected for kind in result.kinds} == {7}
    assert result.wrongly_stopped == 0.0
    assert result.stopped >= 0.8
    assert result.missed == guard.run(corpus, count=35, seed=3).missed
    text = guard.format_text(result)
    assert "negation added" in text
    assert "of 35 unsupported facts (bar: 95 %), seed 3" in text


def test_lexrank_returns_central_sentences_in_order() -> None:
    """As many as hold the words asked for; all when the article is short."""
    sentences = DOCUMENT.splitlines()
    found = lexrank(sentences, 20)
    assert 20 <= len(found.split()) < 45
    positions = [DOCUMENT.replace("\n", " ").index(text.strip()) for text in split(found)]
    assert positions == sorted(positions)
    assert lexrank(["One boat left."], 50) == "One boat left."


def test_a_copying_summariser_scores_as_lead_does() -> None:
    """The lead of the article copied: same ROUGE as lead, nothing novel, nothing unsupported."""
    copying = Scripted(otherwise=lambda text: (" ".join(split(text)[:3]),), window_pieces=2000)
    copying.sentences_per_window = 3
    result = evaluate([Pair(DOCUMENT, SUMMARY), Pair(OTHER, OTHER)], copying)
    systems = {system.name: system for system in result.systems}
    assert systems["checkpoint, guarded"].rouge1 == pytest.approx(systems["lead"].rouge1)
    assert systems["checkpoint, guarded"].words == systems["lead"].words == systems["LexRank"].words
    assert (result.novel, result.novel_bigrams, result.unsupported, result.looping) == (0, 0, 0, 0)
    assert dict(result.origins)["model"] == result.sentences * 2
    assert "LexRank" in format_text(result)


def test_an_inventing_summariser_is_found_out() -> None:
    """Before the guard all is unsupported; after it, sentences of the article stand in."""
    result = evaluate(
        [Pair(DOCUMENT, SUMMARY)], Scripted(otherwise=lambda _: ("Siemens left Brevan for Paris.",))
    )
    assert result.unsupported == result.untrue_summaries == 1.0
    assert dict(result.origins)["model"] == 0
    assert dict(result.origins)["source"] >= 3


def test_nothing_to_evaluate_is_an_error() -> None:
    """No articles, no scores."""
    with pytest.raises(SettingsError, match="no article"):
        evaluate([], Scripted())


def test_a_text_is_decoded_once() -> None:
    """The second asking is answered from memory."""
    inner = Scripted()
    remembering = Remembering(inner)
    assert remembering.generate(["a", "b", "a"]) == [("a",), ("b",), ("a",)]
    assert remembering.generate(["b"]) == [("b",)]
    assert inner.calls == [("a", "b")]
    assert remembering.count("one two") == 3


def test_a_document_becomes_a_story() -> None:
    """A unit per sentence, passed through, paragraphs counted."""
    made = story_of("One boat left. Two came.\n\nThree sank.")
    assert [unit.target for unit in made.units] == ["One boat left.", "Two came.", "Three sank."]
    assert [one.paragraph for one in made.segments] == [0, 0, 2]
