"""Where an engine runs and with which arithmetic; a GPU that is not there costs one line, not the run."""

import logging
from functools import cache

_log = logging.getLogger(__name__)

# Engine → arithmetic on a CPU; on a GPU all use float16, or float32 where the GPU is too old for it.
_ON_CPU = {"ctranslate2": "int8", "marian": "float32"}

# Pieces of a batch that keep a GPU busy; what keeps a core busy leaves a GPU idle.
_GPU_BATCH = 8192


def usable_device(engine: str, device: str) -> str:
    """ "cuda" or "cpu": ``device``, for "auto" the GPU where there is one.

    "cuda" without a GPU that the engine's library can use is "cpu", with one line of warning a process.
    """
    if device == "cpu" or _has_cuda(engine):
        return "cpu" if device == "cpu" else "cuda"
    if device == "cuda":
        warn_of_cpu(engine)
    return "cpu"


@cache
def warn_of_cpu(engine: str) -> None:
    """Say once that there is no GPU; the translator and the summariser both ask for it."""
    _log.warning("No CUDA device that the engine %s can use was found; running on the CPU.", engine)


def compute_type(engine: str, wanted: str, device: str) -> str:
    """The arithmetic on "cuda" or "cpu": ``wanted`` unless it is "default"."""
    if wanted != "default":
        return wanted
    if device == "cpu":
        return _ON_CPU[engine]
    return "float16" if _has_float16(engine) else "float32"


def batch_budget(pieces: int, device: str) -> int:
    """The pieces of one batch, padding included: ``pieces`` on a CPU, at least 8,192 on a GPU."""
    return pieces if device == "cpu" else max(pieces, _GPU_BATCH)


def engine_name(engine: str, device: str) -> str:
    """Engine and arithmetic as ``Seq2Seq.name`` will say them, without loading a checkpoint."""
    is_gpu = device != "cpu" and _has_cuda(engine)
    return f"{engine}-{compute_type(engine, 'default', 'cuda' if is_gpu else 'cpu')}"


def _has_cuda(engine: str) -> bool:
    """Whether the library of an engine sees a GPU; a driver that is too old or broken counts as none."""
    try:
        if engine == "ctranslate2":
            import ctranslate2  # type: ignore[import-untyped]

            return int(ctranslate2.get_cuda_device_count()) > 0
        import torch

        return torch.cuda.is_available()
    except RuntimeError:
        return False


def _has_float16(engine: str) -> bool:
    """Whether the GPU that is there computes float16; torch does on every GPU that it supports."""
    if engine != "ctranslate2":
        return True
    import ctranslate2

    return "float16" in ctranslate2.get_supported_compute_types("cuda")
