"""Where an engine runs and with which arithmetic; a GPU that is not there costs one line, not the run."""

import logging

_log = logging.getLogger(__name__)

# Engine → arithmetic on a CPU; on a GPU all use float16.
_ON_CPU = {"ctranslate2": "int8", "marian": "float32"}


def usable_device(engine: str, device: str) -> str:
    """``device``, or "cpu" with one line of warning when the engine's library sees no GPU."""
    if device == "cuda" and not _has_cuda(engine):
        _log.warning("No CUDA device that the engine %s can use was found; running on the CPU.", engine)
        return "cpu"
    return device


def compute_type(engine: str, wanted: str, device: str) -> str:
    """The arithmetic: ``wanted`` unless it is "default"."""
    if wanted != "default":
        return wanted
    return "float16" if device == "cuda" else _ON_CPU[engine]


def engine_name(engine: str, device: str) -> str:
    """Engine and arithmetic as ``Seq2Seq.name`` will say them, without loading a checkpoint."""
    is_gpu = device == "cuda" and _has_cuda(engine)
    return f"{engine}-{compute_type(engine, 'default', 'cuda' if is_gpu else 'cpu')}"


def _has_cuda(engine: str) -> bool:
    if engine == "ctranslate2":
        import ctranslate2  # type: ignore[import-untyped]

        return int(ctranslate2.get_cuda_device_count()) > 0
    import torch

    return torch.cuda.is_available()
