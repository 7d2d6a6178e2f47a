"""Negation, modality, question marks, length and French left over, one pair at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.modality import check_modality, french_conditionals
from pipeline.checks.negation import check_negation, english_negations, french_negations
from pipeline.checks.pair import check_pair
from pipeline.records import Finding
from tests.checks.golden import cases


def _shown(finding: Finding) -> str:
    is_only = "restriction" in finding.message or "only" in finding.message
    what = "restriction" if is_only else "added" if finding.target else "lost"
    return what + ("!" if finding.severity == "critical" else "")


@pytest.mark.parametrize(("source", "target", "expected"), cases("negation"))
def test_negations_are_kept_lost_or_added(source: str, target: str, expected: str) -> None:
    """« Il ne viendra pas » without a "not" is critical."""
    assert (" ".join(_shown(finding) for finding in check_negation(source, target)) or "ok") == expected


@pytest.mark.parametrize(("source", "target", "expected"), cases("modality"))
def test_modals_are_answered(source: str, target: str, expected: str) -> None:
    """« Le ministre aurait menti » is no plain statement."""
    kinds = ("conditional", "obligation", "possibility")
    found = [
        next(kind for kind in kinds if kind in finding.message) for finding in check_modality(source, target)
    ]
    assert (" ".join(found) or "ok") == expected


@pytest.mark.parametrize(("source", "target", "expected"), cases("pair"))
def test_the_form_of_a_sentence_is_kept(source: str, target: str, expected: str) -> None:
    """Questions stay questions, nothing stays French, the length is alike."""
    rules = dict.fromkeys(finding.rule for finding in check_pair(source, target))
    assert set(rules) == set() if expected == "-" else " ".join(sorted(rules, key=expected.find)) == expected


@pytest.mark.parametrize("name", ["compare", "names", "negation", "modality", "pair"])
def test_the_findings_of_a_pair_come_gravest_first(name: str) -> None:
    """Critical, check, cosmetic."""
    order = ["critical", "check", "cosmetic"]
    for source, target, _ in cases(name):
        severities = [order.index(finding.severity) for finding in check_pair(source, target)]
        assert severities == sorted(severities)


@given(st.text(max_size=120), st.text(max_size=120))
def test_any_pair_can_be_checked_and_every_finding_speaks(source: str, target: str) -> None:
    """Whatever the text, a finding has a rule, a message and words of the pair."""
    for finding in check_pair(source, target):
        assert finding.message
        assert finding.rule


@given(st.sampled_from([case[0] for name in ("compare", "negation", "modality") for case in cases(name)]))
def test_nothing_to_compare_gives_no_finding(text: str) -> None:
    """An empty side has no finding; another check says that it is missing."""
    assert check_pair(text, "") == ()
    assert check_pair("", text) == ()


def test_messages_name_the_french_and_the_english_word() -> None:
    """The editor reads which word is meant."""
    (lost,) = check_negation("Il ne viendra pas.", "He will come.")
    assert lost.message == "the negation « ne … pas » has no counterpart in the English"
    (added,) = check_negation("Il viendra.", "He will not come.")
    assert added.message == '"not" denies what the French does not'
    (plain,) = check_modality("Il serait parti.", "He left.")
    assert plain.message == "the conditional « serait » became a plain statement"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Il ne viendra pas.", ["not"]),
        ("Il ne reste que deux jours.", ["only"]),
        ("Il n'ose parler.", ["bare"]),
        ("avant qu'il ne parte", []),
        ("Oui ou non ?", ["soft"]),
        ("sans bruit ni fureur", ["not", "soft"]),
        ("Personne ne parle et rien ne bouge.", ["not", "not"]),
        ("A. N. Wilson a écrit ce livre", []),
    ],
)
def test_french_negations_have_their_kind(text: str, kinds: list[str]) -> None:
    """« ne … que » restricts, an expletive « ne » says nothing, « ou non » may go untranslated."""
    assert [sign.kind for sign in french_negations(text)] == kinds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It's not here and won't be.", ["not", "n't"]),
        ("Not only here", []),
        ("nobody, never, without", ["nobody", "never", "without"]),
        ("a union of unions", []),
    ],
)
def test_english_negations_are_found(text: str, words: list[str]) -> None:
    """n't counts, "not only" does not."""
    assert [sign.text for sign in english_negations(text) if sign.kind == "not"] == words


@pytest.mark.parametrize(
    "verb",
    [
        "serait",
        "aurait",
        "pourrait",
        "mettrait",
        "finirait",
        "viendrait",
        "devrait",
        "ferait",
        "irait",
        "prendraient",
    ],
)
def test_conditionals_are_known_by_their_form(verb: str) -> None:
    """The French journalistic conditional: « il aurait menti »."""
    assert french_conditionals(f"Il {verb} là") == (verb,)


@pytest.mark.parametrize(
    "verb",
    [
        "était",
        "tirait",
        "montrait",
        "espérait",
        "attirait",
        "retrait",
        "vivait",
        "entrait",
        "admirait",
        "paraît",
    ],
)
def test_imperfects_and_nouns_are_no_conditional(verb: str) -> None:
    """« il tirait », « un retrait »."""
    assert french_conditionals(f"Il {verb} là") == ()


@pytest.mark.parametrize(("source", "target"), cases("faithful"))
def test_a_faithful_translation_has_nothing_to_check(source: str, target: str) -> None:
    """No false alarm on ordinary sentences of a newspaper."""
    assert [finding for finding in check_pair(source, target) if finding.severity != "cosmetic"] == []


@pytest.mark.parametrize(("source", "target", "rule"), cases("wrong"))
def test_an_error_is_found_by_its_rule(source: str, target: str, rule: str) -> None:
    """A wrong figure, name, negation or modal does not pass."""
    assert rule in {finding.rule for finding in check_pair(source, target) if finding.severity != "cosmetic"}
