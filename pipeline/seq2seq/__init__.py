"""Sequence-to-sequence engines: a checkpoint folder in, texts to texts out, for translation and summary.

Importing this loads no heavy library; loading an engine does.
"""

from collections.abc import Callable
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.seq2seq.base import Decoding, EngineOptions, Generated, Seq2Seq
from pipeline.seq2seq.devices import engine_name

__all__ = ["ENGINES", "Decoding", "EngineOptions", "Generated", "Seq2Seq", "engine_name", "load_engine"]

Loader = Callable[[Path, EngineOptions], Seq2Seq]


def _ctranslate2(directory: Path, options: EngineOptions) -> Seq2Seq:
    from pipeline.seq2seq.ctranslate2_engine import load

    return load(directory, options)


def _transformers(directory: Path, options: EngineOptions) -> Seq2Seq:
    from pipeline.seq2seq.transformers_engine import load

    return load(directory, options)


ENGINES: dict[str, Loader] = {"ctranslate2": _ctranslate2, "marian": _transformers}


def load_engine(name: str, directory: Path, options: EngineOptions) -> Seq2Seq:
    """The engine of that name with the checkpoint in ``directory``; raises SettingsError, CheckpointError."""
    loader = ENGINES.get(name)
    if loader is None:
        raise SettingsError(f"There is no engine {name!r}; choose one of {', '.join(sorted(ENGINES))}.")
    return loader(directory, options)
