"""The checkpoints that the benchmark runs: the embedded one, and one of opus-mt-fr-en's size.

The second has random weights: its words are noise, its arithmetic costs what a real one's does. It is
made in a temporary folder and never leaves it. ``python -m benchmarks.checkpoints KIND WORK`` makes what
the contenders need and prints it as JSON; in a process of its own, since it loads torch.
"""

import hashlib
import json
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.models import load_models, resolve, select, shipped_models
from pipeline.seq2seq.quiet import quietly

KINDS = ("embedded", "opus-size")


@dataclass(frozen=True, slots=True)
class Shape:
    """Of a Marian whose encoder has as many layers as its decoder; one head is 64 wide."""

    vocabulary: int
    layers: int
    width: int


OPUS = Shape(59_514, 6, 512)
# A generated segment has 19 words; a vocabulary of this size cuts news into some 1.4 pieces a word.
FIXED_LENGTH = 28

_REVISION = "0" * 40
_SEED = 20261123


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where a checkpoint lies for everybody: as transformers reads it, and converted for CTranslate2.

    ``fixed_length`` 0: outputs end where the checkpoint ends them. ``models_file`` and ``cache_dir``
    are for ``Settings``, None where the package's own serve.
    """

    kind: str
    label: str
    directory: str
    converted: str
    fixed_length: int = 0
    models_file: str | None = None
    cache_dir: str | None = None


def prepare(kind: str, work: Path, shape: Shape = OPUS) -> Prepared:
    """The checkpoint of that kind, made and converted below ``work``; ``shape`` is the random one's."""
    embedded = resolve(select(load_models(), "embedded", "translation"))
    if kind == "embedded":
        converted = convert(embedded, work / "embedded-int8")
        return Prepared(kind, f"{embedded.name}, embedded", str(embedded), str(converted))
    cache = work / "cache"
    directory = cache / "models--benchmark--random" / "snapshots" / _REVISION
    write_random(embedded, directory, shape)
    return Prepared(
        kind,
        f"random weights of opus-mt-fr-en's size, every output {FIXED_LENGTH} pieces",
        str(directory),
        str(convert(directory, work / "random-int8")),
        FIXED_LENGTH,
        str(_write_models_file(directory, work / "models.txt")),
        str(cache),
    )


def convert(directory: Path, target: Path) -> Path:
    """The checkpoint converted to int8 as the manual of CTranslate2 says, nothing of ours added."""
    with quietly():
        from ctranslate2.converters import TransformersConverter  # type: ignore[import-untyped]

        TransformersConverter(str(directory)).convert(str(target), quantization="int8", force=True)
    return target


def write_random(tokeniser: Path, directory: Path, shape: Shape) -> None:
    """A Marian of that shape with random weights, and the pieces of another checkpoint.

    The vocabulary is filled up with pieces that no text has: a row costs the same whether it is used.
    """
    with quietly():
        import torch
        from transformers import MarianConfig, MarianMTModel

        torch.manual_seed(_SEED)
        last = shape.vocabulary - 1
        model = MarianMTModel(
            MarianConfig(
                vocab_size=shape.vocabulary,
                d_model=shape.width,
                encoder_layers=shape.layers,
                decoder_layers=shape.layers,
                encoder_attention_heads=shape.width // 64,
                decoder_attention_heads=shape.width // 64,
                encoder_ffn_dim=4 * shape.width,
                decoder_ffn_dim=4 * shape.width,
                max_position_embeddings=512,
                activation_function="swish",
                scale_embedding=True,
                pad_token_id=last,
                decoder_start_token_id=last,
                eos_token_id=0,
                forced_eos_token_id=None,
            )
        )
        with torch.no_grad():
            model.get_input_embeddings().weight[last] = 0.0  # type: ignore[operator]
        directory.mkdir(parents=True, exist_ok=True)
        model.save_pretrained(directory)
    for name in ("source.spm", "target.spm", "tokenizer_config.json"):
        shutil.copyfile(tokeniser / name, directory / name)
    known: dict[str, int] = json.loads((tokeniser / "vocab.json").read_text(encoding="utf-8"))
    pieces = {piece: number for piece, number in known.items() if piece != "<pad>"}
    pieces |= {f"<unused{number}>": number for number in range(len(pieces), last)} | {"<pad>": last}
    (directory / "vocab.json").write_text(json.dumps(pieces, ensure_ascii=False), encoding="utf-8")


def _write_models_file(directory: Path, path: Path) -> Path:
    """A models.txt whose translator is the random one; the summariser stays the embedded one."""
    weights = (directory / "model.safetensors").read_bytes()
    lines = shipped_models().read_text(encoding="utf-8").splitlines()
    summariser = next(line for line in lines if line.split()[:2] == ["embedded", "summary"])
    digest = hashlib.sha256(weights).hexdigest()
    translator = (
        f"embedded translation fr-en random-opus-size benchmark/random {_REVISION} - {digest} {len(weights)}"
    )
    path.write_text(f"{translator}\n{summariser}\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    print(json.dumps(asdict(prepare(sys.argv[1], Path(sys.argv[2])))))
