"""The translator on top of an engine: what is sent, what is believed, what is marked."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import EngineError
from pipeline.seq2seq import Decoding
from pipeline.translation.guarded import LONGEST_SOURCE, GuardedTranslator, longest_source
from tests.translation.engines import Answer, DictionaryEngine


def translator(answers: dict[str, Answer | None] | None = None, longest: int = 60) -> GuardedTranslator:
    """A translator on a dictionary."""
    return GuardedTranslator(DictionaryEngine(answers), "engine:dictionary", beam_size=4, longest=longest)


def engine_of(one: GuardedTranslator) -> DictionaryEngine:
    """The dictionary below a translator."""
    engine = one._engine
    assert isinstance(engine, DictionaryEngine)
    return engine


def test_nothing_in_nothing_out() -> None:
    """An empty list is no call of interest."""
    assert translator().translate([]) == []


def test_results_come_in_order_and_identical_texts_are_sent_once() -> None:
    """A headline that returns as a pull quote costs nothing."""
    one = translator({"Bonjour.": "Hello.", "Merci.": "Thanks."})
    assert [h.text for h in one.translate(["Merci.", "Bonjour.", "Merci."])] == [
        "Thanks.",
        "Hello.",
        "Thanks.",
    ]
    assert engine_of(one).sent[0] == ("Merci.", "Bonjour.")


def test_what_differs_only_in_typography_is_sent_once() -> None:
    """« L’été » and « L'été » are the same to the checkpoint."""
    one = translator({"L'été.": "Summer."})
    assert [h.text for h in one.translate(["L’été.", "L'été."])] == ["Summer.", "Summer."]
    assert engine_of(one).sent[0] == ("L'été.",)


@pytest.mark.parametrize("text", ["", "  ", "380.000", "***", "https://exemple.fr"])
def test_text_without_words_is_copied(text: str) -> None:
    """It comes back as it is, with its words paired, and the engine never sees it."""
    one = translator()
    (found,) = one.translate([text])
    assert (found.text, found.status, found.note) == (text, "copied", "")
    assert len(found.alignment) == len(text.split())
    assert engine_of(one).sent[0] == ()


def test_capitals_are_sent_in_small_letters_and_come_back_in_capitals() -> None:
    """Caps make Marian loop; a caps headline stays one in English."""
    one = translator({"Le ministre refuse de partir": "The minister refuses to leave"})
    (found,) = one.translate(["LE MINISTRE REFUSE DE PARTIR"])
    assert (found.text, found.status) == ("THE MINISTER REFUSES TO LEAVE", "translated")
    assert found.alignment == tuple((index, index) for index in range(5))


def test_quotation_marks_are_english_and_pairs_follow() -> None:
    """« Il faut agir » is five words in the article, three when it is sent."""
    one = translator({'"Il faut agir"': '"We must act"'})
    (found,) = one.translate(["« Il faut agir »"])
    assert found.text == "“We must act”"
    assert found.alignment == ((0, 0), (1, 0), (2, 1), (3, 2), (4, 2))


def test_a_heading_gets_no_full_stop_from_the_checkpoint() -> None:
    """The checkpoint likes to end on one."""
    (found,) = translator({"Le budget voté": "The budget adopted."}).translate(["Le budget voté"])
    assert found.text == "The budget adopted"


def test_an_over_long_segment_is_split_and_marked() -> None:
    """It is translated in parts, cut at its marks, and its pairs are counted through."""
    answers: dict[str, Answer | None] = {
        "Il part ce soir ;": "He leaves tonight.",
        "elle reste ici.": "She stays.",
    }
    one = translator(answers, longest=6)
    (found,) = one.translate(["Il part ce soir ; elle reste ici."])
    assert engine_of(one).sent[0] == ("Il part ce soir ;", "elle reste ici.")
    assert (found.text, found.status) == ("He leaves tonight; she stays.", "split")
    assert "2 parts" in found.note
    assert (5, 3) in found.alignment
    assert all(s < 8 and t < len(found.text.split()) for s, t in found.alignment)


def test_an_endless_word_is_kept_and_marked() -> None:
    """Nothing is ever cut in silence."""
    one = GuardedTranslator(_Counted(), "s", longest=20)
    (found,) = one.translate(["a" * 400])
    assert (found.status, found.text) == ("kept", "a" * 400)
    assert "20 pieces" in found.note


def test_a_loop_is_decoded_again_another_way() -> None:
    """The second search forbids repetition; its output is believed and the unit marked."""
    looping = "the city of the city of the city of"

    def answer(decoding: Decoding) -> str:
        return "The city voted." if decoding.no_repeat_ngram_size == 3 else looping

    one = translator({"La ville a voté.": answer, "Oui.": "Yes."})
    first, second = one.translate(["La ville a voté.", "Oui."])
    assert (first.text, first.status) == ("The city voted.", "retried")
    assert "a loop (the city of)" in first.note
    assert second.status == "translated"
    assert engine_of(one).sent[1] == ("La ville a voté.",)


def test_what_fails_twice_is_kept_in_french_and_marked() -> None:
    """Better the source than a loop; the note says why."""
    (found,) = translator({"La ville a voté.": "la la la la la la"}).translate(["La ville a voté."])
    assert (found.text, found.status) == ("La ville a voté.", "kept")
    assert "a loop (la)" in found.note
    assert found.alignment == ((0, 0), (1, 1), (2, 2), (3, 3))


def test_a_broken_character_is_decoded_again() -> None:
    """Bytes that are no character: the second search may find one that is."""

    def answer(decoding: Decoding) -> str:
        return "The café voted." if decoding.no_repeat_ngram_size == 3 else "The caf\ufffd voted."

    (found,) = translator({"Le café a voté.": answer}).translate(["Le café a voté."])
    assert (found.text, found.status) == ("The café voted.", "retried")
    assert "a broken character" in found.note


def test_a_broken_character_that_stays_is_never_printed() -> None:
    """It is left out, its word with it when nothing else was in it, and the pairs follow."""
    answer = "The \ufffd\ufffd mayor\ufffd voted."
    (found,) = translator({"Le 😀 maire vote.": answer}).translate(["Le 😀 maire vote."])
    assert (found.text, found.status) == ("The mayor voted.", "retried")
    assert found.alignment == ((0, 0), (2, 1), (3, 2))


def test_nothing_but_broken_characters_is_no_translation() -> None:
    """The French is kept."""
    (found,) = translator({"Oui.": "\ufffd \ufffd"}).translate(["Oui."])
    assert (found.status, found.text) == ("kept", "Oui.")


def test_one_bad_part_keeps_the_whole_segment() -> None:
    """A sentence half French, half English helps nobody."""
    one = translator({"Il part;": "He leaves;", "elle reste.": ""}, longest=3)
    (found,) = one.translate(["Il part; elle reste."])
    assert (found.status, found.text) == ("kept", "Il part; elle reste.")


def test_a_text_on_which_the_engine_fails_leaves_the_others_alone() -> None:
    """It is kept and marked; the rest is translated."""
    bad, good = translator({"Mauvais.": None, "Bon.": "Good."}).translate(["Mauvais.", "Bon."])
    assert (bad.status, bad.text) == ("kept", "Mauvais.")
    assert "fell apart" in bad.note
    assert good.text == "Good."


def test_an_engine_that_fails_on_everything_raises() -> None:
    """Then it is not the text that is broken."""
    with pytest.raises(EngineError, match="fell apart"):
        translator({"Mauvais.": None}).translate(["Mauvais."])


@settings(max_examples=60)
@given(st.lists(st.text(max_size=40), max_size=8))
def test_one_hypothesis_per_text_whatever_it_holds(texts: list[str]) -> None:
    """Same length, same order, and every pair within both texts."""
    found = translator(longest=6).translate(texts)
    assert len(found) == len(texts)
    for text, hypothesis in zip(texts, found, strict=True):
        sources, targets = len(text.split()), len(hypothesis.text.split())
        assert all(source < sources and target < targets for source, target in hypothesis.alignment)
        assert hypothesis.text.strip() or not text.strip() or hypothesis.status == "kept"


class _Counted(DictionaryEngine):
    """Counts characters as pieces."""

    def count_pieces(self, texts: Sequence[str]) -> list[int]:
        return [len(text) for text in texts]


def test_a_long_part_is_halved_when_it_fails() -> None:
    """What loses words over two clauses seldom does over one; the unit is marked as decoded again."""
    first = "Le maire de la ville a présenté hier soir le budget de la commune devant les élus;"
    second = "la présidente de la région a refusé de le signer avant la fin de la semaine."
    halves = {first: "The mayor presented the budget last night;", second: "She refused to sign it in time."}
    one = translator({f"{first} {second}": "Mayor.", **halves})
    (found,) = one.translate([f"{first} {second}"])
    assert found.text == "The mayor presented the budget last night; she refused to sign it in time."
    assert found.status == "retried"
    assert "only 6 characters" in found.note
    words = len(found.text.split())
    assert all(source < 31 and target < words for source, target in found.alignment)


def test_a_half_that_fails_fails_the_whole() -> None:
    """Half a sentence is no translation."""
    first = "Le maire de la ville a présenté hier soir le budget de la commune devant les élus;"
    second = "la présidente de la région a refusé de le signer avant la fin de la semaine."
    (found, other) = translator({f"{first} {second}": "Mayor.", first: None}).translate(
        [f"{first} {second}", "Oui."]
    )
    assert (found.status, other.status) == ("kept", "translated")


def test_a_checkpoint_may_say_what_is_too_long(tmp_path: Path) -> None:
    """``longest_source`` of its config.json; without it, what suits the embedded one."""
    (tmp_path / "config.json").write_text("{}")
    assert longest_source(tmp_path) == LONGEST_SOURCE
    (tmp_path / "config.json").write_text('{"longest_source": 200}')
    assert longest_source(tmp_path) == 200
