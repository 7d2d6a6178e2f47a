"""Golden cases: one readable line each, ``⏐`` where a new sentence must begin."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.segments import segment, split_sentences

DATA = Path(__file__).parents[1] / "data" / "segments"
MARK = "⏐"


def case_lines() -> Iterator[object]:
    """Every line of the case files, named by file and line number."""
    for path in sorted(DATA.glob("[a-z][a-z]_*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip() and not line.startswith("# "):
                yield pytest.param(path.name[:2], line, id=f"{path.stem}:{number}")


CASES = tuple(case_lines())


def article(name: str) -> tuple[list[str], list[list[str]]]:
    """Kinds and sentences of each paragraph of a golden article."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    parts = [line.split(MARK) for line in lines]
    return [part[0] for part in parts], [part[1:] for part in parts]


@pytest.mark.parametrize(("language", "line"), CASES)
def test_sentences_end_where_the_golden_case_says(language: str, line: str) -> None:
    """A line of the case files, the marks taken out, is split exactly at the marks."""
    assert split_sentences(line.replace(MARK, ""), language) == line.split(MARK)


@pytest.mark.parametrize(("language", "line"), CASES)
def test_no_break_spaces_change_nothing(language: str, line: str) -> None:
    """French spaces before ? ! : ; » and after « may be ordinary or no-break, wide or narrow."""
    for space in ("\u00a0", "\u202f"):
        typed = line
        for sign in "?!:;»":
            typed = typed.replace(f" {sign}", f"{space}{sign}")
        typed = typed.replace("« ", f"«{space}")
        assert split_sentences(typed.replace(MARK, ""), language) == typed.split(MARK)


@pytest.mark.parametrize(("language", "line"), CASES)
def test_curly_apostrophes_change_nothing(language: str, line: str) -> None:
    """``L’usine`` and ``L'usine`` are split alike."""
    typed = line.replace("'", "’")
    assert split_sentences(typed.replace(MARK, ""), language) == typed.split(MARK)


@pytest.mark.parametrize(("name", "language"), [("article_fr.txt", "fr"), ("article_en.txt", "en")])
def test_an_article_has_the_kinds_and_sentences_of_its_golden_file(name: str, language: str) -> None:
    """Headings, list items, dialogue and sentences come out, paragraph by paragraph."""
    kinds, paragraphs = article(name)
    text = "\n".join("".join(sentences) for sentences in paragraphs)
    segments = segment(text, [language] * len(paragraphs))
    found = [
        [item for item in segments if item.paragraph == paragraph] for paragraph in range(len(paragraphs))
    ]
    assert [[item.text for item in items] for items in found] == [
        [sentence.strip() for sentence in sentences] for sentences in paragraphs
    ]
    assert [{item.kind for item in items} for items in found] == [{kind} for kind in kinds]
    assert [item.index for item in segments] == list(range(len(segments)))
