"""Everything that decides what a brief says; printed in every output as the signature."""

from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from pipeline.errors import SettingsError

MOST_BEAMS = 32

EngineName = Literal["ctranslate2", "marian", "identity"]
Device = Literal["cpu", "cuda", "auto"]
SpacyChoice = Literal["auto", "on", "off"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose. Paths, threads and the memory change speed, never a word of a brief.

    ``threads`` 0 means one per physical core. ``language`` None means: detect. ``models_file`` None
    means the models.txt of the package; ``cache_dir`` None the cache folder of the user.
    ``second_opinion`` names what is to be different about a second decoding: "beam:1",
    "engine:marian" or "profile:hub".
    """

    profile: str = "embedded"
    engine: EngineName = "ctranslate2"
    beam_size: int = 4
    language: str | None = None
    summary: bool = True
    spacy: SpacyChoice = "auto"
    second_opinion: str | None = None
    device: Device = "cpu"
    threads: int = 0
    memory: bool = True
    models_file: Path | None = None
    cache_dir: Path | None = None


def second_settings(settings: Settings) -> Settings | None:
    """The settings of the second decoding, None when there is none; SettingsError when it cannot be."""
    if settings.second_opinion is None:
        return None
    what, _, value = settings.second_opinion.partition(":")
    wrong = SettingsError(
        f"--second-opinion {settings.second_opinion}: write beam:N, engine:NAME or profile:NAME, "
        "and another one than the first decoding has."
    )
    if what == "beam" and value.isdecimal() and 1 <= int(value) <= MOST_BEAMS:
        second = replace(settings, beam_size=int(value))
    elif what == "engine" and value == "ctranslate2":
        second = replace(settings, engine="ctranslate2")
    elif what == "engine" and value == "marian":
        second = replace(settings, engine="marian")
    elif what == "profile" and value:
        second = replace(settings, profile=value)
    else:
        raise wrong
    if second == settings or settings.engine == "identity":
        raise wrong
    return second


def package_version() -> str:
    """The version of bilingual-briefs as installed, or "0+unknown" in a bare checkout."""
    try:
        return version("bilingual-briefs")
    except PackageNotFoundError:
        return "0+unknown"
