"""The support check: golden verdicts with their reasons, and what must hold for any sentence."""

import re
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.support import MOST_SUPPORT, judge, judge_for
from pipeline.checks.wording import segments_in_words, words_in_words
from pipeline.records import Quote, TranslationUnit
from tests.summary.stories import quote, unit

GOLDEN = Path(__file__).parent.parent / "data" / "summary" / "support.txt"
LEDGER = (quote("We will go all the way", "Claire Morel", 4),)


@dataclass(frozen=True)
class Case:
    """A golden sentence: its article, and the line it should give."""

    units: tuple[TranslationUnit, ...]
    sentence: str
    expected: str


def _units(lines: list[str]) -> tuple[TranslationUnit, ...]:
    found = []
    for line in lines:
        number, rest = re.fullmatch(r"(\d+) (.*)", line).groups()  # type: ignore[union-attr]
        french, _, english = rest.rpartition("|")
        found.append(unit(int(number) - 1, english.strip(), french.strip()))
    return tuple(found)


def read_cases() -> list[Case]:
    """The cases of the golden file, in order."""
    cases: list[Case] = []
    numbered: list[str] = []
    sentence = ""
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            numbered = []
        elif line[:1].isdigit():
            numbered.append(line)
        elif line.startswith("> "):
            sentence = line.removeprefix("> ")
        elif line and not line.startswith("#"):
            cases.append(Case(_units(numbered), sentence, line))
    return cases


def _said(case: Case) -> str:
    judgement = judge(case.sentence, case.units, quotes=LEDGER)
    where = " ".join(str(index + 1) for index in judgement.support) or "-"
    return f"{judgement.verdict} {where}: {judgement.reason}"


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.sentence[:60])
def test_the_golden_verdicts_hold_with_their_reasons(case: Case) -> None:
    """Every rule of the support check has a sentence in plain text; "..." stands for any words."""
    pattern = re.escape(case.expected).replace(re.escape("..."), ".*")
    assert re.fullmatch(pattern, _said(case)), _said(case)


def test_the_golden_file_covers_every_verdict() -> None:
    """No verdict is without a case."""
    verdicts = {case.expected.split()[0] for case in read_cases()}
    assert verdicts == {"supported", "partly", "unsupported"}


ARTICLE = read_cases()[0].units
WORDS = st.sampled_from(
    re.findall(r"\S+", 'Paul Roy Siemens 12% 1,902 not never wagons will close 2027 “ ” " unions')
)


@given(st.lists(WORDS, max_size=20).map(" ".join) | st.text(max_size=80))
def test_any_sentence_gets_a_verdict_with_a_reason(sentence: str) -> None:
    """Whatever a summariser writes is judged: known segments in order, at most a few, a reason in words."""
    judgement = judge(sentence, ARTICLE, quotes=LEDGER)
    indexes = [one.segment_index for one in ARTICLE]
    assert judgement.reason
    assert list(judgement.support) == sorted(set(judgement.support) & set(indexes))
    assert judgement.support or judgement.verdict == "unsupported"


@given(st.sampled_from([one.target for one in ARTICLE[:4]]))
def test_a_sentence_of_the_source_is_supported_by_itself(sentence: str) -> None:
    """Faithful is faithful: a translated sentence rests on its own segment."""
    judgement = judge(sentence, ARTICLE)
    assert judgement.verdict == "supported"
    assert len(judgement.support) <= MOST_SUPPORT


@given(st.integers(3, 999).filter(lambda number: number != 12))
def test_any_other_percentage_is_stopped(number: int) -> None:
    """A figure that is not in the article never passes."""
    assert judge(f"{number}% of rural stations will close.", ARTICLE).verdict == "unsupported"


def test_units_kept_in_french_support_nothing() -> None:
    """What was not translated is no evidence for the brief."""
    units = (unit(0, "Le maire a démissionné mardi.", "Le maire a démissionné mardi.", "kept"),)
    assert judge("Le maire a démissionné mardi.", units).support == ()


def test_the_window_breaks_ties() -> None:
    """Of two segments that say the same, the one that the summariser read is named."""
    units = (unit(0, "The harbour of Brevan will close."), unit(1, "The harbour of Brevan will close."))
    assert judge("The harbour of Brevan will close.", units, near=(1,)).support == (1,)


def test_without_a_ledger_quotation_marks_are_not_judged() -> None:
    """A judge that was given no ledger says nothing of quotes."""
    sentence = 'The unions "refuse" to sign the agreement of March 3.'
    no_quotes: tuple[Quote, ...] = ()
    assert judge(sentence, ARTICLE).verdict == "supported"
    assert judge(sentence, ARTICLE, quotes=no_quotes).verdict == "unsupported"


def test_an_article_of_600_words_is_judged_in_milliseconds() -> None:
    """The evidence of an article and five sentences take less than the 60 ms of all checks."""
    units = tuple(unit(index, one.target, one.source) for index, one in enumerate(ARTICLE * 9))
    judge_for(units)(units[0].target, ())
    started = time.perf_counter()
    judged = judge_for(units)
    for one in ARTICLE:
        judged(one.target, ())
    assert time.perf_counter() - started < 0.2


@pytest.mark.parametrize(
    ("indexes", "expected"),
    [((3,), "segment 4"), ((3, 5), "segments 4 and 6"), ((3, 4, 5), "segments 4–6"), ((), "any segment")],
)
def test_segments_are_named_as_people_count_them(indexes: tuple[int, ...], expected: str) -> None:
    """From 1, in ranges from three on."""
    assert segments_in_words(indexes) == expected


def test_many_words_are_cut_to_four() -> None:
    """A reason stays a line long."""
    assert words_in_words(["a"]) == "“a”"
    assert words_in_words(["a", "b"]) == "“a” and “b”"
    assert words_in_words(list("abcdef")) == "“a”, “b”, “c”, “d” and 2 more words"
