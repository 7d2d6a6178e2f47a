"""A checkpoint converted for CTranslate2, once, into the cache."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from pickle import UnpicklingError

from pipeline.cache import cache_root
from pipeline.errors import CheckpointError
from pipeline.seq2seq.alignment import aligned_head
from pipeline.seq2seq.quiet import quietly, reason_of

WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_DIGEST = "sha256"
_ZERO = 1e-6


def converted(directory: Path, quantisation: str, fingerprint: str, cache_dir: Path | None) -> Path:
    """The folder of the converted checkpoint, made when it is not there yet.

    Its name holds the sha256 of the weights and of config.json, the version of CTranslate2 and the
    quantisation, so a new checkpoint or a new library never meets an old conversion. It is written
    under another name and renamed into place: of two processes that convert at once one wins, the
    other uses its work. A conversion whose files are not those that were written is made again: a
    model with damaged weights would load, and say other words.
    Raises CheckpointError when the checkpoint cannot be converted or the cache not be written.
    """
    import ctranslate2  # type: ignore[import-untyped]

    if fingerprint in ("", "-"):
        fingerprint = weights_digest(directory)
    name = f"{fingerprint[:16]}-{_config_digest(directory)}-{ctranslate2.__version__}-{quantisation}"
    folder = cache_root(cache_dir) / "ctranslate2" / name
    if not _is_intact(folder):
        discard(folder)
        _convert_into(directory, quantisation, folder)
    return folder


def discard(folder: Path) -> None:
    """Remove a conversion that does not load, so that the next one is made afresh."""
    shutil.rmtree(folder, ignore_errors=True)


def _is_intact(folder: Path) -> bool:
    """Whether a conversion has the hash that was taken when it was made; 20 ms for the embedded model."""
    try:
        return (folder / _DIGEST).read_bytes() == _digest(folder)
    except OSError:
        return False


def _digest(folder: Path) -> bytes:
    """The sha256, in figures, of the names and bytes of all files of a conversion but that of the hash."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.name != _DIGEST:
            digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest().encode()


def weights_digest(directory: Path) -> str:
    """The sha256 of the weight file in a checkpoint folder; raises CheckpointError when there is none."""
    for name in WEIGHTS:
        if (directory / name).is_file():
            with (directory / name).open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
    raise CheckpointError(f"There is no {' or '.join(WEIGHTS)} in {directory}; fetch the checkpoint again.")


def _config_digest(directory: Path) -> str:
    """Eight figures of the sha256 of config.json; the same weights may come with another aligned head."""
    try:
        return hashlib.sha256((directory / "config.json").read_bytes()).hexdigest()[:8]
    except OSError as error:
        raise CheckpointError(
            f"config.json in {directory} cannot be read ({error}); fetch the checkpoint again."
        ) from error


def _convert_into(directory: Path, quantisation: str, folder: Path) -> None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=folder.name + ".", dir=folder.parent))
    except OSError as error:
        raise CheckpointError(
            f"The converted checkpoint cannot be written to {folder.parent} ({error.strerror}); "
            "name a folder you can write to with --cache-dir."
        ) from error
    from safetensors import SafetensorError

    try:
        _convert(directory, quantisation, work)
        (work / _DIGEST).write_bytes(_digest(work))
        _move_into_place(work, folder)
    except (OSError, RuntimeError, ValueError, KeyError, SafetensorError, UnpicklingError) as error:
        raise CheckpointError(
            f"The checkpoint in {directory} cannot be converted for CTranslate2 ({reason_of(error)}); "
            "fetch it again or run with --engine marian."
        ) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _move_into_place(work: Path, folder: Path) -> None:
    """Rename, unless another process was faster: its result is the same."""
    try:
        os.rename(work, folder)
    except OSError:
        if not _is_intact(folder):
            raise


def _convert(directory: Path, quantisation: str, target: Path) -> None:
    with quietly():
        import torch
        from ctranslate2.converters import TransformersConverter  # type: ignore[import-untyped]

        class Converter(TransformersConverter):  # type: ignore[misc]  # ctranslate2 ships no types
            """Reads from disk only, and in float32: half-precision weights are not rounded twice."""

            def load_model(self, model_class, path, **options):  # type: ignore[no-untyped-def]
                options |= {"dtype": torch.float32, "local_files_only": True, "trust_remote_code": False}
                model = super().load_model(model_class, path, **options)
                _check_start(model)
                _aligned_head_first(model)
                if not hasattr(model.config, "normalize_before"):  # BART as recent libraries save it
                    model.config.normalize_before = False
                return model

        Converter(str(directory)).convert(str(target), quantization=quantisation, force=True)


def _check_start(model) -> None:  # type: ignore[no-untyped-def]  # a transformers model
    """Refuse a Marian whose ``<pad>`` has an embedding: CTranslate2 starts from zeros and would differ."""
    if model.config.model_type != "marian":
        return
    start = model.get_decoder().embed_tokens.weight[model.config.decoder_start_token_id]
    if float(start.abs().max()) > _ZERO:
        raise ValueError("its decoder does not start from a zero embedding")


def _aligned_head_first(model) -> None:  # type: ignore[no-untyped-def]  # a transformers model
    """Swap the heads of the last cross-attention so that the aligned one is head 0, where CTranslate2 looks.

    The order of heads does not change what a model says.
    """
    import torch

    head = aligned_head(model.config)
    if head == 0:
        return
    attention = model.get_decoder().layers[-1].encoder_attn
    size = attention.head_dim
    order = torch.arange(attention.num_heads * size).view(-1, size)
    order[[0, head]] = order[[head, 0]]
    order = order.flatten()
    with torch.no_grad():
        for projection in (attention.q_proj, attention.k_proj, attention.v_proj):
            projection.weight.copy_(projection.weight[order].clone())
            projection.bias.copy_(projection.bias[order].clone())
        attention.out_proj.weight.copy_(attention.out_proj.weight[:, order].clone())
