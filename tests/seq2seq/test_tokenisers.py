"""Our light tokenisers against those of transformers."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import CheckpointError
from pipeline.seq2seq.quiet import quietly
from pipeline.seq2seq.tokenisers import load_tokeniser
from tests.checkpoints import DOCUMENTS, PAIRS, tiny_bart, tiny_marian

TEXTS = [text for pair in (*PAIRS, *DOCUMENTS) for text in pair]


def reference(directory: Path):  # type: ignore[no-untyped-def]  # a transformers tokenizer
    """The tokenizer that the checkpoint was made with."""
    with quietly():
        from transformers import AutoTokenizer

        return AutoTokenizer.from_pretrained(str(directory), local_files_only=True)


@pytest.mark.parametrize("checkpoint", [tiny_marian, tiny_bart])
def test_pieces_are_those_of_transformers(checkpoint) -> None:  # type: ignore[no-untyped-def]
    """Same pieces, same numbers of them, same text back; unknown ones may keep their own spelling."""
    ours, theirs = load_tokeniser(checkpoint()), reference(checkpoint())
    for text in TEXTS:
        numbers = theirs(text)["input_ids"]
        pieces = ours.encode(text)
        assert theirs.convert_tokens_to_ids(pieces) == numbers
        inner = [piece for piece in pieces if piece not in theirs.all_special_tokens]
        back = theirs.decode(numbers, skip_special_tokens=True, clean_up_tokenization_spaces=False)
        if theirs.unk_token_id not in numbers:
            assert ours.decode(inner) == back.strip()


@settings(max_examples=50)
@given(st.text(max_size=40))
def test_byte_level_pieces_give_any_text_back(text: str) -> None:
    """Byte-level BPE loses nothing but the white space around and what stands for a broken letter."""
    tokeniser = load_tokeniser(tiny_bart())
    assert tokeniser.decode(tokeniser.encode(text)[1:-1]) == text.replace("\ufffd", "").strip()


def test_half_a_letter_leaves_no_mark_in_the_text() -> None:
    """A checkpoint may write one of the two bytes of « é »: "Brandstätter\ufffd" is never read."""
    tokeniser = load_tokeniser(tiny_bart())
    pieces = tokeniser.encode("Brand")[1:-1]
    assert tokeniser.decode([*pieces, "Ã"]) == "Brand"


def test_only_bart_begins_its_output_with_the_start_mark() -> None:
    """``forced_bos_token_id`` of the config says so; CTranslate2 has to be told."""
    assert load_tokeniser(tiny_marian()).prefix == ()
    assert load_tokeniser(tiny_bart()).prefix == ("<s>",)


def test_a_tokenizer_json_is_read_when_there_is_one(tmp_path: Path) -> None:
    """Newer checkpoints have one file instead of vocab.json and merges.txt."""
    shutil.copy(tiny_bart() / "config.json", tmp_path)
    reference(tiny_bart()).save_pretrained(tmp_path)
    for name in ("vocab.json", "merges.txt"):
        (tmp_path / name).unlink(missing_ok=True)
    text = DOCUMENTS[0][0]
    assert load_tokeniser(tmp_path).encode(text) == load_tokeniser(tiny_bart()).encode(text)


@pytest.mark.parametrize("content", [None, "{", json.dumps({"a": 1})])
def test_a_folder_without_a_tokeniser_is_refused(tmp_path: Path, content: str | None) -> None:
    """One sentence: which folder, what to do."""
    if content is not None:
        (tmp_path / "tokenizer.json").write_text(content)
    with pytest.raises(CheckpointError, match="fetch the checkpoint again"):
        load_tokeniser(tmp_path)
