"""Everything that decides what a brief says; printed in every output as the signature."""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

EngineName = Literal["ctranslate2", "marian", "identity"]
Device = Literal["cpu", "cuda"]
SpacyChoice = Literal["auto", "on", "off"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose. Paths, threads and the memory change speed, never a word of a brief.

    ``threads`` 0 means one per physical core. ``language`` None means: detect. ``models_file`` None
    means the models.txt of the package; ``cache_dir`` None the cache folder of the user.
    """

    profile: str = "embedded"
    engine: EngineName = "ctranslate2"
    beam_size: int = 4
    language: str | None = None
    summary: bool = True
    spacy: SpacyChoice = "auto"
    device: Device = "cpu"
    threads: int = 0
    memory: bool = True
    models_file: Path | None = None
    cache_dir: Path | None = None


def package_version() -> str:
    """The version of bilingual-briefs as installed, or "0+unknown" in a bare checkout."""
    try:
        return version("bilingual-briefs")
    except PackageNotFoundError:
        return "0+unknown"
