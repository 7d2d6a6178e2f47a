"""Write a trained run as a MarianMTModel directory that transformers and CTranslate2 load.

python -m training.export CONFIG --work DIR --to DIR [--last]
"""

import argparse
import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import sentencepiece
import torch
from torch import Tensor, nn
from transformers import GenerationConfig, MarianConfig, MarianMTModel

from training.model import Marian, Shape

_PARTS = {
    "self_attention.": "self_attn.",
    "cross_attention.": "encoder_attn.",
    "self_norm.": "self_attn_layer_norm.",
    "cross_norm.": "encoder_attn_layer_norm.",
    "expand.": "fc1.",
    "contract.": "fc2.",
}
_HEADS = {"query.": "q_proj.", "key.": "k_proj.", "value.": "v_proj.", "out.": "out_proj."}


def marian_name(name: str) -> str:
    """Return transformers' name of one of our parameters."""
    if name == "embedding.weight":
        return "model.shared.weight"
    if name == "bias":
        return "final_logits_bias"
    side, layer, rest = name.split(".", 2)
    if rest.startswith("norm."):
        rest = "final_layer_norm." + rest.removeprefix("norm.")
    for table in (_PARTS, _HEADS):
        for mine, theirs in table.items():
            rest = rest.replace(mine, theirs)
    return f"model.{side}.layers.{layer}.{rest}"


def marian_config(shape: Shape) -> MarianConfig:
    """Return the transformers config of a model of these sizes."""
    pad = shape.vocabulary - 1
    config = MarianConfig(
        vocab_size=shape.vocabulary,
        decoder_vocab_size=shape.vocabulary,
        d_model=shape.width,
        encoder_layers=shape.encoder_layers,
        decoder_layers=shape.decoder_layers,
        encoder_ffn_dim=shape.inner,
        decoder_ffn_dim=shape.inner,
        encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads,
        max_position_embeddings=shape.positions,
        activation_function="relu",
        scale_embedding=True,
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
        dropout=0.0,
        pad_token_id=pad,
        eos_token_id=0,
        forced_eos_token_id=0,
        decoder_start_token_id=pad,
    )
    # Not read by transformers: which head was guided to attend to the source piece being translated.
    config.update({"alignment_layer": shape.decoder_layers - 1, "alignment_heads": [0]})
    return config


def marian_model(shape: Shape, weights: dict[str, Tensor]) -> MarianMTModel:
    """Return a MarianMTModel with our ``weights`` (names of :class:`training.model.Marian`), float32."""
    model: MarianMTModel = MarianMTModel(marian_config(shape))
    named = {marian_name(name): tensor.float() for name, tensor in weights.items()}
    named["final_logits_bias"] = named["final_logits_bias"][None, :].clone()
    named["final_logits_bias"][0, -1] = 0.0  # `bad_words_ids` blocks <pad>; CTranslate2 drops it
    missing, unexpected = model.load_state_dict(named, strict=False)
    tied = ("embed_tokens.weight", "lm_head.weight", "embed_positions.weight")
    wrong = [name for name in missing if not name.endswith(tied)] + list(unexpected)
    if wrong:
        raise ValueError(f"weights do not fit a MarianMTModel: {wrong[:5]}")
    model.tie_weights()
    model.train(False)
    return model


def write_tokenizer(pieces: Path, to: Path) -> None:
    """Write source.spm, target.spm, vocab.json and tokenizer_config.json; ``<pad>`` is the last id."""
    processor = sentencepiece.SentencePieceProcessor(model_file=str(pieces))
    vocabulary = {processor.id_to_piece(i): i for i in range(processor.get_piece_size())}
    vocabulary["<pad>"] = len(vocabulary)
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(pieces, to / name)
    (to / "vocab.json").write_text(
        json.dumps(vocabulary, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    config = {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": "fr",
        "target_lang": "en",
        "model_max_length": 512,
        "separate_vocabs": False,
        "eos_token": "</s>",
        "unk_token": "<unk>",
        "pad_token": "<pad>",
    }
    (to / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def export(
    shape: Shape, weights: dict[str, Tensor], pieces: Path, to: Path, brief: dict[str, Any] | None = None
) -> None:
    """Write the whole directory, weights in float16; ``brief`` tells the pipeline how to use a summariser."""
    to.mkdir(parents=True, exist_ok=True)
    model = marian_model(shape, weights)
    nn.Module.to(model, torch.float16)
    if brief:
        model.config.update({"brief": brief})
    pad = shape.vocabulary - 1
    model.generation_config = GenerationConfig(  # type: ignore[no-untyped-call]
        bad_words_ids=[[pad]],
        decoder_start_token_id=pad,
        pad_token_id=pad,
        eos_token_id=0,
        forced_eos_token_id=0,
        max_length=256,
        num_beams=4,
    )
    model.save_pretrained(to)
    write_tokenizer(pieces, to)


def trained_weights(work: Path, shape: Shape, last: bool) -> dict[str, Tensor]:
    """Return the weights of a run by name: the running mean when there is one, unless ``last``."""
    state = torch.load(work / "last.pt", map_location="cpu", weights_only=True)
    tensors = state["mean"] if state["mean"] and not last else state["model"]
    names = [name for name, _ in Marian(shape).named_parameters()]
    return dict(zip(names, tensors, strict=True))


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--pieces", type=Path, required=True, help="the SentencePiece model")
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--last", action="store_true", help="the last weights, not their running mean")
    arguments = parser.parse_args()
    config = tomllib.loads(arguments.config.read_text(encoding="utf-8"))
    shape = Shape(vocabulary=config["pieces"]["size"] + 1, **config["model"])
    weights = trained_weights(arguments.work, shape, arguments.last)
    export(shape, weights, arguments.pieces, arguments.to, config.get("brief"))


if __name__ == "__main__":
    main()
