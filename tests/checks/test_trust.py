"""The trust line and the levels of --fail-on."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.trust import LEVELS, fails, of_summary, told_once, trust
from pipeline.records import (
    FigureRow,
    Finding,
    Quote,
    Summary,
    SummarySentence,
    Translation,
    TranslationUnit,
    Trust,
)
from tests.summary.stories import quote, unit


def _translation(*statuses: str) -> Translation:
    units = tuple(unit(i, "a", "b", status) for i, status in enumerate(statuses))  # type: ignore[arg-type]
    return Translation("fr", "en", units, "test")


def _summary(*verdicts: str) -> Summary:
    sentences = tuple(SummarySentence("A.", (0,), verdict, "", "model") for verdict in verdicts)  # type: ignore[arg-type]
    return Summary(sentences, (), "en", "test")


def _figure(verdict: str) -> FigureRow:
    return FigureRow(0, "12", "13", "", "12", "", verdict)  # type: ignore[arg-type]


def _doubted(severity: str, segment: int | None = 0, rule: str = "numbers") -> Finding:
    return Finding(rule, severity, "12 became 13", segment)  # type: ignore[arg-type]


def _trust(
    translation: Translation, summary: Summary, quotes: tuple[Quote, ...] = (), **rows: object
) -> Trust:
    known = {"figures": (), "findings": (), **rows}
    return trust(translation, quotes, summary, **known)  # type: ignore[arg-type]


CLEAN = _trust(_translation("translated"), _summary("supported"))


def test_the_line_reads_as_published() -> None:
    """The line of the documentation, word for word."""
    found = _trust(
        _translation(*["translated"] * 41, "retried"),
        _summary(*["supported"] * 4, "partly"),
        quotes=(*[quote("Yes.", "Roy")] * 5, quote("No.", None)),
        figures=[_figure("lost"), replace(_figure("invented"), segment_index=None)],
        findings=[_doubted("cosmetic", at, "figure") for at in (0, 1)]
        + [_doubted("check", at, "figure") for at in (2, 3)],
    )
    expected = (
        "42/42 segments · 0 truncated · 1 loop retried · 3 figures to check · 6 quotes, 5 attributed · "
        "brief 4/5 supported, 1 partly · 3 to check"
    )
    assert found.line == expected
    assert found.summary_partly == 1
    assert fails(found, ("partly", "unsupported")) == (
        "1 of the brief partly supported",
        "1 of the brief not supported",
    )


def test_a_figure_of_the_summary_alone_is_a_finding() -> None:
    """It is listed with the others, so that the line counts what an editor finds below it."""
    row = replace(_figure("invented"), segment_index=None, brief="13", note="13 is in no segment")
    assert of_summary([row, _figure("lost")]) == (Finding("figure", "check", row.note, target="13"),)
    found = _trust(_translation("translated"), _summary("partly"), figures=[row])
    assert (found.figures_to_check, found.check) == (1, 1)


def test_what_is_grave_is_added_to_the_line() -> None:
    """Untranslated segments lower the first count; names and critical findings appear when there are any."""
    found = _trust(
        _translation("translated", "kept"),
        _summary("unsupported"),
        findings=[_doubted("critical", rule="name")],
    )
    expected = (
        "1/2 segments · 0 truncated · 0 loops retried · 0 figures to check · 1 name to check · "
        "0 quotes, 0 attributed · brief 0/1 supported · 1 critical"
    )
    assert found.line == expected


def test_findings_of_quotes_count() -> None:
    """A doubt about a quote's English is a doubt about the brief."""
    doubtful = replace(quote("Yes.", "Roy"), findings=(_doubted("check"), _doubted("cosmetic")))
    found = _trust(_translation("translated"), _summary(), (doubtful,), findings=[_doubted("check")])
    assert (found.critical, found.check) == (0, 1)


def test_what_a_quote_and_its_segment_have_in_common_counts_once() -> None:
    """« 50 minéraux » as "50 thousand" within a quote is one doubt, told of the quote."""
    said = replace(quote("Yes.", "Roy", 4), findings=(_doubted("critical", None),))
    findings = [_doubted("critical", at) for at in (4, 5)]
    assert told_once(findings, (said,)) == ((findings[1], None), (said.findings[0], said.index))
    assert _trust(_translation("translated"), _summary(), (said,), findings=findings).critical == 2


FINDING = st.builds(
    Finding,
    st.sampled_from(["figure", "name", "length"]),
    st.sampled_from(["critical", "check", "cosmetic"]),
    st.sampled_from(["12 became 13", "Roy is lost"]),
    st.sampled_from([None, 3, 4]),
)


@given(st.lists(FINDING, max_size=6), st.lists(FINDING, max_size=3))
def test_the_line_counts_what_is_shown(findings: list[Finding], of_quote: list[Finding]) -> None:
    """Figures and names to check are as many as the findings of that rule, cosmetic ones left out."""
    said = replace(quote("Yes.", "Roy", 4), findings=tuple(of_quote))
    found = _trust(_translation("translated"), _summary(), (said,), findings=findings)
    shown = [one for one, _ in told_once(findings, (said,)) if one.severity != "cosmetic"]
    assert found.critical + found.check == len(shown)
    assert found.figures_to_check == sum(one.rule == "figure" for one in shown)
    assert found.names_to_check == sum(one.rule == "name" for one in shown)


def test_every_status_is_counted() -> None:
    """Translated covers what was split or decoded again; nothing is counted twice in the sum."""
    found = _trust(_translation("translated", "split", "retried", "passed", "copied", "kept"), _summary())
    assert (found.segments, found.translated, found.split, found.retried) == (6, 3, 1, 1)
    assert found.translated + found.passed + found.copied + found.kept == found.segments


def test_a_clean_brief_fails_nothing() -> None:
    """All levels pass at once."""
    assert fails(CLEAN, LEVELS) == ()


@pytest.mark.parametrize(
    ("level", "counts", "said"),
    [
        ("critical", {"critical": 2}, "2 critical"),
        ("check", {"check": 1}, "1 to check"),
        ("unsupported", {"summary_sentences": 3}, "2 of the brief not supported"),
        ("kept", {"kept": 1}, "1 segments kept untranslated"),
        ("retried", {"retried": 4}, "4 segments decoded twice"),
        ("figures", {"figures_to_check": 3}, "3 figures to check"),
        ("names", {"names_to_check": 1}, "1 names to check"),
        ("unattributed", {"quotes": 2, "quotes_attributed": 1}, "1 quotes without a speaker"),
    ],
)
def test_each_level_fails_on_its_count(level: str, counts: dict[str, int], said: str) -> None:
    """One level looks at one count and says it."""
    bad = replace(CLEAN, **counts)  # type: ignore[arg-type]
    assert fails(bad, (level,)) == (said,)
    assert fails(bad, tuple(other for other in LEVELS if other != level)) == ()


def test_an_unknown_level_is_an_error() -> None:
    """The command checks the names first; here it is a bug."""
    with pytest.raises(KeyError):
        fails(CLEAN, ("everything",))


STATUS = st.sampled_from(["translated", "split", "retried", "passed", "copied", "kept"])
VERDICT = st.sampled_from(["supported", "partly", "unsupported"])


@given(st.lists(STATUS, max_size=9), st.lists(VERDICT, max_size=5))
def test_the_counts_and_the_line_agree(statuses: list[str], verdicts: list[str]) -> None:
    """The line says nothing that the fields do not."""
    found = _trust(_translation(*statuses), _summary(*verdicts))
    assert f"{found.segments - found.kept}/{found.segments} segments" in found.line
    assert f"brief {found.summary_supported}/{found.summary_sentences} supported" in found.line
    assert all(getattr(found, field.name) >= 0 for field in fields(Trust) if field.name != "line")


def test_a_cut_segment_would_be_told() -> None:
    """Nothing is truncated today; if a note ever says so, the line does too."""
    units: tuple[TranslationUnit, ...] = (replace(unit(0, "a", "b"), note="The source was truncated."),)
    assert "1 truncated" in _trust(Translation("fr", "en", units, "test"), _summary()).line


def test_passages_that_may_be_left_out_are_counted() -> None:
    """Nothing is lost in silence; a line without any says nothing of it."""
    found = _trust(_translation("translated"), _summary(), findings=[_doubted("check", 0, "omission")])
    assert "0 truncated · 1 perhaps left out · 0 loops retried" in found.line
    assert "left out" not in CLEAN.line


def test_a_brief_that_lost_every_sentence_says_so() -> None:
    """0/0 alone reads as if nothing had been asked for."""
    nothing = Summary((), (("It fell.", "it is no sentence"),), "en", "x")
    assert _trust(_translation("translated"), nothing).line.endswith("brief 0/0 supported · brief empty")
    assert "empty" not in _trust(_translation("translated"), Summary((), (), "en", "x")).line
