"""The English of quotations: units, cuts, fragments, incises."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quotes.cutting import figures, tidy
from pipeline.quotes.english import fragments, with_targets
from pipeline.quotes.parts import parts_of, word_at, words_of
from pipeline.records import (
    Hypothesis,
    Quote,
    QuoteTarget,
    Segment,
    Span,
    Translation,
    TranslationUnit,
)

Pairs = tuple[tuple[int, int], ...]


def segments_of(*texts: str, language: str = "fr") -> tuple[Segment, ...]:
    """Segments one after another with a space between them."""
    segments: list[Segment] = []
    start = 0
    for index, text in enumerate(texts):
        segments.append(Segment(index, 0, Span(start, start + len(text)), text, "sentence", language))
        start += len(text) + 1
    return tuple(segments)


def quote_of(segments: tuple[Segment, ...], content: str, **fields: object) -> Quote:
    """A quotation with that content, wherever it stands in the text of the segments."""
    text = " ".join(segment.text for segment in segments)
    start = text.index(content)
    span = Span(start, start + len(content))
    touched = tuple(s.index for s in segments if s.span.start < span.end and span.start < s.span.end)
    return replace(Quote(0, span, content, "direct", touched), **fields)  # type: ignore[arg-type]


def translated(segments: tuple[Segment, ...], *targets: tuple[str, Pairs]) -> Translation:
    """A translation with these targets and pairs."""
    units = tuple(
        TranslationUnit(segment.index, segment.text, target, -0.1, pairs, "translated", "")
        for segment, (target, pairs) in zip(segments, targets, strict=True)
    )
    return Translation("fr", "en", units, "sig")


def target_of(
    quote: Quote, segments: tuple[Segment, ...], translation: Translation, *alone: Hypothesis
) -> QuoteTarget:
    """The English of one quotation; ``alone`` are the translations of its fragments."""
    assert len(fragments([quote], segments)) == len(alone)
    target = with_targets([quote], segments, translation, alone)[0].target
    assert target is not None
    return target


def diagonal(count: int) -> Pairs:
    """Word n with word n."""
    return tuple((index, index) for index in range(count))


def test_a_whole_segment_is_its_unit() -> None:
    """« Il faut agir. » alone in its sentence; the marks around are no part of it."""
    segments = segments_of("« Il faut agir. »")
    quote = quote_of(segments, "Il faut agir.")
    pairs = ((0, 0), (1, 0), (2, 1), (3, 2), (4, 2))
    target = target_of(quote, segments, translated(segments, ("“We must act.”", pairs)))
    assert target == QuoteTarget("We must act.", "unit", None, "", ((0, 0), (1, 1), (2, 2)))


def test_a_fragment_is_cut_between_the_english_marks() -> None:
    """Both versions are kept, and the reason says how many words were found."""
    segments = segments_of("Il promet d'« aller vite » mardi.")
    quote = quote_of(segments, "aller vite")
    translation = translated(
        segments, ("He promises to “move fast” on Tuesday.", ((0, 0), (1, 1), (3, 3), (4, 4), (6, 6)))
    )
    target = target_of(quote, segments, translation, Hypothesis("Go quickly.", -0.2, diagonal(2)))
    assert (target.text, target.method, target.other) == ("move fast", "aligned", "Go quickly")
    assert target.alignment == ((0, 0), (1, 1))
    assert target.reason == "Cut out of its sentence between the English quotation marks: 2 of 2 words found."


def test_a_fragment_is_cut_by_its_words_when_the_marks_got_lost() -> None:
    """The checkpoint dropped the marks; the alignment still knows the words."""
    segments = segments_of("Il promet d'« aller vite » mardi.")
    quote = quote_of(segments, "aller vite")
    translation = translated(
        segments, ("He promises to move fast on Tuesday.", ((0, 0), (1, 1), (3, 3), (4, 4), (6, 6)))
    )
    target = target_of(quote, segments, translation, Hypothesis("Go quickly.", -0.2, diagonal(2)))
    assert (target.text, target.method) == ("move fast", "aligned")
    assert "by its alignment" in target.reason


def test_a_fragment_scattered_over_its_sentence_is_translated_alone() -> None:
    """Words of others would stand among the speaker's."""
    segments = segments_of("Il dit « oui mais non » hier.")
    quote = quote_of(segments, "oui mais non")
    pairs = ((0, 1), (1, 3), (3, 0), (4, 2), (5, 4))
    translation = translated(segments, ("Yes he but said no.", pairs))
    target = target_of(quote, segments, translation, Hypothesis("yes but no", -0.2, diagonal(3)))
    assert (target.text, target.method) == ("yes but no", "alone")
    assert target.reason.startswith("Translated by itself:")
    assert target.other is not None


def test_a_cut_with_other_figures_loses() -> None:
    """« 1 902 emplois »: the sentence made 1,979 of it."""
    segments = segments_of("Il promet « 1 902 emplois » ici.")
    quote = quote_of(segments, "1 902 emplois")
    translation = translated(
        segments, ("He promises “1,979 jobs” here.", ((0, 0), (1, 1), (3, 2), (4, 2), (5, 3), (7, 4)))
    )
    target = target_of(quote, segments, translation, Hypothesis("1,902 jobs", -0.2, ((0, 0), (1, 0), (2, 1))))
    assert (target.text, target.method, target.other) == ("1,902 jobs", "alone", "1,979 jobs")
    assert "other figures" in target.reason


def test_a_cut_that_lost_words_loses() -> None:
    """The sentence says « nous n'avons jamais eu peur » in one word; alone it is whole."""
    segments = segments_of("Elle dit « nous n'avons jamais eu peur » ici.")
    quote = quote_of(segments, "nous n'avons jamais eu peur")
    pairs = ((0, 0), (1, 1), (3, 2), (4, 2), (5, 2), (6, 2), (7, 2), (9, 3))
    translation = translated(segments, ("She says “fearless” here.", pairs))
    alone = Hypothesis("we have never been afraid", -0.2, diagonal(5))
    target = target_of(quote, segments, translation, alone)
    assert (target.text, target.method, target.other) == ("we have never been afraid", "alone", "fearless")
    assert "far fewer words" in target.reason


def test_a_cut_stops_at_a_mark_that_opens_nowhere() -> None:
    """The words are looked for by alignment; a lone mark in between ends them."""
    segments = segments_of("Un accord « très positif » ici.")
    quote = quote_of(segments, "très positif")
    pairs = ((0, 0), (1, 3), (3, 1), (4, 2), (4, 3), (6, 4))
    translation = translated(segments, ("A very positive” agreement here.", pairs))
    target = target_of(quote, segments, translation, Hypothesis("very good", -0.2, diagonal(2)))
    assert (target.text, target.method) == ("very positive", "aligned")


def test_the_incise_never_stands_in_the_speakers_words() -> None:
    """« Nous irons, a-t-il dit, jusqu'au bout »: the words of the journalist are left out, both sides."""
    segments = segments_of("« Nous irons, a-t-il dit, jusqu'au bout. »")
    quote = quote_of(segments, "Nous irons, a-t-il dit, jusqu'au bout.")
    assert fragments([quote], segments) == ("Nous irons jusqu'au bout.",)
    translation = translated(segments, ("“We will go, he said, to the end.”", diagonal(8)))
    alone = Hypothesis("We will go to the end.", -0.1, ((0, 0), (1, 1), (1, 2), (2, 3), (3, 4), (3, 5)))
    target = target_of(quote, segments, translation, alone)
    assert (target.text, target.method, target.other) == ("We will go to the end.", "alone", None)
    assert "a-t-il dit" in target.reason
    assert target.alignment == ((0, 0), (1, 1), (1, 2), (4, 3), (5, 4), (5, 5))


def test_an_incise_with_a_name_is_found_by_its_evidence() -> None:
    """« …, explique Mme Durand, … » has no pronoun; the attribution knows where it stands."""
    text = "« C'est fini, explique Mme Durand, et bien fini. »"
    segments = segments_of(text)
    start = text.index("explique")
    evidence = Span(start, start + len("explique Mme Durand"))
    quote = quote_of(segments, "C'est fini, explique Mme Durand, et bien fini.", evidence=evidence)
    assert fragments([quote], segments) == ("C'est fini et bien fini.",)


@pytest.mark.parametrize(
    ("content", "alone"),
    [
        ("Je suis derrière le mur, poursuit l'écolier en classe de CP.", "Je suis derrière le mur."),
        ("Nous irons, ajoute Mme Durand, jusqu'au bout.", "Nous irons jusqu'au bout."),
        ("La mer monte, avertit Solène Abgrall, qui a conseillé le chantier.", "La mer monte."),
        ("Nous irons, dit Paul Rey, maire de Dax, jusqu'au bout.", "Nous irons jusqu'au bout."),
        ("Nous irons, dit Paul Rey, nous irons tous.", "Nous irons, nous irons tous."),
        ("Elle est partie, la maison, hier.", None),
        ("Il neige, il pleut, et alors ?", None),
        ("Le maire, élu hier, refuse.", None),
    ],
)
def test_an_incise_is_known_by_its_verb(content: str, alone: str | None) -> None:
    """A verb of speech right after the comma with its subject behind it; other commas are the speaker's."""
    segments = segments_of(f"« {content} »")
    quote = quote_of(segments, content)
    assert fragments([quote], segments) == (() if alone is None else (alone,))


def test_an_incise_at_the_end_of_a_sentence_leaves_its_full_stop() -> None:
    """« C'est fini, a-t-il dit. Nous partons. »"""
    segments = segments_of("« C'est fini, a-t-il dit.", "Nous partons. »")
    quote = quote_of(segments, "C'est fini, a-t-il dit. Nous partons.")
    assert fragments([quote], segments) == ("C'est fini.",)
    translation = translated(
        segments, ("“It's over, he said.", diagonal(4)), ("We are leaving.”", diagonal(3))
    )
    target = target_of(quote, segments, translation, Hypothesis("It's over.", -0.1, diagonal(2)))
    assert (target.text, target.method) == ("It's over. We are leaving.", "alone")
    assert target.alignment == ((0, 0), (1, 1), (4, 2), (5, 3))


def test_a_quotation_over_segments_joins_its_parts() -> None:
    """Each part whole or cut; the pairs are counted through the joined text."""
    segments = segments_of("Il dit : « Oui.", "Nous irons. »", "Fin.")
    quote = quote_of(segments, "Oui. Nous irons.")
    assert fragments([quote], segments) == ("Oui.",)
    translation = translated(
        segments,
        ("He said: “Yes.", ((0, 0), (1, 1), (4, 2))),
        ("We will go.”", ((0, 0), (1, 1), (1, 2))),
        ("End.", ((0, 0),)),
    )
    target = target_of(quote, segments, translation, Hypothesis("Yeah.", -0.1, diagonal(1)))
    assert (target.text, target.method, target.other) == ("Yes. We will go.", "aligned", "Yeah. We will go.")
    assert target.alignment == ((0, 0), (1, 1), (2, 2), (2, 3))


def test_nested_marks_are_single() -> None:
    """« Il m'a dit “non” » inside English double marks."""
    segments = segments_of("« Il m'a dit “non” », raconte-t-il.")
    quote = quote_of(segments, "Il m'a dit “non”")
    translation = translated(
        segments, ("“He told me ‘no’,” he says.", ((1, 0), (2, 1), (2, 2), (3, 1), (4, 3), (6, 4), (6, 5)))
    )
    target = target_of(quote, segments, translation, Hypothesis("He said to me “no”.", -0.1, diagonal(5)))
    assert target.text == "He told me ‘no’"
    assert target.other == "He said to me ‘no’"


def test_two_versions_with_the_same_words_are_one() -> None:
    """There is no other version to show an editor."""
    segments = segments_of("Il promet d'« aller vite » mardi.")
    quote = quote_of(segments, "aller vite")
    translation = translated(segments, ("He promises to “move fast” today.", ((3, 3), (4, 4))))
    target = target_of(quote, segments, translation, Hypothesis("move fast", -0.1, diagonal(2)))
    assert (target.text, target.method, target.other) == ("move fast", "aligned", None)


def test_the_comma_before_an_english_mark_is_no_word_of_the_speaker() -> None:
    """ "It's our front door," she said."""
    segments = segments_of('"It\'s our front door," she said.', language="en")
    quote = quote_of(segments, "It's our front door,")
    unit = TranslationUnit(0, segments[0].text, segments[0].text, 0.0, diagonal(6), "passed", "")
    target = target_of(quote, segments, Translation("en", "en", (unit,), "s"))
    assert (target.text, target.method, target.alignment) == ("It's our front door", "source", diagonal(4))


def test_english_in_the_article_stays_as_it_is() -> None:
    """An English paragraph has its quotations in English already."""
    segments = segments_of("He said: “We will go.”", language="en")
    quote = quote_of(segments, "We will go.")
    translation = Translation(
        "en",
        "en",
        (TranslationUnit(0, segments[0].text, segments[0].text, 0.0, diagonal(5), "passed", ""),),
        "s",
    )
    target = target_of(quote, segments, translation)
    assert (target.text, target.method, target.alignment) == ("We will go.", "source", diagonal(3))


@pytest.mark.parametrize("is_alone_kept", [True, False])
def test_a_sentence_kept_in_french_gives_no_cut(is_alone_kept: bool) -> None:
    """The fragment may still be translated by itself; if not, the French stands, and says so."""
    segments = segments_of("Il promet d'« aller vite » mardi.")
    quote = quote_of(segments, "aller vite")
    unit = TranslationUnit(0, segments[0].text, segments[0].text, 0.0, diagonal(7), "kept", "why")
    alone = Hypothesis("aller vite", 0.0, diagonal(2), "kept" if is_alone_kept else "translated")
    target = target_of(quote, segments, Translation("fr", "en", (unit,), "s"), alone)
    assert target.method == ("source" if is_alone_kept else "alone")
    assert target.text == "aller vite"
    assert target.reason


def test_a_cut_alone_is_better_than_nothing() -> None:
    """The fragment looped twice; its sentence did not."""
    segments = segments_of("Il promet d'« aller vite » mardi.")
    quote = quote_of(segments, "aller vite")
    translation = translated(segments, ("He promises to “move fast” on Tuesday.", ((3, 3), (4, 4))))
    target = target_of(quote, segments, translation, Hypothesis("aller vite", 0.0, (), "kept"))
    assert (target.text, target.method, target.other) == ("move fast", "aligned", None)


def test_a_fragment_that_occurs_twice_is_sent_once() -> None:
    """A headline repeats the quotation of the text."""
    segments = segments_of("« aller vite » : le plan.", "Il veut « aller vite » ici.")
    first = quote_of(segments, "aller vite")
    start = segments[1].span.start + segments[1].text.index("aller")
    second = replace(first, index=1, span=Span(start, start + 10), segment_indexes=(1,))
    assert fragments([first, second], segments) == ("aller vite",)
    assert fragments([], segments) == ()


def test_a_capital_that_the_french_does_not_have_is_lowered() -> None:
    """Alone, a fragment comes back like a sentence; a name keeps its capital."""
    segments = segments_of("Il veut « que ça change » vite.", "Il aime « la France » aussi.")
    quotes = [quote_of(segments, "que ça change"), quote_of(segments, "la France")]
    translation = translated(segments, ("x", ()), ("x", ()))
    alone = [Hypothesis("That it changes.", 0.0), Hypothesis("France.", 0.0)]
    found = with_targets(quotes, segments, translation, alone)
    assert [quote.target.text for quote in found if quote.target] == ["that it changes", "France"]


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("“We will go,”", "Nous irons", "We will go"),
        ("We will go.”", "Nous irons.", "We will go."),
        ("“Why?”", "Pourquoi ?", "Why?"),
        ("“move fast.”", "aller vite", "move fast"),
        ("‘No’ means no", "« Non » veut dire non", "‘No’ means no"),
        ("“One” and “two”", "« Un » et « deux »", "“One” and “two”"),
        ('"Yes"', "Oui", "Yes"),
        ("”", "x", ""),
    ],
)
def test_outer_marks_and_the_journalists_comma_are_left_out(text: str, source: str, expected: str) -> None:
    """English sets its comma inside the marks; it is not the speaker's."""
    start, end = tidy(text, 0, len(text), source)
    assert text[start:end] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1 902 emplois et 3,5 %", ("1902", "35")), ("1,902 jobs", ("1902",)), ("rien", ())],
)
def test_figures_agree_without_their_separators(text: str, expected: tuple[str, ...]) -> None:
    """1 902 and 1,902 are the same figure."""
    assert figures(text) == expected


@given(st.text(alphabet="ab «».,", max_size=30), st.data())
def test_words_of_a_slice_are_words_of_the_text(text: str, data: st.DataObject) -> None:
    """Each word of the slice lies in the word of the text that it is said to be."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = words_of(text, start, end)
    assert len(words) == len(text[start:end].split())
    for word, index in zip(text[start:end].split(), words, strict=True):
        assert word in text.split()[index]


@given(st.text(alphabet="ab ", min_size=1, max_size=20).filter(str.strip))
def test_a_place_belongs_to_one_word(text: str) -> None:
    """The first character of each word is in it."""
    places = [
        place for place in range(len(text)) if text[place] != " " and (place == 0 or text[place - 1] == " ")
    ]
    assert [word_at(text, place) for place in places] == list(range(len(text.split())))


SENTENCES = st.lists(
    st.sampled_from(
        [
            "« Oui, dit-il, nous irons. »",
            "Le maire veut « aller vite » ici.",
            "Nous irons.",
            "« Non »",
            "Il a dit « oui",
            "et non » hier, a-t-elle ajouté.",
            "12 %",
        ]
    ),
    min_size=1,
    max_size=4,
)


@given(SENTENCES, st.data())
def test_any_quotation_gets_english_with_pairs_inside(sentences: list[str], data: st.DataObject) -> None:
    """Whatever span is quoted: pairs count words of the content and of the English, the incise stays out."""
    segments = segments_of(*sentences)
    text = " ".join(sentences)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    touched = tuple(s.index for s in segments if s.span.start < end and start < s.span.end)
    quote = Quote(0, Span(start, end), text[start:end], "direct", touched)
    translation = translated(segments, *[(one.upper(), diagonal(len(one.split()))) for one in sentences])
    alone = [Hypothesis(one.upper(), 0.0, diagonal(len(one.split()))) for one in fragments([quote], segments)]
    target = with_targets([quote], segments, translation, alone)[0].target
    parts = parts_of(quote, {segment.index: segment for segment in segments})
    assert (target is None) == (not parts)
    if target is not None:
        sources, targets = len(quote.content.split()), len(target.text.split())
        assert all(0 <= source < sources and 0 <= word < targets for source, word in target.alignment)
    assert not any(part.incise in part.text for part in parts if part.incise)
