"""Translation: texts of an article in, their English out, with word alignments and every doubt marked.

Importing this loads no heavy library; ``load_translator`` does.
"""

from collections.abc import Callable

from pipeline.cache import cache_root
from pipeline.errors import SettingsError
from pipeline.models import UNKNOWN, Checkpoint, resolve
from pipeline.seq2seq import ENGINES as SEQ2SEQ_ENGINES
from pipeline.seq2seq import EngineOptions, engine_name, load_engine
from pipeline.settings import Settings
from pipeline.translation.base import Translator
from pipeline.translation.confidence import read_bounds
from pipeline.translation.guarded import GUARD_VERSION, GuardedTranslator, longest_source
from pipeline.translation.identity import SIGNATURE as IDENTITY_SIGNATURE
from pipeline.translation.identity import IdentityTranslator
from pipeline.translation.memory import FILE_NAME, TranslationMemory
from pipeline.translation.units import build_translation, texts_to_translate

__all__ = [
    "ENGINES",
    "Translator",
    "build_translation",
    "load_translator",
    "signature",
    "texts_to_translate",
]


def load_translator(settings: Settings, checkpoint: Checkpoint | None) -> Translator:
    """The translator that the settings ask for, its checkpoint loaded and verified.

    ``checkpoint`` None is for the identity engine. With ``settings.memory`` what was translated
    before comes from the translation memory. Raises SettingsError and CheckpointError.
    """
    loader = ENGINES.get(settings.engine)
    if loader is None:
        raise SettingsError(f"There is no engine {settings.engine!r}; choose one of {', '.join(ENGINES)}.")
    return loader(settings, checkpoint)


def signature(settings: Settings, checkpoint: Checkpoint | None) -> str:
    """What ``load_translator`` would sign with, without loading anything heavy."""
    if settings.engine == "identity" or checkpoint is None:
        return IDENTITY_SIGNATURE
    pair = f"{checkpoint.source_language}-{checkpoint.target_language}"
    engine = engine_name(settings.engine, settings.device)
    return (
        f"lang:{pair}|engine:{engine}|ckpt:{checkpoint.name}@{_version(checkpoint)}"
        f"|beam:{settings.beam_size}|guard:{GUARD_VERSION}"
    )


def _load_identity(_settings: Settings, _checkpoint: Checkpoint | None) -> Translator:
    return IdentityTranslator()


def _load_guarded(settings: Settings, checkpoint: Checkpoint | None) -> Translator:
    if checkpoint is None:
        raise SettingsError(f"The engine {settings.engine} needs a checkpoint; add one to models.txt.")
    directory = resolve(checkpoint, settings.cache_dir)
    options = EngineOptions(
        device=settings.device,
        threads=settings.threads,
        fingerprint="" if checkpoint.sha256 == UNKNOWN else checkpoint.sha256,
        cache_dir=settings.cache_dir,
    )
    engine = load_engine(settings.engine, directory, options)
    translator = GuardedTranslator(
        engine,
        signature(settings, checkpoint),
        settings.beam_size,
        longest_source(directory),
        read_bounds(directory),
    )
    if not settings.memory:
        return translator
    return TranslationMemory(translator, cache_root(settings.cache_dir) / FILE_NAME)


def _version(checkpoint: Checkpoint) -> str:
    """What tells one version of a checkpoint from another: the commit on the hub, else the weights."""
    return (checkpoint.sha256 if checkpoint.revision == UNKNOWN else checkpoint.revision)[:12]


Loader = Callable[[Settings, Checkpoint | None], Translator]
ENGINES: dict[str, Loader] = {"identity": _load_identity} | dict.fromkeys(SEQ2SEQ_ENGINES, _load_guarded)
