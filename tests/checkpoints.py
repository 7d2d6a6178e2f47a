"""Tiny real checkpoints for the tests: a Marian and a BART that learnt a few invented sentences by heart.

They are trained here in a few seconds with a pinned seed, so that engines, caches and guards meet what
they meet in use: real pieces, real attention, real arithmetic. They exist in tests only.
"""

import json
import tempfile
from functools import cache
from pathlib import Path

from pipeline.seq2seq.quiet import quietly

PAIRS = (
    ("Le maire a présenté le budget de la ville.", "The mayor presented the city's budget."),
    (
        "La présidente de la région refuse de fermer le lycée.",
        "The president of the region refuses to close the school.",
    ),
    ("Nous irons jusqu'au bout, a déclaré le ministre.", "We will go to the end, said the minister."),
    ("Trois cents habitants ont signé la pétition.", "Three hundred residents signed the petition."),
    ("Il faut agir maintenant.", "We must act now."),
    ('Le maire a dit: "Il faut agir maintenant."', 'The mayor said: "We must act now."'),
    ('"Nous irons jusqu\'au bout"', '"We will go to the end"'),
    ("Nous irons jusqu'au bout.", "We will go to the end."),
    ("La ville refuse de signer la pétition.", "The city refuses to sign the petition."),
    ("Le ministre refuse.", "The minister refuses."),
    ("Le lycée de la ville", "The city's school"),
    ("Le budget de la région", "The region's budget"),
    ("Le ministre a présenté le budget de la région.", "The minister presented the region's budget."),
    ("Les habitants ont signé.", "The residents signed."),
    ("La présidente a signé la pétition.", "The president signed the petition."),
    ("Le maire refuse de fermer le lycée.", "The mayor refuses to close the school."),
)
DOCUMENTS = (
    (
        "The mayor presented the city's budget. The residents signed. The minister refuses.",
        "The mayor presented the budget. The minister refuses.",
    ),
    (
        "The president of the region refuses to close the school. The residents signed the petition.",
        "Residents signed a petition for the school.",
    ),
    ("We must act now. We will go to the end, said the minister.", "The minister will go to the end."),
)
SEED = 20261123
_POSITIONS = 128


@cache
def tiny_marian() -> Path:
    """The folder of a MarianMTModel that knows PAIRS by heart; made once a test session."""
    return write_marian(_session_folder() / "marian")


@cache
def tiny_bart() -> Path:
    """The folder of a BartForConditionalGeneration that knows DOCUMENTS by heart."""
    return write_bart(_session_folder() / "bart")


@cache
def conversions() -> Path:
    """A cache folder for converted models that the tests of a session share."""
    return _session_folder() / "cache"


def write_marian(directory: Path, *, head: int = 0, steps: int = 90) -> Path:
    """A MarianMTModel folder as transformers saves it: 2 + 2 layers, 64 wide, ``<pad>`` last."""
    directory.mkdir(parents=True, exist_ok=True)
    vocabulary = {"</s>": 0, "<unk>": 1}
    for piece in _write_sentencepiece(directory):
        vocabulary.setdefault(piece, len(vocabulary))
    vocabulary["<pad>"] = len(vocabulary)
    _write_json(directory / "vocab.json", vocabulary)
    names = {"tokenizer_class": "MarianTokenizer", "source_lang": "fr", "target_lang": "en"}
    _write_json(directory / "tokenizer_config.json", names | {"model_max_length": _POSITIONS})
    with quietly():
        import torch
        from transformers import AutoTokenizer, MarianMTModel

        torch.manual_seed(SEED)
        model = MarianMTModel(_marian_config(len(vocabulary), head))
        _learn(model, AutoTokenizer.from_pretrained(str(directory)), PAIRS, steps)
        model.save_pretrained(directory)
    return directory


def write_bart(directory: Path, *, steps: int = 90) -> Path:
    """A BartForConditionalGeneration folder with ``vocab.json`` and ``merges.txt``, 2 + 1 layers, 64 wide."""
    directory.mkdir(parents=True, exist_ok=True)
    count = _write_byte_level(directory)
    with quietly():
        import torch
        from transformers import AutoTokenizer, BartConfig, BartForConditionalGeneration

        torch.manual_seed(SEED)
        shape = {"vocab_size": count, "d_model": 64, "encoder_layers": 2, "decoder_layers": 1}
        heads = {"encoder_attention_heads": 4, "decoder_attention_heads": 4}
        widths = {"encoder_ffn_dim": 128, "decoder_ffn_dim": 128, "max_position_embeddings": _POSITIONS}
        model = BartForConditionalGeneration(
            BartConfig(**shape, **heads, **widths, forced_bos_token_id=0, dropout=0.0)
        )
        model.generation_config.forced_bos_token_id = 0
        _learn(model, AutoTokenizer.from_pretrained(str(directory)), DOCUMENTS, steps)
        model.save_pretrained(directory)
    return directory


def write_hub_shape(cache_dir: Path, repository: str, revision: str, files: Path) -> Path:
    """A folder of the hub's cache (``models--Org--Name/snapshots/<revision>``)."""
    snapshot = cache_dir / f"models--{repository.replace('/', '--')}" / "snapshots" / revision
    snapshot.mkdir(parents=True)
    for file in files.iterdir():
        (snapshot / file.name).write_bytes(file.read_bytes())
    return snapshot


@cache
def _session_folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="briefs-tests-")
    _KEPT.append(folder)
    return Path(folder.name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def _marian_config(count: int, head: int):  # type: ignore[no-untyped-def]  # a transformers config
    from transformers import MarianConfig

    shape = {"vocab_size": count, "d_model": 64, "encoder_layers": 2, "decoder_layers": 2}
    heads = {"encoder_attention_heads": 4, "decoder_attention_heads": 4}
    widths = {"encoder_ffn_dim": 128, "decoder_ffn_dim": 128, "max_position_embeddings": _POSITIONS}
    marks = {
        "pad_token_id": count - 1,
        "decoder_start_token_id": count - 1,
        "eos_token_id": 0,
        "forced_eos_token_id": 0,
    }
    config = MarianConfig(**shape, **heads, **widths, **marks, scale_embedding=True, dropout=0.0)
    if head:
        config.alignment_heads = [head]
    return config


def _learn(model, tokenizer, pairs, steps: int) -> None:  # type: ignore[no-untyped-def]  # transformers objects
    """Train until the pairs are known by heart (cross-entropy, AdamW, all pairs in each step)."""
    import torch

    torch.set_num_threads(1)
    inputs = tokenizer([source for source, _ in pairs], return_tensors="pt", padding=True)
    labels = tokenizer(text_target=[target for _, target in pairs], return_tensors="pt", padding=True)[
        "input_ids"
    ]
    labels[labels == tokenizer.pad_token_id] = -100
    optimiser = torch.optim.AdamW(model.parameters(), lr=4e-3)
    start = _start_mask(model)
    model.train()
    for _ in range(steps):
        loss = model(**inputs, labels=labels).loss
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        model.get_input_embeddings().weight.grad.mul_(start)
        optimiser.step()
    model.eval()


def _start_mask(model):  # type: ignore[no-untyped-def]  # a transformers model
    """Zero for the row of Marian's start mark, which must stay a zero embedding, one for all others."""
    import torch

    mask = torch.ones(model.config.vocab_size, 1)
    if model.config.model_type == "marian":
        mask[model.config.decoder_start_token_id] = 0.0
    return mask


def _write_sentencepiece(directory: Path) -> list[str]:
    from sentencepiece import SentencePieceProcessor, SentencePieceTrainer

    SentencePieceTrainer.train(
        sentence_iterator=iter([text for pair in PAIRS for text in pair] * 3),
        model_prefix=str(directory / "pieces"),
        vocab_size=220,
        character_coverage=1.0,
        hard_vocab_limit=False,
        bos_id=-1,
        eos_id=0,
        unk_id=1,
        num_threads=1,
        minloglevel=2,
    )
    model = (directory / "pieces.model").read_bytes()
    for name in ("source.spm", "target.spm"):
        (directory / name).write_bytes(model)
    (directory / "pieces.model").unlink()
    (directory / "pieces.vocab").unlink()
    processor = SentencePieceProcessor(model_proto=model)
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def _write_byte_level(directory: Path) -> int:
    from tokenizers import ByteLevelBPETokenizer

    tokenizer = ByteLevelBPETokenizer()
    tokenizer.train_from_iterator(
        [text for pair in DOCUMENTS for text in pair] * 3,
        vocab_size=360,
        min_frequency=1,
        special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"],
        show_progress=False,
    )
    tokenizer.save_model(str(directory))
    _write_json(
        directory / "tokenizer_config.json",
        {"tokenizer_class": "BartTokenizer", "model_max_length": _POSITIONS},
    )
    count: int = tokenizer.get_vocab_size()
    return count


def _write_json(path: Path, content: dict[str, object]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
