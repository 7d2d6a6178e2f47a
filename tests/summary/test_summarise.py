"""From units to a summary: lengths, the guard's three ways, repetition, ranking, weak checkpoints."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import Summary
from pipeline.summary import Story, sentences_wanted, summarise, summarise_many
from pipeline.summary.sentences import repeated
from tests.summary.stories import Scripted, quote, segment, split, story, unit

ARTICLE = (
    "The harbour of Brevan will close on Monday after 140 years.",
    "Mayor Anne Leroux announced the decision at a crowded meeting.",
    "# Three hundred jobs",
    "Three hundred fishermen will lose their work in the coming months.",
    "The fishing company Marval blames the price of fuel.",
    "A union official called for a strike at the fish market.",
    "The region promised 2 million euros for a new museum.",
    "Tourists already prefer the beaches of Lanvor further south.",
    "The lighthouse, built in 1885, did not need repairs.",
    "Scientists from Nantes study the eels of the estuary.",
    "Schools will organise farewell trips on the last boats.",
)
LEAD = "The harbour of Brevan will close on Monday."


def _first(text: str) -> tuple[str, ...]:
    """A summariser that copies the first sentence of its window."""
    return (split(text)[0].strip(),)


def _brief(script: dict[str, tuple[str, ...]], sentences: tuple[str, ...] = ARTICLE) -> Summary:
    return summarise(story(sentences), Scripted(script, _first), split)


def test_a_faithful_summariser_is_left_alone() -> None:
    """What it wrote stands, in the order of the article, each sentence with its segments."""
    found = _brief({"Brevan": (LEAD,)})
    assert found.sentences[0].text == LEAD
    assert (found.sentences[0].origin, found.sentences[0].verdict) == ("model", "supported")
    assert found.sentences[0].support == (0,)
    assert found.dropped == ()
    assert (found.language, found.signature) == ("en", "scripted@1")


def test_another_beam_takes_the_place_of_a_wrong_figure() -> None:
    """The first wording that passes stands in, and the record keeps what was refused and why."""
    wrong = "The harbour of Brevan will close on Monday after 150 years."
    sentence = _brief({"Brevan": (wrong, LEAD)}).sentences[0]
    assert (sentence.text, sentence.origin, sentence.replaced) == (LEAD, "regenerated", wrong)
    assert "first wording given up: 150 years is not in the source" in sentence.reason


def test_the_evidence_is_read_again_when_no_beam_passes() -> None:
    """The second decoding sees the nearest segments only."""
    wrong = "The harbour of Brevan will close on Tuesday after 140 years."
    summariser = Scripted({"Anne": (wrong,)}, _first, sentences_per_window=2)
    found = summarise(story(ARTICLE), summariser, split).sentences[0]
    assert len(summariser.calls) == 2
    assert summariser.calls[1][0] == ARTICLE[0]
    assert (found.text, found.origin, found.replaced) == (ARTICLE[0], "regenerated", wrong)


def test_a_sentence_of_the_article_is_the_last_resort() -> None:
    """Closest to what was meant; never one that leans on the sentence before it."""
    wrong = "Siemens will close the harbour of Brevan on Monday."
    found = summarise(story(ARTICLE), Scripted({"Brevan": (wrong,)}, _first), split).sentences[0]
    assert (found.text, found.origin, found.replaced) == (ARTICLE[0], "source", wrong)
    assert "Siemens is not in the source" in found.reason


def test_what_nothing_can_replace_is_dropped_with_the_reason() -> None:
    """An article of one sentence, refused twice and not to be quoted either, leaves no summary."""
    only = ("We will never leave Brevan.",)
    found = summarise(story(only), Scripted(otherwise=lambda _: ("Siemens leaves Brevan for Paris.",)), split)
    assert found.sentences == ()
    assert found.dropped[0][0] == "Siemens leaves Brevan for Paris."
    assert "is not in the source" in found.dropped[0][1]


@pytest.mark.parametrize(
    "output",
    [
        (),
        ("",),
        ("...",),
        ("the the the the the the",),
        ("The boats the boats the boats the boats",),
        ("Le port de Brevan fermera lundi après cent quarante ans.",),
        ("The of", "Qzx kjh wpt lmn"),
        ("In the of the and the",),
    ],
)
def test_a_broken_summariser_still_gives_a_brief(output: tuple[str, ...]) -> None:
    """Nothing, loops, French, noise: sentences of the article stand in, all of them supported."""
    found = summarise(story(ARTICLE), Scripted(otherwise=lambda _: output), split)
    assert 3 <= len(found.sentences) <= 5
    assert all(sentence.verdict == "supported" for sentence in found.sentences)
    assert {sentence.origin for sentence in found.sentences} == {"source"}


def test_no_sentence_is_said_twice() -> None:
    """A summariser that writes the same for every window is stopped after the first."""
    found = summarise(story(ARTICLE), Scripted(otherwise=lambda _: (LEAD,)), split)
    texts = [sentence.text for sentence in found.sentences]
    assert texts[0] == LEAD
    assert all(repeated(text, tuple(texts[:place])) is None for place, text in enumerate(texts))


def test_too_many_sentences_are_ranked() -> None:
    """Many small windows: one sentence for every three of the article stays, in order, five at most."""
    long = tuple(
        f"The {thing} of Brevan {verb} the harbour in {year}."
        for thing, verb, year in zip(
            re.findall(
                r"\w+", "mayor council market museum union school company region church library shop bar"
            ),
            re.findall(r"\w+", "left saw built lost sold gave praised visited painted drew served crossed"),
            range(1990, 2002),
            strict=True,
        )
    )
    summariser = Scripted(otherwise=_first, window_pieces=14, sentences_per_window=2)
    found = summarise(story(long), summariser, split)
    assert len(summariser.calls[0]) > 5
    assert len(found.sentences) == 4
    starts = [sentence.support[0] for sentence in found.sentences]
    assert starts == sorted(starts)


def test_a_checkpoint_may_write_several_sentences_for_a_window() -> None:
    """Sentences per window come from the checkpoint; each is judged by itself."""
    summariser = Scripted(otherwise=lambda text: (" ".join(split(text)[:3]),), window_pieces=1024)
    summariser.sentences_per_window = 3
    found = summarise(story(ARTICLE), summariser, split)
    assert len(summariser.calls[0]) == 1
    assert [sentence.text for sentence in found.sentences][:2] == list(ARTICLE[:2])
    assert len(found.sentences) == 3


def test_quotation_marks_stand_only_round_the_ledger() -> None:
    """Marks that the ledger does not know go away; those of the ledger stay with their speaker."""
    article = (
        '"The sea will come back to us," said Anne Leroux.',
        "The mayor spoke at a crowded meeting in Brevan.",
        "The harbour of Brevan closes on Monday.",
        "The fishing company Marval blames the price of fuel.",
    )
    ledger = (quote("The sea will come back to us", "Anne Leroux"),)
    script = {
        "Leroux": ('Anne Leroux said: "The sea will come back to us."',),
        "Monday": ('The "harbour" of Brevan closes on Monday.',),
    }
    found = summarise(story(article, ledger), Scripted(script, _first, window_pieces=16), split)
    texts = [sentence.text for sentence in found.sentences]
    assert 'Anne Leroux said: "The sea will come back to us."' in texts
    assert "The harbour of Brevan closes on Monday." in texts


def test_french_that_was_kept_never_becomes_a_sentence() -> None:
    """Untranslated units are no English summary, even when nothing else is left."""
    units = (
        unit(0, "Le port de Brevan fermera lundi.", "Le port de Brevan fermera lundi.", "kept"),
        unit(1, "The mayor announced the decision."),
    )
    segments = tuple(segment(one.segment_index, one.source) for one in units)
    made = Story(segments, units, story(("The mayor announced the decision.",)).judge)
    found = summarise(made, Scripted(otherwise=lambda _: ("Le port fermera.",)), split)
    assert [sentence.text for sentence in found.sentences] == ["The mayor announced the decision."]


@pytest.mark.parametrize(
    ("sentences", "wanted"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 3), (45, 3), (46, 4), (61, 5), (500, 5)]
)
def test_length_follows_the_article(sentences: int, wanted: int) -> None:
    """Three to five sentences, fewer for what has three or fewer itself."""
    assert sentences_wanted(sentences) == wanted


def test_an_article_without_english_has_an_empty_summary() -> None:
    """No crash, no call of the summariser."""
    summariser = Scripted()
    assert summarise(story(()), summariser, split).sentences == ()
    assert summariser.calls == []


def test_many_articles_share_one_decoding() -> None:
    """All windows of all articles go out in one call, and each article gets its own summary back."""
    stories = [story(ARTICLE), story(ARTICLE[:2]), story(())]
    summariser = Scripted(otherwise=_first)
    found = summarise_many(stories, summariser, split)
    assert len(summariser.calls) == 1
    assert [summarise(one, Scripted(otherwise=_first), split) for one in stories] == found


WRITTEN = st.lists(
    st.sampled_from([*ARTICLE[:2], LEAD, "Siemens", "150", "not", "the", '"', "will close", "We", "boats."]),
    max_size=6,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(WRITTEN, max_size=4).map(tuple), st.integers(15, 200), st.integers(1, 4))
def test_whatever_is_written_the_brief_is_clean(
    output: tuple[str, ...], pieces: int, per_window: int
) -> None:
    """At most five sentences, none unsupported, none twice, each ended and begun as a sentence."""
    summariser = Scripted(otherwise=lambda _: output, window_pieces=pieces, sentences_per_window=per_window)
    found = summarise(story(ARTICLE), summariser, split)
    texts = [sentence.text for sentence in found.sentences]
    assert 3 <= len(texts) <= 5
    for place, sentence in enumerate(found.sentences):
        assert sentence.verdict != "unsupported"
        assert sentence.support
        assert sentence.text[0].isupper() or not sentence.text[0].isalpha()
        assert sentence.text.rstrip('"”')[-1] in ".!?"
        assert repeated(sentence.text, tuple(texts[:place])) is None
