"""The words of a foreign quotation in the English: as they were spoken, and out of the checks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.brief import Briefer
from pipeline.checks.originals import (
    check_originals,
    mark_quoted,
    masked,
    masked_unit,
    original,
    put_back,
    stand_in,
    translated,
)
from pipeline.checks.pair import check_pair
from pipeline.records import Article, Brief, Hypothesis, Quote, Segment, Span, TranslationUnit
from pipeline.settings import Settings

SENTENCES = (
    ("Le maire a répondu : « No comment. »", "No comment."),
    ("« No comment », a répondu le maire de Lyon.", "No comment"),
    ("Un diplomate a dit en anglais : « Nobody trusts these people. »", "Nobody trusts these people."),
    ("Le slogan « Make Lyon great again » a été repris par la foule.", "Make Lyon great again"),
    ("La chancelière a conclu en allemand : « Wir schaffen das nicht. »", "Wir schaffen das nicht."),
    ("L'entraîneur espagnol a lancé « Sí, se puede » devant 12 000 supporters.", "Sí, se puede"),
    ("« I am innocent! », a crié le ministre en sortant du tribunal.", "I am innocent!"),
    ("Le public a chanté « You'll never walk alone » à la fin du match.", "You'll never walk alone"),
)
FRENCH = "« Nous irons jusqu'au bout », a déclaré le maire."


def unit(source: str, target: str) -> TranslationUnit:
    """Return a translated unit without an alignment."""
    return TranslationUnit(3, source, target, -0.5, (), "translated", "")


def quote(content: str, kind: str = "direct") -> Quote:
    """Return a quotation of these words."""
    return Quote(0, Span(0, len(content)), content, kind, (0,))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def brief() -> Brief:
    """The sentences in one article, briefed with the shipped checkpoints."""
    text = " ".join(source for source, _ in SENTENCES)
    briefer = Briefer(Settings(memory=False, threads=1, spacy="off"))
    (made,) = briefer.brief_many([Article("a-00000000", text, None, "a.txt")])
    assert isinstance(made, Brief)
    return made


@pytest.mark.parametrize(("source", "words"), SENTENCES)
def test_the_shipped_checkpoint_leaves_the_words_as_they_were(brief: Brief, source: str, words: str) -> None:
    """In the English of the sentence, once, between marks; the note says why they are there."""
    (found,) = [one for one in brief.translation.units if one.source == source]
    assert found.target.count(words) == 1
    place = found.target.index(words)
    assert found.target[place - 1] == "“"
    assert found.target[place + len(words) :].lstrip(",.")[0] == "”"
    assert f"in the original: “{words}”" in found.note.replace(", not translated", "")
    assert not any(town in found.target for town in ("Paris", "Rome"))


def test_the_quotes_are_the_words_themselves(brief: Brief) -> None:
    """Byte for byte, as the source's own words, with a note and no finding about them."""
    quotes = {one.content: one for one in brief.quotes}
    for _, words in SENTENCES:
        if words in quotes:
            target = quotes[words].target
            assert target is not None
            assert (target.text, target.method, target.other) == (words, "source", None)
            assert "in the original" in target.reason
            assert {finding.rule for finding in quotes[words].findings} <= {"speaker"}
    assert len(quotes) >= 5


def test_no_check_reads_the_words_as_french(brief: Brief) -> None:
    """Nothing denies what the French does not, no name of a town comes up, no word is called strange."""
    told = " ".join(finding.message for finding in brief.findings)
    for _, words in SENTENCES:
        assert not any(f"“{word.lower()}”" in told for word in words.strip(".!").split())
    assert "Paris" not in " ".join(row.source + row.target for row in brief.names)


def test_a_town_stands_in_for_the_words() -> None:
    """With the final mark of the words; a town that the sentence names is not taken."""
    assert stand_in("Il dit : « No comment. »") == "Il dit : « Paris. »"
    assert (
        stand_in("À Paris, il dit « No way » et « Never again! »")
        == "À Paris, il dit « Rome » et « Madrid! »"
    )
    assert stand_in(FRENCH) == FRENCH


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("“Paris,” said the mayor.", "“No comment,” said the mayor."),
        ("“Paris”, said the mayor.", "“No comment”, said the mayor."),
        ("“PARIS” SAID THE MAYOR", "“No comment” SAID THE MAYOR"),
        ("Paris, said the mayor.", "“No comment”, said the mayor."),
        ("The mayor said nothing.", "The mayor said nothing."),
        ("“Paris,” said the mayor of Paris.", "“Paris,” said the mayor of Paris."),
    ],
)
def test_the_words_come_back_where_the_town_stands(target: str, expected: str) -> None:
    """Marks that were lost are set again; a town that is lost or doubled is left alone."""
    assert put_back("« No comment », dit le maire.", Hypothesis(target, -0.5)).text == expected


def test_a_final_mark_stands_once() -> None:
    """The words have theirs; the comma that English sets before the closing mark would be a second."""
    source = "« No comment. », dit le maire."
    assert put_back(source, Hypothesis("“Paris.,” said he.", -0.5)).text == "“No comment.” said he."
    assert put_back(source, Hypothesis("“Paris,” said he.", -0.5)).text == "“No comment.” said he."


def test_the_alignment_counts_the_words_that_came_back() -> None:
    """« No way man » is three words on both sides, paired one by one; the rest moves on."""
    source = "Il dit « No way man » hier"
    pairs = ((0, 0), (1, 1), (2, 2), (3, 2), (4, 2), (5, 3))
    made = put_back(source, Hypothesis("He said “Paris” yesterday", -0.5, pairs))
    assert made.text == "He said “No way man” yesterday"
    assert {(3, 2), (4, 3), (5, 4), (7, 5), (0, 0)} <= set(made.alignment)
    assert max(target for _, target in made.alignment) == len(made.text.split()) - 1
    back = masked_unit(TranslationUnit(0, source, made.text, 0.0, made.alignment, "translated", ""))
    assert (back.source, back.target) == ("Il dit « … » hier", "He said “…” yesterday")
    assert set(back.alignment) == set(pairs)


def test_what_the_engine_gave_up_is_the_sentence_itself() -> None:
    """Never one with a town in it."""
    source = "« No comment », dit le maire."
    kept = put_back(source, Hypothesis(stand_in(source), 0.0, (), "kept", "Not translated."))
    assert (kept.text, kept.status) == (source, "kept")
    assert len(kept.alignment) == len(source.split())


def test_a_french_quotation_is_left_to_the_translator() -> None:
    """Nothing is put in, nothing put back, nothing hidden."""
    english = Hypothesis("“We will go to the end,” said the mayor.", -0.5)
    assert translated(FRENCH, english) == english
    assert masked(FRENCH, english.text) == (FRENCH, english.text)
    assert masked_unit(unit(FRENCH, english.text)) == unit(FRENCH, english.text)
    assert original(quote("Nous irons jusqu'au bout")) is None


def test_words_that_are_gone_are_told_once() -> None:
    """As one critical finding; the checks do not look for them in the English."""
    source, target = "« Nobody knows why », dit le maire.", "“Nowin know,” says the mayor."
    (found,) = check_originals(unit(source, target))
    assert found.severity == "critical"
    assert found.message == "the English quotation « Nobody knows why » was changed by the translation"
    assert masked(source, target)[0] == "« … », dit le maire."
    assert masked("« Who cares? », dit-il.", "He says it.")[0] == "« … », dit-il."


def test_denying_words_of_another_language_deny_nothing() -> None:
    """ "nobody" of the original is no denial that the French lacks."""
    source, target = "Il répond : « Nobody knows why. »", "He answers: “Nobody knows why.”"
    assert check_pair(*masked(source, target)) == ()
    assert check_originals(unit(source, target)) == ()


@pytest.mark.parametrize(
    ("content", "note"),
    [
        ("No comment", "English in the original."),
        ("Wir schaffen das nicht", "German in the original, not translated."),
    ],
)
def test_a_foreign_quote_says_what_it_is(content: str, note: str) -> None:
    """Reported speech is the journalist's French, whatever its words look like."""
    made = original(quote(content))
    assert made is not None
    assert made.target is not None
    assert (made.target.text, made.target.reason) == (content, note)
    assert original(quote(content, "indirect")) is None


LONG = "« We are so tired. We gave all. It was not enough. We go home now », a dit le capitaine du club."


def test_a_foreign_quotation_of_several_sentences_is_left_alone_in_each() -> None:
    """What stands between the first and the last sentence has no mark; the reporter writes French."""
    briefer = Briefer(Settings(memory=False, threads=1, spacy="off", summary=False))
    text = f"Le club a perdu samedi devant 12 000 spectateurs, et le maire était là.\n{LONG}"
    (made,) = briefer.brief_many([Article("a-00000000", text, None, "a.txt")])
    assert isinstance(made, Brief)
    targets = [one.target for one in made.translation.units[1:]]
    assert targets[:3] == ["“We are so tired.", "We gave all.", "It was not enough."]
    assert targets[3].startswith("We go home now")
    assert "captain" in targets[3]
    (said,) = made.quotes
    assert said.target is not None
    assert said.target.text == "We are so tired. We gave all. It was not enough. We go home now"
    assert not [finding for finding in made.findings if finding.segment_index in (1, 2, 3, 4)]


def test_a_segment_inside_a_foreign_quotation_has_its_language() -> None:
    """One that only touches it keeps its own."""
    text = "« We ran. So what? We won », dit-il."
    content = "We ran. So what? We won"
    segments = tuple(
        Segment(at, 0, Span(text.index(part), text.index(part) + len(part)), part, "sentence", "fr")
        for at, part in enumerate(("« We ran.", "So what?", "We won », dit-il."))
    )
    said = Quote(0, Span(2, 2 + len(content)), content, "direct", (0, 1, 2))
    assert [one.language for one in mark_quoted(segments, (said,))] == ["fr", "en", "fr"]
    assert mark_quoted(segments, ()) == segments


def test_nothing_but_the_words_needs_no_translator() -> None:
    """Only the marks turn English; one that is not there is not added."""
    odd = Hypothesis("Paris is here", -0.5)
    for source, target in (
        ("« No comment. »", "“No comment.”"),
        ("« We are so tired.", "“We are so tired."),
        ("We are so tired. »", "We are so tired.”"),
    ):
        made = put_back(source, odd)
        assert made.text == target
        assert made.alignment


@given(st.lists(st.sampled_from(["No comment.", "Never again", "Wir sind das Volk", "On verra", "Oui"])))
def test_words_that_are_copied_come_back_whole(contents: list[str]) -> None:
    """A translator that copies what it gets changes nothing, up to as many quotations as there are towns."""
    source = "Il dit " + " puis ".join(f"« {content} »" for content in contents[:8]) + " hier"
    copied = put_back(source, Hypothesis(stand_in(source), -0.5))
    assert copied.text == source
    assert check_originals(unit(source, copied.text)) == ()
    left, right = masked(source, copied.text)
    assert left == right
