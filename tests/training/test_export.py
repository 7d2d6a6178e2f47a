"""An exported model is the trained one, in transformers and in CTranslate2."""

import json
from pathlib import Path

import ctranslate2  # type: ignore[import-untyped]
import pytest
import torch
from ctranslate2.converters import TransformersConverter  # type: ignore[import-untyped]
from transformers import MarianMTModel, MarianTokenizer

from training.evaluate import has_loop, mismatched_figures, score, translate
from training.export import export, marian_model, trained_weights
from training.model import Marian, Shape
from training.train import Recipe, Trainer

from .conftest import tiny_bitext

pytestmark = pytest.mark.filterwarnings("ignore")  # of transformers and of SWIG, not ours

RECIPE = Recipe(
    unit="steps", length=150, warmup=10, muon_rate=1e-2, adam_rate=1e-2, batch=512, seed=3, average_from=2.0
)


def test_logits_are_those_of_transformers(shape: Shape) -> None:
    torch.manual_seed(1)
    model = Marian(shape).eval()
    for name, parameter in model.named_parameters():
        if name.endswith("bias"):
            torch.nn.init.normal_(parameter, std=0.2)
    weights = {name: p.detach() for name, p in model.named_parameters()}
    theirs = marian_model(shape, weights)
    pad = shape.vocabulary - 1
    source = torch.randint(2, pad, (2, 9))
    source[1, 5:] = pad
    inputs = torch.randint(2, pad, (2, 6))
    inputs[:, 0] = pad
    with torch.no_grad():
        states, _ = model(source, inputs)
        mine = states @ model.embedding.weight.t() + model.bias
        other = theirs(input_ids=source, attention_mask=(source != pad).long(), decoder_input_ids=inputs)
    assert torch.allclose(mine[..., :-1], other.logits[..., :-1], atol=1e-4)


def test_weights_that_do_not_fit_are_refused(shape: Shape) -> None:
    weights = {name: p.detach() for name, p in Marian(shape).named_parameters()}
    del weights["encoder.0.self_attention.query.weight"]
    with pytest.raises(ValueError, match="do not fit"):
        marian_model(shape, weights)


def test_a_trained_model_translates_alike_in_both_engines(
    work: Path, shape: Shape, pieces_path: Path, tmp_path: Path
) -> None:
    Trainer(shape, RECIPE, work, torch.device("cpu")).run()
    to = tmp_path / "exported"
    export(shape, trained_weights(work, shape, last=False), pieces_path, to)
    files = {path.name for path in to.iterdir()}
    assert {"config.json", "generation_config.json", "model.safetensors", "vocab.json"} <= files
    assert {"source.spm", "target.spm", "tokenizer_config.json"} <= files
    assert list(json.loads((to / "vocab.json").read_text()))[-1] == "<pad>"
    assert json.loads((to / "config.json").read_text())["alignment_heads"] == [0]

    tokenizer = MarianTokenizer.from_pretrained(to)
    model = MarianMTModel.from_pretrained(to, dtype=torch.float32)
    TransformersConverter(str(to)).convert(str(tmp_path / "ct2"))
    translator = ctranslate2.Translator(str(tmp_path / "ct2"), compute_type="float32", intra_threads=1)
    sources = [french for french, _ in tiny_bitext(6)] + ["Le chat 漢 !"]
    for source in sources:
        ids = tokenizer.encode(source)
        assert ids[-1] == tokenizer.eos_token_id == 0
        kept = model.generate(  # type: ignore[misc]
            torch.tensor([ids]), num_beams=1, max_new_tokens=30
        )[0].tolist()
        pieces = tokenizer.convert_ids_to_tokens(ids)
        result = translator.translate_batch([pieces], beam_size=1, max_decoding_length=29)[0]
        mine = tokenizer.convert_tokens_to_ids(result.hypotheses[0])
        assert mine == [i for i in kept[1:] if i not in (0, shape.vocabulary - 1)]
    outputs = translate(to, sources, beam=2)
    assert len(outputs) == len(sources)
    assert any("cat" in text or "dog" in text or "man" in text or "town" in text for text in outputs)


def test_scores() -> None:
    sources = ["Il y a 1 902 morts.", "Rien."]
    scores = score(
        sources, ["There are 1,902 dead.", "no no no no no"], ["There are 1,902 dead.", "Nothing."]
    )
    assert scores.figures == (0, 1)
    assert scores.loops == 1
    assert scores.empty == 0
    assert "tok:13a" in scores.bleu_signature


def test_loops_and_figures() -> None:
    assert has_loop("the young people the young people the young people the young people", "x")
    assert not has_loop("he said that she said that it was fine", "x")
    assert mismatched_figures("1 902 blessés", "1,920 injured", "1,902 injured")
    assert not mismatched_figures("douze", "12", "12")
