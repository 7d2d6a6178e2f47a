"""The checkpoint that is shipped, through both engines and all guards, on invented sentences."""

import pytest

from pipeline.models import EMBEDDED, load_models, select
from pipeline.seq2seq import Decoding, EngineOptions, Seq2Seq, load_engine
from pipeline.translation.guarded import GuardedTranslator
from pipeline.translation.guards import find_loop
from pipeline.typography import normalise
from tests.checkpoints import conversions

SENTENCES = (
    "Le conseil municipal a voté mardi soir le budget de la ville.",
    "La présidente de la région a refusé de fermer le lycée.",
    "Trois cents habitants ont signé la pétition en deux jours.",
    "« Nous irons jusqu'au bout », a déclaré le ministre de la Santé.",
    "Le chômage a baissé de 3,5 % en 2025.",
    "Les pompiers sont intervenus vers 20 h 30 dans le centre de la ville.",
    "Le gouvernement n'a pas encore répondu à cette question.",
    "Selon la préfecture, il n'y a ni mort ni blessé.",
    "Le projet coûtera 380.000 euros.",
    "Les syndicats demandent une augmentation des salaires.",
    "Il faut protéger les enfants, les malades et les personnes âgées.",
    "La police a arrêté deux hommes dans la nuit de samedi à dimanche.",
)
GREEDY = Decoding(beam_size=1, max_ratio=2.0, alignment=True)


def engine(name: str, compute_type: str) -> Seq2Seq:
    """The shipped translator in one engine."""
    from pipeline import models

    checkpoint = select(load_models(), EMBEDDED, "translation")
    directory = models._PACKAGE / EMBEDDED / checkpoint.name
    options = EngineOptions(threads=1, compute_type=compute_type, cache_dir=conversions())
    return load_engine(name, directory, options)


@pytest.fixture(scope="module")
def float32() -> Seq2Seq:
    """CTranslate2 without quantisation."""
    return engine("ctranslate2", "float32")


@pytest.fixture(scope="module")
def int8() -> Seq2Seq:
    """CTranslate2 as runs use it."""
    return engine("ctranslate2", "default")


def test_float32_greedy_equals_the_reference(float32: Seq2Seq) -> None:
    """Text and word pairs, sentence by sentence."""
    texts = [normalise(sentence) for sentence in SENTENCES]
    ours, theirs = float32.generate(texts, GREEDY), engine("marian", "float32").generate(texts, GREEDY)
    assert [one.text for one in ours] == [one.text for one in theirs]
    assert [one.alignment for one in ours] == [one.alignment for one in theirs]


def test_int8_loses_little(float32: Seq2Seq, int8: Seq2Seq) -> None:
    """chrF of at least 80 against the same checkpoint in float32."""
    from sacrebleu.metrics.chrf import CHRF

    texts = [normalise(sentence) for sentence in SENTENCES]
    exact = [one.text for one in float32.generate(texts, GREEDY)]
    quick = [one.text for one in int8.generate(texts, GREEDY)]
    assert CHRF().corpus_score(quick, [exact]).score >= 80


def test_simple_sentences_come_out_whole(int8: Seq2Seq) -> None:
    """English, no loop, nothing kept, words paired, the quotation in English marks."""
    found = GuardedTranslator(int8, "s").translate(SENTENCES)
    assert [one.status for one in found].count("kept") == 0
    assert not any(find_loop(one.text, source) for one, source in zip(found, SENTENCES, strict=True))
    paired = sum(len({word for word, _ in one.alignment}) for one in found)
    assert paired >= 0.7 * sum(len(source.split()) for source in SENTENCES)
    assert "“" in found[3].text


def test_translations_do_not_depend_on_their_company(int8: Seq2Seq) -> None:
    """One by one, all at once, backwards: the same bytes, as shards and executors need them."""
    one = GuardedTranslator(int8, "s")
    together = one.translate(SENTENCES)
    assert [one.translate([sentence])[0] for sentence in SENTENCES] == together
    assert one.translate(SENTENCES[::-1]) == together[::-1]


def test_a_very_long_sentence_loses_no_half(int8: Seq2Seq) -> None:
    """Split, marked, and about as long as its French."""
    text = "; ".join(sentence.rstrip(".") for sentence in SENTENCES if "«" not in sentence) + "."
    (found,) = GuardedTranslator(int8, "s").translate([text])
    assert found.status in ("split", "retried")
    assert 0.5 < len(found.text) / len(text) < 1.5
    assert max(target for _, target in found.alignment) < len(found.text.split())
